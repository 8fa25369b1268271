"""What a request asks: its parameters, each known and each read by its own rule."""

import re
from dataclasses import dataclass
from datetime import date as day_type
from datetime import datetime, time

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from articles.models.publication import FIRST_YEAR, LAST_YEAR
from articles.public.api.problems import Problem
from newsroom.text import printable

LARGEST_PAGE, PAGE = 100, 20
LONGEST = 200
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address: its name, what it means, its JSON Schema, an example, and `read`, which makes a value of its
    text or raises ValueError."""

    name: str
    meaning: str
    schema: dict
    example: str
    read: object


def values(request, parameters):
    """Name → value of all `parameters`, None where one is not given. Raises Problem for what is not among them, what is given
    twice, and what can't be read."""
    known = {parameter.name: parameter for parameter in parameters}
    for name in request.GET:
        if name not in known:
            detail = _("“%(name)s” is no parameter of this address.") % {"name": printable(name)[:40]}
            raise Problem("unknown-parameter", detail, parameter=printable(name)[:40], known=sorted(known))
    return {name: _value(request.GET.getlist(name), parameter) for name, parameter in known.items()}


def _value(given, parameter):
    if not given:
        return None
    try:
        if len(given) > 1 or len(given[0]) > LONGEST or printable(given[0]) != given[0]:
            raise ValueError(parameter.name)
        return parameter.read(given[0])
    except (ValueError, OverflowError):
        detail = _("“%(name)s” can't be read; this would do: %(example)s.") % {
            "name": parameter.name,
            "example": parameter.example,
        }
        raise Problem("bad-value", detail, parameter=parameter.name) from None


def text(value):
    """A text of some length."""
    if not value:
        raise ValueError(value)
    return value


def language(value):
    """The code of a language."""
    if not LANGUAGE.fullmatch(value) or len(value) > 16:
        raise ValueError(value)
    return value


def size(value):
    """How many are on a page."""
    if not re.fullmatch("[0-9]{1,3}", value) or not 1 <= int(value) <= LARGEST_PAGE:
        raise ValueError(value)
    return int(value)


def day(value):
    """A date of the calendar that a story can have."""
    found = parse_date(value)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(value)
    return found


def moment(value):
    """A moment: a date, its first one in the time of the site, or a date with a time, with its zone or in the site's."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        found = datetime.combine(day(value), time.min)
    else:
        found = parse_datetime(value.replace(" ", "+"))  # as a plus comes through that nobody has written as %2B
        if found is None:
            raise ValueError(value)
    if not isinstance(found, day_type) or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(value)
    return timezone.make_aware(found) if timezone.is_naive(found) else found
