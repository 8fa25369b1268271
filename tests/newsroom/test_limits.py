"""Requests of a minute, counted in little memory."""

import time

from newsroom.limits import MINUTE, Counts


def test_so_many_a_minute_and_then_the_rest_of_it(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    counts = Counts()
    assert [counts.take("a", 2) for _ in range(2)] == [0, 0]
    assert not counts.is_over("b", 2)
    assert counts.is_over("a", 2)
    now[0] += 20.5
    assert counts.take("a", 2) == 40
    assert counts.take("b", 2) == 0
    now[0] += 39.5
    assert not counts.is_over("a", 2)
    assert counts.take("a", 2) == 0


def test_whoever_goes_on_asking_waits_no_longer_for_it(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    counts = Counts()
    waits = []
    for _ in range(6):
        waits.append(counts.take("a", 1))
        now[0] += MINUTE / 4
    assert waits == [0, 45, 30, 15, 0, 45]


def test_it_holds_so_many_and_forgets_who_was_silent_longest():
    counts = Counts(most=3)
    for name in ("a", "b", "c", "a", "d"):
        counts.take(name, 1)
    assert list(counts.minutes) == ["c", "a", "d"]
    assert counts.take("a", 1) > 0
    assert counts.take("b", 1) == 0
