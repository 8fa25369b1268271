import threading

import pytest

from newsroom import rounds

done, stop = [], threading.Event()


def well(now):
    done.append(now)
    if len(done) == 2:
        stop.set()


def ill(now):
    raise RuntimeError("the mailbox is away")


@pytest.fixture
def gone(settings, monkeypatch):
    """Rounds of a duty that fails and one that stops them in the second."""
    settings.ROUNDS = [f"{__name__}.ill", f"{__name__}.well"]
    monkeypatch.setattr(rounds, "EVERY", 0)
    monkeypatch.setattr(rounds, "close_old_connections", lambda: None)  # those of the test stay open
    monkeypatch.setattr(rounds.connections, "close_all", lambda: None)
    done.clear()
    stop.clear()
    rounds.keep_going(stop)


def test_they_are_gone_one_after_the_other_until_the_worker_stops(gone):
    assert len(done) == 2
    assert done[0] <= done[1]


def test_a_duty_that_fails_is_logged_and_keeps_no_other_from_its_turn(caplog, request):
    request.getfixturevalue("gone")
    assert len(done) == 2
    assert f"{__name__}.ill failed" in caplog.text
    assert "the mailbox is away" in caplog.text


def test_a_worker_that_has_stopped_goes_no_round(settings):
    settings.ROUNDS = [f"{__name__}.well"]
    done.clear()
    stop.set()
    rounds.keep_going(stop)
    assert done == []
