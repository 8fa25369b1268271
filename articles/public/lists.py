"""Which stories stand in which list. Every list is newest first and reads one index from its end."""

from datetime import date, timedelta

from articles.models.publication import FIRST_YEAR, LAST_YEAR, Publication, keys_between
from articles.public.paging import SIZE, page_of
from newsroom.plans import Unread
from newsroom.prepared import one_after_the_other, prepared
from newsroom.replicas import for_reading

TAGS, PEOPLE = "tag_rows__tag", "byline_rows__reporter"
PARTS = 120  # of one UNION: SQLite takes 500


def of_edition(language):
    """The stories of a language edition, as cards."""
    return Publication.objects.cards().filter(language=language)


def of_section(section, before, whole=False):
    """A page of the stories of a section; `whole` brings their text too, for feeds."""
    found = _of_section(section.pk, _cursor(before), whole=whole)
    for story in found:
        story.section = section
    return page_of(found, before)


@prepared(Publication)
def _of_section(section, before, *, whole):
    stories = Publication.objects.bare().filter(section=section)
    for key in before:
        stories = stories.before(key)
    return (stories.defer(None) if whole else stories)[: SIZE + 1]


def tagged(tag, edition, before, whole=False):
    """A page of the stories of an edition, a Furniture, with `tag`; `whole` brings their text too, for feeds."""
    return _page_through(tag, TAGS, edition, before, whole)


def written_by(reporter, edition, before, whole=False):
    """A page of the stories of an edition that name `reporter` in byline or credits."""
    return _page_through(reporter, PEOPLE, edition, before, whole)


def has_tagged(tag, language):
    """Whether a story of a language edition carries `tag`."""
    return bool(_through(tag.pk, language, (), rows=TAGS, whole=False))


def has_written(reporter, language):
    """Whether a story of a language edition names `reporter` in byline or credits."""
    return bool(_through(reporter.pk, language, (), rows=PEOPLE, whole=False))


def _page_through(one, rows, edition, before, whole):
    found = _through(one.pk, edition.masthead.language, _cursor(before), rows=rows, whole=whole)
    return page_of(_in_sections(edition, found), before)


@prepared(Publication)
def _through(number, language, before, *, rows, whole):
    # The few of a tag or person are gone through, and never the many of the edition.
    stories = Publication.objects.bare().alias(edition=Unread("language")).filter(edition=language)
    condition, table = {rows: number}, rows.partition("__")[0]
    for key in before:
        # Said of both tables, or PostgreSQL walks one of them from its newest end down to the cursor.
        condition |= {f"{table}__publication_id__lt": key, "key__lt": key}
    stories = stories.filter(**condition).order_by(f"-{table}__publication_id")
    return (stories.defer(None) if whole else stories)[: SIZE + 1]


def _cursor(before):
    return () if before is None else (before,)


def between(language, first_day, day_after):
    """The stories first published from `first_day` up to but not on `day_after`, as cards."""
    low, high = keys_between(first_day, day_after)
    return of_edition(language).filter(key__gte=low, key__lt=high)


def from_each(querysets):
    """The stories that several limited querysets of publications give, in one query. What a queryset defers is deferred;
    related rows are not joined."""
    found = []
    for start in range(0, len(querysets), PARTS):
        parts = [q.query.get_compiler(q.db).as_sql() for q in querysets[start : start + PARTS]]
        found += Publication.objects.raw(*one_after_the_other(parts))
    return found


def bare(language):
    """The stories of a language edition, newest first, as cards without their sections: parts for `together`."""
    return Publication.objects.bare().filter(language=language)


def together(edition, stories):
    """`stories` that several querysets of `bare` ones gave, each story once, newest first, with their sections."""
    found = {story.key: story for story in stories}
    return sorted(_in_sections(edition, found.values()), key=lambda story: -story.key)


def _in_sections(edition, stories):
    """`stories`, each with its section of the edition, which no query has joined: to plan for one more table takes a
    database longer than to read it."""
    named = {section.pk: section for section in edition.sections}
    for story in stories:
        if story.section_id in named:
            story.section = named[story.section_id]
    return stories


def with_stories(language, first_day, day_after):
    """The dates from `first_day` up to but not on `day_after` on which stories were first published, a set, in one query:
    it looks into the index once for each day and counts nothing."""
    days = [first_day + timedelta(days=n) for n in range((day_after - first_day).days)]
    spans = [keys_between(day, day + timedelta(days=1)) for day in days]
    values = ", ".join(["(%s, %s, %s)"] * len(days))
    sql = (
        f"SELECT column1 FROM (VALUES {values}) AS days WHERE EXISTS (SELECT 1 FROM articles_publication "  # noqa: S608
        "WHERE language = %s AND key >= column2 AND key < column3)"
    )
    numbered = ((number, *span) for number, span in enumerate(spans))
    with for_reading().cursor() as cursor:
        cursor.execute(sql, [*(value for row in numbered for value in row), language])
        return {days[number] for (number,) in cursor.fetchall()}


def newest_of(spans):
    """The newest story of each span (first day, day after) that has any, of whatever language, with key, story, date and time
    of the last change, in one query that looks into the index once for each span."""
    if not spans:
        return []
    values = ", ".join(["(%s, %s)"] * len(spans))
    sql = (
        f"SELECT key, story, date, changed_at FROM (VALUES {values}) AS spans JOIN articles_publication ON key = "  # noqa: S608
        "(SELECT MAX(key) FROM articles_publication WHERE key >= column1 AND key < column2)"
    )
    return list(Publication.objects.raw(sql, [bound for span in spans for bound in keys_between(*span)]))


def neighbours(language, first_day, day_after):
    """The nearest dates with stories before and after a span of days, in one query; None where there is none."""
    low, high = keys_between(first_day, day_after)
    dates = Publication.objects.filter(language=language).only("key", "date")
    found = from_each([dates.filter(key__lt=low).order_by("-key")[:1], dates.filter(key__gte=high).order_by("key")[:1]])
    older = next((story.date for story in found if story.key < low), None)
    newer = next((story.date for story in found if story.key >= high), None)
    return older, newer


def months_between(first, last):
    """(first day, day after) of every month from that of `first` to that of `last`."""
    month, spans = first.replace(day=1), []
    while month <= last:
        after = (month + timedelta(days=32)).replace(day=1)
        spans.append((month, after))
        month = after
    return spans


def span_of(year, month=None, day=None):
    """(first day, day after) of a year, a month or a day; ValueError where the calendar has no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    first = date(year, 1 if month is None else month, 1 if day is None else day)
    if day is not None:
        return first, first + timedelta(days=1)
    if month is not None:
        return first, (first + timedelta(days=32)).replace(day=1)
    return first, date(year + 1, 1, 1)
