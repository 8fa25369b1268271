"""The pulse: a small thread in every server process that does once a second what is due.

What it calls must claim each due row with a conditional UPDATE, since ten pulses may beat at once.
"""

import logging
import threading
from datetime import timedelta
from multiprocessing.util import Finalize

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.module_loading import import_string

from newsroom.models import Beat

log = logging.getLogger("newsroom.pulse")
SECONDS = 1.0
RECORDED_EVERY = timedelta(seconds=10)
LATE = timedelta(seconds=30)
_started = threading.Lock()


def start():
    """Start the pulse of this process; further calls do nothing. Returns the event that stops it, or None."""
    if not _started.acquire(blocking=False):
        return None
    stop = threading.Event()
    threading.Thread(target=_run, args=(stop,), name="pulse", daemon=True).start()
    Finalize(None, finish, exitpriority=10)  # atexit knows nothing of the workers of the web server
    return stop


def finish():
    """Do what a process that was asked to end does at last. One that is killed does not come to it."""
    do(settings.AT_THE_END, timezone.now())
    connections.close_all()


def last():
    """When the pulse last beat, to the ten seconds; None where it never did."""
    return Beat.objects.values_list("at", flat=True).first()


def age():
    """How long ago the pulse last beat, a timedelta; None where it never did."""
    at = last()
    return None if at is None else timezone.now() - at


def is_late(at):
    """Whether a pulse that last beat `at` (None: never) has stopped."""
    return at is None or at < timezone.now() - LATE


def beat(now):
    """Do once what is due at `now`. An error in one duty is logged and does not keep the others from theirs."""
    do(settings.PULSE, now)
    before = last()
    if before is None or before < now - RECORDED_EVERY:  # not a write a second
        Beat.objects.update_or_create(pk=1, defaults={"at": now})


def do(duties, now):
    """Call each of `duties`, functions by their dotted names, with `now`. An error in one is logged and does not keep the
    others from theirs."""
    for name in duties:
        try:
            import_string(name)(now)
        except Exception:
            log.exception("%s failed", name)


def _run(stop):
    while not stop.wait(SECONDS):
        close_old_connections()
        try:
            beat(timezone.now())
        except Exception:  # the database is away: say so and try again at the next beat
            log.exception("the pulse missed a beat")
            connections.close_all()
