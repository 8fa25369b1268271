"""Killing a photo: who may, what is asked, and what readers get before and after."""

import pytest
from django.contrib.auth import get_user_model

from articles.desk import photos as desk
from articles.desk import publishing
from articles.desk.workflow import Verb
from articles.models import Publication, Slot, Topic, Version
from media.models import Photo
from media.tasks import make_renditions
from newsroom import roles
from newsroom.models import LogLine, Reporter
from tests.cast import photo_file

FIGURE = '<p>雪</p><figure data-photo="{0}"><figcaption></figcaption></figure>'
GALLERY = '<p>雪</p><figure data-gallery="{0} {1}"><figcaption></figcaption></figure>'


def address(photo):
    return f"/admin/articles/article/photo/{photo.pk}/kill/"


def kill(client, photo, reason="当事人要求撤下"):
    return client.post(address(photo), {"reason": reason}, follow=True)


@pytest.fixture
def shown(cast):
    """A photo that stands in a figure and as a cover, in a gallery, on the front page and on a topic's page, and another
    that stands beside it in the gallery."""
    photo, other = cast.photo(), cast.photo("湖面开冰。", colour=(9, 90, 9))
    cast.published(cast.article(headline="一图一文", body=FIGURE.format(photo.pk), cover=photo))
    gallery = cast.published(cast.article(headline="一组图片", body=GALLERY.format(photo.pk, other.pk), cover=other))
    Slot.objects.create(masthead_id="zh-hans", position=1, story=gallery.story, photo=photo)
    Topic.objects.create(title="冰雪", slug="ice", cover=photo, is_open=True)
    return photo, other


def where_readers_look():
    """Every address at which readers may meet a photo of the stories on the site."""
    found = Publication.objects.order_by("story")
    day = f"{found[0].date:%Y/%m/%d}"
    lists = ["/", "/sections/news/", f"/reporters/{Reporter.objects.get(name='林知夏').slug}/", f"/{day}/"]
    lists += [
        "/topics/",
        "/topics/ice/",
        "/search/?q=图",
        "/sitemaps/topics.xml",
        f"/sitemaps/{found[0].date:%Y-%m}.xml",
    ]
    feeds = ["/feeds/latest.rss", "/sections/news/latest.rss"]
    return [*(publication.get_absolute_url() for publication in found), *lists, *feeds]


def files_of(photo):
    return [rendition.url() for rendition in photo.renditions.all()]


def mentions(client, addresses, files):
    """Those of the addresses whose answer names one of the files."""
    found = []
    for one in addresses:
        response = client.get(one)
        assert response.status_code == 200, one
        if any(file in response.text for file in files):
            found.append(one)
    return found


def test_a_killed_photo_leaves_every_page_feed_and_file_address(client, cast, shown):
    photo, other = shown
    files, kept = files_of(photo), files_of(other)
    looked = where_readers_look()
    before = mentions(client, looked, files)
    assert len(before) >= 9, before  # both stories, the front, a list, the topic, its feeds …
    assert all(client.get(file).status_code == 200 for file in files)
    client.force_login(cast.photo_desk)
    kill(client, photo)
    client.logout()
    assert mentions(client, looked, files) == []
    assert {client.get(file).status_code for file in files} == {404}
    assert mentions(client, looked, kept)  # the gallery goes on with what is left
    assert {client.get(file).status_code for file in kept} == {200}


def test_a_browser_that_kept_the_file_is_told_that_it_is_gone(client, cast, shown):
    photo, _other = shown
    file = files_of(photo)[0]
    etag = client.get(file)["ETag"]
    assert client.get(file, headers={"If-None-Match": etag}).status_code == 304
    desk.kill(photo.pk, cast.photo_desk, "侵权")
    response = client.get(file, headers={"If-None-Match": etag})
    assert response.status_code == 404
    assert "immutable" not in response.get("Cache-Control", "")


def test_files_of_before_go_as_well(client, cast):
    photo = cast.photo()
    former = files_of(photo)
    Photo.objects.filter(pk=photo.pk).update(caption="新的图说。")
    make_renditions.call(photo.pk)
    assert all(client.get(file).status_code == 200 for file in former)
    desk.kill(photo.pk, cast.photo_desk, "侵权")
    assert {client.get(file).status_code for file in former + files_of(photo)} == {404}


