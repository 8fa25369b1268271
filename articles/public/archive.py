"""The archive by year, month and day. The calendars ask each day for its newest story and count nothing."""

from calendar import Calendar

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models.taxonomy import edition_url
from articles.public import lists
from articles.public.pages import DEFAULT, open_edition, page
from articles.public.paging import before_of, newest

HEADLINES = 3  # of each month in the page of a year


@require_safe
def year(request, year, language=DEFAULT):
    """The twelve months of a year, each with its newest headlines."""
    edition, span = open_edition(language), _span(year)
    months = [lists.span_of(year, number) for number in range(1, 13)]
    stories = lists.newest_in_each(language, months, HEADLINES)
    older, newer = lists.neighbours(language, *span)
    context = {
        "year": year,
        "months": [(first, [s for s in stories if s.date.month == first.month]) for first, _after in months],
        "older": older,
        "newer": newer,
        "is_empty": not stories,
    }
    return page(request, "public/archive_year.html", edition, context)


@require_safe
def month(request, year, month, language=DEFAULT):
    """The calendar of a month, a link on every day that has stories, and the stories."""
    span = _span(year, month)
    if moved := _moved(request, language, "archive_month", year, month):
        return moved
    edition = open_edition(language)
    stories = newest(lists.between(language, *span), before_of(request))
    weeks = Calendar().monthdatescalendar(year, month)
    days = [day for week in weeks for day in week if day.month == month]
    full = {
        story.date for story in lists.newest_in_each(language, [lists.span_of(d.year, d.month, d.day) for d in days])
    }
    older, newer = lists.neighbours(language, *span)
    context = {
        "first": span[0],
        "weeks": [[(day, day in full) if day.month == month else None for day in week] for week in weeks],
        "weekdays": weeks[0],
        "today": timezone.localdate(),
        "page": stories,
        "older": older,
        "newer": newer,
        "is_empty": not full,
    }
    return page(request, "public/archive_month.html", edition, context)


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


def _span(*parts):
    try:
        return lists.span_of(*parts)
    except ValueError:
        raise Http404 from None


def _moved(request, language, name, *parts):
    """The way from /2025/1/ to /2025/01/; None where the address is right."""
    right = edition_url(name, language, *parts)
    return None if request.path == right else redirect(right, permanent=True)
