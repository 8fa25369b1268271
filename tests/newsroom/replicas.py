"""Replicas for tests: further connections, and where pages are read."""

import copy
from contextlib import contextmanager

from django.db import connections
from django.test import override_settings

from newsroom import replicas

ALIAS = "replica1"


@contextmanager
def configured(*aliases, **more):
    """As with an address in REPLICA_URLS for each of `aliases`: the database of the tests by another connection, but for
    what `more` says."""
    replicas._away.clear()
    for alias in aliases or [ALIAS]:
        connections.settings[alias] = copy.deepcopy(connections["default"].settings_dict) | more
        _allow(connections[alias])
    try:
        with override_settings(DATABASE_ROUTERS=["newsroom.replicas.Router"]):
            yield
    finally:
        replicas._away.clear()
        for alias in aliases or [ALIAS]:
            connections[alias].close()
            del connections[alias]
            del connections.settings[alias]


def _allow(connection):
    """Let a test open `connection`, which Django's test cases did not know when they began."""

    def ensure_connection():
        if connection.connection is None:
            with connection.wrap_database_errors:
                connection.connect()

    connection.ensure_connection = ensure_connection
