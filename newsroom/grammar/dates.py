"""Dates as copy writes them: with or without the year, and with the end of a range.

Where the year is missing it is the one that puts the date nearest the publication date, the past on a tie: copy of
2 January about 31 December means last year's. A day that the calendar does not have gives no date.
"""

import re
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?:(?P<{0}year>[0-9]{{4}}) ?年 ?|(?P<{0}relative>去年|今年|明年|次年|翌年) ?)?"
_MONTH_DAY = r"(?:(?P<{0}month>[0-9]{{1,2}}) ?月 ?)?(?P<{0}day>[0-9]{{1,2}})"
_DAYS = re.compile(
    "(?<![0-9])"
    + _YEAR.format("")
    + _MONTH_DAY.format("")
    + r"(?: ?[日号]? ?(?:至|到|-{1,2}|~) ?"
    + _YEAR.format("end_")
    + _MONTH_DAY.format("end_")
    + r")? ?[日号]"
)
_RELATIVE_YEARS = {"去年": -1, "今年": 0, "明年": 1}
_BEFORE_DATE = re.compile(r"[ \n]*(?:(?:本报|本网|本台)?(?:记者|笔者) ?)?")
_VAGUE = re.compile("近日|日前|连日来|连日|近期|近来")
# 3日 alone is a date only where the sentence goes on as after a date: 3日游 and 5日内 are not.
_AFTER_BARE_DAY = re.compile(r" ?(?:[,从在]|上午|中午|下午|晚|清晨|凌晨|傍晚|当天)")


@dataclass(frozen=True)
class Days:
    """A date, or a range with its end, and the offset after it; `start` is None for a day that does not exist."""

    start: date | None
    end: date | None
    stop: int
    bare: bool = False  # the day of the month alone


@dataclass(frozen=True)
class Opening:
    """The date or range that a sentence opens with, or the words that stand for one (近日)."""

    start: date | None = None
    end: date | None = None
    text: str | None = None
    flags: tuple[str, ...] = ()


def read_days(text: str, at: int, published: date) -> Days | None:
    """The date or range that stands at offset `at` of folded `text`; None where there is none."""
    found = _DAYS.match(text, at)
    return _resolve(found, published) if found else None


def find_days(text: str, published: date) -> tuple[int, Days] | None:
    """The first date or range in folded `text` with the offset where it begins."""
    found = _DAYS.search(text)
    return (found.start(), _resolve(found, published)) if found else None


def opening_date(text: str, published: date) -> Opening:
    """What folded `text` opens with, alone or after 记者 or 笔者; `impossible_date` flags a day that is none."""
    at = _BEFORE_DATE.match(text).end()
    if vague := _VAGUE.match(text, at):
        return Opening(text=vague[0])
    days = read_days(text, at, published)
    if not days or (days.bare and not _AFTER_BARE_DAY.match(text, days.stop)):
        return Opening()
    return Opening(days.start, days.end, flags=() if days.start else ("impossible_date",))


def _resolve(found: re.Match, published: date) -> Days:
    month, day = found["month"], int(found["day"])
    if found["year"]:
        candidates = [_date(int(found["year"]), int(month), day)] if month else []
    elif month:
        years = _RELATIVE_YEARS.get(found["relative"])
        shifts = (-1, 0, 1) if years is None else (years,)
        candidates = [_date(published.year + shift, int(month), day) for shift in shifts]
    else:
        months = [published.year * 12 + published.month - 1 + shift for shift in (-1, 0, 1)]
        candidates = [_date(number // 12, number % 12 + 1, day) for number in months]
    start = _nearest(candidates, published)
    end = _end(found, start) if start and found["end_day"] else None
    return Days(start, end, found.end(), bare=not month)


def _end(found: re.Match, start: date) -> date | None:
    """The end of a range: in the year and month of its start where it names none, else the next that fits."""
    month, day = int(found["end_month"] or start.month), int(found["end_day"])
    if found["end_year"]:
        end = _date(int(found["end_year"]), month, day)
    else:
        end = _date(start.year, month, day)
        if found["end_month"] and (end is None or end < start):
            end = _date(start.year + 1, month, day)
    return end if end and end > start else None


def _nearest(candidates: list[date | None], published: date) -> date | None:
    real = [candidate for candidate in candidates if candidate]
    return min(real, key=lambda day: (abs(day - published), day > published), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
