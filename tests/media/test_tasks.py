"""Public files made in the background: what pages need at once, AVIF later, and nothing of what was overtaken."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image

from media import files, killing, metadata, renditions, stores, tasks, uploads
from media.models import FormerFile, Photo
from tests.cast import photo_file
from tests.media import drawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(cast, settings, tmp_path):
    settings.ORIGINALS, settings.RENDITIONS = tmp_path / "originals", tmp_path / "public"
    photo, _created = uploads.accept(photo_file(), cast.reporter)
    return photo


def make(photo):
    tasks.make_renditions.func(photo.pk)
    return Photo.objects.get(pk=photo.pk)


def make_later(photo):
    tasks.make_later.func(photo.pk)
    return Photo.objects.get(pk=photo.pk)


def formats(photo):
    return set(photo.renditions.values_list("format", flat=True))


def names(photo):
    return set(photo.renditions.values_list("name", flat=True))


def on_disk():
    return {name for name, _size, _at in stores.photos().listed()}


def meanwhile(monkeypatch, happens):
    """Let something happen while the files are made."""
    make = renditions.make

    def slowly(*args, **more):
        made = make(*args, **more)
        happens()
        return made

    monkeypatch.setattr(renditions, "make", slowly)


def later_ones():
    return DBTaskResult.objects.filter(task_path="media.tasks.make_later").count()


class TestInTurn:
    def test_jpeg_and_webp_are_there_at_once_and_avif_later(self, photo):
        photo = make(photo)
        assert formats(photo) == {"jpeg", "webp"}
        assert photo.processed_at
        assert later_ones() == 1
        photo = make_later(photo)
        assert formats(photo) == {"jpeg", "webp", "avif"}
        assert on_disk() == names(photo)

    def test_avif_comes_in_the_same_sizes_and_crops(self, photo):
        photo = make_later(make(photo))
        sizes = {
            format: set(photo.renditions.filter(format=format).values_list("kind", "width", "height"))
            for format in ("jpeg", "avif")
        }
        assert sizes["avif"] == sizes["jpeg"]
        for one in photo.renditions.filter(format="avif"):
            with stores.photos().open(one.name) as stream, Image.open(stream) as opened:
                assert (opened.format, opened.size) == ("AVIF", (one.width, one.height))

    def test_avif_waits_until_the_others_are_made(self, photo):
        assert formats(make_later(photo)) == set()
        assert on_disk() == set()

    def test_pages_learn_of_both(self, photo):
        first = make(photo).changed_at
        assert make_later(photo).changed_at > first

    def test_each_may_run_twice_and_leaves_the_same(self, photo):
        once = names(make_later(make(photo)))
        assert names(make_later(make_later(make(make(photo))))) == once == on_disk()

    def test_nothing_is_enlarged(self, cast, photo):
        small = ContentFile(drawn.encoded("PNG", (500, 400)), "small.png")
        photo, _created = uploads.accept(small, cast.reporter)
        photo = make_later(make(photo))
        assert all(one.width <= 500 and one.height <= 400 for one in photo.renditions.all())

    def test_a_photo_of_a_phone_is_made(self, cast, photo):
        photo, _created = uploads.accept(ContentFile(drawn.heic((640, 480)), "IMG_1.HEIC"), cast.reporter)
        photo = make(photo)
        assert (photo.format, photo.failure) == ("heic", "")
        assert photo.renditions.filter(format="jpeg", kind="wide", width=640).exists()


class TestTheFocus:
    def test_it_is_guessed_once(self, photo, monkeypatch):
        monkeypatch.setattr(tasks.focus, "guess", lambda picture: (20, 30))
        photo = make(photo)
        assert (photo.focus_x, photo.focus_y, photo.is_focus_set) == (20, 30, False)
        monkeypatch.setattr(tasks.focus, "guess", lambda picture: (90, 90))
        assert make(photo).focus_x == 20

    def test_one_that_is_set_meanwhile_stays(self, photo, monkeypatch):
        meanwhile(
            monkeypatch,
            lambda: Photo.objects.filter(pk=photo.pk).update(focus_x=7, focus_y=8, is_focus_set=True),
        )
        photo = make(photo)
        assert (photo.focus_x, photo.focus_y, photo.is_focus_set) == (7, 8, True)


class TestOvertaken:
    def test_a_photo_that_is_killed_meanwhile_leaves_nothing_on_disk(self, cast, photo, monkeypatch):
        meanwhile(monkeypatch, lambda: (killing.kill(photo, cast.editor, "wrong"), killing.sweep()))
        assert names(make(photo)) == set()
        assert on_disk() == set()

    def test_nor_does_its_avif(self, cast, photo, monkeypatch):
        photo = make(photo)
        meanwhile(monkeypatch, lambda: (killing.kill(photo, cast.editor, "wrong"), killing.sweep()))
        assert names(make_later(photo)) == set()
        assert on_disk() == set()

    def test_nor_does_one_made_anew(self, cast, photo, monkeypatch):
        photo = make_later(make(photo))
        Photo.objects.filter(pk=photo.pk).update(caption="Other words.")
        meanwhile(monkeypatch, lambda: (killing.kill(photo, cast.editor, "wrong"), killing.sweep()))
        make(photo)
        assert on_disk() == set()

    def test_a_killed_photo_is_not_made_at_all(self, cast, photo):
        killing.kill(photo, cast.editor, "wrong")
        assert formats(make(photo)) == formats(make_later(photo)) == set()
        assert on_disk() == set()

    def test_avif_of_words_that_were_changed_meanwhile_is_dropped(self, photo, monkeypatch):
        photo = make(photo)

        def say_otherwise():
            monkeypatch.undo()
            Photo.objects.filter(pk=photo.pk).update(caption="Other words.")
            make(photo)

        before = later_ones()
        meanwhile(monkeypatch, say_otherwise)
        photo = make_later(photo)
        assert formats(photo) == {"jpeg", "webp"}
        assert later_ones() == before + 1
        former = set(FormerFile.objects.filter(photo=photo).values_list("name", flat=True))
        assert on_disk() == names(photo) | former
        assert not any(name.endswith(".avif") for name in on_disk())

    def test_files_of_an_original_that_was_replaced_meanwhile_are_dropped(self, photo, monkeypatch):
        meanwhile(monkeypatch, lambda: Photo.objects.filter(pk=photo.pk).update(original=f"ab/{'ab' * 32}.jpg"))
        assert names(make(photo)) == set()
        assert on_disk() == set()

    def test_a_photo_that_is_deleted_meanwhile_leaves_nothing_on_disk(self, photo, monkeypatch):
        meanwhile(monkeypatch, lambda: Photo.objects.filter(pk=photo.pk).delete())
        tasks.make_renditions.func(photo.pk)
        assert on_disk() == set()

    def test_files_that_another_photo_has_too_stay(self, cast, photo, monkeypatch):
        exif = Image.Exif()
        exif[0x0131] = "Another program"
        with Image.open(photo_file()) as picture:
            stream = BytesIO()
            picture.save(stream, "PNG")
            again = BytesIO()
            picture.save(again, "PNG", exif=exif)
        twins = [uploads.accept(ContentFile(s.getvalue(), "a.png"), cast.reporter)[0] for s in (stream, again)]
        first = make(twins[0])
        meanwhile(monkeypatch, lambda: Photo.objects.filter(pk=twins[1].pk).delete())
        tasks.make_renditions.func(twins[1].pk)
        assert on_disk() == names(first)

    def test_former_files_are_remembered_once_for_the_day_of_a_kill(self, cast, photo):
        old = names(make_later(make(photo)))
        for caption in ("Other words.", "And others.", "Other words."):
            Photo.objects.filter(pk=photo.pk).update(caption=caption)
            make_later(make(photo))
        former = list(FormerFile.objects.filter(photo=photo).values_list("name", flat=True))
        assert old <= set(former)
        assert len(former) == len(set(former))
        assert on_disk() == names(photo) | set(former)
        killing.kill(photo, cast.editor, "wrong")
        killing.sweep()
        assert on_disk() == set()

    def test_avif_made_again_in_other_words_is_remembered(self, photo):
        photo = make_later(make(photo))
        old = set(photo.renditions.filter(format="avif").values_list("name", flat=True))
        Photo.objects.filter(pk=photo.pk).update(caption="Other words.")
        make_later(photo)
        assert old <= set(FormerFile.objects.filter(photo=photo).values_list("name", flat=True))


class TestFailing:
    def test_a_file_that_cannot_be_made_says_why_and_what_is_there_stays(self, photo):
        before = names(make(photo))
        path = files.path_of(stores.originals().folder, photo.original)
        path.write_bytes(path.read_bytes()[:3000])
        photo = make(photo)
        assert "truncated" in photo.failure
        assert names(photo) == before == on_disk()

    def test_the_next_time_it_works_the_failure_is_forgotten(self, photo):
        Photo.objects.filter(pk=photo.pk).update(failure="no room")
        assert make(photo).failure == ""


class TestWords:
    def test_every_file_says_credit_creator_copyright_licence_and_ai(self, cast, photo):
        photo.credits.create(name="江一帆", role="记者")
        Photo.objects.filter(pk=photo.pk).update(
            caption="推介会现场。",
            copyright="© 雪川日报",
            licence_url="https://news.example/rights/",
            made=Photo.Made.AI_PART,
            taken_on=date(2025, 12, 27),
            changed_at=timezone.now(),
        )
        photo = make_later(make(photo))
        assert formats(photo) == {"jpeg", "webp", "avif"}
        for one in photo.renditions.all():
            with stores.photos().open(one.name) as stream:
                said = metadata.read(stream.read())
            assert said.caption == "推介会现场。"
            assert said.creators == ("江一帆",)
            assert "江一帆" in said.credit
            assert said.copyright == "© 雪川日报"
            assert said.web_statement == "https://news.example/rights/"
            assert said.ai_source_type == f"{metadata.SOURCE_TYPES}compositeWithTrainedAlgorithmicMedia"
            if one.format == "jpeg":
                assert (said.iptc["byline"], said.iptc["copyright"]) == (("江一帆",), "© 雪川日报")
