"""Backups that the worker makes by itself: one a day, from an hour on; and what is to be said where there is none."""

import logging
import threading
from datetime import timedelta

from django.conf import settings
from django.db import connections
from django.utils import timezone

from newsroom import locks
from newsroom.backups import disk, last_good, making
from newsroom.models import LogLine

log = logging.getLogger("newsroom.backups")
AGAIN = timedelta(hours=1)  # after one that failed
OLD = timedelta(hours=36)  # the day's backup is half a day late
_thread = None


def keep(now):
    """What the round does: begin the day's backup where it is due, in a thread of its own, since it may take hours."""
    global _thread
    if settings.BACKUP_DIR and not (_thread and _thread.is_alive()) and is_due(now):
        _thread = threading.Thread(target=_run, name="backup", daemon=True)
        _thread.start()


def is_due(now):
    """Whether the backup of the day is still to be made, and did not fail just now."""
    hour = timezone.localtime(now).replace(hour=settings.BACKUP_HOUR, minute=0, second=0, microsecond=0)
    hour = hour if hour <= now else hour - timedelta(days=1)
    last = last_good()
    if last and last >= hour:
        return False
    return not LogLine.objects.filter(kind="backup-failed", at__gt=max(hour, now - AGAIN)).exists()


def make():
    """Make the day's backup, unless another process is making it or has made it."""
    with locks.claimed("backup") as mine:
        if mine and is_due(timezone.now()):
            making.make(settings.BACKUP_DIR, settings.BACKUP_KEEP)


def trouble(now):
    """What is wrong with the backups, a word: "none", "old"; "" where all is well."""
    last = last_good()
    if last is None:
        return "none"
    return "old" if last < now - OLD else ""


def _run():
    try:
        make()
    except (making.Failed, disk.Busy) as error:
        log.error("the day's backup was not made: %s", error)
    except Exception:
        log.exception("the day's backup was not made")
    finally:
        connections.close_all()
