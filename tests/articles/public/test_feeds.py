import pytest
from lxml import etree

from tests import factories

pytestmark = pytest.mark.django_db
NAMES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}


def read(client, address="/feeds/latest.rss"):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return etree.fromstring(response.content)


def texts(feed, path):
    return [element.text for element in feed.findall(path, NAMES)]


def test_it_costs_two_queries_with_ten_stories_or_twenty(client, django_assert_num_queries):
    for _ in range(2):
        [factories.publication() for _ in range(10)]
        with django_assert_num_queries(2):
            read(client)


def test_the_newest_twenty_stand_in_it_newest_first(client):
    stories = [factories.publication() for _ in range(23)]
    assert texts(read(client), ".//item/title") == [s.headline for s in stories[:2:-1]]


def test_an_item_has_the_whole_text_each_person_and_each_credit(client, settings):
    settings.SITE_URL = "https://news.example"
    figure = (
        '<figure><picture><source srcset="/media/a.webp 1w"><img src="/media/a.jpg" srcset="/media/a.jpg 1w"></picture>'
        "<figcaption>图说 某某摄</figcaption></figure>"
    )
    story = factories.publication(
        people=[factories.reporter(), factories.reporter("陆鸣")],
        html=f"<p>全文在此。</p>{figure}",
        facts={"photos": [factories.picture()]},
    )
    feed = read(client)
    whole = texts(feed, ".//item/content:encoded")[0]
    assert whole.startswith("<p>雪川新闻网(记者 林知夏 陆鸣)</p><p>全文在此。</p>")
    assert 'src="https://news.example/media/a.jpg"' in whole
    assert "srcset" not in whole
    assert "source" not in whole
    assert texts(feed, ".//item/dc:creator") == ["林知夏", "陆鸣"]
    assert texts(feed, ".//item/media:content/media:credit") == ["实习记者 江一帆摄"]
    assert texts(feed, ".//item/link") == [f"https://news.example{story.get_absolute_url()}"]


def test_a_control_character_does_not_break_it(client):
    factories.publication(headline="标题\x0b一", summary="\x01", html="<p>\x0c正文</p>")
    assert texts(read(client), ".//item/title") == ["标题一"]


def test_sections_tags_and_people_have_their_own(client):
    lin, ice, villages = factories.reporter(), factories.tag(), factories.section("villages")
    story = factories.publication([lin], [ice], section=villages)
    factories.publication()
    for address in ("/sections/villages/", "/tags/冰雪/", "/reporters/林知夏/"):
        assert texts(read(client, f"{address}latest.rss"), ".//item/title") == [story.headline]
        assert "latest.rss" in client.get(address).text


def test_an_edition_has_its_own(client):
    kazakh = factories.section(language="kk-arab")
    theirs = factories.publication(section=kazakh, headline="قار جاۋدى")
    factories.publication()
    feed = read(client, "/kk-arab/feeds/latest.rss")
    assert texts(feed, ".//item/title") == [theirs.headline]
    assert texts(feed, "channel/language") == ["kk-Arab"]


def test_an_empty_paper_has_an_empty_feed(client):
    factories.masthead()
    assert texts(read(client), ".//item/title") == []


def test_a_reader_who_has_it_gets_304(client):
    factories.publication()
    etag = client.get("/feeds/latest.rss")["ETag"]
    assert client.get("/feeds/latest.rss", headers={"If-None-Match": etag}).status_code == 304
