"""Do the files and the rows agree? Files that no row names, and rows whose file is gone."""

from dataclasses import dataclass, field
from datetime import timedelta

from media import logos, stores
from media.models import Clip, FormerFile, Photo, Rendition
from newsroom.models import Masthead

FRESH = timedelta(hours=24)  # a file is written before its row; a younger one may be about to get it


@dataclass
class Report:
    """What does not agree, by kind of file: `orphans` are (name, size) of files without a row, `missing` (name, what the row is
    of) of rows without a file, `broken_off` paths of what a crash left half stored."""

    orphans: dict = field(default_factory=dict)
    missing: dict = field(default_factory=dict)
    broken_off: dict = field(default_factory=dict)

    @property
    def is_well(self):
        return not any(self.missing.values())


def look(now):
    """The Report on every file of photos and clips as they are now."""
    report, before = Report(), (now - FRESH).timestamp()
    for kind, store, named in _kinds():
        rows = dict(named)
        there = set()
        report.orphans[kind] = []
        for name, size, written in store.listed():
            there.add(name)
            if name not in rows and written < before:
                report.orphans[kind].append((name, size))
        report.missing[kind] = [(name, of) for name, of in rows.items() if name not in there]
        report.broken_off[kind] = store.broken_off(before)
    return report


def remove_orphans(report, now):
    """Take away the files of the report that no row names and what is half stored; how many. Each is asked for again
    first: the same file may have come again meanwhile, and wait for its row."""
    gone = 0
    for kind, store, named in _kinds():
        rows = dict(named)
        for name, _size in report.orphans[kind]:
            if name not in rows and _is_old(store, name, now):
                store.delete(name)
                gone += 1
        for part in report.broken_off[kind]:
            part.unlink(missing_ok=True)
            gone += 1
    return gone


def _is_old(store, name, now):
    try:
        return store.written(name) < (now - FRESH).timestamp()
    except FileNotFoundError:
        return False


def _kinds():
    """(kind, its store, pairs of the name of a file and what it is of) for each kind of file."""
    photo = "photo {}".format
    yield (
        "originals",
        stores.originals(),
        [
            *((name, photo(pk)) for name, pk in Photo.objects.values_list("original", "pk").iterator()),
            *(
                (name, photo(pk))
                for name, pk in FormerFile.objects.filter(is_original=True).values_list("name", "photo").iterator()
            ),
        ],
    )
    yield (
        "photos",
        stores.photos(),
        [
            *((name, photo(pk)) for name, pk in Rendition.objects.values_list("name", "photo").iterator()),
            *(
                (name, photo(pk))
                for name, pk in FormerFile.objects.filter(is_original=False).values_list("name", "photo").iterator()
            ),
            *(
                (name, f"masthead {language}")
                for language, logo in Masthead.objects.exclude(logo=None).values_list("language", "logo")
                for name in logos.files_of(logo)
            ),
        ],
    )
    yield (
        "clips",
        stores.clips(),
        [(name, f"clip {pk}") for name, pk in Clip.objects.values_list("name", "pk").iterator()],
    )
