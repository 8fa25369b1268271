from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone

from media import incoming, killing, uploads
from media.models import Photo, Upload
from tests.cast import photo_file

pytestmark = pytest.mark.django_db

FILE = photo_file().read()


class Broken:
    """A link that gives some bytes and then breaks."""

    def __init__(self, data):
        self.rest = BytesIO(data)

    def read(self, size):
        if block := self.rest.read(size):
            return block
        raise OSError("the link broke")


def begun(user, content=FILE, name="a.jpg"):
    return incoming.begin(user, name, len(content))


def whole(user, content=FILE, name="a.jpg"):
    upload = begun(user, content, name)
    incoming.receive(upload, 0, BytesIO(content))
    return upload


def named(upload):
    upload.refresh_from_db()
    return upload


class TestBeginning:
    def test_a_name_with_a_path_is_only_a_name(self, cast):
        assert begun(cast.reporter, name="C:\\DCIM\\雪山.jpg").file_name == "雪山.jpg"
        assert begun(cast.reporter, name="../..").file_name == "?"

    @pytest.mark.parametrize("size", [0, -1, 10**12])
    def test_a_file_of_no_or_too_large_a_size_is_refused_before_it_comes(self, cast, size):
        with pytest.raises(incoming.Refused, match="a.jpg"):
            incoming.begin(cast.reporter, "a.jpg", size)
        assert not Upload.objects.exists()

    def test_nobody_may_have_too_many_on_their_way(self, cast, monkeypatch):
        monkeypatch.setattr(incoming, "MOST_AT_ONCE", 2)
        begun(cast.reporter)
        begun(cast.reporter)
        with pytest.raises(incoming.Refused):
            begun(cast.reporter)
        assert begun(cast.editor)

    def test_nor_too_many_bytes(self, cast, monkeypatch):
        monkeypatch.setattr(incoming, "MOST_BYTES", len(FILE) + 1)
        begun(cast.reporter)
        with pytest.raises(incoming.Refused):
            begun(cast.reporter)

    def test_what_is_done_or_refused_counts_no_more(self, cast, monkeypatch):
        monkeypatch.setattr(incoming, "MOST_AT_ONCE", 1)
        incoming.finish(whole(cast.reporter))
        with pytest.raises(incoming.Refused):
            incoming.finish(whole(cast.reporter, b"no photo"))
        assert begun(cast.reporter)


class TestReceiving:
    def test_pieces_follow_each_other(self, cast):
        upload = begun(cast.reporter)
        assert incoming.receive(upload, 0, BytesIO(FILE[:100])) == 100
        assert incoming.receive(upload, 100, BytesIO(FILE[100:])) == len(FILE)
        assert incoming.path_of(upload).read_bytes() == FILE

    @pytest.mark.parametrize("offset", [-1, 0, 99, 101, 10**9])
    def test_one_that_does_not_follow_is_told_where_to_go_on(self, cast, offset):
        upload = begun(cast.reporter)
        incoming.receive(upload, 0, BytesIO(FILE[:100]))
        with pytest.raises(incoming.Elsewhere) as elsewhere:
            incoming.receive(upload, offset, BytesIO(FILE))
        assert elsewhere.value.received == 100

    def test_what_came_before_the_link_broke_is_kept(self, cast):
        upload = begun(cast.reporter)
        with pytest.raises(OSError, match="link"):
            incoming.receive(upload, 0, Broken(FILE[:300]))
        assert incoming.here(named(upload)) == 300
        assert incoming.receive(upload, 300, BytesIO(FILE[300:])) == len(FILE)

    def test_more_than_was_said_is_not_taken(self, cast):
        upload = incoming.begin(cast.reporter, "a.jpg", 10)
        assert incoming.receive(upload, 0, BytesIO(b"x" * 50)) == 10

    def test_bytes_that_the_disk_lost_are_asked_for_again(self, cast):
        upload = begun(cast.reporter)
        incoming.receive(upload, 0, BytesIO(FILE[:100]))
        incoming.path_of(upload).unlink()
        assert incoming.here(named(upload)) == 0
        with pytest.raises(incoming.Elsewhere) as elsewhere:
            incoming.receive(upload, 100, BytesIO(FILE[100:]))
        assert elsewhere.value.received == 0

    def test_bytes_beyond_the_row_are_written_again(self, cast):
        upload = begun(cast.reporter)
        incoming.receive(upload, 0, BytesIO(FILE[:100]))
        with incoming.path_of(upload).open("ab") as file:  # written, but the power went before the row was
            file.write(b"torn")
        incoming.receive(upload, 100, BytesIO(FILE[100:]))
        assert incoming.path_of(upload).read_bytes() == FILE

    def test_two_at_once_do_not_write_into_each_other(self, cast):
        upload = begun(cast.reporter)
        with incoming._held(upload), pytest.raises(incoming.Busy):
            incoming.receive(upload, 0, BytesIO(FILE))
        assert incoming.receive(upload, 0, BytesIO(FILE)) == len(FILE)

    def test_slow_links_leave_threads_for_readers(self, cast, monkeypatch):
        monkeypatch.setattr(incoming, "WAIT", 0.01)
        upload = begun(cast.reporter)
        with incoming.RECEIVING, incoming.RECEIVING, pytest.raises(incoming.Full):
            incoming.receive(upload, 0, BytesIO(FILE))
        assert incoming.receive(upload, 0, BytesIO(FILE)) == len(FILE)
        with incoming.LOOKING, pytest.raises(incoming.Full):
            incoming.finish(upload)
        assert incoming.finish(upload)


