from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles.desk import arriving
from articles.intake import plaintext
from articles.models import Article, Dispatch
from media.models import Photo
from tests.articles.admin.desk import address, said
from tests.articles.admin.dispatching import COPY, page_of, send, take
from tests.cast import photo_file

FILE = "/admin/file/"
COST = 10  # queries


@pytest.fixture
def desk(cast, client):
    client.force_login(cast.reporter)
    return client


def sent(text=COPY, received="2026-03-05", **more):
    return {"text": text, "received": received, "section": "", **more}


def text_file(name="来稿.txt", text=COPY, charset="utf-8"):
    return SimpleUploadedFile(name, text.encode(charset), "text/plain")


def not_a_photo(name="notes.jpg"):
    return SimpleUploadedFile(name, b"this is no photo at all", "image/jpeg")


def test_the_page_asks_for_files_copy_photos_section_and_day(desk):
    page = desk.get(FILE).content.decode()
    for field in (
        'name="text"',
        'name="copies"',
        'name="photos"',
        'name="section"',
        'name="received"',
        'name="markup"',
    ):
        assert field in page


def test_a_pasted_dispatch_waits_on_its_page_and_becomes_an_article(desk, cast):
    response = desk.post(FILE, sent(section=cast.section.pk), follow=True)
    dispatch = Dispatch.objects.get()
    assert response.redirect_chain == [(page_of(dispatch), 302)]
    assert (dispatch.created_by, dispatch.section, dispatch.received) == (cast.reporter, cast.section, date(2026, 3, 5))
    assert not Article.objects.exists()
    filed = send(desk, dispatch, "file")
    article = Article.objects.get()
    assert filed.redirect_chain == [(address(article), 302)]
    assert (article.headline, article.section, article.event_date) == ("河谷冬市开张", cast.section, date(2026, 3, 5))
    assert [(b.role, b.reporter.name) for b in article.bylines.all()] == [("记者", "林知夏"), ("实习记者", "石小雨")]


def test_html_that_was_pasted_keeps_its_form(desk):
    html = "<h1>河谷冬市开张</h1><p>雪川新闻网讯(记者 林知夏)3月5日，<b>河谷冬市</b>在老街开张。</p><script>alert(1)</script>"
    desk.post(FILE, sent(text="河谷冬市开张\n雪川新闻网讯…", markup=html))
    dispatch = Dispatch.objects.get()
    block = arriving.understood(dispatch).said["blocks"][0]
    assert block["html"] == "3月5日，<strong>河谷冬市</strong>在老街开张。"
    assert "alert" not in str(dispatch.pieces)


def test_a_file_becomes_a_dispatch_with_the_photos_beside_it(desk):
    desk.post(FILE, sent(text="", copies=text_file(charset="gbk"), photos=photo_file()))
    dispatch = Dispatch.objects.get()
    assert (dispatch.name, dispatch.photos) == ("来稿.txt", [Photo.objects.get().pk])
    send(desk, dispatch, "file")
    photo = Photo.objects.get()
    assert f'data-photo="{photo.pk}"' in Article.objects.get().body
    assert (photo.caption, photo.credits.get().name) == ("3月5日，居民在市集上挑选年货。", "石小雨")


def test_a_photo_among_the_files_is_a_photo(desk):
    desk.post(FILE, sent(text="", copies=[photo_file(), text_file()]))
    assert Dispatch.objects.get().photos == [Photo.objects.get().pk]


def test_several_files_are_a_dispatch_each_and_the_first_has_the_photos(desk):
    files = [text_file("一.txt"), text_file("二.txt", "乡村\n" + COPY)]
    response = desk.post(FILE, sent(text="", copies=files, photos=photo_file()), follow=True)
    assert response.redirect_chain == [(FILE + "#waiting", 302)]
    first, second = Dispatch.objects.order_by("pk")
    assert (first.name, len(first.photos), second.name, second.photos) == ("一.txt", 1, "二.txt", [])
    assert "一.txt" in said(response)


def test_of_several_files_those_that_can_be_read_are_taken(desk):
    files = [text_file("好.txt"), SimpleUploadedFile("坏.txt", bytes(range(256)) * 40)]
    response = desk.post(FILE, sent(text="", copies=files), follow=True)
    assert response.redirect_chain == [(page_of(Dispatch.objects.get()), 302)]
    assert "坏.txt" in said(response)


def test_no_more_files_than_a_desk_can_look_at(desk, monkeypatch):
    monkeypatch.setattr("articles.desk.views.MOST_FILES", 1)
    response = desk.post(FILE, sent(text="", copies=[text_file("一.txt"), text_file("二.txt")]), follow=True)
    assert Dispatch.objects.get().name == "一.txt"
    assert said(response)


