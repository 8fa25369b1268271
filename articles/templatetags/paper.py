"""What the paper's templates need beyond Django's: dates as papers print them, addresses, the direction of a script."""

import re
from datetime import datetime

from django import template
from django.template.defaultfilters import stringfilter
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from articles.layout import HAN
from articles.models.taxonomy import edition_url as address_in_edition
from articles.public import dates, languages, pages, related
from newsroom.grammar import arabic

register = template.Library()

# Where the halves of a headline part: at a space beside Chinese, but not at one that sets off a number or a short word, and
# behind a mark that stands within.
JOINT = re.compile(
    rf"((?<=\S{{4}})(?<=[{HAN}]) (?=\S{{4}})|(?<=\S{{4}}) (?=[{HAN}]\S{{3}})|(?<=[，：；！？])(?=[^，：；！？”’》」』）]))"
)

register.filter("absolute", pages.absolute)
tag_of = register.filter("tag_of", languages.tag_of)
direction = register.filter("direction", languages.direction)
register.filter("locale", languages.locale)


@register.simple_tag
def with_others(story):
    """The story with the other stories it leads to: `html`, its body, which was made safe when it was published, with
    their cards, and `listed`, those of its list."""
    found = related.filled(story)
    return {"html": mark_safe(found.html), "listed": found.listed}


def _local(value):
    """A date or local datetime; facts keep theirs as ISO text."""
    value = parse_datetime(value) if isinstance(value, str) else value
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def day(value):
    """2026年11月23日, or 23 November 2026, as articles.public.dates has it in each language."""
    return dates.day(_local(value))


@register.filter
def weekday(value):
    """星期一, or Monday."""
    return dates.weekday(_local(value))


@register.filter
def weekday_letter(value):
    """一, or Mon: for the head of a calendar."""
    return dates.weekday_letter(value)


@register.filter
def month(value):
    """2026年11月, or November 2026."""
    return dates.month(value)


@register.filter
def month_name(value):
    """11月, or November: where the year stands above."""
    return dates.month_name(value)


@register.filter
def short_day(value):
    """11月23日, or 23 November; with the year where it is not this year."""
    value = _local(value)
    return dates.short_day(value) if value.year == timezone.localdate().year else dates.day(value)


@register.filter
def short_moment(value):
    """11月23日 09:05, or 23 November 09:05; with the year where it is not this year."""
    value = _local(value)
    return f"{short_day(value)} {value:%H:%M}"


@register.filter
def moment(value):
    """2026年11月23日 09:05, or 23 November 2026, 09:05."""
    value = _local(value)
    return f"{dates.day(value)}{dates.gap()}{value:%H:%M}"


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
def halves(headline):
    """The headline with the halves of a Chinese one held together: a line ends between them sooner than within."""
    parts = JOINT.split(headline)
    if len(parts) == 1:
        return headline
    pairs = zip(parts[::2], [*parts[1::2], ""], strict=True)
    return format_html_join("", '<span class="half">{}</span>{}', pairs)


@register.filter(is_safe=True)
@stringfilter
def cut_at(text, most):
    """The text, or where it has more than `most` characters, as many of them as leave room for the ellipsis behind."""
    # truncatechars looks at each character of the text
    return text if len(text) <= most else f"{text[: most - 1]}…"


@register.filter
def foreign(text, language):
    """The lang and dir attributes of a text, where its script says that it is not in the language of the page."""
    found = languages.foreign(str(text or ""), language or languages.DEFAULT)
    if not any(found):  # nearly all
        return ""
    pairs = [(name, value) for name, value in zip(("lang", "dir"), found, strict=True) if value]
    return format_html_join("", ' {}="{}"', pairs)


@register.filter
def role_in(role, language):
    """What a role is called in the language of the page."""
    return arabic.role(role, language)
