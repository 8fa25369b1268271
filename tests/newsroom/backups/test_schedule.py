"""The backup that the worker makes each day, and what is said where there is none."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from newsroom import audit, backups, locks
from newsroom.backups import checking, schedule
from newsroom.models import LogLine
from tests.newsroom.together import together

pytestmark = pytest.mark.django_db(transaction=True)
CHINA = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def scheduled(folder, settings):
    settings.BACKUP_DIR, settings.BACKUP_HOUR = folder, 3
    return folder


def at(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=CHINA)


def was_made(moment):
    audit.record("backup", None, moment.astimezone(ZoneInfo("UTC")).strftime(backups.NAMED))


def failed(moment):
    LogLine.objects.create(kind="backup-failed", at=moment)


def test_a_site_without_one_gets_its_first_at_once(scheduled):
    assert schedule.is_due(at(10, 1))


def test_it_is_due_once_a_day_from_its_hour_on(scheduled):
    was_made(at(10, 3, 1))
    assert not schedule.is_due(at(10, 23))
    assert not schedule.is_due(at(11, 2, 59))
    assert schedule.is_due(at(11, 3))
    assert schedule.is_due(at(11, 22))
    was_made(at(11, 22))
    assert not schedule.is_due(at(12, 2))
    assert schedule.is_due(at(12, 3))


def test_after_one_that_failed_it_is_tried_again_in_an_hour(scheduled):
    was_made(at(10, 3))
    failed(at(11, 3, 5))
    assert not schedule.is_due(at(11, 4))
    assert schedule.is_due(at(11, 4, 6))


def test_the_round_makes_it_in_a_thread_of_its_own(scheduled):
    schedule.keep(timezone.now())
    schedule._thread.join(60)
    assert len(checking.names(scheduled)) == 1
    before = schedule._thread
    schedule.keep(timezone.now())
    assert schedule._thread is before


def test_a_round_that_cannot_says_why_and_goes_on(scheduled, settings, caplog):
    settings.BACKUP_DIR = scheduled / "away"
    schedule.keep(timezone.now())
    schedule._thread.join(60)
    assert "the day's backup was not made: there is no folder" in caplog.text
    assert "is its disk mounted" in LogLine.objects.get().detail


def test_without_a_folder_nothing_happens(settings, django_assert_num_queries):
    settings.BACKUP_DIR = None
    with django_assert_num_queries(0):
        schedule.keep(timezone.now())


def test_of_many_workers_one_makes_it(scheduled):
    together(4, schedule.make)
    assert len(checking.names(scheduled)) == 1


def test_what_one_has_claimed_no_other_has_until_it_is_done():
    def other():
        with locks.claimed("work") as mine:
            return mine

    with locks.claimed("work") as mine:
        assert mine
        assert together(2, other) == [False, False]
    assert together(1, other) == [True]


def test_trouble_is_told_until_there_is_a_good_one_of_late():
    now = timezone.now()
    assert schedule.trouble(now) == "none"
    was_made(now - timedelta(hours=37))
    assert schedule.trouble(now) == "old"
    was_made(now - timedelta(hours=35))
    assert schedule.trouble(now) == ""
