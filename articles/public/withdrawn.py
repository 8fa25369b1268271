"""What the addresses of a withdrawn story answer. The record page and the notice are all that is left of it."""

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from articles.models.publication import address_of
from articles.models.version import Version
from articles.public import lists
from articles.public.pages import DEFAULT, open_edition, page


def withdrawn(request, number):
    """The 410 page of a story that was withdrawn, in the language it had; Http404 where there never was one."""
    record = record_of(number)
    if not record or record[-1].kind != Version.Kind.WITHDRAWN:
        raise Http404
    language = language_of(record)
    edition = open_edition(language)
    context = {
        "withdrawal": record[-1],
        "record": address_of_record(number, record),
        "newest": list(lists.of_edition(language)[:5]),
        "canonical": "",
    }
    return page(request, "410.html", edition, context, status=410)


def record_of(number):
    """The versions of a story, the first one first, without their words; `language` is that of the words."""
    found = Version.objects.filter(story=number).defer("words").annotate(language=F("words__language"))
    return list(found.order_by("number"))


def language_of(record):
    """The language edition in which a story last stood, of its record."""
    return next((version.language for version in reversed(record) if version.language), DEFAULT)


def address_of_record(number, record):
    """Where the public record of a story is, of its versions."""
    return f"{address_of(timezone.localtime(record[0].at), number)}versions/"
