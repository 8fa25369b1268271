from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.intake import plaintext
from articles.models import Article
from media.models import Photo
from newsroom.models import Reporter
from tests.articles.admin.desk import address, said
from tests.cast import photo_file

FILE = "/admin/file/"
COPY = """河谷冬市开张
雪川新闻网-雪川地区融媒体中心讯(记者 林知夏 实习记者 石小雨)3月5日，河谷冬市在老街开张。
市集设有六十个摊位，持续到月底。
3月5日，居民在市集上挑选年货。实习记者 石小雨摄
当天下午，社区还办了写春联活动。
"""


@pytest.fixture
def desk(cast, client):
    client.force_login(cast.reporter)
    return client


def sent(text=COPY, received="2026-03-05", **more):
    return {"text": text, "received": received, "section": "", **more}


def not_a_photo(name="notes.jpg"):
    return SimpleUploadedFile(name, b"this is no photo at all", "image/jpeg")


def test_the_page_asks_for_copy_photos_section_and_day(desk):
    page = desk.get(FILE).content.decode()
    for field in ('name="text"', 'name="copy"', 'name="photos"', 'name="section"', 'name="received"'):
        assert field in page


def test_a_pasted_dispatch_becomes_an_article(desk, cast):
    response = desk.post(FILE, sent(section=cast.section.pk), follow=True)
    article = Article.objects.get()
    assert response.redirect_chain == [(address(article), 302)]
    assert article.headline == "河谷冬市开张"
    assert article.section == cast.section
    assert article.event_date == date(2026, 3, 5)
    assert article.created_by == cast.reporter
    assert article.copy == COPY
    assert [(b.role, b.reporter.name) for b in article.bylines.all()] == [("记者", "林知夏"), ("实习记者", "石小雨")]


def test_the_message_names_what_was_understood(desk):
    shown = said(desk.post(FILE, sent(), follow=True))
    for part in ("雪川地区融媒体中心", "记者 林知夏", "实习记者 石小雨", "居民在市集上挑选年货", _("New to the house")):
        assert part in shown
    assert Reporter.objects.get(name="石小雨").is_unchecked


def test_a_photo_takes_its_place_with_caption_and_credit(desk):
    desk.post(FILE, sent(photos=photo_file()))
    photo = Photo.objects.get()
    assert f'data-photo="{photo.pk}"' in Article.objects.get().body
    assert (photo.caption, photo.credits.get().name) == ("3月5日，居民在市集上挑选年货。", "石小雨")


def test_photos_taken_before_keep_the_order_of_the_form(desk, cast):
    first, second = cast.photo(), cast.photo(colour=(10, 200, 30))
    desk.post(FILE, sent(photo=[second.pk, first.pk]))
    body = Article.objects.get().body
    assert body.index(f'data-photo="{second.pk}"') < body.index(f'data-photo="{first.pk}"')


def test_a_text_file_in_gbk_is_read(desk):
    copy = SimpleUploadedFile("来稿.txt", COPY.encode("gbk"), "text/plain")
    desk.post(FILE, sent(text="", copy=copy))
    article = Article.objects.get()
    assert (article.headline, article.copy_name) == ("河谷冬市开张", "来稿.txt")


def test_an_empty_dispatch_is_refused_and_its_photos_stay(desk):
    response = desk.post(FILE, sent(text=" \n", photos=photo_file()))
    assert response.status_code == 200
    photo = Photo.objects.get()
    assert f'name="photo" value="{photo.pk}"' in response.content.decode()
    assert not Article.objects.exists()


def test_five_megabytes_of_text_come_back_in_the_box(desk):
    text = "雪" * (5_000_000 // 3)
    response = desk.post(FILE, sent(text=text))
    assert response.status_code == 200
    assert text in response.content.decode()
    assert f"{plaintext.LONGEST:,}" in response.content.decode()


def test_a_large_text_file_comes_back_in_the_box(desk):
    text = "雪" * 300_000
    response = desk.post(FILE, sent(text="", copy=SimpleUploadedFile("a.txt", text.encode())))
    assert response.status_code == 200
    assert text in response.content.decode()


def test_a_file_that_is_no_text_is_refused(desk):
    response = desk.post(FILE, sent(text="", copy=SimpleUploadedFile("a.txt", bytes(range(256)) * 40)))
    assert response.status_code == 200
    assert "a.txt" in response.content.decode()


def test_a_photo_that_is_none_keeps_the_text_and_the_other_photos(desk):
    response = desk.post(FILE, sent(photos=[photo_file(), not_a_photo()]))
    page = response.content.decode()
    assert response.status_code == 200
    assert "notes.jpg" in page
    assert "河谷冬市开张" in page
    assert f'name="photo" value="{Photo.objects.get().pk}"' in page
    assert not Article.objects.exists()
    desk.post(FILE, sent(photo=[Photo.objects.get().pk]))
    assert Article.objects.count() == 1


def test_an_unclosed_bracket_is_filed_whole_and_said(desk):
    text = "河谷冬市开张\n雪川新闻网讯(记者 林知夏 3月5日，河谷冬市在老街开张，市集持续到月底。\n"
    response = desk.post(FILE, sent(text=text), follow=True)
    article = Article.objects.get()
    assert "市集持续到月底" in article.body
    assert any(message.level_tag == "warning" for message in response.context["messages"])


@pytest.mark.parametrize("received", ["", "soon", "2026-13-40"])
def test_a_day_that_is_none_brings_everything_back(desk, received):
    response = desk.post(FILE, sent(received=received))
    assert response.status_code == 200
    assert "河谷冬市开张" in response.content.decode()


def test_without_a_section_there_is_an_article_all_the_same(desk):
    desk.post(FILE, sent())
    assert Article.objects.get().section is None


def test_strange_photo_numbers_are_passed_over(desk):
    desk.post(FILE, sent(photo=["x", "²", "9" * 40, "-1", "12345"]))
    assert Article.objects.count() == 1


def test_who_may_not_write_may_not_file(client, cast):
    assert "/admin/login/" in client.get(FILE).url
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.get(FILE).status_code == 403
    assert client.post(FILE, sent()).status_code == 403
    assert reverse("desk:file") == FILE
