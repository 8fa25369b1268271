"""What machines get stays whole whatever stands in a story: the words here were never cleaned by any form."""

import json
import time

import feedparser
import pytest
from lxml import etree

from articles.models.taxonomy import edition_url, furniture
from articles.public import ninjs, structured
from articles.public.feeds import atom, channel, jsonfeed, rss
from tests import factories
from tests.articles.public.ninjs_schema import errors

pytestmark = pytest.mark.django_db
BAD = "坏\x00\x0b\x1f\ud800\udfff\ufffe\u202e]]></title><script>alert(1)</script>&amp;&#11;\u2028\u2029\"'--><!--"
LEFT = "坏]]></title><script>alert(1)</script>&amp;&#11;\u2028\u2029\"'--><!--"


@pytest.fixture
def story(settings):
    """A story in memory with such words in every place."""
    settings.SITE_URL = "https://news.example"
    story = factories.publication()
    for name in ("headline", "kicker", "subtitle", "summary"):
        setattr(story, name, BAD)
    story.section.name = BAD
    story.html = f"<p>{BAD}</p><p title=\"{BAD}\">二</p><img src='http://[' alt='\x0b'><a href='javascript:1'>x</a>"
    creator = {"role": BAD, "name": BAD, "unit": BAD, "work": "photo"}
    picture = factories.picture(caption=BAD, alt=BAD, credit=BAD, copyright=BAD, creators=[creator], provider=BAD)
    story.cover = picture
    story.facts = story.facts | {
        "people": [{"role": BAD, "name": BAD, "unit": BAD, "slug": "x"}],
        "byline_text": BAD,
        "dateline": BAD,
        "editor_line": BAD,
        "tags": [{"name": BAD, "slug": "x"}],
        "photos": [picture],
        "notes": [{"at": "2026-03-06T01:30:00+00:00", "note": BAD}],
        "source": {"name": BAD, "title": BAD, "author": BAD, "url": "https://example.org/?q=雪&x=<"},
    }
    return story


def feed(kind, stories):
    edition = furniture("zh-hans")
    edition.masthead.name = edition.masthead.slogan = BAD
    addresses = {one: edition_url("feed_latest", "zh-hans", one) for one in channel.KINDS}
    writer = {"rss": rss, "atom": atom, "json": jsonfeed}[kind]
    return writer.write(channel.describe(edition, kind, BAD, "/", addresses, stories))


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_feeds_stay_xml(story, kind):
    written = feed(kind, [story])
    root = etree.fromstring(written)
    titles = {"rss": ".//item/title", "atom": ".//{*}entry/{*}title"}
    assert root.findtext(titles[kind]) == LEFT
    assert root.find(".//{*}script") is None
    assert not feedparser.parse(written).bozo


def test_a_json_feed_stays_json(story):
    said = json.loads(feed("json", [story]).decode("utf-8"))
    assert said["items"][0]["title"] == LEFT
    assert said["items"][0]["tags"] == [LEFT, LEFT]


def test_ninjs_stays_ninjs(story):
    said = ninjs.usable(story, furniture("zh-hans"))
    text = json.dumps(said, ensure_ascii=False).encode("utf-8")
    assert json.loads(text)["title"] == LEFT
    etree.fromstring(said["bodies"][0]["value"])
    assert errors(said) == []


def test_structured_data_stays_in_its_script(story):
    script = structured.as_script(structured.news_article(story, furniture("zh-hans")))
    script.encode("utf-8")
    assert not set("<>&\u2028\u2029") & set(script)
    assert json.loads(script)["headline"] == LEFT


def test_pages_and_sitemaps_stay_whole(client):
    words = LEFT.replace("坏", "坏\x0b\x1f")
    person, tag = factories.reporter("甲<script>"), factories.tag("乙]]><b>")
    story = factories.publication(
        [person], [tag], headline=words[:120], summary=words, cover=factories.picture(alt=words)
    )
    for address in (
        "/sitemap.xml",
        f"/sitemaps/{story.date:%Y-%m}.xml",
        "/sitemaps/tags.xml",
        "/sitemaps/reporters.xml",
    ):
        etree.fromstring(client.get(address).content)
    etree.fromstring(client.get("/news-sitemap.xml").content)
    for address in (
        story.get_absolute_url(),
        "/",
        "/sections/news/",
        f"/tags/{tag.slug}/",
        f"/reporters/{person.slug}/",
    ):
        head = client.get(address).text.partition("</head>")[0]
        assert "<script>alert" not in head, address
        assert "<b>" not in head, address


@pytest.mark.parametrize(
    "html", ["<b>" * 10_000 + "深" + "</b>" * 10_000, "<p>长</p>" * 10_000, "<p>一</p></div></div>x"]
)
def test_ten_thousand_tags_of_a_body_do_no_harm(story, html):
    story.html = html
    edition = furniture("zh-hans")
    began = time.process_time()
    for kind in ("rss", "atom"):
        etree.fromstring(feed(kind, [story]), etree.XMLParser(huge_tree=True))
    json.loads(feed("json", [story]))
    said = ninjs.usable(story, edition)
    assert said["bodies"][1]["value"] or html.startswith("<b>")  # no body is stored that is deeper than a hundred
    structured.as_script(structured.news_article(story, edition))
    assert time.process_time() - began < 8


def test_ten_thousand_tags_of_a_story_do_no_harm(story):
    story.facts["tags"] = [{"name": f"标签{n}", "slug": f"t{n}"} for n in range(10_000)]
    assert feed("rss", [story]).count(b"<category>") == 10_001
    assert len(json.loads(feed("json", [story]))["items"][0]["tags"]) == 10_001
    assert len(ninjs.usable(story, furniture("zh-hans"))["subjects"]) == 10_001
    structured.as_script(structured.news_article(story, furniture("zh-hans")))
