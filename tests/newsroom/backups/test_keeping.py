"""What of the site a backup keeps, and how little work it is the second time."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import FileField

from articles.desk import arriving
from articles.models import Dispatch
from media import files as stored
from newsroom import audit, backups
from newsroom.backups import checking, disk, making, manifest
from newsroom.backups import files as kept
from newsroom.models import LogLine
from tests.media.test_stores import in_buckets, service  # noqa: F401, fixtures

pytestmark = pytest.mark.django_db(transaction=True)


def came(tmp_path, text):
    """The file of a dispatch that came, on the site."""
    (tmp_path / "came.docx").write_bytes(text)
    return arriving.keep_unread(tmp_path / "came.docx", "来稿.docx", "读不了").original


def on_site(settings, name):
    return stored.path_of(settings.COPIES, name)


def test_the_second_backup_copies_only_what_is_new(folder, tmp_path):
    came(tmp_path, b"one")
    first = making.make(folder)
    came(tmp_path, b"two!")
    second = making.make(folder)
    assert (first.files, first.new, second.files, second.new, second.new_bytes) == (1, 1, 2, 1, 4)
    assert checking.names(folder) == [second.name, first.name]
    for name in (first.name, second.name):
        checking.look_at(folder / name, name, lambda done, total: None)


def test_nobody_else_may_read_it(folder, tmp_path):
    came(tmp_path, b"one")
    name = making.make(folder).name
    for path in [folder / name, *folder.glob("files/**/*"), *(folder / name).iterdir(), folder / "files"]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_what_the_site_has_lost_or_broken_is_named_and_stops_nothing(folder, tmp_path, settings, caplog):
    lost, broken = came(tmp_path, b"lost"), came(tmp_path, b"broken")
    came(tmp_path, b"whole")
    Dispatch.objects.create(original="../../secret", received="2026-03-10")
    on_site(settings, lost).unlink()
    on_site(settings, broken).write_bytes(b"brokem")
    made = making.make(folder)
    assert sorted(made.missing) == sorted([f"copies {lost}", f"copies {broken}", "copies ../../secret"])
    assert made.files == 1
    assert f"copies {lost} could not be kept" in caplog.text
    assert "3 files are not there" in LogLine.objects.get(kind="backup").detail
    checking.look_at(folder / made.name, made.name, lambda done, total: None)


def test_what_went_bad_in_the_folder_is_copied_anew_when_its_day_has_come(folder, tmp_path, monkeypatch):
    name = came(tmp_path, b"one")
    made = making.make(folder)
    path = folder / "files" / name[:2] / name[3:67]
    path.write_bytes(b"onE")
    monkeypatch.setattr(kept, "_has_its_day", lambda sha256: False)
    assert making.make(folder).new == 0
    monkeypatch.setattr(kept, "_has_its_day", lambda sha256: True)
    assert making.make(folder).new == 1
    checking.look_at(folder / made.name, made.name, lambda done, total: None)


def test_every_file_has_its_day_within_thirty(monkeypatch):
    days = iter(date(2026, 3, 1) + timedelta(days=n) for n in range(30))
    monkeypatch.setattr(kept.timezone, "localdate", lambda: next(days))
    assert sum(kept._has_its_day("ab" * 32) for _ in range(30)) == 1


def test_a_backup_that_fails_leaves_those_of_before_says_why_and_is_tidied_by_the_next(folder, tmp_path, monkeypatch):
    came(tmp_path, b"one")
    first = making.make(folder)
    good = backups.last_good()
    assert good == backups.moment_of(first.name)
    came(tmp_path, b"two")

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "copy", full)
        with pytest.raises(making.Failed, match="No space left"):
            making.make(folder)
    assert "No space left" in LogLine.objects.get(kind="backup-failed").detail
    assert backups.last_good() == good
    assert checking.names(folder) == [first.name]
    assert [path.name for path in folder.glob(".part-*")] != []
    making.make(folder)
    assert list(folder.glob(".part-*")) == []


def test_a_folder_that_is_not_there_is_not_made(folder):
    with pytest.raises(making.Failed, match="is its disk mounted"):
        making.make(folder / "away")
    assert not (folder / "away").exists()


def test_two_at_once_are_one(folder):
    with disk.alone(folder), pytest.raises(disk.Busy, match="wait until it is done"):
        making.make(folder)
    assert not LogLine.objects.filter(kind="backup-failed").exists()


def test_the_audit_log_tells_and_the_snapshot_is_gone(folder):
    made = making.make(folder)
    line = LogLine.objects.get(kind="backup")
    assert (line.about, line.actor, audit.KINDS[line.kind]) == (made.name, None, audit.KINDS["backup"])
    there = {path.name for path in (folder / made.name).iterdir()}
    assert there == {"manifest", manifest.DATABASES[connection.vendor]}


def test_files_in_buckets_are_kept_as_well(folder, tmp_path, in_buckets):  # noqa: F811
    name = came(tmp_path, b"in a bucket")
    made = making.make(folder)
    assert (made.files, made.missing) == (1, [])
    assert (folder / "files" / name[:2] / name[3:67]).read_bytes() == b"in a bucket"


def test_no_model_names_files_by_a_field_that_a_backup_does_not_know():
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    assert [field for field in fields if isinstance(field, FileField)] == []
