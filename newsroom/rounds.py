"""The rounds of the worker: once a minute it does what may take a while and may wait, as settings.ROUNDS names it."""

import logging

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.module_loading import import_string

log = logging.getLogger("newsroom.worker")
EVERY = 60  # seconds


def keep_going(stop):
    """Go round now and every minute until the event `stop` is set."""
    while not stop.is_set():
        close_old_connections()
        once(timezone.now())
        connections.close_all()
        stop.wait(EVERY)


def once(now):
    """One round. An error in one duty is logged and does not keep the others from theirs."""
    for name in settings.ROUNDS:
        try:
            import_string(name)(now)
        except Exception:
            log.exception("%s failed", name)
