"""What a monitor is told."""

import shutil
import time
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from articles.desk import clock
from newsroom import health
from newsroom.models import Beat

pytestmark = pytest.mark.django_db
WELL = {"database": "ok", "clock": "ok", "stories": "ok", "disk": "ok", "backup": "off"}


@pytest.fixture
def beating(db):
    Beat.objects.create(pk=1, at=timezone.now())


def last_good():
    return None


def test_all_is_well_after_a_beat(client, beating):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, WELL)


def test_a_clock_that_stopped_is_late(client):
    Beat.objects.create(pk=1, at=timezone.now() - timedelta(minutes=1))
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, WELL | {"clock": "late"})


def test_a_clock_that_never_beat_is_late(client):
    assert client.get("/healthz").json() == WELL | {"clock": "late"}


def test_a_database_that_is_away_is_said_so(client, monkeypatch):
    def away(*args, **kwargs):
        raise DatabaseError("away")

    monkeypatch.setattr(Beat.objects, "values_list", away)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == WELL | {"database": "away", "clock": "unknown", "stories": "unknown"}


def test_a_story_that_should_be_out_is_overdue_after_a_minute(cast, client, beating):
    article = cast.article(publish_at=timezone.now() - timedelta(seconds=30))
    assert client.get("/healthz").json() == WELL
    article.publish_at = timezone.now() - timedelta(minutes=2)
    article.save(update_fields=["publish_at"])
    response = client.get("/healthz")
    assert (response.status_code, response.json()["stories"]) == (503, "overdue")
    assert clock.overdue(timezone.now()) == 1


def test_a_disk_that_fills_up_is_low(client, beating, settings, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10**12, 10**12 - 10**8, 10**8))
    response = client.get("/healthz")
    assert (response.status_code, response.json()["disk"]) == (503, "low")
    settings.DISK_LOW_MB = 50
    assert client.get("/healthz").json() == WELL


@pytest.mark.parametrize(("hours", "said"), [(None, "none"), (40, "old"), (20, "ok")])
def test_backups_that_are_made_have_to_be_good_and_new(client, beating, settings, monkeypatch, hours, said):
    settings.BACKUP_DIR, settings.LAST_BACKUP = "/backups", f"{__name__}.last_good"
    at = None if hours is None else timezone.now() - timedelta(hours=hours)
    monkeypatch.setattr(health, "import_string", lambda name: (lambda *args: at) if "last" in name else lambda _now: 0)
    response = client.get("/healthz")
    assert (response.status_code, response.json()["backup"]) == (200 if said == "ok" else 503, said)


def test_no_cache_keeps_the_answer(client):
    assert client.get("/healthz")["Cache-Control"] == "no-store"


def test_it_costs_few_questions(client, beating, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):  # three, and on PostgreSQL how long they may take
        client.get("/healthz")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets no read wait")
@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer_is_away_after_two_seconds(client, monkeypatch):
    def slow():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(20)")

    monkeypatch.setattr(health.pulse, "last", slow)
    began = time.monotonic()
    assert client.get("/healthz").json()["database"] == "away"
    assert time.monotonic() - began < 5
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)  # for whoever uses the connection next
