"""Do the files and the rows agree? Files that no row names, rows whose file is gone, and what is done about either."""

import contextlib
import hashlib
import itertools
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from media import files, incoming, killing, logos, stores, tasks
from media.models import Clip, FormerFile, Photo, Rendition, Upload
from newsroom.backups.disk import hash_of
from newsroom.models import Masthead

FRESH = timedelta(hours=24)  # a file is written before its row; a younger one may be about to get it
BATCH = 500


@dataclass(frozen=True)
class Row:
    """A file that a row names: its name in the store, what it is of, and what else the row says of it."""

    name: str
    of: str
    sha256: str = ""
    size: int | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of file: its store; `rows` gives the Row of every file that there has to be, `known` those of some names that a
    row has now."""

    name: str
    store: object
    rows: Callable
    known: Callable


@dataclass(frozen=True)
class Difference:
    """Something that does not agree: an "orphan" is a file without a row, "missing" a row without its file, "half" what a
    crash left while a file was stored."""

    what: str
    name: str
    of: str = ""
    size: int = 0


def kinds():
    """The kinds of file that this floor has."""
    return [
        Kind("originals", stores.originals(), _originals, _known(Photo, "original", is_original=True)),
        Kind("photos", stores.photos(), _photos, _known_photos),
        Kind("clips", stores.clips(), _clips, _names_of(Clip, "name")),
    ]


def differences(kind, now):
    """The Differences of a kind as they are now. Names lie in a file meanwhile: there may be more than memory holds."""
    before = (now - FRESH).timestamp()
    with contextlib.closing(sqlite3.connect("")) as tally:  # a file without a name, which goes with the connection
        tally.execute("CREATE TABLE named (name TEXT PRIMARY KEY, said TEXT) WITHOUT ROWID")
        tally.execute("CREATE TABLE there (name TEXT PRIMARY KEY, size INTEGER, old INTEGER) WITHOUT ROWID")
        rows = ((row.name, row.of) for row in kind.rows())
        tally.executemany("INSERT OR IGNORE INTO named VALUES (?, ?)", rows)
        found = ((name, size, written < before) for name, size, written in kind.store.listed())
        tally.executemany("INSERT OR IGNORE INTO there VALUES (?, ?, ?)", found)
        for name, size in tally.execute(
            "SELECT name, size FROM there WHERE old AND name NOT IN (SELECT name FROM named)"
        ):
            yield Difference("orphan", name, size=size)
        for name, of in tally.execute("SELECT name, said FROM named WHERE name NOT IN (SELECT name FROM there)"):
            if not kind.store.has(name):  # it was not stored while we looked
                yield Difference("missing", name, of)
    for part in kind.store.broken_off(before):
        yield Difference("half", str(part))


def remove(kind, orphans, now):
    """Take away files that no row names; how many. Each is asked for again first: the same file may have come again
    meanwhile, and wait for its row."""
    gone = 0
    for batch in batched(orphans):
        known = kind.known(batch)
        for name in batch:
            if name not in known and _is_old(kind.store, name, now):
                kind.store.delete(name)
                gone += 1
    return gone


def batched(names):
    """Lists of at most BATCH of `names`."""
    names = iter(names)
    while batch := list(itertools.islice(names, BATCH)):
        yield batch


def put_back(kind, name, folders=()):
    """Put a lost file back from wherever another copy of it is: under one of `folders`, which hold files by their names as
    a data folder or a backup does, or among the uploads. Whether there was one; a copy that is not the same is none."""
    sha256, _dot, extension = name.partition("/")[2].partition(".")
    for path in _copies(kind.name, name, sha256, folders):
        if path.is_file() and hash_of(path) == sha256:
            return kind.store.store(path, extension).name == name
    return False


def make_again(difference):
    """Make the public files anew of the photo that a lost one is of, from its original; whether that could be done."""
    killing.sweep()  # of a killed photo there are to be none
    number = difference.of.removeprefix("photo ")
    photo = Photo.objects.usable().filter(pk=number).first() if number.isdecimal() else None
    if photo is None or not stores.originals().has(photo.original):
        return False
    if Rendition.objects.filter(photo=photo, name=difference.name).exists() and not stores.photos().has(
        difference.name
    ):
        tasks.make_renditions.call(photo.pk)
    _forget_former(difference.name)
    return not _known_photos([difference.name]) or stores.photos().has(difference.name)


def _forget_former(name):
    """Of a file that pages showed once nothing is left to be kept: what is gone needs no row to be taken away by."""
    if not stores.photos().has(name):
        FormerFile.objects.filter(is_original=False, name=name).delete()


def wrong_with(kind, row):
    """What is wrong with the file of a Row, which is read to its end; "" where nothing is."""
    said = row.name.partition("/")[2].partition(".")[0]
    if row.sha256 and row.sha256 != said:
        return "the row has another hash than the file's name"
    try:
        with kind.store.open(row.name) as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
            size = stream.tell()
    except (FileNotFoundError, files.BadName):
        return "the file is gone"
    except OSError as error:
        return f"the file cannot be read ({error})"
    if found != said:
        return "the file is not the one that was stored"
    return "" if row.size in (None, size) else "the row has another size than the file"


def waiting(now):
    """Photos that came in more than a day ago and have no public files yet, nor a reason why: their task was given up."""
    return Photo.objects.usable().filter(processed_at=None, failure="", uploaded_at__lt=now - FRESH).order_by("pk")


def hurry(photo):
    """Let the worker make the public files of a photo."""
    tasks.make_renditions.enqueue(photo.pk)


# ---- what is on its way in


def uploads_left(now):
    """Paths of what lies among the uploads, is older than a day, and belongs to no upload that goes on."""
    if not settings.UPLOADS.is_dir():
        return
    before = (now - FRESH).timestamp()
    for path in settings.UPLOADS.iterdir():
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before and not incoming.is_of_upload(path):
                yield path


def take_away(path):
    """Take a file or folder away; nothing where it is gone."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def uploads_short():
    """Uploads on their way of which the disk has lost a part that the row counts."""
    for upload in Upload.objects.filter(photo=None, failure="", received__gt=0).iterator(chunk_size=BATCH):
        if incoming.here(upload) < upload.received:
            yield upload


