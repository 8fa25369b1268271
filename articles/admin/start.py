"""The start page: the work queue. What this user can do now, then what is due, what waits for others, what went out."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, F, Q, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk import labels, times, workflow
from articles.desk.queue import Queue
from articles.models import Article
from newsroom import roles
from newsroom.models import Beat

SHOWN = 8
SILENT = timedelta(seconds=30)
LIST = "admin:articles_article_changelist"
FORM = "admin:articles_article_change"


@dataclass
class Row:
    """One line of a card: what it is about, where it leads, what is said of it; `step` is what is to be done."""

    headline: str
    address: str
    badge: str = ""
    who: str = ""
    when: str = ""
    said: str = ""
    step: str = ""
    is_late: bool = False


@dataclass
class Card:
    """One list of the start page: its true count, the first few rows, where all of them are."""

    name: str
    icon: str
    title: str
    nothing: str = ""
    count: int = 0
    rows: list = field(default_factory=list)
    all: str = ""
    all_title: str = ""
    said: str = ""


def start_page(request, context):
    """The context of the admin's index: `now`, the cards of what this user can do at once, and `later`, those of what
    she may look at."""
    now = timezone.localtime()
    shown = {"now": [], "later": []}
    if request.user.has_perm("articles.view_article"):
        shown = _cards(request, now)
    return context | {
        "title": _("Start"),
        "today": now,
        "greeting": _("Hello, %(name)s") % {"name": roles.name_of(request.user)},
        "is_idle": not any(card.count for card in shown["now"]),
        **shown,
    }


def _cards(request, now):
    queue = Queue(request.user, everywhere=request.GET.get("sections") == "all")
    again, ready = queue.signed_through()
    return {
        "now": [
            _to_sign(queue, again),
            _returned(queue),
            _held(queue),
            _ready(queue, ready),
            _notes(queue),
            _unsaved(queue),
            _drafts(queue),
        ],
        "later": [_due(queue, now), _with_others(queue, again), _out(queue, now.date())],
        "remit": list(workflow.remit_of(request.user).values()),
        "everywhere": queue.everywhere,
        "silence": _silence(now),
    }


# ---- what she can do now


def _to_sign(queue, again):
    card = Card("waiting", "stylus_note", _("To sign"))
    card.count, articles = _counted(queue.to_sign(), F("publish_at").asc(nulls_last=True), "since")
    for article in [*again, *articles][:SHOWN]:
        stage = article.stage or queue.stages[-1]
        row = _row(article, _("Sign %(stage)s") % {"stage": stage})
        row.when = _since(article.updated_at if article in again else article.since)
        row.said = _("The words changed after the last signature.") if article in again else ""
        card.rows.append(row)
    card.count += len(again)
    if card.count > 1:
        card.all = reverse("admin:articles_article_sign_many")
        card.all_title = _("Read and sign them one after another")
    return card


def _returned(queue):
    card = Card("returned", "undo", _("Came back to me"))
    card.count, articles = _counted(queue.returned(), "-updated_at")
    for article in articles:
        row = _row(article, _("Mend and submit again"))
        row.who, row.said = article.returned_by, article.reason
        card.rows.append(row)
    return card


def _held(queue):
    card = Card("held", "report", _("Held back"))
    card.count, articles = _counted(queue.held(), "-updated_at")
    for article in articles:
        row = _row(article, _("See to it"))
        row.said = article.held
        card.rows.append(row)
    return _with_all(card, "?state=held")


def _ready(queue, ready):
    card = Card("ready", "done_all", _("Signed, to be published"), count=len(ready))
    card.rows = [_row(article, _("Publish")) for article in ready[:SHOWN]]
    return _with_all(card, "?state=signed")


def _notes(queue):
    card = Card("notes", "chat_bubble", _("Notes to me"))
    card.count, notes = _counted(
        queue.notes().select_related("article"), "-pk", defer=["article__body", "article__copy"]
    )
    for note in notes:
        row = Row(note.article.headline, f"{_form(note.article_id)}?note={note.pk}", step=_("Answer"))
        row.who, row.when, row.said = note.author_name, times.shown(note.at), note.text
        card.rows.append(row)
    return card


def _unsaved(queue):
    card = Card("unsaved", "edit_off", _("Typed and not saved"))
    card.count, found = _counted(queue.unsaved().select_related("article"), "-at", defer=_UNSAVED)
    for one in found:
        headline = one.headline or (one.article.headline if one.article_id else _("Without a headline yet"))
        address = _form(one.article_id) if one.article_id else reverse("admin:articles_article_add")
        card.rows.append(Row(headline, address, when=times.shown(one.at), step=_("Look and save")))
    return card


def _drafts(queue):
    card = Card("drafts", "edit_note", _("My drafts"))
    card.count, articles = _counted(queue.drafts(), "-updated_at")
    for article in articles:
        row = _row(article, _("Write and submit"))
        row.when = times.shown(article.updated_at)
        card.rows.append(row)
    return _with_all(card, "?mine=yes&state=draft")


# ---- what she may look at


def _due(queue, now):
    """Everything with a time, the soonest first; the count is of what is due today or was due before."""
    card = Card("due", "schedule", _("Due today"), _("Nothing more is due today."))
    tomorrow = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    rows, total = [], 0
    for field_name, articles in (("publish_at", queue.scheduled()), ("take_off_at", queue.take_offs())):
        is_today = Count("pk", filter=Q(**{f"{field_name}__lt": tomorrow}))
        articles = articles.annotate(today=Window(is_today))
        count, found = _counted(articles, field_name)
        total += count
        card.count += found[0].today if found else 0
        rows += [(getattr(article, field_name), article, field_name) for article in found]
    for at, article, field_name in sorted(rows, key=lambda row: row[0])[:SHOWN]:
        row = _row(article, _comes(article, field_name))
        row.when, row.is_late = times.shown(at), at < now - timedelta(minutes=1)
        card.rows.append(row)
    if total > card.count:
        card.said = ngettext("%(count)s more on a later day", "%(count)s more on later days", total - card.count) % {
            "count": total - card.count
        }
    return _with_all(card, "?state=scheduled")


def _comes(article, field_name):
    if field_name == "take_off_at":
        return _("Leaves the site")
    return _("Goes out") if article.state == Article.State.SIGNED else _("Embargo: not signed yet")


def _with_others(queue, again):
    card = Card("others", "hourglass_top", _("Waits for others"), _("Nothing of yours is in review."))
    articles = queue.with_others().exclude(pk__in=[article.pk for article in again])
    card.count, articles = _counted(articles.select_related("stage__group"), "updated_at")
    for article in articles:
        row = _row(article, "")
        group = article.stage.group.name if article.stage else ""
        row.who = roles.label(group) if group else _("to be published")
        row.when = _since(article.updated_at)
        card.rows.append(row)
    return card


def _out(queue, day):
    card = Card("out", "public", _("Out today"), _("Nothing has gone out today."))
    card.count, stories = _counted(queue.out(day), "-key", defer=["html", "facts", "cover"])
    for story in stories:
        at = timezone.localtime(story.published_at).strftime("%H:%M")
        card.rows.append(Row(story.headline, _form(story.story), who=story.people, when=at))
    return card


def _silence(now):
    """Since when the clock that publishes has been silent, as text; empty where it beats."""
    last = Beat.objects.values_list("at", flat=True).first()
    if last is None:
        return _("it has never beaten")
    return "" if now - last < SILENT else _("last beat %(time)s") % {"time": times.shown(last)}


# ---- rows

_UNSAVED = ["content", "article__body", "article__copy"]


def _counted(queryset, *order, defer=("body", "copy")):
    """How many rows there are, and the first few: one query for both, so that they cannot disagree."""
    model = queryset.model
    if model is Article:
        queryset = workflow.with_live(queryset).select_related("stage", "updated_by__reporter")
    rows = list(queryset.defer(*defer).order_by(*order).annotate(total=Window(Count("*")))[:SHOWN])
    return (rows[0].total if rows else 0), rows


def _row(article, step):
    who = roles.name_of(article.updated_by) if article.updated_by else ""
    return Row(article.headline, _form(article.pk), badge=labels.state_badge(article), who=who, step=step)


def _with_all(card, query):
    if card.count > len(card.rows) or card.said:
        card.all = reverse(LIST) + query
        card.all_title = _("All %(count)s") % {"count": card.count} if not card.said else _("All that is scheduled")
    return card


def _form(number):
    return reverse(FORM, args=[number])


def _since(moment):
    return _("since %(time)s") % {"time": times.shown(moment)}
