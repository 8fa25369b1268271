"""The addresses of a former site lead readers to the stories that stood there."""

from urllib.parse import quote

import pytest
from django.db import DatabaseError

from articles.desk import publishing
from articles.models import FormerAddress
from articles.models.formeraddress import key_of_address
from articles.public import moved
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return factories.publication(story=4242)


def former(path, story=4242):
    return FormerAddress.objects.create(path=path, story=story)


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("/archives/123", "/archives/123"),
        ("/archives/123", "/archives/123/"),
        ("/archives/123", "/archives/123?utm_source=feed"),
        ("/2019/03/河谷下雪", "/2019/03/河谷下雪/"),
        ("/2019/03/河谷下雪", f"/2019/03/{quote('河谷下雪').lower()}/"),
        ("/news/雪.html", f"/news/{quote('雪')}.html"),
        ("/?p=123", "/?p=123"),
        ("/?p=123", "/?p=123&from=wechat"),
        ("/index.php?p=9&lang=zh", "/index.php?p=9&lang=zh"),
        ("/abc", "/abc/"),  # as if it were a language edition
    ],
)
def test_an_address_that_nothing_else_answers_leads_to_the_story(client, story, kept, asked):
    former(kept)
    for method in (client.get, client.head):
        response = method(asked)
        assert (response.status_code, response["Location"]) == (301, story.get_absolute_url())


def test_an_address_with_its_query_comes_before_the_one_without(client, story):
    other = factories.publication(story=4243)
    former("/show.php")
    former("/show.php?id=7", other.story)
    assert client.get("/show.php?id=7")["Location"] == other.get_absolute_url()
    assert client.get("/show.php?id=8")["Location"] == story.get_absolute_url()


def test_a_day_and_a_number_of_the_former_site_are_not_taken_for_ours(client, story):
    theirs = factories.publication(story=77)
    former("/2019/03/05/4242", theirs.story)
    assert client.get("/2019/03/05/4242/")["Location"] == theirs.get_absolute_url()
    assert client.get("/2019/03/06/4242/")["Location"] == story.get_absolute_url()
    assert client.get(story.get_absolute_url()).status_code == 200


def test_a_withdrawn_story_is_told_to_be_gone(client, cast):
    article = cast.published()
    former("/snow", article.pk)
    publishing.withdraw(article.pk, notice="说明：有误。")
    response = client.get("/snow")
    assert response.status_code == 410
    assert "有误" in response.text


def test_of_a_draft_nothing_is_told(client, cast):
    former("/snow", cast.article().pk)
    former("/?p=5", cast.article().pk)
    assert client.get("/snow").status_code == 404
    assert client.get("/?p=5").status_code == 200


def test_nothing_is_sent_elsewhere_but_a_look(client, story):
    former("/snow")
    assert client.post("/snow").status_code == 404


def test_known_addresses_ask_nothing_of_it(client, story, monkeypatch):
    def asked(request):
        raise AssertionError(request.path)

    monkeypatch.setattr(moved, "find", asked)
    for address in ("/", "/sections/news/", story.get_absolute_url(), "/search/?q=雪", "/feeds/latest.rss"):
        assert client.get(address).status_code == 200


def test_it_costs_one_query_where_there_is_nothing_and_two_where_there_is(rf, story, django_assert_num_queries):
    from articles.public.story import elsewhere

    former("/snow")
    FormerAddress.objects.bulk_create(FormerAddress(path=f"/{n}", story=n) for n in range(1, 50))
    with django_assert_num_queries(1):
        assert elsewhere(rf.get("/nowhere/?a=b")) is None
    with django_assert_num_queries(2):
        assert elsewhere(rf.get("/snow/")).status_code == 301
    with django_assert_num_queries(0):
        assert elsewhere(rf.get("/" + "x" * 3000)) is None


def test_the_page_for_what_is_missing_comes_even_where_the_look_fails(client, story, monkeypatch):
    def away(request):
        raise DatabaseError

    monkeypatch.setattr(moved, "find", away)
    assert client.get("/nowhere/").status_code == 404


@pytest.mark.parametrize("path", ["//evil.example/x", "/%ff%fe", "/%2e%2e/%00", "/a%3Fb", "/?p=²"])
def test_odd_addresses_are_simply_not_there(client, story, path):
    former("/nowhere")
    assert client.get(path).status_code in (200, 404)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://old.example/2019/03/%E9%9B%AA/", "/2019/03/雪"),
        ("https://old.example/?p=123", "/?p=123"),
        ("https://old.example?p=123", "/?p=123"),
        ("/雪/", "/雪"),
        ("https://old.example/%e9%9b%aa%e9%9b", "/雪%E9%9B"),  # cut in the middle of a character, as WordPress does
        ("https://old.example/", ""),
        ("old", ""),
        ("https://[old.example/x", ""),
        ("", ""),
    ],
)
def test_what_is_kept_of_an_address(written, kept):
    assert key_of_address(written) == kept


def test_a_slug_that_was_cut_in_a_character_is_found(client, story):
    former(key_of_address("https://old.example/%e9%9b%aa%e9%9b/"))
    assert client.get("/%e9%9b%aa%e9%9b/").status_code == 301
