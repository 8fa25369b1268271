"""The three forms of a feed say the same. RSS and Atom are read by a feed reader, JSON Feed by its own words."""

import json
import re
from datetime import UTC, datetime

import feedparser
import pytest

from articles.models import Topic
from tests import factories

pytestmark = pytest.mark.django_db
SITE = "https://news.example"
SOURCE = {"name": "北川日报", "title": "原题", "author": "沈怀瑾", "url": "https://example.org/中文"}
KINDS = ("rss", "atom", "json")
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
PLACES = ("/feeds", "/sections/news", "/tags/冰雪", "/reporters/林知夏", "/topics/winter")


@pytest.fixture(autouse=True)
def story(settings):
    """A story with everything that a feed has a word for, in every feed."""
    settings.SITE_URL = SITE
    factories.masthead(slogan="河谷的事")
    topic = Topic.objects.create(title="冬捕", slug="winter", is_open=True)
    return factories.publication(
        people=[factories.reporter(), factories.reporter("江一帆", role="实习记者")],
        tags=[factories.tag()],
        topic=topic,
        cover=factories.picture(),
        is_corrected=True,
        changed_at=factories.NOON.replace(month=4),
        html='<p>全文在此，见<a href="/about/">关于</a>。</p>',
        facts={
            "photos": [factories.picture()],
            "notes": [{"at": "2026-03-06T01:30:00+00:00", "note": "改了一个数字。"}],
            "source": SOURCE,
            "editor_line": "责编:白露",
            "ai": "assisted",
        },
    )


def get(client, kind, place="/feeds"):
    response = client.get(f"{place}/latest.{kind}")
    assert response.status_code == 200
    assert response["Content-Type"] == f"{TYPES[kind]}; charset=utf-8"
    return response


def parsed(client, kind, place="/feeds"):
    found = feedparser.parse(get(client, kind, place).content)
    assert not found.bozo, found.bozo_exception
    assert found.version == {"rss": "rss20", "atom": "atom10"}[kind]
    return found


