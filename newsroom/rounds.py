"""The rounds of the worker: once a minute it does what may take a while and may wait, as settings.ROUNDS names it."""

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from newsroom import pulse

EVERY = 60  # seconds


def keep_going(stop):
    """Go round now and every minute until the event `stop` is set."""
    while not stop.is_set():
        close_old_connections()
        pulse.do(settings.ROUNDS, timezone.now())
        connections.close_all()
        stop.wait(EVERY)
