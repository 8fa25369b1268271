"""Stories that are on the site: their lists, cut by key, and one by its number."""

from datetime import UTC, datetime, timedelta

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils.translation import gettext as _

from articles.models.publication import LAST_YEAR, Publication, key_of_day
from articles.models.version import Version
from articles.public import lists, ninjs
from articles.public.api import cursors, items, parameters
from articles.public.api.answers import Said, answering, next_address
from articles.public.api.asking import PAGE
from articles.public.api.changes import open_stories
from articles.public.api.problems import Problem
from articles.public.languages import DEFAULT
from articles.public.pages import open_edition
from articles.public.views import section_of, tag_of
from articles.public.withdrawn import language_of, record_of
from newsroom.models import Reporter
from newsroom.plans import Unread

FILTERS = (
    parameters.LANGUAGE,
    parameters.SECTION,
    parameters.TAG,
    parameters.REPORTER,
    parameters.FROM,
    parameters.TO,
    parameters.UPDATED,
)
LISTED, CHANGED = "k", "c"  # cursors in the order of first publication, and in that of the last change
FIRST = datetime(1970, 1, 1, tzinfo=UTC)


@answering(parameters.CURSOR, parameters.SIZE, *FILTERS)
def listing(who, values):
    """A page of stories, the newest first."""
    size = values["size"] or PAGE
    found = _found(who, values, size + 1)
    stories, more = found[:size], len(found) > size
    prefetch_related_objects(stories, "section", "topic")
    answer = {"items": items.of_stories(stories, who)}
    if more:
        answer["next"] = next_address("/api/v1/stories/", values, _cursor(values, stories[-1]))
    return answer


@answering()
def one(who, values, number):
    """One story; 410 and canceled once it was withdrawn."""
    found = items.unread(Publication.objects.select_related("section", "topic"), who).filter(story=number).first()
    if found is None:
        record = record_of(number)
        if not record or record[-1].kind != Version.Kind.WITHDRAWN or not _saw(who, number):
            raise Http404
        return Said(ninjs.canceled(number, record, language_of(record)), status=410)
    if not who.sees(found.section_id):
        raise Problem("not-yours", _("This story stands in a section that your key doesn't open."))
    return items.of_stories([found], who)[0]


def _saw(who, number):
    """Whether somebody may be told that this story was withdrawn: it stood where her key opens."""
    return number in open_stories([number], who)


def _cursor(values, story):
    if values["updated"]:
        return cursors.made(CHANGED, (story.changed_at - FIRST) // timedelta(microseconds=1), story.key)
    return cursors.made(LISTED, story.key)


def _found(who, values, most):
    """At most so many Publications, in order, without what `who` may not see."""
    edition = open_edition(values["language"] or DEFAULT)
    stories = items.unread(Publication.objects.all(), who)
    stories = _narrowed(_spanned(stories, values), edition, values)
    wanted = None if who.sections is None else {one.pk for one in edition.sections if one.pk in who.sections}
    if values["section"]:
        section = section_of(edition, values["section"])
        wanted = {section.pk} if who.sees(section.pk) else set()
    if wanted is None:
        return list(stories[:most])
    if values["reporter"] or values["tag"]:  # the few of a person or tag are gone through
        return list(stories.alias(filed=Unread("section")).filter(filed__in=wanted)[:most])
    # one index for each section, or all of theirs would be put in order for a few
    found = lists.from_each([stories.filter(section=one)[:most] for one in sorted(wanted)]) if wanted else []
    return sorted(found, key=_order(values), reverse=True)[:most]


def _order(values):
    return (lambda one: (one.changed_at, one.key)) if values["updated"] else (lambda one: one.key)


def _spanned(stories, values):
    """Those first published between two days, last changed since a moment, and behind the cursor, in order."""
    if values["from"]:
        stories = stories.filter(key__gte=key_of_day(values["from"]))
    if values["to"] and (values["to"].year, values["to"].month, values["to"].day) < (LAST_YEAR, 12, 31):
        stories = stories.filter(key__lt=key_of_day(values["to"] + timedelta(days=1)))
    if not values["updated"]:
        before = _read(LISTED, 1, values["cursor"])
        return (stories.filter(key__lt=before[0]) if before else stories).order_by("-key")
    stories = stories.filter(changed_at__gte=values["updated"]).order_by("-changed_at", "-key")
    if before := _read(CHANGED, 2, values["cursor"]):
        try:
            moment = FIRST + timedelta(microseconds=before[0])
        except OverflowError:
            raise _bad_cursor() from None
        stories = stories.filter(changed_at__lte=moment).exclude(changed_at=moment, key__gte=before[1])
    return stories


def _read(kind, count, cursor):
    if cursor is None:
        return None
    try:
        return [cursors.number(part) for part in cursors.read(kind, count, cursor)]
    except ValueError:
        raise _bad_cursor() from None


def _bad_cursor():
    return Problem("bad-value", _("This cursor is of no answer of this address."), parameter="cursor")


def _narrowed(stories, edition, values):
    """Those of an edition, of a person, with a tag."""
    language = edition.masthead.language
    narrowed = []
    if values["reporter"]:
        reporter = Reporter.objects.filter(slug=values["reporter"]).first()
        narrowed.append(("byline_rows", "reporter", reporter))
    if values["tag"]:
        narrowed.append(("tag_rows", "tag", tag_of(values["tag"], language)))
    if not narrowed:
        return stories.filter(language=language)
    stories = stories.alias(edition=Unread("language")).filter(edition=language)
    for rows, name, one in narrowed:
        if one is None:
            raise Http404
        stories = stories.filter(**{f"{rows}__{name}": one.pk})
    if not values["updated"]:
        stories = stories.order_by(f"-{narrowed[0][0]}__publication_id")
    return stories