def test_a_file_is_taken_whatever_the_day_says(desk):
    desk.post(FILE, sent(text="", copies=text_file(), received="2026-13-40"))
    assert Dispatch.objects.get().received == timezone.localdate()


def test_photos_taken_before_keep_the_order_of_the_form(desk, cast):
    first, second = cast.photo(), cast.photo(colour=(10, 200, 30))
    desk.post(FILE, sent(photo=[second.pk, first.pk]))
    assert Dispatch.objects.get().photos == [second.pk, first.pk]


def test_an_empty_dispatch_is_refused_and_its_photos_stay(desk):
    response = desk.post(FILE, sent(text=" \n", photos=photo_file()))
    assert response.status_code == 200
    assert f'name="photo" value="{Photo.objects.get().pk}"' in response.content.decode()
    assert not Dispatch.objects.exists()


def test_five_megabytes_of_text_come_back_in_the_box(desk):
    text = "雪" * (5_000_000 // 3)
    response = desk.post(FILE, sent(text=text))
    assert response.status_code == 200
    assert text in response.content.decode()
    assert f"{plaintext.LONGEST:,}" in response.content.decode()


def test_a_file_that_is_no_text_is_refused_by_name(desk):
    response = desk.post(FILE, sent(text="", copies=SimpleUploadedFile("a.txt", bytes(range(256)) * 40)))
    assert response.status_code == 200
    assert "a.txt" in response.content.decode()


def test_a_photo_that_is_none_keeps_the_text_and_the_other_photos(desk):
    response = desk.post(FILE, sent(photos=[photo_file(), not_a_photo()]))
    page = response.content.decode()
    assert response.status_code == 200
    assert "notes.jpg" in page
    assert "河谷冬市开张" in page
    assert f'name="photo" value="{Photo.objects.get().pk}"' in page
    assert not Dispatch.objects.exists()
    desk.post(FILE, sent(photo=[Photo.objects.get().pk]))
    assert Dispatch.objects.count() == 1


def test_what_was_pasted_comes_back_with_its_form(desk):
    response = desk.post(FILE, sent(markup="<h1>河谷冬市开张</h1>", received="soon"))
    assert "&lt;h1&gt;河谷冬市开张" in response.content.decode()


@pytest.mark.parametrize("received", ["", "soon", "2026-13-40"])
def test_a_day_that_is_none_brings_everything_back(desk, received):
    response = desk.post(FILE, sent(received=received))
    assert response.status_code == 200
    assert "河谷冬市开张" in response.content.decode()
    assert not Dispatch.objects.exists()


def test_strange_photo_numbers_are_passed_over(desk):
    desk.post(FILE, sent(photo=["x", "²", "9" * 40, "-1", "12345"]))
    assert Dispatch.objects.get().photos == []


def test_the_lists_say_what_waits_what_was_filed_and_what_was_laid_aside(desk, cast):
    waiting = take(cast.editor, "冰湖开网\n雪川新闻网讯(记者 林知夏)3月5日，冰湖开网。", name="冰湖.docx")
    Dispatch.objects.filter(pk=waiting.pk).update(sender="记者部 <desk@example.com>")
    failed = take(cast.editor, name="坏稿.doc")
    Dispatch.objects.filter(pk=failed.pk).update(failure="“坏稿.doc” 打不开。")
    filed, dropped = take(cast.editor, "已收的稿\n正文一段。"), take(cast.editor, "搁置的稿\n正文一段。")
    send(desk, filed, "file")
    send(desk, dropped, "drop")
    page = desk.get(FILE).content.decode()
    for part in ("冰湖开网", "冰湖.docx", "记者部 &lt;desk@example.com&gt;", "“坏稿.doc” 打不开。"):
        assert part in page
    assert "已收的稿" not in page and "搁置的稿" not in page
    assert "已收的稿" in desk.get(FILE + "?show=filed").content.decode()
    assert "搁置的稿" in desk.get(FILE + "?show=dropped").content.decode()
    assert desk.get(FILE + "?show=nonsense&p=9").status_code == 200


def test_the_list_costs_the_same_however_long_it_is(desk, cast, django_assert_num_queries):
    take(cast.editor)
    desk.get(FILE)
    with django_assert_num_queries(COST):
        desk.get(FILE)
    for _one in range(10):
        take(cast.editor, section=cast.section)
    with django_assert_num_queries(COST):
        desk.get(FILE)


def test_who_may_not_write_may_not_take_anything_in(client, cast):
    assert "/admin/login/" in client.get(FILE).url
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.get(FILE).status_code == 403
    assert client.post(FILE, sent()).status_code == 403
    assert reverse("desk:file") == FILE
