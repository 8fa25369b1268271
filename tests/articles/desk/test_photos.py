"""What happens to stories when a photo changes, and where photos stand."""

from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from articles.desk import chain, photos
from articles.desk.workflow import Verb
from articles.models import PhotoPlace, Portrait, Publication, Slot, Topic, VersionPhoto, deskindex, photoplace
from media.models import Photo
from media.tasks import make_renditions
from newsroom import edition

FIGURE = '<p>雪</p><figure data-photo="{}"><figcaption></figcaption></figure>'


def held(article):
    return sorted(PhotoPlace.objects.filter(article=article).values_list("photo", flat=True))


def yesterday(photo):
    Photo.objects.filter(pk=photo.pk).update(expires_on=timezone.localdate() - timedelta(days=1))


def test_an_article_keeps_which_photos_it_holds_as_it_is_saved(cast):
    cover = cast.photo()
    article = cast.article(body=FIGURE.format(7) + '<figure data-gallery="8 9 7"></figure>', cover=cover)
    assert held(article) == sorted({7, 8, 9, cover.pk})
    cast.changed(article, body=FIGURE.format(9), cover=None)
    deskindex.write(article)
    assert held(article) == [9]
    photoplace.write(article)
    assert held(article) == [9]


def test_a_version_keeps_which_photos_it_printed_for_good(cast):
    photo = cast.photo()
    article = cast.published(cast.article(body=FIGURE.format(photo.pk)))
    cast.changed(article, body="<p>没有图了。</p>")
    cast.do(article, Verb.SUBMIT, cast.reporter)
    for user in (cast.editor, cast.section_head, cast.chief_editor):
        cast.do(article, Verb.SIGN, user)
    cast.do(article, Verb.CORRECT, cast.chief_editor, text="撤下图片。")
    assert not PhotoPlace.objects.filter(photo=photo.pk).exists()
    assert [(one.story, one.number) for one in photos.versions_with(photo.pk)] == [(article.story, 1)]


def test_a_photo_is_unused_that_nothing_holds_or_held(cast):
    free, in_body, printed, on_front, on_topic, portrait = (
        cast.photo(colour=(n * 40, 9, 9), processed=False) for n in range(6)
    )
    cast.article(body=FIGURE.format(in_body.pk))
    article = cast.article()
    (version,) = chain.add(chain.new(article.story, "published", {"photos": {str(printed.pk): {}}}))
    assert VersionPhoto.objects.get().version == version
    Slot.objects.create(masthead_id="zh-hans", position=1, story=1, photo=on_front)
    Topic.objects.create(title="冰雪", slug="ice", cover=on_topic)
    Portrait.objects.create(reporter=cast.lin, photo=portrait)
    assert list(photos.unused(Photo.objects.all())) == [free]
    assert list(photos.shown(Photo.objects.order_by("pk"))) == [on_front, on_topic, portrait]


def test_the_desk_sees_the_stories_that_still_show_a_photo_past_its_rights(client, cast):
    photo, fine = cast.photo(), cast.photo(colour=(9, 9, 9))
    Photo.objects.filter(pk=fine.pk).update(expires_on=timezone.localdate())
    article = cast.published(cast.article(headline="用了到期图", body=FIGURE.format(photo.pk)))
    cast.published(cast.article(headline="图还没到期", body=FIGURE.format(fine.pk)))
    assert list(photos.showing_expired()) == []
    yesterday(photo)
    assert [story.headline for story in photos.showing_expired()] == ["用了到期图"]
    client.force_login(cast.photo_desk)
    sheet = client.get("/admin/media/photo/").text
    assert "用了到期图" in sheet
    assert "图还没到期" not in sheet
    page = client.get(f"/admin/media/photo/{photo.pk}/change/").text
    assert "到期" in page
    assert Publication.objects.get(story=article.story).get_absolute_url() in page


def test_an_article_with_an_expired_photo_cannot_go_out(cast):
    photo = cast.photo()
    article = cast.signed(cast.article(cover=photo))
    yesterday(photo)
    assert "到期" in cast.why_not(article, Verb.PUBLISH, cast.chief_editor)
    Photo.objects.update(expires_on=timezone.localdate())
    assert cast.why_not(article, Verb.PUBLISH, cast.chief_editor) is None


