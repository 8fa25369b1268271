"""Whether files and rows agree, and the command that tells."""

import os
import shutil
import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.desk.files import kinds
from articles.models import Dispatch
from media import cardfiles, files, housekeeping, incoming, stores, tasks, uploads
from media.models import FormerFile, Photo, Rendition, Upload
from tests.cast import photo_file

pytestmark = pytest.mark.django_db
NOW = timezone.now()
FOLDERS = {"ORIGINALS": "originals", "RENDITIONS": "photos", "CLIPS": "clips", "COPIES": "copies"}


@pytest.fixture
def folders(settings, tmp_path):
    for name, kind in FOLDERS.items():
        setattr(settings, name, tmp_path / kind)
    settings.CARDS, settings.UPLOADS = tmp_path / "cards", tmp_path / "uploads"
    return tmp_path


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


def found(now=NOW):
    """Kind → what does not agree in it, as (what, name), of the kinds in which anything does not."""
    said = {kind.name: [(one.what, one.name) for one in housekeeping.differences(kind, now)] for kind in kinds()}
    return {name: differences for name, differences in said.items() if differences}


def kind(name):
    return next(one for one in kinds() if one.name == name)


def told(*options):
    """What the command prints, and the number it ends with."""
    out = StringIO()
    try:
        call_command("check_photos", *options, stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


def test_a_photo_with_its_files_is_well(photo):
    assert found(NOW + timedelta(days=2)) == {}
    assert told()[1] == 0


def test_a_file_without_a_row_is_found_after_a_day(folders):
    old = {one.name: put(one.store, b"a word") for one in kinds()}
    for one in kinds():
        put(one.store, b"another word", hours=23)
    assert found() == {name: [("orphan", file)] for name, file in old.items()}
    assert told()[1] == 0


def test_a_row_without_its_file_is_found_with_what_it_is_of(photo):
    stores.originals().delete(photo.original)
    rendition = photo.renditions.first()
    stores.photos().delete(rendition.name)
    copy = stores.copies().store(b"a dispatch", "txt")
    dispatch = Dispatch.objects.create(original=copy.name, sha256=copy.sha256, size=10, received=NOW)
    stores.copies().delete(copy.name)
    lost = [(one.name, one.of) for kind in kinds() for one in housekeeping.differences(kind, NOW)]
    assert lost == [
        (photo.original, f"photo {photo.pk}"),
        (rendition.name, f"photo {photo.pk}"),
        (copy.name, f"dispatch {dispatch.pk}"),
    ]


def test_files_that_a_photo_had_are_no_orphans(photo):
    public, private = put(stores.photos(), b"was shown"), put(stores.originals(), b"was replaced")
    FormerFile.objects.create(photo=photo, name=public)
    FormerFile.objects.create(photo=photo, name=private, is_original=True)
    assert found() == {}
    stores.originals().delete(private)
    assert found() == {"originals": [("missing", private)]}


def test_orphans_are_taken_away_and_nothing_else(photo):
    orphan, fresh = put(stores.photos(), b"nobody's"), put(stores.photos(), b"on its way", hours=1)
    for name in photo.renditions.values_list("name", flat=True):
        grow_old(files.path_of(stores.photos().folder, name))
    told("--mend")
    assert not stores.photos().has(orphan)
    assert stores.photos().has(fresh)
    assert found() == {}


def test_an_orphan_that_came_again_or_was_given_a_row_meanwhile_stays(photo):
    again, named = put(stores.originals(), b"the same photo"), put(stores.photos(), b"made just now")
    gone = put(stores.originals(), b"gone")
    stores.originals().store(b"the same photo", "jpg")
    stores.originals().delete(gone)
    FormerFile.objects.create(photo=photo, name=named)
    assert housekeeping.remove(kind("originals"), [again, gone], NOW) == 0
    assert housekeeping.remove(kind("photos"), [named], NOW) == 0
    assert stores.originals().has(again)
    assert stores.photos().has(named)


def test_what_a_crash_left_half_stored_is_taken_away_after_a_day(folders):
    store = stores.originals()
    store.store(b"a word", "jpg")
    old, fresh = store.folder / ".part-0123", store.folder / ".part-4567"
    for part in (old, fresh):
        part.write_bytes(b"half a ph")
    grow_old(old)
    assert found() == {"originals": [("half", str(old))]}
    told("--mend")
    assert (old.exists(), fresh.exists()) == (False, True)


def test_a_site_without_a_file_is_well(folders):
    nothing = "0 files without a row (0.0 MB), 0 half stored, 0 rows without a file\n"
    said = "".join(f"{one.name}: {nothing}" for one in kinds())
    assert told() == (f"{said}cards: 0 left over\nuploads: 0 left over\n", 0)


def test_the_command_names_what_is_missing_and_ends_with_1(photo):
    stores.originals().delete(photo.original)
    out, end = told()
    assert end == 1
    assert f"rows without a file: {photo.original} of photo {photo.pk}\n" in out
    assert told("--mend")[1] == 1  # there is no other copy


def test_the_command_takes_orphans_away_only_when_told_to(folders):
    name = put(stores.photos(), b"x" * 1_500_000)
    out, end = told()
    assert (f"files without a row: {name}\n" in out, end) == (True, 0)
    assert "photos: 1 files without a row (1.5 MB)" in out
    assert stores.photos().has(name)
    assert "1 taken away" in told("--remove-orphans")[0]
    assert not stores.photos().has(name)


def test_the_command_shows_twenty_names_of_many(folders, monkeypatch):
    monkeypatch.setattr(housekeeping, "BATCH", 10)
    for word in range(25):
        put(stores.photos(), str(word).encode())
    out, _end = told()
    assert "photos: 25 files without a row" in out
    assert out.count("files without a row: ") == 20
    assert "25 taken away" in told("--mend")[0]


class TestMending:
    def test_lost_public_files_are_made_again_from_the_original(self, photo):
        lost = set(photo.renditions.values_list("name", flat=True)[:3])
        for name in lost:
            stores.photos().delete(name)
        out, end = told("--mend")
        assert (end, "(mended)" in out) == (0, True)  # one photo is made again as a whole
        assert found() == {}
        assert Rendition.objects.filter(photo=photo).exists()

    def test_a_public_file_that_pages_had_once_is_not_asked_for_any_more(self, photo):
        lost = FormerFile.objects.create(photo=photo, name=put(stores.photos(), b"was shown"))
        stores.photos().delete(lost.name)
        assert told("--mend")[1] == 0
        assert not FormerFile.objects.exists()

    def test_without_the_original_nothing_can_be_made(self, photo):
        stores.originals().delete(photo.original)
        stores.photos().delete(photo.renditions.first().name)
        before = photo.renditions.count()
        assert told("--mend")[1] == 1
        assert photo.renditions.count() == before

    @pytest.mark.parametrize("place", ["originals/{}", "files/{}", "{}"])
    def test_an_original_comes_back_from_another_folder(self, photo, tmp_path, place):
        copy = tmp_path / "elsewhere" / place.format(photo.original)
        copy.parent.mkdir(parents=True)
        shutil.move(files.path_of(stores.originals().folder, photo.original), copy)
        assert told("--mend")[1] == 1
        assert told("--mend", "--from", str(tmp_path / "elsewhere"))[1] == 0
        assert stores.originals().has(photo.original)

    def test_a_copy_that_is_another_file_does_not(self, photo, tmp_path):
        stores.originals().delete(photo.original)
        copy = tmp_path / "elsewhere" / photo.original
        copy.parent.mkdir(parents=True)
        copy.write_bytes(b"something else")
        assert told("--mend", "--from", str(tmp_path / "elsewhere"))[1] == 1
        assert not stores.originals().has(photo.original)

    def test_an_original_comes_back_from_an_upload_that_is_still_here(self, photo, cast):
        upload = Upload.objects.create(key=uuid.UUID(int=0), user=cast.reporter, file_name="a.jpg", size=photo.size)
        folders = incoming.path_of(upload)
        folders.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(files.path_of(stores.originals().folder, photo.original), folders)
        assert told("--mend")[1] == 0
        assert stores.originals().has(photo.original)

    def test_an_upload_counts_what_is_here(self, folders, cast):
        upload = Upload.objects.create(
            key=uuid.UUID(int=0), user=cast.reporter, file_name="a.jpg", size=90, received=80
        )
        assert "80 bytes by its row" in told()[0]
        told("--mend")
        upload.refresh_from_db()
        assert upload.received == 0

    def test_a_photo_whose_files_were_never_made_is_asked_for_again(self, folders, cast, photo):
        assert "without public files" not in told()[0]
        Photo.objects.update(processed_at=None, uploaded_at=NOW - timedelta(days=2))
        assert "photos: 1 without public files\n" in told()[0]
        asked = DBTaskResult.objects.count()
        assert "photos: 1 without public files, asked for again\n" in told("--mend")[0]
        assert DBTaskResult.objects.count() == asked + 1


class TestWhatIsLeftOver:
    def test_uploads_and_unpacked_copy_of_before_are_taken_away(self, folders, cast):
        upload = Upload.objects.create(key=uuid.UUID(int=1), user=cast.reporter, file_name="a.jpg", size=90)
        left = [
            folders / "uploads" / name for name in (f"{'b' * 32}.part", ".upload-xyz", ".copy-abc/word/media/1.png")
        ]
        kept = [incoming.path_of(upload), folders / "uploads" / ".upload-fresh"]
        for path in [*left, *kept]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x")
        for path in [*(folders / "uploads").iterdir()]:
            if path != kept[1]:
                grow_old(path)
        assert "uploads: 3 left over\n" in told()[0]
        assert "uploads: 3 left over, taken away\n" in told("--mend")[0]
        assert sorted((folders / "uploads").iterdir()) == sorted(kept)

    def test_cards_of_stories_that_are_not_on_the_site(self, folders, cast):
        story = cast.published()
        cardfiles.keep(story.pk, "11111111", b"card")
        cardfiles.keep(story.pk + 1, "22222222", b"card")
        for path in (folders / "cards").glob("*/*"):
            grow_old(path)
        out, end = told("--mend")
        assert (end, f"left over: {story.pk + 1}-22222222.jpg" in out) == (0, True)
        assert (cardfiles.read(story.pk, "11111111"), cardfiles.read(story.pk + 1, "22222222")) == (b"card", None)
