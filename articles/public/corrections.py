"""Where the paper says what it got wrong: the stories that were corrected, and those that were taken off the site."""

from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models.publication import Publication, address_of
from articles.models.version import Version
from articles.public.pages import DEFAULT, open_edition, page
from articles.public.paging import LARGEST_KEY, SIZE, Page, before_of
from newsroom.pagecache import kept

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@kept("before")
@require_safe
def index(request, language=DEFAULT):
    """What was corrected, and how, and what was withdrawn, the latest first."""
    edition = open_edition(language)
    return page(request, "public/corrections.html", edition, {"page": amended(language, before_of(request))})


def amended(language, before):
    """A page of the corrected stories with their notes, as Publications, and of the withdrawals, as Versions; each has
    `amended_at`. The cursor is in microseconds. Two queries.

    A withdrawal has the note for readers and an `address`, and not a word of what was withdrawn."""
    until = _moment(LARGEST_KEY if before is None else before)
    corrected = Publication.objects.filter(language=language, is_corrected=True, changed_at__lt=until)
    corrected = corrected.select_related("section").defer("html").order_by("-changed_at")[: SIZE + 1]
    rows = [*corrected, *_withdrawn(language).filter(at__lt=until).order_by("-at")[: SIZE + 1]]
    for row in rows:
        if isinstance(row, Version):
            row.amended_at, row.address = row.at, _address(row)
        else:
            row.amended_at, row.address = row.changed_at, row.get_absolute_url()
    rows.sort(key=lambda row: row.amended_at, reverse=True)
    if before is not None and not rows:
        raise Http404
    more = len(rows) > SIZE
    return Page(rows[:SIZE], _microseconds(rows[SIZE - 1].amended_at) if more else None, before is None)


def _withdrawn(language):
    """The withdrawals of a language edition that nothing followed, with the time of the first publication."""
    others = Version.objects.filter(story=OuterRef("story"))
    before = others.filter(number=OuterRef("number") - 1)
    return (
        Version.objects.filter(kind=Version.Kind.WITHDRAWN)
        .filter(~Exists(others.filter(number__gt=OuterRef("number"))))
        .annotate(
            first_at=Subquery(others.filter(number=1).values("at")),
            language=Subquery(before.annotate(said=KT("words__language")).values("said")),
        )
        .filter(language=language)
        .only("story", "number", "kind", "at", "note")
    )


def _address(withdrawal):
    return address_of(timezone.localtime(withdrawal.first_at), withdrawal.story)


def _microseconds(moment):
    return (moment - EPOCH) // timedelta(microseconds=1)


def _moment(microseconds):
    return EPOCH + timedelta(microseconds=min(microseconds, 4 * 10**15))
