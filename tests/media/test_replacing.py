import io
from pathlib import Path
from tempfile import NamedTemporaryFile
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.core.files import File
from django.utils import timezone
from PIL import Image

from articles.desk import photos as desk
from articles.desk.workflow import Verb
from articles.models import Publication
from media import replacing, stores, uploads
from media.models import FormerFile, Photo
from media.pictures import picture
from media.tasks import make_renditions
from tests.cast import photo_file

LIST = "/admin/media/photo/"
OTHER = (200, 30, 30)


def replace(client, photo, file):
    return client.post(f"{LIST}{photo.pk}/replace/", {"file": file} if file else {}, follow=True)


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_a_replaced_photo_keeps_number_words_and_credit(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    replace(client, photo, photo_file("better.jpg", size=(1600, 900), colour=OTHER))
    now = Photo.objects.get()
    assert (now.pk, now.caption, now.credits.get().name) == (photo.pk, "推介会现场。", "江一帆")
    assert (now.width, now.height, now.file_name) == (1600, 900, "better.jpg")
    assert now.sha256 != photo.sha256
    former = FormerFile.objects.get(is_original=True)
    assert (former.name, former.sha256, former.by) == (photo.original, photo.sha256, cast.reporter)


def test_pages_that_are_open_keep_their_files(client, cast):
    photo = cast.photo()
    old = [rendition.url() for rendition in photo.renditions.all()]
    client.force_login(cast.reporter)
    replace(client, photo, photo_file(colour=OTHER))
    make_renditions.call(photo.pk)
    new = [rendition.url() for rendition in photo.renditions.all()]
    assert not {*old} & {*new}
    assert [client.get(address).status_code for address in old + new] == [200] * len(old + new)


def test_stories_on_the_site_show_the_new_file_once_it_is_made(client, cast):
    photo = cast.photo()
    cast.published(cast.article(body=f'<p>雪</p><figure data-photo="{photo.pk}"></figure>'))
    address = Publication.objects.get().get_absolute_url()
    old = picture(photo)["src"]
    client.force_login(cast.photo_desk)
    replace(client, photo, photo_file(colour=OTHER))
    assert old in client.get(address).text  # until the new files are there
    make_renditions.call(photo.pk)
    desk.refresh_changed(timezone.now())
    page = client.get(address).text
    assert old not in page
    assert picture(Photo.objects.get())["src"] in page


def test_a_signed_article_has_to_be_signed_again(client, cast):
    photo = cast.photo()
    article = cast.signed(cast.article(cover=photo))
    assert cast.why_not(article, Verb.PUBLISH, cast.chief_editor) is None
    client.force_login(cast.photo_desk)
    replace(client, photo, photo_file(colour=OTHER))
    assert "重新签审" in cast.why_not(article, Verb.PUBLISH, cast.chief_editor)


def test_what_readers_see_is_replaced_only_by_those_who_may_kill(client, cast):
    photo = cast.photo()
    cast.published(cast.article(cover=photo))
    for user, status in [(cast.reporter, 403), (cast.editor, 403), (cast.photo_desk, 200)]:
        client.force_login(user)
        assert replace(client, photo, photo_file(colour=OTHER)).status_code == status
        page = client.get(f"{LIST}{photo.pk}/change/").text
        assert (f"{LIST}{photo.pk}/replace/" in page) == (status == 200)
    assert FormerFile.objects.filter(is_original=True).count() == 1


def test_who_may_not_change_photos_may_not_replace(client, cast):
    photo = cast.photo()
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert replace(client, photo, photo_file(colour=OTHER)).status_code == 403
    client.logout()
    assert "/admin/login/" in client.post(f"{LIST}{photo.pk}/replace/").url
    client.force_login(cast.reporter)
    assert client.get(f"{LIST}{photo.pk}/replace/").status_code == 405
    assert replace(client, Photo(pk=999), photo_file()).status_code == 404


def test_a_file_that_is_no_photo_or_not_new_changes_nothing(client, cast):
    photo, other = cast.photo(), cast.photo(colour=OTHER)
    client.force_login(cast.reporter)
    broken = io.BytesIO(b"not a photo")
    broken.name = "notes.txt"
    assert "notes.txt" in told(replace(client, photo, broken))
    assert "就是这张图片现在的文件" in told(replace(client, photo, photo_file()))
    assert f"编号 {other.pk}" in told(replace(client, photo, photo_file(colour=OTHER)))
    assert "没有收到文件" in told(replace(client, photo, None))
    photo.refresh_from_db()
    assert photo.file_name == "meeting.jpg"
    assert not FormerFile.objects.exists()


def test_the_file_of_a_killed_photo_replaces_nothing_and_a_killed_photo_gets_none(client, cast):
    photo, killed = cast.photo(), cast.photo(colour=OTHER)
    desk.kill(killed.pk, cast.photo_desk, "侵权")
    client.force_login(cast.photo_desk)
    assert "已封存" in told(replace(client, photo, photo_file(colour=OTHER)))
    assert replace(client, killed, photo_file(colour=(1, 2, 3))).status_code == 404
    with pytest.raises(replacing.Refused), NamedTemporaryFile() as held:
        held.write(photo_file(colour=(3, 2, 1)).read())
        held.flush()
        replacing.replace(killed, Path(held.name), "late.jpg", cast.photo_desk)  # was killed while the file came
    assert not FormerFile.objects.filter(is_original=True).exists()


def test_a_file_that_was_replaced_can_come_back(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    for colour in (OTHER, (120, 150, 180)):
        replace(client, photo, photo_file(colour=colour))
    assert Photo.objects.get().sha256 == photo.sha256
    assert FormerFile.objects.filter(is_original=True).count() == 2


def test_a_file_that_somebody_uploads_meanwhile_is_refused_and_not_an_error(client, cast):
    photo, other = cast.photo(), cast.photo(colour=OTHER)
    client.force_login(cast.reporter)
    with mock.patch("media.replacing._check"):  # it came between the look and the writing
        assert f"编号 {other.pk}" in told(replace(client, photo, photo_file(colour=OTHER)))
    photo.refresh_from_db()
    assert photo.file_name == "meeting.jpg"
    assert not FormerFile.objects.filter(is_original=True).exists()


def test_a_focal_point_that_somebody_set_stays_and_a_guessed_one_is_guessed_again(client, cast):
    photo, other = cast.photo(), cast.photo(colour=(9, 9, 9))
    replacing.set_focus(photo, 10, 90)
    client.force_login(cast.reporter)
    replace(client, photo, photo_file(colour=OTHER))
    replace(client, other, photo_file(colour=(2, 90, 90)))
    photo.refresh_from_db()
    other.refresh_from_db()
    assert (photo.focus_x, photo.focus_y, photo.is_focus_set) == (10, 90, True)
    assert (other.focus_x, other.is_focus_set) == (None, False)


def test_a_click_moves_every_crop_and_guessing_takes_it_back(client, cast):
    photo = cast.photo()
    client.force_login(cast.reporter)
    answer = client.post(f"{LIST}{photo.pk}/focus/", {"x": "12", "y": "88"})
    assert answer.json() == {"x": 12, "y": 88}
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y, photo.is_focus_set) == (12, 88, True)
    make_renditions.call(photo.pk)
    assert client.post(f"{LIST}{photo.pk}/focus/").json() == {"x": None, "y": None}
    make_renditions.call(photo.pk)
    photo.refresh_from_db()
    assert not photo.is_focus_set
    assert (photo.focus_x, photo.focus_y) != (12, 88)


@pytest.mark.parametrize("point", [{"x": "101", "y": "5"}, {"x": "5"}, {"x": "-1", "y": "5"}, {"x": "５", "y": "x"}])
def test_a_point_outside_the_photo_is_refused(client, cast, point):
    photo = cast.photo()
    client.force_login(cast.reporter)
    before = (photo.focus_x, photo.focus_y, photo.is_focus_set)
    response = client.post(f"{LIST}{photo.pk}/focus/", point)
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y, photo.is_focus_set) == before
    assert response.status_code == 400


def test_the_crop_follows_the_focal_point(cast):
    photo, _created = uploads.accept(halves("halves.png"), cast.photo_desk)
    colours = []
    for x in (0, 100):
        replacing.set_focus(photo, x, 50)
        make_renditions.call(photo.pk)
        square = photo.renditions.get(kind="square", format="jpeg")
        with stores.photos().open(square.name) as file, Image.open(file) as crop:
            colours.append(crop.getpixel((100, 100)))
    assert colours[0][0] > 200 > 60 > colours[0][2]  # the left half is red
    assert colours[1][2] > 200 > 60 > colours[1][0]  # the right one blue


def halves(name):
    """A picture that is red at the left and blue at the right."""
    held = io.BytesIO()
    whole = Image.new("RGB", (1200, 400), (230, 10, 10))
    whole.paste((10, 10, 230), (600, 0, 1200, 400))
    whole.save(held, "PNG")
    held.seek(0)
    return File(held, name=name)
