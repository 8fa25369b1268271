"""The change feed: every version of the record, in its order. Whoever follows its cursors misses nothing and gets nothing
twice, and no page costs more than its own rows.

A change says what happened; its story stands in it as it is now. So nobody is handed words that were withdrawn, corrected or
removed since, and somebody who follows from the beginning ends with what is on the site."""

from django.db.models import F
from django.utils.translation import gettext as _

from articles.models.publication import Publication
from articles.models.taxonomy import Section
from articles.models.version import Version
from articles.public import ninjs
from articles.public.api import cursors, items, parameters
from articles.public.api.answers import answering
from articles.public.api.asking import PAGE
from articles.public.api.problems import Problem
from articles.public.pages import absolute
from articles.public.withdrawn import language_of

FEED, LINK = "v", 12  # letters of a version's link in its cursor
LATEST = "latest"
BEGINNING = "0"


@answering(parameters.SINCE, parameters.SIZE)
def feed(who, values):
    """The changes behind a cursor, the first one first, and the cursor to come back with."""
    size = values["size"] or PAGE
    if values["since"] == LATEST:
        last = Version.objects.order_by("-pk").only("pk", "link").first()
        return _answer([], _cursor(last) if last else None, values, has_more=False)
    start = _start(values["since"])
    rows = list(_rows().filter(pk__gt=start).order_by("pk")[: size + 1])
    shown, more = rows[:size], len(rows) > size
    cursor = _cursor(shown[-1]) if shown else values["since"]
    return _answer(_changes(shown, who), cursor, values, more)


def _answer(changes, cursor, values, has_more):
    cursor = cursor or cursors.made(FEED, BEGINNING, BEGINNING)
    size = f"&size={values['size']}" if values["size"] else ""
    address = absolute("/api/v1/changes/")
    return {"items": changes, "cursor": cursor, "has_more": has_more, "next": f"{address}?since={cursor}{size}"}


def _rows():
    found = Version.objects.only("pk", "story", "number", "kind", "at", "note", "link", "redacted_at", "redacted_for")
    return found.annotate(language=F("words__language"))


def _cursor(version):
    return cursors.made(FEED, version.pk, version.link[:LINK])


def _start(since):
    """The number of the version up to which somebody has followed. Raises Problem where the record does not hold it: it is
    that of another site, or of one that was put back from a backup of before."""
    if since is None:
        return 0
    try:
        found, link = cursors.read(FEED, 2, since)
        number = cursors.number(found)
    except ValueError:
        raise Problem("bad-value", _("This cursor is of no answer of this address."), parameter="since") from None
    if number and not Version.objects.filter(pk=number, link__startswith=link or "-").exists():
        raise Problem("cursor-gone", _("Follow from the beginning: what you have already comes again, and once."))
    return number


def _changes(rows, who):
    open_ = open_stories({row.story for row in rows}, who)
    rows = [row for row in rows if row.story in open_]
    found = _items({row.story for row in rows}, who)
    return [_change(row, found[row.story]) for row in rows]


def _change(row, item):
    said = {
        "cursor": _cursor(row),
        "kind": row.kind,
        "at": ninjs.moment(row.at),
        "story": row.story,
        "version": row.number,
        "item": item,
    }
    if row.note:
        said["note"] = row.note
    if row.redacted_at:
        said["redacted"] = {"at": ninjs.moment(row.redacted_at), "reason": row.redacted_for}
    return said


def open_stories(numbers, who):
    """Those of the stories with these numbers of which somebody may hear: all, or those that stand or ever stood in a section
    that her key opens. So she hears of a withdrawal, or that a story has gone elsewhere."""
    if who.sections is None:
        return set(numbers)
    sections = set(Section.objects.filter(pk__in=who.sections).values_list("masthead_id", "slug"))
    rows = Version.objects.filter(story__in=numbers).exclude(kind=Version.Kind.WITHDRAWN)
    rows = rows.values_list("story", "words__language", "words__section")
    return {story for story, language, slug in rows if (language, slug) in sections}


def _items(numbers, who):
    """Number → the story as it is now: usable, or canceled where it is not on the site or in no section that is open."""
    stories = items.unread(Publication.objects.select_related("section", "topic"), who).filter(story__in=numbers)
    stories = [story for story in stories if who.sees(story.section_id)]
    found = dict(zip((story.story for story in stories), items.of_stories(stories, who), strict=True))
    records = {}
    gone = numbers - found.keys()
    for version in _rows().filter(story__in=gone).order_by("story", "number") if gone else ():
        records.setdefault(version.story, []).append(version)
    for number, record in records.items():
        found[number] = ninjs.canceled(number, record, language_of(record))
    return found