def said(client, place="/feeds"):
    """A JSON Feed, held to what version 1.1 asks for."""
    feed = json.loads(get(client, "json", place).content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    known = {
        "version",
        "title",
        "home_page_url",
        "feed_url",
        "description",
        "icon",
        "authors",
        "language",
        "hubs",
        "items",
    }
    assert set(feed) <= known
    of_item = {"id", "url", "external_url", "title", "content_html", "summary", "image", "date_published"}
    of_item |= {"date_modified", "authors", "tags", "language", "attachments", "_newsroom"}
    for item in feed["items"]:
        assert item["id"] == item["url"]
        assert item["content_html"]
        assert set(item) <= of_item
        assert all(datetime.fromisoformat(item[name]).tzinfo for name in ("date_published", "date_modified"))
        assert all(set(author) <= {"name", "url"} for author in item.get("authors", []))
        assert all({"url", "mime_type"} <= set(file) for file in item.get("attachments", []))
    return feed


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_a_feed_in_three_forms_that_its_page_names(client, story, place):
    page = "/" if place == "/feeds" else f"{place}/"
    head = client.get(page).text.partition("</head>")[0]
    assert said(client, place)["items"][0]["title"] == story.headline
    for kind in KINDS:
        address = re.search(f'type="{re.escape(TYPES[kind])}" title="[^"]+" href="([^"]+)"', head)[1]
        assert client.get(address).content == get(client, kind, place).content
    for kind in ("rss", "atom"):
        feed = parsed(client, kind, place)
        assert [entry.title for entry in feed.entries] == [story.headline]


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed_reader_finds_everything(client, story, kind):
    found = parsed(client, kind)
    assert found.feed.title == "雪川新闻网"
    assert {"rel": "self", "type": TYPES[kind], "href": f"{SITE}/feeds/latest.{kind}"} in found.feed.links
    [entry] = found.entries
    assert entry.id == entry.link == SITE + story.get_absolute_url()
    assert [author.name for author in entry.authors] == ["林知夏", "江一帆"]
    assert [tag.term for tag in entry.tags] == ["要闻", "冰雪"]
    assert entry.published_parsed[:6] == story.published_at.astimezone(UTC).timetuple()[:6]
    assert entry.updated_parsed[:4] == (2026, 4, 5, 4)
    assert entry.media_content[0]["url"].startswith(f"{SITE}/media/photos/")
    assert entry.media_credit[0]["content"] == "实习记者 江一帆摄"
    html = entry.content[0].value
    assert f'href="{SITE}/about/"' in html
    assert entry.summary == story.summary


def test_atom_leads_to_the_page_of_each_person_and_to_what_was_reprinted(client):
    [entry] = parsed(client, "atom").entries
    assert [author.href for author in entry.authors][0].startswith(f"{SITE}/reporters/%E6")
    via = next(link for link in entry.links if link.rel == "via")
    assert (via.href, via.title) == ("https://example.org/%E4%B8%AD%E6%96%87", "北川日报")


def test_the_text_begins_with_corrections_and_the_part_of_ai_and_ends_with_the_source(client):
    [item] = said(client)["items"]
    text = re.sub("<[^>]+>", " ", item["content_html"])
    order = [
        "更正",
        "2026年3月6日 09:30",
        "改了一个数字。",
        "AI辅助",
        "林知夏 江一帆",
        "全文在此",
        "北川日报",
        "原题",
        "责编:白露",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    for kind in KINDS:
        assert get(client, kind).text.count("改了一个数字。") >= 1


def test_json_has_what_the_format_has_no_word_for(client):
    [item] = said(client)["items"]
    ours = item["_newsroom"]
    assert [(one["name"], one["role"]) for one in ours["people"]] == [("林知夏", "记者"), ("江一帆", "实习记者")]
    assert ours["photos"][0]["credit"] == "实习记者 江一帆摄"
    assert ours["corrections"][0]["note"] == "改了一个数字。"
    assert (ours["source"]["name"], ours["ai"]) == ("北川日报", "assisted")
    assert item["external_url"] == ours["source"]["url"] == "https://example.org/%E4%B8%AD%E6%96%87"
    assert item["authors"][0]["url"].startswith(f"{SITE}/reporters/")
    assert item["attachments"][0]["title"].endswith("实习记者 江一帆摄")
    assert item["image"].startswith(SITE)


def test_an_edition_speaks_its_language_and_runs_its_way(client):
    kazakh = factories.section(language="kk-arab")
    factories.publication(section=kazakh, html="<p>قار جاۋدى</p>")
    for kind in ("rss", "atom"):
        found = parsed(client, kind, "/kk-arab/feeds")
        assert found.feed.language == "kk-Arab"
        assert '<div lang="kk-Arab" dir="rtl">' in get(client, kind, "/kk-arab/feeds").text.replace(
            "&lt;", "<"
        ).replace("&gt;", ">")
    feed = said(client, "/kk-arab/feeds")
    assert feed["language"] == feed["items"][0]["language"] == "kk-Arab"
    assert feed["items"][0]["content_html"].endswith("</div>")


def test_the_logo_stands_for_the_paper(client):
    factories.masthead(logo={"src": "/media/logo.png", "width": 10, "height": 10, "plate": False, "icons": {}})
    assert parsed(client, "rss").feed.image.href == f"{SITE}/media/logo.png"
    assert parsed(client, "atom").feed.logo == f"{SITE}/media/logo.png"
    assert said(client)["icon"] == f"{SITE}/media/logo.png"


def test_hubs_are_named_where_there_are_any(client, settings):
    settings.WEBSUB_HUBS = ()
    assert "hub" not in get(client, "rss").text
    assert not get(client, "rss").has_header("Link")
    settings.WEBSUB_HUBS = ("https://hub.example/", "https://other.example/")
    for kind in ("rss", "atom"):
        links = parsed(client, kind).feed.links
        assert [link.href for link in links if link.rel == "hub"] == ["https://hub.example/", "https://other.example/"]
    assert said(client)["hubs"][0] == {"type": "WebSub", "url": "https://hub.example/"}
    assert '<https://hub.example/>; rel="hub"' in get(client, "json")["Link"]
    assert f'<{SITE}/feeds/latest.json>; rel="self"' in get(client, "json")["Link"]


def test_what_is_not_there_has_no_feed(client):
    Topic.objects.create(title="未开", slug="closed")
    factories.tag("没有报道")
    for kind in KINDS:
        for place in ("/sections/none", "/tags/没有报道", "/reporters/none", "/topics/closed", "/ug/feeds"):
            assert client.get(f"{place}/latest.{kind}").status_code == 404, place
    assert client.get("/feeds/latest.xml").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_no_form_costs_more_than_another(client, django_assert_num_queries, kind):
    for _ in range(2):
        [factories.publication() for _ in range(10)]
        with django_assert_num_queries(2):
            get(client, kind)
        with django_assert_num_queries(3):
            get(client, kind, "/topics/winter")


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_has_it_gets_304(client, kind):
    etag = get(client, kind)["ETag"]
    assert client.get(f"/feeds/latest.{kind}", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_an_empty_feed_is_one_too(client, kind):
    factories.section("villages")
    assert parsed(client, kind, "/sections/villages").entries == []
    assert said(client, "/sections/villages")["items"] == []
