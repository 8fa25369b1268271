"""What the paper's templates need beyond Django's: dates as papers print them, addresses, the direction of a script."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from articles.models.taxonomy import edition_url as address_in_edition
from articles.public import pages, related

register = template.Library()

WEEKDAYS = "一二三四五六日"
RIGHT_TO_LEFT_SCRIPTS = {"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"}
RIGHT_TO_LEFT = {"ar", "fa", "ug", "ur", "he", "ps", "sd", "ckb", "dv", "yi"}

register.filter("absolute", pages.absolute)


@register.simple_tag
def with_others(story):
    """The story with the other stories it leads to: `html`, its body, which was made safe when it was published, with
    their cards, and `listed`, those of its list."""
    found = related.filled(story)
    return {"html": mark_safe(found.html), "listed": found.listed}


def _is_chinese():
    return (get_language() or "").startswith("zh")


def _local(value):
    """A date or local datetime; facts keep theirs as ISO text."""
    value = parse_datetime(value) if isinstance(value, str) else value
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def day(value):
    """2026年11月23日, or 23 November 2026 in other languages."""
    value = _local(value)
    return f"{value.year}年{value.month}月{value.day}日" if _is_chinese() else date_format(value, "j F Y")


@register.filter
def weekday(value):
    """星期一, or Monday in other languages."""
    value = _local(value)
    return f"星期{WEEKDAYS[value.weekday()]}" if _is_chinese() else date_format(value, "l")


@register.filter
def weekday_letter(value):
    """一, or Mon: for the head of a calendar."""
    return WEEKDAYS[value.weekday()] if _is_chinese() else date_format(value, "D")


@register.filter
def month(value):
    """2026年11月, or November 2026."""
    return f"{value.year}年{value.month}月" if _is_chinese() else date_format(value, "F Y")


@register.filter
def short_day(value):
    """11月23日, or 23 November; with the year where it is not this year."""
    value = _local(value)
    if value.year != timezone.localdate().year:
        return day(value)
    return f"{value.month}月{value.day}日" if _is_chinese() else date_format(value, "j F")


@register.filter
def moment(value):
    """2026年11月23日 09:05, or 23 November 2026, 09:05."""
    value = _local(value)
    return f"{day(value)}{' ' if _is_chinese() else ', '}{value:%H:%M}"


@register.filter
def machine(value):
    """A moment as the datetime attribute wants it, in the site's time zone."""
    return _local(value).isoformat(timespec="minutes")


@register.simple_tag
def today():
    """The date of today in the site's time zone."""
    return timezone.localdate()


@register.simple_tag
def edition_url(name, language, *args):
    """The address of a list page in a language edition."""
    return address_in_edition(name, language, *args)


@register.filter
def tag_of(language):
    """The language as the lang attribute writes it: zh-hans → zh-Hans, kk-arab → kk-Arab."""
    first, *rest = language.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


@register.filter
def direction(language):
    """rtl for languages written from right to left, else ltr; a script that is named decides."""
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if first in RIGHT_TO_LEFT else "ltr"
