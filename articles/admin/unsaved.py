"""What is typed into the form of an article and not saved: kept as it is, offered when the form is opened again."""

import contextlib
from dataclasses import dataclass
from uuid import uuid4

from articles import markup
from articles.desk import comparison, contents, saving
from articles.models import Article, Autosave
from articles.models.taxonomy import split_tags
from newsroom.inlines import MOST
from newsroom.models import Reporter
from newsroom.text import number, printable

LONGEST = 2_000_000  # characters of one form: a body of the longest kind and all else
PEOPLE = {"bylines": ("role", "unit", "name"), "editors": ("role", "name")}


class TooLong(Exception):
    """The form is longer than any article may be."""


@dataclass(frozen=True)
class Offer:
    """Unsaved work that is offered to its writer: the Autosave and the Changes (articles.desk.comparison) in it."""

    row: Autosave
    changes: list


def keep(user, tab, article, form):
    """Keep the fields of a form, a QueryDict, as what `user` has typed in it. Returns the Autosave; raises TooLong."""
    row = Autosave(user=user, tab=tab, article=article, seen=number(form.get("saves", "")) or 0, content=typed(form))
    values = ["article", "seen", "content", "at"]
    Autosave.objects.bulk_create([row], update_conflicts=True, unique_fields=["user", "tab"], update_fields=values)
    return row


def keep_if_typed(request, article):
    """Keep what a form says that cannot be saved, where it is the whole form."""
    if "saves" in request.POST and request.POST.get("tab"):
        with contextlib.suppress(TooLong):
            keep(request.user, request.POST["tab"][:36], article, request.POST)


def around(request, form):
    """What the page of a form shows of unsaved work, as context: the name of this form, and what was typed in others."""
    row = getattr(form.instance, "unsaved", None)
    tab = request.POST.get("tab") or (row.tab if row else str(uuid4()))
    article = form.instance if form.instance.pk else None
    return {"tab": tab, "is_taken": row is not None, "offers": offers(request.user, article, tab)}


def forget(user, tab):
    """What `user` has typed in that form is saved, or not wanted."""
    if tab:
        Autosave.objects.filter(user=user, tab=tab).delete()


def offers(user, article, tab=""):
    """What `user` typed into other forms of `article` (None: of new articles) than the one named `tab`, newest first.
    What turns out to be saved by now is forgotten."""
    found = []
    for row in Autosave.objects.filter(user=user, article=article).exclude(tab=tab).order_by("-at"):
        now = contents.content_of(article) if article else contents.EMPTY
        content = _named(row.content)
        if all(content[name] == now[name] for name in content if name in now):
            row.delete()
            continue
        base = contents.EMPTY | (saving.content_at(article, row.seen) if article else {})
        found.append(Offer(row, comparison.changes(base, content)))
    return found


def wanted(request, article):
    """The Autosave that `?unsaved=` asks to be taken into the form; None where none is asked for."""
    tab = request.GET.get("unsaved", "")
    if request.method != "GET" or not tab:
        return None
    return Autosave.objects.filter(user=request.user, article=article, tab=tab).first()


def initial(row):
    """The values that a form begins with to show the content of `row`."""
    said = {name: value for name, value in row.content.items() if name not in PEOPLE}
    if "tags" in said:
        said["tags"] = ", ".join(said["tags"])
    return said | {"saves": row.seen}


def rows(row, prefix):
    """The rows of people that a formset begins with to show the content of `row`; None where it says nothing of them."""
    lines = row.content.get(prefix)
    return None if lines is None else [{**line, "position": at} for at, line in enumerate(lines)]


def typed(form):
    """The content of a form as it is being typed: nothing is checked but the length, and the body is cleaned. Raises
    TooLong."""
    if sum(map(len, form.values())) > LONGEST:
        raise TooLong
    field = Article._meta.get_field
    content = {
        name: field(name).to_python(form[name]) for name in [*contents.LINES, "language", "ai_part"] if name in form
    }
    if "body" in form:
        content["body"] = _body(form["body"])
    content |= {name: number(form[name]) for name in contents.NUMBERS if name in form}
    if "event_date" in form:
        content["event_date"] = printable(form["event_date"]) or None
    if "tags" in form:
        content["tags"] = sorted(split_tags(printable(form["tags"])))
    if "related" in form:
        content["related"] = [int(part) for part in form["related"].replace(",", " ").split() if number(part)]
    for prefix, names in PEOPLE.items():
        if f"{prefix}-TOTAL_FORMS" in form:
            content[prefix] = list(_rows(form, prefix, names))
    return content


def name_alone(value):
    """The name in the value "=小满" of a form's select, where somebody in a byline has no page; empty for any other."""
    return value[1:] if isinstance(value, str) and value.startswith("=") else ""


def _body(html):
    try:
        return markup.clean(html)
    except markup.Unfit as error:
        raise TooLong from error


def _rows(form, prefix, names):
    """The people of a form in their order, without rows that are taken out or say nobody."""
    found = []
    for at in range(min(number(form[f"{prefix}-TOTAL_FORMS"]) or 0, MOST)):
        said = {name: printable(form.get(f"{prefix}-{at}-{name}", "")).strip() for name in names}
        who = form.get(f"{prefix}-{at}-reporter", "")
        said["reporter"] = number(who)
        if alone := printable(name_alone(who)).strip():
            said["name"] = alone
        if not form.get(f"{prefix}-{at}-DELETE") and (said["reporter"] or said.get("name") or said.get("unit")):
            found.append((number(form.get(f"{prefix}-{at}-position", "")) or 0, at, said))
    return [said for _position, _at, said in sorted(found, key=lambda row: row[:2])]


def _named(content):
    """The content with the names of the reporters in its byline, whom a form sends by their numbers alone."""
    lines = content.get("bylines")
    if not lines:
        return content
    known = Reporter.objects.in_bulk([line["reporter"] for line in lines if line["reporter"]])
    named = [
        {
            "role": line["role"],
            "reporter": line["reporter"],
            "name": known[line["reporter"]].name if line["reporter"] in known else line.get("name", ""),
            "unit": line["unit"],
        }
        for line in lines
    ]
    return {**content, "bylines": named}