def test_the_record_stays_and_the_desk_keeps_the_original(client, cast, shown):
    photo, _other = shown
    words = [version.words for version in Version.objects.all()]
    client.force_login(cast.photo_desk)
    kill(client, photo)
    assert [version.words for version in Version.objects.all()] == words
    assert client.get(f"/admin/media/photo/{photo.pk}/original/").status_code == 200
    page = client.get(f"/admin/media/photo/{photo.pk}/change/").text
    assert "当事人要求撤下" in page
    assert not any(file in page for file in files_of(photo))


def test_it_never_comes_back(client, cast, shown):
    photo, _other = shown
    client.force_login(cast.photo_desk)
    kill(client, photo)
    make_renditions.call(photo.pk)
    assert not photo.renditions.exists()
    refused = client.post("/admin/media/photo/take/", {"file": photo_file()})
    assert (refused.status_code, "封存" in refused.json()["message"]) == (400, True)
    assert client.post(f"/admin/media/photo/{photo.pk}/change/", {"caption": "x"}).status_code == 403
    publishing.project_all()
    client.logout()
    assert "推介会现场。" not in client.get(Publication.objects.earliest("story").get_absolute_url()).text


def test_an_article_with_a_killed_photo_cannot_go_out(client, cast):
    photo = cast.photo()
    article = cast.signed(cast.article(cover=photo))
    desk.kill(photo.pk, cast.photo_desk, "侵权")
    assert "已封存" in cast.why_not(article, Verb.PUBLISH, cast.chief_editor)


def test_the_page_names_the_stories_that_lose_the_photo(client, cast, shown):
    client.force_login(cast.photo_desk)
    page = client.get(address(shown[0])).text
    assert "一图一文" in page
    assert "一组图片" in page
    assert "永久生效" in page


def test_the_reason_is_asked_for_and_kept_in_the_audit_log(client, cast):
    photo = cast.photo()
    client.force_login(cast.photo_desk)
    page = kill(client, photo, reason="  ")
    assert "请写明封存的原因" in page.text
    photo.refresh_from_db()
    assert photo.killed_at is None
    page = kill(client, photo)
    photo.refresh_from_db()
    assert (photo.kill_reason, photo.killed_by) == ("当事人要求撤下", cast.photo_desk)
    line = LogLine.objects.latest("pk")
    assert (line.actor, str(photo.pk) in line.about, "当事人要求撤下" in line.detail) == (cast.photo_desk, True, True)
    assert any("已封存" in str(message) for message in page.context["messages"])


def test_a_photo_is_killed_once(client, cast):
    photo = cast.photo()
    client.force_login(cast.photo_desk)
    kill(client, photo)
    at = Photo.objects.get().killed_at
    assert "此前已经封存" in kill(client, photo, reason="再来一次").text
    assert (Photo.objects.get().killed_at, Photo.objects.get().kill_reason) == (at, "当事人要求撤下")


@pytest.mark.parametrize("role", roles.LABELS)
def test_photo_desk_and_leading_editors_may_kill_and_nobody_else(client, cast, role):
    photo = cast.photo()
    client.force_login(cast.users[role])
    may = role in (roles.PHOTO_DESK, roles.SECTION_HEAD, roles.CHIEF_EDITOR, roles.ADMINISTRATOR)
    assert (address(photo) in client.get(f"/admin/media/photo/{photo.pk}/change/").text) == may
    assert client.get(address(photo)).status_code == (200 if may else 403)
    assert kill(client, photo).status_code == (200 if may else 403)
    assert (Photo.objects.get().killed_at is not None) == may


def test_strangers_and_unknown_numbers(client, cast):
    photo = cast.photo()
    assert "/admin/login/" in client.get(address(photo)).url
    client.force_login(get_user_model().objects.create_user("reader"))
    assert client.get(address(photo)).status_code == 302
    client.force_login(cast.photo_desk)
    assert client.get(address(Photo(pk=999))).status_code == 404
    assert client.put(address(photo)).status_code == 405
