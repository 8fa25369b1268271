from datetime import datetime, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.utils import timezone
from lxml import etree

from articles.models import HousePage
from articles.public import sitemaps
from tests import factories

pytestmark = pytest.mark.django_db
LOC = ".//{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LASTMOD = "{http://www.sitemaps.org/schemas/sitemap/0.9}lastmod"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"


def on(year, month, day, **more):
    at = datetime(year, month, day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    return factories.publication(published_at=at, **more)


def addresses(client, address):
    return [element.text for element in etree.fromstring(client.get(address).content).findall(LOC)]


def test_the_index_names_the_months_that_have_stories(client, settings, django_assert_num_queries):
    settings.SITE_URL = "https://news.example"
    for year, month in ((2013, 12), (2026, 1), (2026, 3), (2026, 3)):
        on(year, month, 1)
    for _ in range(2):
        with django_assert_num_queries(7):
            found = addresses(client, "/sitemap.xml")
        assert found == [
            f"https://news.example/sitemaps/{name}.xml" for name in ("pages", "2013-12", "2026-01", "2026-03")
        ]
        [on(2026, 3, 1 + day) for day in range(10)]


def test_it_says_when_something_changed_in_a_month(client):
    on(2026, 1, 5)
    on(2026, 1, 3, is_corrected=True, changed_at=datetime(2026, 2, 9, 8, tzinfo=ZoneInfo("Asia/Shanghai")))
    on(2026, 3, 1)
    index = etree.fromstring(client.get("/sitemap.xml").content)
    changed = {one.findtext(LOC[3:]): one.findtext(LASTMOD) for one in index}
    assert list(changed.values()) == [None, "2026-02-09T08:00:00+08:00", "2026-03-01T12:00:00+08:00"]


def test_a_month_names_its_stories_in_every_language(client, settings, django_assert_num_queries):
    settings.SITE_URL = "https://news.example"
    stories = [on(2026, 3, 1), on(2026, 3, 31, section=factories.section(language="kk-arab"))]
    on(2026, 4, 1)
    with django_assert_num_queries(1):
        assert addresses(client, "/sitemaps/2026-03.xml") == [
            f"https://news.example{story.get_absolute_url()}" for story in stories
        ]


def test_a_month_names_the_photos_of_its_covers(client, settings):
    settings.SITE_URL = "https://news.example"
    on(2026, 3, 1)
    picture = factories.picture()
    on(2026, 3, 2, cover=picture)
    found = etree.fromstring(client.get("/sitemaps/2026-03.xml").content).findall(f".//{IMAGE}image/{IMAGE}loc")
    assert [one.text for one in found] == [f"https://news.example{picture['large']}"]


def test_a_month_without_stories_is_missing(client):
    for month in (
        "2026-03",
        "2026-13",
        "0000-01",
        "9999-12",
        "2026-03-1",
        "2026-03-2",
        "2026-03-999999999",
        "2026-03-0",
    ):
        assert client.get(f"/sitemaps/{month}.xml").status_code == 404


def test_a_month_of_many_stories_is_split(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 3)
    cache.clear()
    on(2026, 2, 1, story=901)
    stories = [on(2026, 3, 1, story=910 + n) for n in range(7)]
    found = [address.rpartition("/")[2] for address in addresses(client, "/sitemap.xml")]
    assert found == ["pages.xml", "2026-02.xml", "2026-03.xml", "2026-03-2.xml", "2026-03-3.xml"]
    cut = [addresses(client, f"/sitemaps/{name}") for name in found[2:]]
    assert [len(part) for part in cut] == [3, 3, 1]
    assert [address.split("/")[-2] for part in cut for address in part] == [str(story.story) for story in stories]
    assert client.get("/sitemaps/2026-03-4.xml").status_code == 404
    cache.clear()


def test_a_paper_without_stories_names_its_pages_alone(client):
    factories.masthead()
    assert [address.rpartition("/")[2] for address in addresses(client, "/sitemap.xml")] == ["pages.xml"]
    for name in ("topics", "tags", "reporters"):
        assert client.get(f"/sitemaps/{name}.xml").status_code == 404


def test_the_pages_are_those_of_every_edition(client, settings, django_assert_num_queries):
    settings.SITE_URL = ""
    factories.section("news"), factories.section("villages"), factories.section(language="kk-arab")
    HousePage.objects.create(title="关于", slug="about")
    with django_assert_num_queries(3):
        found = addresses(client, "/sitemaps/pages.xml")
    assert {"/", "/sections/news/", "/sections/villages/", "/about/", "/topics/", "/photos/", "/corrections/"} < {
        *found
    }
    assert {"/kk-arab/", "/kk-arab/sections/news/", "/kk-arab/corrections/"} < {*found}
    assert all(client.get(address).status_code == 200 for address in found)


def test_tags_and_people_are_those_that_stories_have(client, settings, django_assert_num_queries):
    settings.SITE_URL = ""
    factories.masthead()
    factories.tag("没有报道")
    lin, ice = factories.reporter(), factories.tag()
    kazakh = factories.section(language="kk-arab")
    for _ in range(2):
        [factories.publication([lin], [ice]) for _ in range(10)]
        factories.publication([lin], section=kazakh)
        with django_assert_num_queries(3):
            assert addresses(client, "/sitemaps/tags.xml") == ["/tags/%E5%86%B0%E9%9B%AA/"]
        with django_assert_num_queries(3):
            found = addresses(client, "/sitemaps/reporters.xml")
        assert [unquote(address) for address in found] == ["/reporters/林知夏/", "/kk-arab/reporters/林知夏/"]
        assert all(client.get(address).status_code == 200 for address in found)
    assert {"tags.xml", "reporters.xml"} < {a.rpartition("/")[2] for a in addresses(client, "/sitemap.xml")}


def test_the_news_are_those_of_two_days(client, settings, django_assert_num_queries):
    settings.SITE_URL = "https://news.example"
    now = timezone.now()
    factories.publication(published_at=now - timedelta(hours=49))
    theirs = factories.section(language="kk-arab")
    factories.publication(published_at=now - timedelta(hours=2), section=theirs)
    story = factories.publication(published_at=now - timedelta(hours=1), headline="雪<b>&\x0b")
    with django_assert_num_queries(2):
        root = etree.fromstring(client.get("/news-sitemap.xml").content)
    mine, other = root.findall("{*}url")
    assert mine.findtext("{*}loc") == f"https://news.example{story.get_absolute_url()}"
    assert mine.findtext("{*}news/{*}publication/{*}name") == "雪川新闻网"
    assert [one.findtext("{*}news/{*}publication/{*}language") for one in (mine, other)] == ["zh-cn", "kk"]
    assert mine.findtext("{*}news/{*}title") == "雪<b>&"
    assert mine.findtext("{*}news/{*}publication_date").endswith("+08:00")


def test_the_news_are_a_thousand_at_most(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    for minutes in range(3):
        factories.publication(published_at=timezone.now() - timedelta(minutes=minutes))
    assert len(addresses(client, "/news-sitemap.xml")) == 2


def test_a_paper_without_news_has_an_empty_list(client):
    assert addresses(client, "/news-sitemap.xml") == []
