"""Dates in words, as the papers of each language print them, in Western digits."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language


@dataclass(frozen=True)
class Words:
    """How a language writes dates: patterns with {year}, {month} and {day}, the names of the weekdays from Monday on, their
    short forms for the head of a calendar, and what stands between a day and a time."""

    day: str
    short_day: str
    month: str
    month_name: str
    weekdays: tuple[str, ...]
    letters: tuple[str, ...]
    gap: str = " "


CHINESE = Words(
    day="{year}年{month}月{day}日",
    short_day="{month}月{day}日",
    month="{year}年{month}月",
    month_name="{month}月",
    weekdays=tuple(f"星期{one}" for one in "一二三四五六日"),
    letters=tuple("一二三四五六日"),
)
OWN = {
    "zh": CHINESE,
    "kk-arab": Words(
        day="{year}-جىلى {month}-ايدىڭ {day}-كۇنى",
        short_day="{month}-ايدىڭ {day}-كۇنى",
        month="{year}-جىلى {month}-اي",
        month_name="{month}-اي",
        weekdays=("دۇيسەنبى", "سەيسەنبى", "سارسەنبى", "بەيسەنبى", "جۇما", "سەنبى", "جەكسەنبى"),
        letters=("دس", "سس", "سر", "بس", "جم", "سب", "جك"),
    ),
    "ug": Words(
        day="{year}-يىلى {month}-ئاينىڭ {day}-كۈنى",
        short_day="{month}-ئاينىڭ {day}-كۈنى",
        month="{year}-يىلى {month}-ئاي",
        month_name="{month}-ئاي",
        weekdays=("دۈشەنبە", "سەيشەنبە", "چارشەنبە", "پەيشەنبە", "جۈمە", "شەنبە", "يەكشەنبە"),
        letters=("دۈ", "سە", "چا", "پە", "جۈ", "شە", "يە"),
    ),
}


def _own():
    """The Words of the language that speaks now, None where Django's own dates serve."""
    language = get_language() or ""
    return OWN.get(language) or OWN.get(language.partition("-")[0])


def _filled(pattern, value):
    return pattern.format(year=value.year, month=value.month, day=value.day)


def day(value: date) -> str:
    """2026年11月23日, or 23 November 2026 in languages that have no Words here."""
    return _filled(own.day, value) if (own := _own()) else date_format(value, "j F Y")


def short_day(value: date) -> str:
    """11月23日, or 23 November."""
    return _filled(own.short_day, value) if (own := _own()) else date_format(value, "j F")


def month(value: date) -> str:
    """2026年11月, or November 2026."""
    return _filled(own.month, value) if (own := _own()) else date_format(value, "F Y")


def month_name(value: date) -> str:
    """11月, or November."""
    return _filled(own.month_name, value) if (own := _own()) else date_format(value, "F")


def weekday(value: date) -> str:
    """星期一, or Monday."""
    return own.weekdays[value.weekday()] if (own := _own()) else date_format(value, "l")


def weekday_letter(value: date) -> str:
    """一, or Mon."""
    return own.letters[value.weekday()] if (own := _own()) else date_format(value, "D")


def gap() -> str:
    """What stands between a day and a time."""
    return own.gap if (own := _own()) else ", "
