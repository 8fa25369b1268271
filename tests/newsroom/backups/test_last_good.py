from datetime import UTC, datetime

import pytest

from newsroom import audit, backups

pytestmark = pytest.mark.django_db


def test_without_a_backup_there_is_no_last_one(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert backups.last_good() is None


def test_the_newest_good_one_counts_and_none_that_failed():
    audit.record("backup", None, "20260310T190000Z")
    audit.record("backup", None, "20260311T190000Z")
    audit.record("backup-failed", None, "20260312T190000Z", "the disk is full")
    assert backups.last_good() == datetime(2026, 3, 11, 19, tzinfo=UTC)


def test_what_is_called_otherwise_is_no_backup():
    assert backups.moment_of("20260311T190000Z") == datetime(2026, 3, 11, 19, tzinfo=UTC)
    assert [backups.moment_of(name) for name in ("", "files", ".part-20260311T190000Z", "20261311T190000Z")] == [
        None
    ] * 4
