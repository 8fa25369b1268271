"""What the head of every page tells machines and shared links."""

import re
from html import unescape

import lxml.html
import pytest

from articles.models import HousePage, Topic
from tests import factories

pytestmark = pytest.mark.django_db
SITE = "https://news.example"
PAGES = [
    "/",
    "/sections/news/",
    "/tags/冰雪/",
    "/topics/",
    "/topics/winter/",
    "/reporters/林知夏/",
    "/photos/",
    "/corrections/",
    "/about/",
    "/2026/",
    "/2026/03/",
    "/2026/03/05/",
    "story",
]
NOINDEX = ["/search/", "/search/?q=雪", "/2013/", "/2013/05/", "/2013/05/06/"]


@pytest.fixture(autouse=True)
def story(settings):
    settings.SITE_URL = SITE
    HousePage.objects.create(masthead=factories.masthead(slogan="河谷的事"), title="关于我们", slug="about")
    topic = Topic.objects.create(title="冬捕", slug="winter", is_open=True)
    picture = factories.picture()
    return factories.publication(
        [factories.reporter()], [factories.tag()], topic=topic, cover=picture, photo_count=3, summary="第一句。\n" * 50
    )


def head(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return lxml.html.fromstring(response.text).find("head")


def meta(head):
    """Name or property → contents of every meta element that has one."""
    found = {}
    for element in head.iter("meta"):
        if name := element.get("name") or element.get("property"):
            found.setdefault(name, []).append(element.get("content"))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_what_it_is(client, story, page):
    address = story.get_absolute_url() if page == "story" else page
    top = head(client, address)
    said = meta(top)
    for name in ("description", "og:type", "og:title", "og:description", "og:url", "og:site_name", "og:locale"):
        [words] = said[name]
        assert words.strip(), name
        assert len(words) <= 200, name
    [canonical] = top.xpath("link[@rel='canonical']/@href")
    assert canonical == said["og:url"][0]
    assert canonical == SITE + client.get(address).wsgi_request.get_full_path()
    assert said["og:locale"] == ["zh_CN"]
    assert said["og:type"] == ["article" if page == "story" else "website"]
    assert "robots" not in said
    feeds = top.xpath(
        "link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom') or contains(@type, 'feed+json')]"
    )
    assert {feed.get("type") for feed in feeds} == {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    }
    assert all(client.get(feed.get("href")).status_code == 200 for feed in feeds)


@pytest.mark.parametrize("address", NOINDEX)
def test_what_is_no_page_of_its_own_is_not_indexed(client, address):
    assert meta(head(client, address))["robots"] == ["noindex"]


def test_shared_lists_show_a_photo_with_its_credit(client):
    for address in ("/", "/sections/news/", "/tags/冰雪/", "/photos/"):
        said = meta(head(client, address))
        assert said["og:image"][0].startswith(SITE), address
        assert said["og:image:alt"] == ["雪后的河谷 实习记者 江一帆摄"], address


def test_a_story_names_its_people_and_tags(client, story):
    said = meta(head(client, story.get_absolute_url()))
    assert said["article:author"] == [f"{SITE}{factories.Reporter.objects.get().get_absolute_url()}"]
    assert said["article:tag"] == ["冰雪"]
    assert said["article:section"] == ["要闻"]


def test_an_edition_names_its_locale_and_a_story_those_of_its_others(client, story):
    kazakh = factories.section(language="kk-arab")
    other = factories.publication(section=kazakh, original=story.story)
    assert meta(head(client, "/kk-arab/"))["og:locale"] == ["kk_CN"]
    assert meta(head(client, story.get_absolute_url()))["og:locale:alternate"] == ["kk_CN"]
    assert meta(head(client, other.get_absolute_url()))["og:locale:alternate"] == ["zh_CN"]


def test_older_pages_are_pages_of_their_own_whatever_a_shared_link_adds(client):
    stories = [factories.publication() for _ in range(45)]
    first = head(client, "/sections/news/?from=timeline&isappinstalled=0")
    assert first.xpath("link[@rel='canonical']/@href") == [f"{SITE}/sections/news/"]
    [older] = first.xpath("link[@rel='next']/@href")
    second = head(client, f"/sections/news/{older}&from=timeline")
    assert second.xpath("link[@rel='canonical']/@href") == [f"{SITE}/sections/news/{older}"]
    assert len(second.xpath("link[@rel='next']")) == 1
    last = head(client, f"/sections/news/?before={stories[2].key}")
    assert last.xpath("link[@rel='next']") == []


def test_words_cannot_leave_their_attribute(client):
    hostile = '"><script>alert(1)</script>'
    story = factories.publication(headline=hostile, summary=hostile, facts={"tags": [{"name": hostile, "slug": "x"}]})
    text = client.get(story.get_absolute_url()).text.partition("</head>")[0]
    assert "<script>alert" not in text
    assert unescape(re.search(r'<meta property="og:title" content="([^"]*)">', text)[1]) == hostile
