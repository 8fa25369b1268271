"""Public pages from read replicas of the database (REPLICA_URLS); all else, and every write, from the primary.

A replica lags. A page that is kept for an edition is only made from a replica that has come as far as that edition; where
none has, or none answers, the primary makes it.
"""

import logging
import threading
import time
from contextvars import ContextVar
from itertools import count

from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, Error, connections, router

from newsroom import edition
from newsroom.models import Edition

log = logging.getLogger("newsroom.replicas")

FOR_EDITION = "newsroom.edition"  # in the WSGI environment of a page that is made for everybody: its edition
PAUSE = 10.0  # seconds for which a replica that did not answer is left alone

_reading = ContextVar("reading", default=DEFAULT_DB_ALIAS)
_turns = count()
_away = {}  # alias → the second from which on a replica that failed may be asked again
_lock = threading.Lock()


class _Reached(threading.local):
    """The sessions of this thread, alias → (session, the edition that its replica had come to). No session goes back; the
    next one may be with another server."""

    def __init__(self):
        self.sessions = {}


_reached = _Reached()


class Router:
    """Reads from where `read_from_replicas` says, writes to the primary."""

    def db_for_read(self, model, **hints):
        if connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return DEFAULT_DB_ALIAS
        return _reading.get()

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db == DEFAULT_DB_ALIAS


def for_reading():
    """The connection that rows are read from now, for SQL that no model writes."""
    return connections[router.db_for_read(Edition)]


def read_from_replicas(get_response):
    """Let a replica make the pages that are made for everybody, in turns. Whatever goes wrong there, the primary makes the
    page anew, and no reader notices."""
    replicas = tuple(alias for alias in connections if alias != DEFAULT_DB_ALIAS)
    if not replicas:
        raise MiddlewareNotUsed

    def middleware(request):
        if FOR_EDITION not in request.META:
            return get_response(request)
        # What is made afresh each time says no edition; it has to know as much as the pages beside it.
        number = max(request.META[FOR_EDITION], edition.heard().number)
        first = next(_turns) % len(replicas)
        for alias in replicas[first:] + replicas[:first]:
            if _may_be_asked(alias) and _has_reached(alias, number):
                response = _read_from(alias, get_response, request)
                if not connections[alias].errors_occurred:
                    return response
                if not connections[alias].is_usable():
                    _leave_alone(alias, "it went away while it made a page")
                break
        return get_response(request)

    return middleware


def _read_from(alias, get_response, request):
    token = _reading.set(alias)
    try:
        return get_response(request)
    finally:
        _reading.reset(token)


def _has_reached(alias, number):
    """Whether a replica answers and has come as far as an edition; a query once an edition in each session."""
    connection = connections[alias]
    try:
        connection.close_if_health_check_failed()  # or Django would, in the middle, and go on in another session
        connection.ensure_connection()
        session, reached = _reached.sessions.get(alias, (None, 0))
        if session is not connection.connection or reached < number:
            reached = Edition.objects.using(alias).filter(pk=1).values_list("number", flat=True).first() or 1
            _reached.sessions[alias] = connection.connection, reached
    except Error as error:
        connection.close()
        _leave_alone(alias, error)
        return False
    _away.pop(alias, None)
    return reached >= number


def _may_be_asked(alias):
    """Whether a replica is thought to answer. After the pause, one thread finds out while the others leave it alone."""
    if alias not in _away:
        return True
    with _lock:
        now = time.monotonic()
        if now < _away.get(alias, 0):
            return False
        if alias in _away:
            _away[alias] = now + PAUSE
        return True


def _leave_alone(alias, reason):
    with _lock:
        _away[alias] = time.monotonic() + PAUSE
    log.warning("%s is left alone for %d s: %s", alias, PAUSE, reason)
