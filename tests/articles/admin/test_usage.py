"""Outlets and house words in the desk: lists, tables taken in, and the names that the form of an article is offered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.desk import importing
from articles.models import HouseWord, Outlet
from newsroom.models import LogLine
from tests.articles.admin.desk import said

IMPORT = "/admin/articles/outlet/import/"
NAMES = "/admin/articles/outlet/outlets.json"
TABLE = "名称,网址,类别\n远山社,https://a.example/,通讯社\n日报,,报纸\n"


def take(client, text, **more):
    return client.post(IMPORT, {"text": text, "take": importing.mark_of(text)} | more, follow=True)


def test_the_table_is_shown_before_it_is_taken(client, cast):
    client.force_login(cast.chief_editor)
    page = client.post(IMPORT, {"text": TABLE})
    assert "远山社" in page.content.decode()
    assert page.context["text"] == TABLE
    assert not Outlet.objects.exists()


def test_the_table_that_was_shown_is_taken(client, cast):
    client.force_login(cast.chief_editor)
    page = take(client, TABLE)
    assert page.redirect_chain[-1][0] == "/admin/articles/outlet/"
    assert "2" in said(page)
    assert Outlet.objects.count() == 2
    assert LogLine.objects.filter(kind="house", actor=cast.chief_editor).exists()


def test_lines_ends_of_browsers_make_no_other_table(client, cast):
    client.force_login(cast.chief_editor)
    client.post(IMPORT, {"text": TABLE.replace("\n", "\r\n"), "take": importing.mark_of(TABLE)})
    assert Outlet.objects.count() == 2


def test_a_table_that_was_changed_since_is_shown_again(client, cast):
    client.force_login(cast.chief_editor)
    page = client.post(IMPORT, {"text": TABLE + "晚报,,\n", "take": importing.mark_of(TABLE)})
    assert page.status_code == 200
    assert not Outlet.objects.exists()


def test_a_wrong_line_keeps_all_back_and_the_text_in_the_box(client, cast):
    client.force_login(cast.chief_editor)
    text = TABLE + ",https://x.example/,\n"
    page = take(client, text)
    assert not Outlet.objects.exists()
    assert page.context["text"] == text
    assert not page.context["may_take"]


def test_a_file_is_read_whatever_its_encoding(client, cast):
    client.force_login(cast.chief_editor)
    page = client.post(IMPORT, {"table": SimpleUploadedFile("a.csv", TABLE.encode("gb18030"))})
    assert "远山社" in page.context["text"]
    page = client.post(IMPORT, {"text": "甲,,", "table": SimpleUploadedFile("a.xlsx", b"PK\x03\x04\xff\xff\xff")})
    assert page.context["refusal"]


def test_who_may_not_take_tables_in(client, cast):
    for user in (cast.reporter, cast.editor, cast.section_head):
        client.force_login(user)
        assert client.get(IMPORT).status_code == 403
        assert client.post(IMPORT, {"text": TABLE}).status_code == 403
        assert client.get("/admin/articles/outlet/").status_code == 200
        assert IMPORT not in client.get("/admin/articles/outlet/").content.decode()
    client.force_login(cast.chief_editor)
    assert IMPORT in client.get("/admin/articles/outlet/").content.decode()


def test_house_words_are_taken_in_too(client, cast):
    client.force_login(cast.administrator)
    text = "座落,坐落,\n"
    client.post("/admin/articles/houseword/import/", {"text": text, "take": importing.mark_of(text)})
    assert str(HouseWord.objects.get()) == "座落 → 坐落"


@pytest.mark.parametrize("address", ["articles/outlet", "articles/houseword"])
def test_lists_cost_the_same_with_ten_more(client, cast, address, django_assert_max_num_queries):
    client.force_login(cast.chief_editor)
    for count in (1, 11):
        for number in range(count):
            Outlet.objects.get_or_create(name=f"媒体{number}")
            HouseWord.objects.get_or_create(wrong=f"词{number}")
        with django_assert_max_num_queries(14):
            client.get(f"/admin/{address}/")


def test_names_are_offered_those_that_begin_so_first(client, cast):
    for name in ("北山日报", "日报", "远山社"):
        Outlet.objects.create(name=name, url="https://a.example/")
    client.force_login(cast.reporter)
    found = client.get(NAMES, {"q": "日报"}).json()
    assert found["names"] == ["日报", "北山日报"]
    assert found["outlets"][0] == {"name": "日报", "url": "https://a.example/", "group": ""}
    assert len(client.get(NAMES, {"q": "\x00"}).json()["names"]) == 3


def test_names_ask_who_is_there(client, cast):
    from django.contrib.auth import get_user_model

    assert client.get(NAMES).status_code == 302
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.get(NAMES).status_code == 403
