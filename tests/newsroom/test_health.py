"""What a monitor is told."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from newsroom.models import Beat

pytestmark = pytest.mark.django_db


def test_all_is_well_after_a_beat(client):
    Beat.objects.create(pk=1, at=timezone.now())
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "clock": "ok"})


def test_a_clock_that_stopped_is_late(client):
    Beat.objects.create(pk=1, at=timezone.now() - timedelta(minutes=1))
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"database": "ok", "clock": "late"})


def test_a_clock_that_never_beat_is_late(client):
    assert client.get("/healthz").json() == {"database": "ok", "clock": "late"}


def test_a_database_that_is_away_is_said_so(client, monkeypatch):
    def away(*args, **kwargs):
        raise DatabaseError("away")

    monkeypatch.setattr(Beat.objects, "values_list", away)
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"database": "away", "clock": "unknown"})


def test_no_cache_keeps_the_answer(client):
    assert client.get("/healthz")["Cache-Control"] == "no-store"
