"""Killing a photo, below the pages: its row, its files, and what a crash leaves."""

from unittest import mock

import pytest

from media import killing, stores
from media.models import FormerFile, Photo, Rendition
from media.tasks import make_later, make_renditions


def test_a_photo_is_marked_once_with_who_and_why(cast):
    photo = cast.photo()
    assert killing.kill(photo, cast.photo_desk, "侵权")
    assert not killing.kill(photo, cast.editor, "别的原因")
    photo.refresh_from_db()
    assert (photo.killed_by, photo.kill_reason) == (cast.photo_desk, "侵权")


def test_its_public_files_leave_the_disk_and_the_original_stays(cast):
    photo, other = cast.photo(), cast.photo(colour=(9, 9, 9))
    names, kept = (set(one.renditions.values_list("name", flat=True)) for one in (photo, other))
    killing.kill(photo, cast.photo_desk, "侵权")
    assert killing.sweep() == len(names)
    assert not any(stores.photos().has(name) for name in names)
    assert all(stores.photos().has(name) for name in kept)
    assert stores.originals().has(photo.original)
    assert killing.sweep() == 0


def test_what_a_crash_leaves_is_swept_the_next_time(cast):
    photo = cast.photo()
    names = list(photo.renditions.values_list("name", flat=True))
    killing.kill(photo, cast.photo_desk, "侵权")
    with mock.patch.object(Rendition, "delete", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        killing.sweep()
    assert killing.sweep() == len(names)
    assert not any(stores.photos().has(name) for name in names)


def test_former_public_files_go_and_former_originals_stay(cast):
    photo = cast.photo()
    name = photo.renditions.first().name
    FormerFile.objects.create(photo=photo, name=name)
    FormerFile.objects.create(photo=photo, name=photo.original, sha256="0" * 64, is_original=True)
    photo.renditions.all().delete()
    killing.kill(photo, cast.photo_desk, "侵权")
    assert killing.sweep() == 1
    assert not stores.photos().has(name)
    assert stores.originals().has(photo.original)
    assert [one.is_original for one in FormerFile.objects.all()] == [True]


def test_files_that_were_being_made_when_it_was_killed_are_not_left(cast):
    photo = cast.photo(processed=False)
    kept = set()
    store = stores.Folder.store

    def killed_meanwhile(self, source, extension):
        stored = store(self, source, extension)
        kept.add(stored.name)
        if not Photo.objects.get().killed_at:
            killing.kill(photo, cast.photo_desk, "侵权")
        return stored

    with mock.patch.object(stores.Folder, "store", killed_meanwhile):
        make_renditions.call(photo.pk)
    make_later.call(photo.pk)
    assert kept
    assert not any(stores.photos().has(name) for name in kept)
    assert not photo.renditions.exists()
