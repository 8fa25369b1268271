"""The database as of one moment, for as long as it is read, while others go on writing."""

import contextlib

from django.db import connection, transaction

from articles.archive import Refused

FIRST = "SELECT count(*) FROM django_migrations"  # either database takes the moment of the first question


@contextlib.contextmanager
def held():
    """What is read while this lasts is as of the moment in which it was entered; nobody waits for it. Nothing can be
    written. Raises Refused where this database can not do so."""
    if connection.in_atomic_block:  # whoever began the transaction sees one moment already
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
                cursor.execute(FIRST)
            yield
    else:
        with _of_sqlite():
            yield


@contextlib.contextmanager
def _of_sqlite():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        if cursor.fetchone()[0] != "wal":  # there, who reads long keeps everybody from writing
            raise Refused(
                "this SQLite is too old to be read while others write: see newsroom.W001 in docs/operations.md"
            )
        # by hand: Django would begin a transaction that writes, and let nobody else do so
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("PRAGMA query_only = ON")
        try:
            cursor.execute(FIRST)
            yield
        finally:
            cursor.execute("ROLLBACK")
            cursor.execute("PRAGMA query_only = OFF")