class TestFinishing:
    def test_makes_the_photo_and_leaves_nothing_behind(self, cast):
        upload = whole(cast.reporter, name="雪山.jpg")
        photo, created = incoming.finish(upload)
        assert created
        assert (photo.file_name, photo.uploaded_by) == ("雪山.jpg", cast.reporter)
        assert not incoming.path_of(upload).exists()

    def test_asked_again_it_is_the_same_photo(self, cast):
        upload = whole(cast.reporter)
        photo, _created = incoming.finish(upload)
        assert incoming.finish(upload) == (photo, False)

    def test_one_that_is_not_whole_is_told_what_is_here(self, cast):
        upload = begun(cast.reporter)
        incoming.receive(upload, 0, BytesIO(FILE[:100]))
        with pytest.raises(incoming.Elsewhere) as elsewhere:
            incoming.finish(upload)
        assert elsewhere.value.received == 100

    def test_a_file_that_is_no_photo_is_refused_by_name_again_and_again(self, cast):
        upload = whole(cast.reporter, b"no photo", "notes.jpg")
        for _time in range(2):
            with pytest.raises(incoming.Refused, match="notes.jpg"):
                incoming.finish(upload)
        assert not incoming.path_of(upload).exists()
        assert not Photo.objects.exists()

    def test_the_file_of_a_killed_photo_is_refused(self, cast):
        photo, _created = uploads.accept(photo_file(), cast.reporter)
        killing.kill(photo, cast.photo_desk, "侵权")
        with pytest.raises(incoming.Refused):
            incoming.finish(whole(cast.reporter))

    def test_two_files_of_the_same_content_are_one_photo(self, cast):
        first, _created = incoming.finish(whole(cast.reporter))
        assert incoming.finish(whole(cast.editor, name="b.jpg")) == (first, False)


class TestForgetting:
    def test_what_is_given_up_is_gone(self, cast):
        upload = whole(cast.reporter)
        path = incoming.path_of(upload)
        incoming.give_up(upload)
        assert not path.exists()
        assert not Upload.objects.exists()

    def test_what_did_not_move_for_days_is_swept(self, cast, settings):
        upload = whole(cast.reporter)
        Upload.objects.update(moved_at=timezone.now() - incoming.KEPT - timedelta(hours=1))
        incoming.sweep(timezone.now() + timedelta(days=4))
        assert not Upload.objects.exists()
        assert not incoming.path_of(upload).exists()

    def test_what_moved_lately_stays(self, cast):
        upload = whole(cast.reporter)
        assert incoming.sweep(timezone.now() + timedelta(days=1)) == 0
        assert incoming.path_of(upload).exists()
