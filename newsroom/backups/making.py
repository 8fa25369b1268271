"""Making a backup of the running site: its database as of one moment, then exactly the files that this names."""

import logging
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from newsroom import audit
from newsroom.backups import NAMED, checking, database, disk, manifest, postgresql, thinning
from newsroom.backups.files import NAME, Gone, Kept, belonging, stores

log = logging.getLogger("newsroom.backups")
ALIAS = "snapshot"  # of the connection to the database of the moment
SHOWN = 200  # of the files that are not there, how many are logged


class Failed(Exception):
    """There is no backup; the message says why."""


@dataclass
class Made:
    """A backup that was made, and what it took."""

    name: str
    files: int
    bytes: int
    new: int
    new_bytes: int
    missing: list
    gone: list
    seconds: float

    def __str__(self):
        said = f"{self.files:,} files, {self.new:,} of them new ({self.new_bytes / 1e6:,.1f} MB), {self.seconds:,.0f} s"
        if self.missing:
            said += f"; {len(self.missing):,} files are not there or not what they were"
        return said


def make(folder, keep=None, tell=lambda done, total: None):
    """Make a backup in `folder`, which other backups may share; a Made. With `keep` (days, weeks, months) old ones are
    thinned afterwards. `tell(done, total)` is called as files are kept. Raises Failed, disk.Busy; the backups of before are
    untouched then. Either way the audit log tells."""
    folder = Path(folder)
    try:
        if not folder.is_dir():
            raise FileNotFoundError(f"there is no folder {folder}: is its disk mounted? Else make it first")
        with disk.alone(folder):
            made = _make(folder, tell)
            made.gone = thinning.thin(folder, keep) if keep else []
    except (OSError, DatabaseError, manifest.Damaged, postgresql.Trouble) as error:
        log.exception("the backup failed")
        _record("backup-failed", "", str(error))
        raise Failed(str(error)) from error
    for name in made.missing[:SHOWN]:
        log.warning("%s could not be kept: the site has no such file, or another under its name", name)
    log.info("backup %s: %s", made.name, made)
    _record("backup", made.name, str(made))
    return made


def _make(folder, tell):
    began, kept, missing = time.monotonic(), Kept(folder), []
    for left in folder.glob(".part-*"):  # of one that was broken off
        shutil.rmtree(left)
    name = _free_name(folder)
    part = folder / f".part-{name}"
    part.mkdir(mode=0o700)
    with database.snapshot(part, ALIAS):
        total = _write_names(part / "names", missing)
        migrations, rows = database.migrations(ALIAS), database.rows(ALIAS)
    kind = database.kind()
    file = part / manifest.DATABASES[kind]
    head = manifest.Head(name, settings.SITE_URL, kind, file.stat().st_size, disk.hash_of(file), migrations, rows)
    named = _kept(kept, part / "names", missing, lambda done: tell(done, total))
    count, size = manifest.write(part / manifest.FILE, head, named)
    (part / "names").unlink()
    checking.look_at(part, name)
    disk.force_out_path(part)
    part.rename(folder / name)
    disk.force_out_path(folder)
    return Made(name, count, size, kept.new, kept.new_bytes, missing, [], time.monotonic() - began)


def _free_name(folder):
    """The name of a backup of now."""
    while (folder / (name := datetime.now(UTC).strftime(NAMED))).exists():
        time.sleep(0.1)
    return name


def _write_names(path, missing):
    """Write down which files the database of the moment names; how many."""
    count = 0
    with path.open("x", encoding="utf-8") as out:
        for kind, _store, names in belonging(ALIAS):
            for name in names:
                if NAME.fullmatch(name):
                    out.write(f"{kind} {name}\n")
                    count += 1
                else:
                    missing.append(f"{kind} {name}")
    return count


def _kept(kept, path, missing, tell):
    """Each of the files that are written down, once it is kept, as a Named."""
    where = stores()
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            kind, name = line.split()
            try:
                yield kept.take(kind, where[kind], name)
            except Gone:
                missing.append(f"{kind} {name}")
                yield manifest.Named(kind, name, name[3:67], None)
            tell(number)


def _record(kind, about, detail):
    """Tell the audit log, also where the database went away meanwhile or is away now."""
    for _ in range(2):
        try:
            audit.record(kind, None, about, detail)
        except DatabaseError:
            connection.close()
        else:
            return
    log.error("the audit log could not be told: %s %s %s", kind, about, detail)
