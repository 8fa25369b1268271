"""The pulse: what is due is done, once, by whichever process is first."""

import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from newsroom import pulse
from newsroom.models import Beat, Masthead
from tests.newsroom.together import together

done = []


def duty(now):
    """Claim the row that is due as the desk does: by one conditional update."""
    for row in Masthead.objects.filter(slogan="due"):
        if Masthead.objects.filter(pk=row.pk, slogan="due").update(slogan="done"):
            done.append((row.pk, now))


def broken(now):
    raise RuntimeError("this duty always fails")


@pytest.fixture(autouse=True)
def duties(settings):
    done.clear()
    settings.PULSE = [f"{__name__}.duty"]


def due():
    return Masthead.objects.create(language="zh-hans", name="x", outlet="x", publisher="x", slogan="due")


@pytest.mark.django_db
def test_a_beat_does_what_is_due_and_says_when():
    row, now = due(), timezone.now()
    pulse.beat(now)
    assert done == [(row.pk, now)]
    assert Beat.objects.get().at == now


@pytest.mark.django_db(transaction=True)
def test_ten_pulses_at_once_do_a_due_thing_once():
    due()
    now = timezone.now()
    together(10, lambda: pulse.beat(now))
    assert len(done) == 1
    assert Beat.objects.count() == 1


@pytest.mark.django_db
def test_a_duty_that_fails_keeps_no_other_from_its_work(settings):
    settings.PULSE = [f"{__name__}.broken", f"{__name__}.duty"]
    due()
    pulse.beat(timezone.now())
    assert len(done) == 1


@pytest.mark.django_db
def test_a_beat_is_written_down_every_ten_seconds_and_not_every_second(django_assert_num_queries):
    now = timezone.now()
    pulse.beat(now)
    with django_assert_num_queries(2):  # what is due, and the last beat
        pulse.beat(now + timedelta(seconds=1))
    assert Beat.objects.get().at == now
    pulse.beat(now + timedelta(seconds=11))
    assert Beat.objects.get().at == now + timedelta(seconds=11)


@pytest.mark.django_db(transaction=True)
def test_a_process_has_one_pulse_and_it_can_be_stopped(monkeypatch):
    monkeypatch.setattr(pulse, "SECONDS", 0.05)
    monkeypatch.setattr(pulse, "_started", threading.Lock())
    due()
    stop = pulse.start()
    try:
        assert pulse.start() is None
        waited = time.monotonic() + 60
        while not done and time.monotonic() < waited:
            time.sleep(0.02)
    finally:
        stop.set()
        next(thread for thread in threading.enumerate() if thread.name == "pulse").join(60)
    assert len(done) == 1


@pytest.mark.django_db
def test_it_tells_how_long_ago_it_beat():
    assert pulse.age() is None
    assert pulse.is_late(pulse.last())
    with time_machine.travel(timezone.now(), tick=False):
        pulse.beat(timezone.now() - timedelta(seconds=29))
        assert pulse.age() == timedelta(seconds=29) < pulse.LATE
        assert not pulse.is_late(pulse.last())
