"""Is the site well? For a monitor, and for whoever starts the site."""

import shutil
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import JsonResponse
from django.utils import timezone
from django.utils.module_loading import import_string

from newsroom import pulse

PATIENCE = 2  # seconds with a database that does not say how it is
OVERDUE = timedelta(minutes=1)  # for what the clock should have done
OLD = timedelta(hours=36)  # for a backup that is made every day
WELL = {"ok", "off"}


def healthz(request):
    """200 and a word for each thing where all is well, 503 where something is not."""
    said = report()
    response = JsonResponse(said, status=status(said))
    response["Cache-Control"] = "no-store"
    return response


def status(said):
    """The HTTP status for what `report` said."""
    return 200 if set(said.values()) <= WELL else 503


def report():
    """What → how it is, in one word: the database, the clock, scheduled stories, the disk, the last backup."""
    now = timezone.now()
    try:
        with _hurried():
            said = {"database": "ok", "clock": "late" if pulse.is_late(pulse.last()) else "ok"}
            said["stories"] = "overdue" if overdue(now) else "ok"
    except DatabaseError:
        said = {"database": "away", "clock": "unknown", "stories": "unknown"}
    space = disk()
    said["disk"] = "low" if space is None or space.free < settings.DISK_LOW_MB * 1024 * 1024 else "ok"
    said["backup"] = _backup(now)
    return said


def overdue(now):
    """How many stories should have gone out or come off a minute ago, and have not."""
    return import_string(settings.OVERDUE_STORIES)(now - OVERDUE)


def disk():
    """How much room the disk of the data folder has (total, used, free); None where it cannot be told."""
    try:
        return shutil.disk_usage(settings.VAR)
    except OSError:
        return None


def last_backup():
    """When the last good backup was made; None where there is none, or where nobody makes any."""
    name = getattr(settings, "LAST_BACKUP", "")
    return import_string(name)() if name else None


def _backup(now):
    if not getattr(settings, "BACKUP_DIR", ""):
        return "off"
    try:
        at = last_backup()
    except (OSError, DatabaseError):
        return "unknown"
    return "none" if at is None else "old" if now - at > OLD else "ok"


@contextmanager
def _hurried():
    """Let the questions meanwhile fail rather than wait: a monitor does not wait either. SQLite lets no read wait."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = {PATIENCE * 1000}")
        yield
