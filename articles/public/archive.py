"""The archive by year, month and day, as calendars in which every day that has stories is a link. Nothing is counted."""

from calendar import Calendar

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models.taxonomy import edition_url
from articles.public import lists
from articles.public.pages import DEFAULT, open_edition, page
from articles.public.paging import before_of, newest
from newsroom.pagecache import kept


@kept()
@require_safe
def year(request, year, language=DEFAULT):
    """The twelve calendars of a year."""
    edition, span = open_edition(language), _span(year)
    full = lists.with_stories(language, *span)
    older, newer = lists.neighbours(language, *span)
    context = {
        "year": year,
        "months": [calendar_of(year, month, full) for month in range(1, 13)],
        "weekdays": Calendar().monthdatescalendar(year, 1)[0],
        "today": timezone.localdate(),
        "older": older,
        "newer": newer,
        "is_empty": not full,
    }
    return page(request, "public/archive_year.html", edition, context)


@kept("before")
@require_safe
def month(request, year, month, language=DEFAULT):
    """The calendar of a month and its stories."""
    span = _span(year, month)
    if moved := _moved(request, language, "archive_month", year, month):
        return moved
    edition = open_edition(language)
    stories = newest(lists.between(language, *span), before_of(request))
    full = lists.with_stories(language, *span)
    older, newer = lists.neighbours(language, *span)
    calendar = calendar_of(year, month, full)
    context = calendar | {
        "weekdays": Calendar().monthdatescalendar(year, month)[0],
        "today": timezone.localdate(),
        "page": stories,
        "older": older,
        "newer": newer,
        "is_empty": not full,
    }
    return page(request, "public/archive_month.html", edition, context)


@kept("before")
@require_safe
def day(request, year, month, day, language=DEFAULT):
    """The stories of a day, and the way to the days beside it that have any."""
    span = _span(year, month, day)
    if moved := _moved(request, language, "archive_day", year, month, day):
        return moved
    edition = open_edition(language)
    stories = newest(lists.between(language, *span), before_of(request))
    older, newer = lists.neighbours(language, *span)
    context = {"day": span[0], "page": stories, "older": older, "newer": newer, "is_empty": not stories.rows}
    return page(request, "public/archive_day.html", edition, context)


def calendar_of(year, month, full):
    """The calendar of a month: `first`, its first day, and `weeks`, rows of seven cells, each a day and whether it is
    among the `full` ones, or None for days of other months; `has_stories` where one of them is."""
    weeks = [
        [(day, day in full) if day.month == month else None for day in week]
        for week in Calendar().monthdatescalendar(year, month)
    ]
    first = next(cell[0] for cell in weeks[0] if cell)
    return {"first": first, "weeks": weeks, "has_stories": any(cell and cell[1] for week in weeks for cell in week)}


def _span(*parts):
    try:
        return lists.span_of(*parts)
    except ValueError:
        raise Http404 from None


def _moved(request, language, name, *parts):
    """The way from /2025/1/ to /2025/01/; None where the address is right."""
    right = edition_url(name, language, *parts)
    return None if request.path == right else redirect(right, permanent=True)
