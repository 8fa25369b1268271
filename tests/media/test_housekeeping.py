"""Whether files and rows agree, and the command that tells."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from media import files, housekeeping, stores, tasks, uploads
from media.models import FormerFile, Photo
from tests.cast import photo_file

pytestmark = pytest.mark.django_db
NOW = timezone.now()
KINDS = ["originals", "photos", "clips"]


@pytest.fixture
def folders(settings, tmp_path):
    settings.ORIGINALS, settings.RENDITIONS, settings.CLIPS = (tmp_path / kind for kind in ("o", "r", "c"))


@pytest.fixture
def photo(folders, cast):
    """A photo with all its files."""
    photo, _created = uploads.accept(photo_file(), cast.reporter)
    tasks.make_renditions.func(photo.pk)
    return Photo.objects.get(pk=photo.pk)


def put(store, word, *, hours=25):
    """Store a word, so many hours ago; its name."""
    name = store.store(word, "jpg").name
    grow_old(files.path_of(store.folder, name), hours)
    return name


def grow_old(path, hours=25):
    then = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(path, (then, then))


def told(*options):
    """What the command prints, and the number it ends with."""
    out = StringIO()
    try:
        call_command("check_photos", *options, stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


def test_a_photo_with_its_files_is_well(photo):
    report = housekeeping.look(NOW + timedelta(days=2))
    assert report.orphans == report.missing == report.broken_off == {kind: [] for kind in KINDS}
    assert report.is_well
    assert told()[1] == 0


def test_a_file_without_a_row_is_found_after_a_day(folders):
    old = {store: put(store, b"a word") for store in (stores.originals(), stores.photos(), stores.clips())}
    for store in old:
        put(store, b"another word", hours=23)
    report = housekeeping.look(NOW)
    assert report.orphans == {kind: [(name, 6)] for kind, name in zip(KINDS, old.values(), strict=True)}
    assert report.is_well


def test_a_row_without_its_file_is_found_with_the_photo_it_is_of(photo):
    stores.originals().delete(photo.original)
    rendition = photo.renditions.first()
    stores.photos().delete(rendition.name)
    report = housekeeping.look(NOW)
    assert report.missing["originals"] == [(photo.original, f"photo {photo.pk}")]
    assert report.missing["photos"] == [(rendition.name, f"photo {photo.pk}")]
    assert not report.is_well


def test_files_that_a_photo_had_are_no_orphans(photo):
    public, private = put(stores.photos(), b"was shown"), put(stores.originals(), b"was replaced")
    FormerFile.objects.create(photo=photo, name=public)
    FormerFile.objects.create(photo=photo, name=private, is_original=True)
    report = housekeeping.look(NOW)
    assert not any(report.orphans.values())
    assert report.is_well
    stores.originals().delete(private)
    assert housekeeping.look(NOW).missing["originals"] == [(private, f"photo {photo.pk}")]


def test_orphans_are_taken_away_and_nothing_else(photo):
    orphan, fresh = put(stores.photos(), b"nobody's"), put(stores.photos(), b"on its way", hours=1)
    for name in photo.renditions.values_list("name", flat=True):
        grow_old(files.path_of(stores.photos().folder, name))
    assert housekeeping.remove_orphans(housekeeping.look(NOW), NOW) == 1
    assert not stores.photos().has(orphan)
    assert stores.photos().has(fresh)
    assert housekeeping.look(NOW).is_well


def test_an_orphan_that_came_again_meanwhile_stays(folders):
    name = put(stores.originals(), b"the same photo")
    report = housekeeping.look(NOW)
    stores.originals().store(b"the same photo", "jpg")
    assert housekeeping.remove_orphans(report, NOW) == 0
    assert stores.originals().has(name)


def test_an_orphan_that_was_given_a_row_meanwhile_stays(photo):
    name = put(stores.photos(), b"made just now")
    report = housekeeping.look(NOW)
    FormerFile.objects.create(photo=photo, name=name)
    assert housekeeping.remove_orphans(report, NOW) == 0
    assert stores.photos().has(name)


def test_an_orphan_that_is_gone_meanwhile_is_no_error(folders):
    name = put(stores.photos(), b"gone")
    report = housekeeping.look(NOW)
    stores.photos().delete(name)
    assert housekeeping.remove_orphans(report, NOW) == 0


def test_what_a_crash_left_half_stored_is_taken_away_after_a_day(folders):
    store = stores.originals()
    store.store(b"a word", "jpg")
    old, fresh = store.folder / ".part-0123", store.folder / ".part-4567"
    for part in (old, fresh):
        part.write_bytes(b"half a ph")
    grow_old(old)
    report = housekeeping.look(NOW)
    assert report.broken_off["originals"] == [old]
    assert housekeeping.remove_orphans(report, NOW) == 1
    assert (old.exists(), fresh.exists()) == (False, True)


def test_a_site_without_a_file_is_well(folders):
    assert housekeeping.look(NOW).is_well
    assert told() == (
        "originals: 0 files without a row (0.0 MB)\n"
        "photos: 0 files without a row (0.0 MB)\n"
        "clips: 0 files without a row (0.0 MB)\n"
        "originals: 0 rows without a file\n"
        "photos: 0 rows without a file\n"
        "clips: 0 rows without a file\n",
        0,
    )


def test_the_command_names_what_is_missing_and_ends_with_1(photo):
    stores.originals().delete(photo.original)
    out, end = told()
    assert end == 1
    assert f"originals: 1 rows without a file\n  {photo.original} of photo {photo.pk}\n" in out


def test_the_command_takes_orphans_away_only_when_told_to(folders):
    name = put(stores.photos(), b"x" * 1_500_000)
    (stores.photos().folder / ".part-0123").write_bytes(b"half")
    grow_old(stores.photos().folder / ".part-0123")
    out, end = told()
    assert (f"photos: 1 files without a row (1.5 MB)\n  {name}\n" in out, end) == (True, 0)
    assert "photos: 1 files half stored" in out
    assert stores.photos().has(name)
    assert "2 files taken away." in told("--remove-orphans")[0]
    assert not stores.photos().has(name)


def test_the_command_shows_twenty_names_of_many(folders):
    for word in range(25):
        put(stores.photos(), str(word).encode())
    out, _end = told()
    assert "photos: 25 files without a row" in out
    assert out.count("\n  ") == 20