def test_an_expired_photo_is_not_in_the_picker_and_takes_no_place_on_fronts_and_topics(client, cast):
    photo = cast.photo()
    story = cast.published().story
    yesterday(photo)
    client.force_login(cast.chief_editor)
    assert client.get("/admin/media/photo/library.json").json()["photos"] == []
    (asked,) = client.get("/admin/media/photo/library.json", {"numbers": photo.pk}).json()["photos"]
    assert asked["isExpired"]
    row = {"place": "p0", "p0-number": story, "p0-photo_number": photo.pk, "do": "save", "front": "zh-hans", "seen": ""}
    client.post("/admin/articles/slot/", row)
    client.post("/admin/articles/topic/add/", {"title": "冰雪", "cover": photo.pk, "masthead": "zh-hans", "do": "save"})
    assert not Slot.objects.exists()
    assert not Topic.objects.exists()


def test_stories_follow_their_photos_once_new_files_are_made(client, cast):
    photo = cast.photo()
    cast.published(cast.article(body=FIGURE.format(photo.pk)))
    photos.refresh_changed(timezone.now())
    before = Publication.objects.get().html
    Photo.objects.update(caption="换了说法")  # goes into the files, not onto the page
    make_renditions.call(photo.pk)
    number = edition.current()
    photos.refresh_changed(timezone.now())
    after = Publication.objects.get().html
    assert before != after
    assert "换了说法" not in after
    assert edition.current() > number
    assert Photo.objects.get().changed_at is None


def test_a_photo_that_no_reader_sees_begins_no_edition(cast):
    cast.photo()
    number = edition.current()
    photos.refresh_changed(timezone.now())
    assert edition.current() == number


def test_one_photo_that_fails_holds_up_no_other(cast):
    bad, good = cast.photo(colour=(9, 9, 9)), cast.photo()
    now = timezone.now()
    real = photos._project

    def failing(number):
        if number == bad.pk:
            raise ValueError("no section")
        return real(number)

    with mock.patch("articles.desk.photos._project", failing):
        photos.refresh_changed(now)
    bad.refresh_from_db()
    good.refresh_from_db()
    assert good.changed_at is None
    assert bad.changed_at == now + photos.LATER
    photos.refresh_changed(now + photos.LATER)
    bad.refresh_from_db()
    assert bad.changed_at is None


def test_a_kill_that_broke_off_is_finished_by_the_pulse(client, cast):
    photo = cast.photo()
    files = [rendition.url() for rendition in photo.renditions.all()]
    with mock.patch("articles.desk.photos.killing.sweep", side_effect=OSError), pytest.raises(OSError):
        photos.kill(photo.pk, cast.photo_desk, "侵权")
    assert client.get(files[0]).status_code == 200
    photos.refresh_changed(timezone.now())
    assert {client.get(file).status_code for file in files} == {404}


def test_killing_says_how_many_stories_lost_the_photo(cast):
    photo = cast.photo()
    cast.published(cast.article(body=FIGURE.format(photo.pk)))
    cast.published(cast.article(cover=photo))
    assert photos.kill(photo.pk, cast.photo_desk, "侵权") == 2
    with pytest.raises(photos.Refused):
        photos.kill(photo.pk, cast.photo_desk, "侵权")
    with pytest.raises(photos.Refused):
        photos.kill(photo.pk, cast.photo_desk, " ")


def test_an_article_waits_to_be_signed_again_while_the_words_of_its_photo_are_others(cast):
    photo = cast.photo()
    article = cast.signed(cast.article(body=FIGURE.format(photo.pk)))
    deskindex.write(article)
    before = Photo.objects.get(pk=photo.pk).caption

    def say(caption):
        Photo.objects.filter(pk=photo.pk).update(caption=caption, changed_at=timezone.now())
        photos.refresh_changed(timezone.now())
        article.refresh_from_db()
        return article.state, article.stage and article.stage.name

    assert say("别的图说。") == ("review", "三审")
    assert say(before) == ("signed", None)
