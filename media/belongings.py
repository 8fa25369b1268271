"""The files that belong to the rows of a database: what a backup keeps of photos and clips."""

from itertools import chain

from media import logos, stores
from media.models import Clip, FormerFile, Photo, Rendition
from newsroom.models import Masthead


def files(alias):
    """(kind, store, names) for each kind of file. Names are asked of the connection `alias` as they are gone through."""
    yield (
        "originals",
        stores.originals(),
        _names(
            alias,
            (Photo.objects.exclude(size=Photo.NO_FILE), "original"),
            (FormerFile.objects.filter(is_original=True), "name"),
        ),
    )
    yield (
        "photos",
        stores.photos(),
        chain(
            _names(alias, (Rendition, "name"), (FormerFile.objects.filter(is_original=False), "name")), _of_logos(alias)
        ),
    )
    yield "clips", stores.clips(), _names(alias, (Clip, "name"))


def _names(alias, *columns):
    for rows, column in columns:
        rows = getattr(rows, "objects", rows)
        yield from rows.using(alias).order_by().values_list(column, flat=True).distinct().iterator()


def _of_logos(alias):
    for logo in Masthead.objects.using(alias).exclude(logo=None).values_list("logo", flat=True):
        yield from logos.files_of(logo)
