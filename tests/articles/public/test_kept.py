"""Every address that readers know is answered from its key alone, and kept for an edition where that saves work."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from articles.desk import photos, publishing
from articles.models import FormerAddress, Publication
from articles.models.formeraddress import key_of
from newsroom import edition
from newsroom.models import Masthead
from newsroom.pagecache import PageCache
from tests.newsroom.pagecache.site import ask, connections_left_alone

pytestmark = pytest.mark.django_db
AFRESH = {"search", "search_suggest", "icon", "favicon", "colour", "card", "story_code"}  # many of them, each for few


def views(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern)
        else:
            yield pattern.name, pattern.callback


def public():
    [paper] = [p for p in get_resolver().url_patterns if str(getattr(p, "urlconf_name", "")).find("public.urls") > 0]
    return sorted(set(views(paper)), key=lambda one: one[0])


@pytest.mark.parametrize(("name", "view"), public())
def test_every_address_of_the_paper_says_what_its_answer_depends_on(name, view):
    assert view.page_rule.is_stored is (name not in AFRESH)


@pytest.fixture
def cache(settings, tmp_path):
    """The layer before the whole site, as each web process has it."""
    settings.VAR = tmp_path
    with connections_left_alone():
        yield PageCache(WSGIHandler(), folder=tmp_path / "pages")


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """at_once(work, …) does it and commits, so that the edition is announced."""

    def at_once(work, *arguments, **more):
        with django_capture_on_commit_callbacks(execute=True):
            return work(*arguments, **more)

    return at_once


def test_a_story_is_on_the_front_page_as_soon_as_it_is_published(cast, cache, at_once):
    assert "第二条消息" not in ask(cache, "/").text
    assert ask(cache, "/").how == "newsroom; hit"
    at_once(cast.published, cast.article(headline="第二条消息"))
    assert "第二条消息" in ask(cache, "/").text
    assert ask(cache, "/").how == "newsroom; hit"


def test_a_withdrawn_story_is_gone_at_once_and_its_notice_is_kept(cast, cache, at_once):
    story = at_once(cast.published, cast.article(headline="撤下的消息"))
    address = Publication.objects.get(story=story.pk).get_absolute_url()
    assert ask(cache, address).status == 200
    at_once(publishing.withdraw, story.pk, notice="消息有误。")
    assert [ask(cache, address).status for _time in range(2)] == [410, 410]
    assert "消息有误。" in ask(cache, address).text
    assert ask(cache, address).how == "newsroom; hit"
    assert "撤下的消息" not in ask(cache, "/").text
    at_once(publishing.restore, story.pk)
    assert ask(cache, address).status == 200


def test_what_was_taken_away_comes_back_by_no_failure(cast, cache, at_once, monkeypatch):
    story = at_once(cast.published, cast.article(headline="撤下的消息"))
    address = Publication.objects.get(story=story.pk).get_absolute_url()
    ask(cache, "/")
    ask(cache, address)
    at_once(publishing.withdraw, story.pk)
    monkeypatch.setattr("articles.public.pages.furniture", away)
    for one in ("/", address):
        answer = ask(cache, one)
        assert answer.status == 500
        assert "撤下的消息" not in answer.text


def test_while_the_database_is_away_readers_get_what_there_was(cast, cache, at_once, monkeypatch):
    at_once(cast.published, cast.article(headline="一条消息"))
    ask(cache, "/")
    at_once(edition.bump)
    monkeypatch.setattr("articles.public.pages.furniture", away)
    answer = ask(cache, "/")
    assert answer.status == 200
    assert "一条消息" in answer.text
    assert "ttl=-" in answer.how


def away(*_arguments, **_more):
    raise ConnectionError("the database is away")


def test_a_killed_photo_is_on_no_page_any_more(cast, cache, at_once):
    photo = cast.photo()
    body = f'<p>12月27日,雪川地区冬季旅游推介会召开。</p><figure data-photo="{photo.pk}"></figure>'
    story = at_once(cast.published, cast.article(body=body))
    address = Publication.objects.get(story=story.pk).get_absolute_url()
    assert "摄" in ask(cache, address).text
    at_once(photos.kill, photo.pk, cast.chief_editor, "侵权")
    assert "实习记者 江一帆摄" not in ask(cache, address).text


def test_a_link_that_was_shared_costs_no_page_more(cast, cache, at_once):
    at_once(cast.published, cast.article())
    ask(cache, "/")
    assert ask(cache, "/?from=timeline&isappinstalled=0").how == "newsroom; hit"


def test_an_address_of_a_former_site_is_found_with_its_parameters(cast, cache, at_once):
    story = at_once(cast.published, cast.article())
    FormerAddress.objects.create(path=key_of("/2013/05/06/7/", "a=7"), story=story.pk)
    answer = ask(cache, "/2013/05/06/7/?a=7")
    assert answer.status == 301
    assert answer.headers["location"] == Publication.objects.get(story=story.pk).get_absolute_url()


def test_a_year_without_parameters_is_one_page_for_all(cast, cache, at_once):
    at_once(cast.published, cast.article())
    year = timezone.localdate().year
    assert ask(cache, f"/{year}/?before=7").text == ask(cache, f"/{year}/").text


def test_pages_of_an_edition_share_masthead_and_sections_and_the_next_reads_them_anew(cast, cache, at_once):
    at_once(cast.published, cast.article())
    with CaptureQueriesContext(connection) as first:
        ask(cache, "/")
    with CaptureQueriesContext(connection) as second:
        ask(cache, "/photos/")
    of_masthead = 'FROM "newsroom_masthead"'
    assert [sum(of_masthead in query["sql"] for query in queries) for queries in (first, second)] == [1, 0]
    Masthead.objects.update(name="雪川日报")
    at_once(edition.bump)
    assert "雪川日报" in ask(cache, "/photos/").text


def test_no_edition_is_remembered_that_the_house_does_not_print(cast, cache):
    assert [ask(cache, f"/{language}/").status for language in ("fr", "de", "ug")] == [404, 404, 404]
    furniture = {key for key in cache.shared[1] if key[0] == "furniture"}
    assert furniture == {("furniture", "zh-hans")}  # of the page that says so
    assert len(cache.shared[1]) == 6  # and what is drawn once: its head, masthead, feeds, line and foot
