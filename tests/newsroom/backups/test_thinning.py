from datetime import UTC, datetime, timedelta

import pytest

from articles.desk import arriving
from articles.models import Dispatch
from newsroom.backups import NAMED, checking, making, manifest, thinning

NOW = datetime(2026, 3, 20, 19, tzinfo=UTC)


def names(days, now=NOW):
    return [(now - timedelta(days=day)).strftime(NAMED) for day in days]


def test_the_newest_of_each_of_the_last_days_weeks_and_months_stay():
    daily = names(range(400))
    stay = sorted(thinning.kept(daily, (7, 4, 12)), reverse=True)
    assert stay[:7] == daily[:7]
    assert 7 + 3 + 11 - 2 <= len(stay) <= 7 + 4 + 12
    assert stay[-1][:6] == "202504"  # the newest of the twelfth month


def test_days_without_a_backup_count_for_nothing():
    some = names([0, 40, 41, 300])
    assert thinning.kept(some, (3, 0, 0)) == set(some[:3])


def test_of_one_day_the_newest_stays():
    early, late = names([0], NOW - timedelta(hours=2))[0], names([0])[0]
    assert thinning.kept([early, late], (7, 4, 12)) == {late}


def test_the_newest_always_stays():
    assert thinning.kept(names([3, 2]), (0, 0, 1)) == set(names([2]))
    assert thinning.kept([], (7, 4, 12)) == set()


@pytest.fixture
def three(transactional_db, folder, tmp_path):
    """Three backups of a site that has had another file at each."""
    made = []
    for text in (b"one", b"two", b"three"):
        Dispatch.objects.all().delete()
        (tmp_path / "came.docx").write_bytes(text)
        arriving.keep_unread(tmp_path / "came.docx", "来稿.docx", "读不了")
        made.append(making.make(folder).name)
    return made


def sizes(folder):
    return sorted(path.stat().st_size for path in folder.glob("files/??/*"))


def test_files_that_none_names_any_more_go_with_the_last_that_did(folder, three):
    (folder / "files" / "ab").mkdir(exist_ok=True)
    (folder / "files" / "ab" / ".part-0123").write_bytes(b"broken off")
    assert thinning.thin(folder, (1, 0, 0)) == three[:2]
    assert checking.names(folder) == [three[2]]
    assert sizes(folder) == [5]
    checking.look_at(folder / three[2], three[2], lambda done, total: None)


def test_no_file_is_taken_away_that_a_damaged_one_may_name(folder, three, caplog):
    path = folder / three[2] / manifest.FILE
    path.write_bytes(path.read_bytes()[:-5])
    assert thinning.thin(folder, (1, 0, 0)) == three[:2]
    assert len(sizes(folder)) == 3
    assert f"backup {three[2]} is damaged, so no file is taken away" in caplog.text


def test_a_backup_thins_what_is_old_when_told(folder, three):
    made = making.make(folder, keep=(1, 0, 0))
    assert made.gone == three
    assert checking.names(folder) == [made.name]
