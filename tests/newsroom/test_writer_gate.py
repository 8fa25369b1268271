"""The writer gate of our SQLite: writers queue, and none is told that the database is locked."""

import time

import pytest
from django.db import OperationalError, connections, transaction

from newsroom.db.sqlite3 import base
from tests.newsroom.together import together

pytestmark = pytest.mark.skipif(base.fcntl is None, reason="no gate on this system")


@pytest.fixture
def gated(tmp_path, django_db_blocker):
    """A database of its own in a file, whose connections do not wait for a lock themselves."""
    like = connections["default"].settings_dict
    options = {"timeout": 0, "transaction_mode": "IMMEDIATE"}
    more = {"ENGINE": "newsroom.db.sqlite3", "NAME": tmp_path / "gated.sqlite3", "OPTIONS": options}
    connections.databases["gated"] = {**like, **more}
    with django_db_blocker.unblock():
        with connections["gated"].cursor() as cursor:
            cursor.execute("CREATE TABLE counter (number integer)")
            cursor.execute("INSERT INTO counter VALUES (0)")
        yield
        connections["gated"].close()
    del connections["gated"]
    del connections.databases["gated"]


def write_ten_times():
    """Add one ten times, each in a transaction that thinks for a while; returns how often it was locked out."""
    locked = 0
    for _ in range(10):
        try:
            with transaction.atomic(using="gated"), connections["gated"].cursor() as cursor:
                cursor.execute("SELECT number FROM counter")
                number = cursor.fetchone()[0]
                time.sleep(0.002)
                cursor.execute("UPDATE counter SET number = %s", [number + 1])
        except OperationalError as error:
            assert "locked" in str(error)
            locked += 1
    return locked


def counted():
    with connections["gated"].cursor() as cursor:
        cursor.execute("SELECT number FROM counter")
        return cursor.fetchone()[0]


def test_writers_at_once_are_never_locked_out_and_lose_nothing(gated):
    assert together(4, write_ten_times) == [0, 0, 0, 0]
    assert counted() == 40


def test_without_the_gate_they_would_be(gated, monkeypatch):
    monkeypatch.setattr(base.DatabaseWrapper, "open_gate", lambda self: None)
    assert sum(together(4, write_ten_times)) > 0


def test_a_writer_that_fails_lets_the_next_one_in(gated):
    with pytest.raises(RuntimeError), transaction.atomic(using="gated"):
        raise RuntimeError
    assert together(2, write_ten_times) == [0, 0]


def test_a_connection_that_is_closed_in_a_transaction_lets_the_next_one_in(gated):
    connection = connections["gated"]
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert connection.gate is not None
    connection.close()
    assert connection.gate is None
    counted()  # opens it again: what closes last folds the log in, and for that moment nobody else gets in
    assert together(2, write_ten_times) == [0, 0]