def settle(upload):
    """Count of an upload what is here: the browser sends the rest."""
    Upload.objects.filter(pk=upload.pk, received=upload.received).update(received=incoming.here(upload))


# ---- rows


def _originals():
    fields = ("original", "pk", "sha256", "size")
    rows = Photo.objects.exclude(size=Photo.NO_FILE).values_list(*fields).order_by("pk")
    for name, pk, sha256, size in rows.iterator(chunk_size=BATCH):
        yield Row(name, f"photo {pk}", sha256, size)
    yield from _former(is_original=True)


def _photos():
    fields = ("name", "photo", "size")
    for name, pk, size in Rendition.objects.values_list(*fields).order_by("pk").iterator(chunk_size=BATCH):
        yield Row(name, f"photo {pk}", size=size)
    yield from _former(is_original=False)
    for language, name in _of_mastheads():
        yield Row(name, f"masthead {language}")


def _former(is_original):
    rows = FormerFile.objects.filter(is_original=is_original).values_list("name", "photo", "sha256").order_by("pk")
    for name, pk, sha256 in rows.iterator(chunk_size=BATCH):
        yield Row(name, f"photo {pk}", sha256)


def _clips():
    fields = ("name", "pk", "sha256", "size")
    for name, pk, sha256, size in Clip.objects.values_list(*fields).order_by("pk").iterator(chunk_size=BATCH):
        yield Row(name, f"clip {pk}", sha256, size)


def _of_mastheads():
    for language, logo in Masthead.objects.exclude(logo=None).values_list("language", "logo"):
        for name in logos.files_of(logo):
            yield language, name


def _names_of(model, field, **more):
    return lambda names: set(model.objects.filter(**{f"{field}__in": names}, **more).values_list(field, flat=True))


def _known(model, field, is_original):
    own, former = _names_of(model, field), _names_of(FormerFile, "name", is_original=is_original)
    return lambda names: own(names) | former(names)


def _known_photos(names):
    marked = {name for _language, name in _of_mastheads()}
    return _known(Rendition, "name", is_original=False)(names) | marked.intersection(names)


def _is_old(store, name, now):
    try:
        return store.written(name) < (now - FRESH).timestamp()
    except FileNotFoundError:
        return False


def _copies(kind, name, sha256, folders):
    """Paths at which another copy of a file may lie."""
    for folder in map(Path, folders):
        bare = name.partition(".")[0]
        yield from (
            folder / kind / name,
            folder / name,
            folder / "files" / name,
            folder / "files" / bare,
            folder / bare,
        )
    if kind == "originals" and settings.UPLOADS.is_dir():
        size = Photo.objects.filter(sha256=sha256).values_list("size", flat=True).first()
        yield from (path for path in settings.UPLOADS.glob("*.part") if path.stat().st_size == size)
