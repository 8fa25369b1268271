"""Putting a site back from a backup, into an empty place. Everything is looked at before anything is written."""

import logging
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import F
from django.db.utils import DatabaseError

from newsroom import audit, edition, pulse
from newsroom.backups import checking, database, manifest, moment_of
from newsroom.backups.files import Kept, stores
from newsroom.backups.making import Failed
from newsroom.models import Edition

log = logging.getLogger("newsroom.backups")
AHEAD = 1000  # editions; the lost time may have had more of them than seconds


@dataclass
class PutBack:
    """What was put back: the backup's name, the rows and files in it."""

    name: str
    rows: dict
    files: int
    bytes: int


def choose(folder, name=None):
    """The name of the backup to be put back: `name`, or the newest. Raises Failed."""
    folder = Path(folder)
    there = checking.names(folder) if folder.is_dir() else []
    if not there:
        raise Failed(f"there is no backup in {folder}")
    if name and name not in there:
        raise Failed(f"there is no backup {name} in {folder}; there are {', '.join(there[:10])}")
    return name or there[0]


def put_back(folder, name, *, replace=False, tell=lambda what, done, total: None):
    """Put back the backup called `name`; a PutBack. `tell(what, done, total)` is called as files are looked at and written.
    Raises Failed, with nothing written unless the message says so; manifest.Damaged where the backup is not whole, and
    nothing is written then. `replace` allows what is there to be lost."""
    folder = Path(folder) / name
    settings.VAR.mkdir(parents=True, exist_ok=True, mode=0o700)
    head, count, size = manifest.read(folder / manifest.FILE, name)
    _fits(head)
    if not replace:
        _is_empty(folder)
    _is_still()
    checking.look_at(folder, name, lambda done, total: tell("looked at", done, total))
    _write_files(folder, count, lambda done: tell("put back", done, count))
    database.put_back(head, folder)
    _agrees(head)
    _bring_up_to_date(head)
    return PutBack(name, head.rows, count, size)


def _fits(head):
    """Raises Failed where this site cannot take the backup of that head."""
    ours = database.kind()
    if head.database != ours:
        spoken = database.SPOKEN
        raise Failed(
            f"the backup is of a site with {spoken[head.database]}, and DATABASE_URL of this one names {spoken[ours]}: "
            f"put it back into {spoken[head.database]}"
        )
    known = MigrationLoader(None)
    unknown = [f"{app}.{name}" for app, name in head.migrations if not _knows(known, app, name)]
    if unknown:
        raise Failed(f"a newer release made the backup: install that one first. This one does not know {unknown[0]}")


def _knows(loader, app, name):
    replaced = (key for migration in loader.disk_migrations.values() for key in migration.replaces)
    return (app, name) in loader.disk_migrations or (app, name) in replaced or app not in loader.migrated_apps


def _is_empty(folder):
    """Raises Failed where somebody's rows or files are in the way."""
    try:
        tables = database.filled()
    except DatabaseError as error:
        raise Failed(f"the database cannot be reached: {error}") from error
    if tables:
        raise Failed(
            f"the database has rows already ({', '.join(tables[:5])}): "
            "make an empty one, or say --replace, and then what it has is lost"
        )
    there = {kind: {name for name, _size, _at in store.listed()} for kind, store in stores().items()}
    if any(there.values()):
        for one in manifest.files(folder / manifest.FILE):  # those are of a try that was broken off
            there[one.kind].discard(one.name)
    for kind, names in there.items():
        if names:
            raise Failed(
                f"there are {len(names):,} {kind} already that are not in the backup, such as {min(names)}: "
                "name an empty folder in VAR, or say --replace, and then they stay and belong to nothing"
            )


def _is_still():
    """Raises Failed where the site is running."""
    try:
        at = pulse.last()
    except DatabaseError:  # there is nothing yet
        return
    finally:
        connections.close_all()
    if not pulse.is_late(at):
        raise Failed(f"the site is running: stop it first, and wait for {pulse.LATE.seconds} seconds")


def _write_files(folder, count, tell):
    kept, where = Kept(folder.parent), stores()
    for number, one in enumerate(manifest.files(folder / manifest.FILE), 1):
        written = where[one.kind].store(kept.path(one.sha256), one.name.rpartition(".")[2])
        if written.name != one.name:
            raise Failed(f"{one.name} changed while it was put back; say the command again")
        tell(number)


def _agrees(head):
    """Raises Failed where the database has other rows than the backup says."""
    there = database.counts(head.rows)
    wrong = [
        f"{name} has {there[name]} rows instead of {rows}" for name, rows in head.rows.items() if there[name] != rows
    ]
    if wrong:
        raise Failed(f"the database was written and is not what the backup says: {'; '.join(wrong[:5])}")


def _bring_up_to_date(head):
    """Let this release start with what was put back, and no page of before be shown."""
    for made in (settings.PAGES, settings.CARDS):
        shutil.rmtree(made, ignore_errors=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("establish", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with transaction.atomic():
        # Pages that other boxes or readers have kept are of editions that this database never counted.
        since = int((datetime.now(UTC) - moment_of(head.name)).total_seconds())
        Edition.objects.update(number=F("number") + max(since, 0) + AHEAD)
        edition.bump(takes_away=True)
        audit.record("restored", None, head.name)
