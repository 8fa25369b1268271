"""A moment of an SQLite database: by SQLite's own backup, while others write."""

import contextlib
import gzip
import os
import shutil
import sqlite3
import tempfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from newsroom.backups import NAMED, disk
from newsroom.backups.manifest import DATABASES, Damaged

KIND = "sqlite"
BESIDE = ("", "-wal", "-shm", "-journal")  # a database, and what SQLite keeps beside it


@contextlib.contextmanager
def snapshot(folder, alias, emptied):
    """Keep the database of this moment in `folder`, without the rows of the tables `emptied`; while the context lasts, it can
    be asked under the connection `alias`."""
    path, raw = folder / DATABASES[KIND], folder / "database.sqlite3"
    _copy(raw, emptied)
    with raw.open("rb") as source, disk.create(path) as file:
        with gzip.GzipFile("", "wb", compresslevel=1, fileobj=file, mtime=0) as packed:
            shutil.copyfileobj(source, packed, disk.CHUNK)
        disk.force_out(file)
    like = connections["default"].settings_dict | {"NAME": raw, "OPTIONS": {}}
    connections[alias] = DatabaseWrapper(like, alias)  # in this thread alone
    try:
        yield
    finally:
        connections[alias].close()
        del connections[alias]
        for more in BESIDE:
            raw.with_name(raw.name + more).unlink(missing_ok=True)


def put_back(path):
    """Make the database in a backup that of this site; what was there is moved aside. Raises Damaged."""
    ours, came = path_of_ours(), path_of_ours().with_name(f"{path_of_ours().name}.part")
    came.unlink(missing_ok=True)  # of a try that was broken off
    try:
        unpack(path, came)
        is_empty = not connections["default"].introspection.table_names()
        connections.close_all()
        aside = ours.with_name(f"{ours.name}.before-{datetime.now(UTC).strftime(NAMED)}")
        for more in BESIDE[::-1]:  # a log of before would be played into the new database
            there = ours.with_name(ours.name + more)
            if is_empty:
                there.unlink(missing_ok=True)
            elif there.exists():
                there.replace(aside.with_name(aside.name + more))
        came.replace(ours)
        disk.force_out_path(ours.parent)
    finally:
        came.unlink(missing_ok=True)


def path_of_ours():
    """Where the database of this site lies."""
    return Path(connections["default"].settings_dict["NAME"])


def check(path):
    """Look through the database in a backup. Raises Damaged."""
    beside = path.parent if os.access(path.parent, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix=".part-", dir=beside) as folder:
        unpack(path, Path(folder) / "database.sqlite3")


def unpack(path, target):
    """Write the database in a backup to the path `target`, and look through it. Raises Damaged."""
    try:
        with gzip.open(path, "rb") as packed, disk.create(target) as file:
            shutil.copyfileobj(packed, file, disk.CHUNK)
            disk.force_out(file)
        with contextlib.closing(sqlite3.connect(target)) as database:
            found = _faults(database)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise Damaged("its database is cut off or was changed") from None
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found:
        raise Damaged(f"its database is damaged: {found}")


def _copy(raw, emptied):
    """In one step: while pages are read others write to the log beside them, and never have to wait."""
    with (
        contextlib.closing(sqlite3.connect(path_of_ours(), timeout=60)) as source,
        contextlib.closing(sqlite3.connect(raw, isolation_level=None)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        target.execute("PRAGMA secure_delete=ON")
        for table in emptied:
            target.execute(f'DELETE FROM "{table}"')  # noqa: S608 (our own models')
        if found := _faults(target):
            raise Damaged(f"the database of the site is damaged: {found}")


def _faults(database):
    said = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
    return "" if said == ["ok"] else "; ".join(said)
