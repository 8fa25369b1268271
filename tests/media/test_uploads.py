from io import BytesIO

import pytest
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult
from PIL import Image

from media import credits, uploads
from media.metadata import Inscription, with_iptc, xmp_packet
from media.models import Photo
from media.tasks import make_renditions
from tests.cast import photo_file

pytestmark = pytest.mark.django_db


def with_words(colour=(9, 9, 9), **words):
    """A JPEG whose metadata says something of itself."""
    said = Inscription(**words)
    stream = BytesIO()
    Image.new("RGB", (640, 480), colour).save(stream, "JPEG", xmp=xmp_packet(said))
    return File(BytesIO(with_iptc(stream.getvalue(), said)), name="said.jpg")


class TestAccepting:
    def test_keeps_the_file_under_its_hash_and_its_facts(self, cast, settings):
        photo, created = uploads.accept(photo_file(), cast.reporter)
        assert created
        assert (settings.ORIGINALS / photo.original).exists()
        assert (photo.width, photo.height, photo.format, photo.file_name) == (1200, 800, "jpeg", "meeting.jpg")

    def test_the_same_file_again_is_the_photo_it_is_already(self, cast):
        first, _created = uploads.accept(photo_file(), cast.reporter)
        again, created = uploads.accept(photo_file("other-name.jpg"), cast.editor)
        assert (again, created) == (first, False)

    def test_leaves_nothing_behind_of_the_upload(self, cast, settings):
        uploads.accept(photo_file(), cast.reporter)
        assert not list(settings.ORIGINALS.glob(".*"))

    def test_a_name_with_a_path_is_only_a_name(self, cast):
        photo, _created = uploads.accept(photo_file("../../etc/雪山.jpg"), cast.reporter)
        assert photo.file_name == "雪山.jpg"


class TestRefusing:
    @pytest.mark.parametrize(
        "content", [b"", b"not a photo", b"\xff\xd8\xff\xe0 cut off", b"<svg onload='alert(1)'/>", b"PK\x03\x04"]
    )
    def test_what_is_no_photo_is_refused_by_name_and_nothing_is_stored(self, cast, settings, tmp_path, content):
        settings.ORIGINALS = tmp_path
        with pytest.raises(uploads.Refused, match="图.jpg"):
            uploads.accept(SimpleUploadedFile("图.jpg", content), cast.reporter)
        assert not Photo.objects.exists()
        assert [p for p in settings.ORIGINALS.rglob("*") if p.is_file()] == []


class TestWhatIsSaid:
    def test_caption_and_credit_given_come_first(self, cast):
        file = with_words(caption="文件里的图说", creators=("别人",))
        photo, _created = uploads.accept(file, cast.reporter, caption="雪后的集市。", credit="实习记者 江一帆摄")
        assert (photo.caption, credits.line(credits.facts(photo))) == ("雪后的集市。", "实习记者 江一帆摄")

    def test_else_the_file_speaks(self, cast):
        photo, _created = uploads.accept(with_words(caption="文件里的图说", creators=("江一帆",)), cast.reporter)
        assert photo.caption == "文件里的图说"
        assert [(c.name, c.reporter) for c in photo.credits.all()] == [("江一帆", cast.jiang)]

    def test_what_the_desk_typed_is_never_replaced(self, cast):
        photo = cast.photo(caption="编辑写的。")
        assert not uploads.describe(photo, caption="来稿写的。", credit="记者 林知夏摄")
        photo.refresh_from_db()
        assert photo.caption == "编辑写的。"

    def test_a_picture_that_says_ai_made_it_is_marked(self, cast):
        made = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        photo, _created = uploads.accept(with_words(ai_source_type=made), cast.reporter)
        assert "AI生成" in credits.line(credits.facts(photo))


class TestRenditions:
    def test_are_made_in_webp_and_jpeg_and_never_larger_than_the_photo(self, cast):
        photo = cast.photo()
        wide = photo.renditions.filter(kind="wide")
        assert {r.format for r in wide} == {"jpeg", "webp"}
        assert {r.width for r in wide} == {320, 640, 960, 1200}

    def test_making_them_twice_leaves_the_same(self, cast):
        photo = cast.photo()
        before = sorted(photo.renditions.values_list("name", flat=True))
        make_renditions.call(photo.pk)
        assert sorted(photo.renditions.values_list("name", flat=True)) == before

    def test_carry_the_credit_and_no_place_of_the_camera(self, cast, settings):
        exif = Image.Exif()
        exif.get_ifd(0x8825)[2] = (47.0, 51.0, 0.0)  # the latitude
        photo, _created = uploads.accept(photo_file(exif=exif), cast.reporter, credit="实习记者 江一帆摄")
        make_renditions.call(photo.pk)
        for rendition in photo.renditions.all():
            with Image.open(settings.RENDITIONS / rendition.name) as made:
                assert not made.getexif()
                assert "江一帆".encode() in made.info["xmp"]

    def test_a_photo_that_cannot_be_read_any_more_says_so(self, cast, settings):
        photo, _created = uploads.accept(photo_file(), cast.reporter)
        (settings.ORIGINALS / photo.original).write_bytes(b"damaged")
        make_renditions.call(photo.pk)
        photo.refresh_from_db()
        assert photo.failure
        assert photo.processed_at is None

    def test_the_same_file_again_is_a_new_try(self, cast):
        photo, _created = uploads.accept(photo_file(), cast.reporter)
        Photo.objects.filter(pk=photo.pk).update(failure="disk full")
        before = DBTaskResult.objects.count()
        uploads.accept(photo_file(), cast.reporter)
        assert DBTaskResult.objects.count() == before + 1
