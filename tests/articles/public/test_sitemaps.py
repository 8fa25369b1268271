from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from tests import factories

pytestmark = pytest.mark.django_db
LOC = ".//{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def on(year, month, day, **more):
    at = datetime(year, month, day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    return factories.publication(published_at=at, **more)


def addresses(client, address):
    return [element.text for element in etree.fromstring(client.get(address).content).findall(LOC)]


def test_the_index_names_the_months_that_have_stories(client, settings, django_assert_num_queries):
    settings.SITE_URL = "https://news.example"
    for year, month in ((2013, 12), (2026, 1), (2026, 3), (2026, 3)):
        on(year, month, 1)
    with django_assert_num_queries(4):
        found = addresses(client, "/sitemap.xml")
    assert found == [f"https://news.example/sitemaps/{month}.xml" for month in ("2013-12", "2026-01", "2026-03")]


def test_a_month_names_its_stories_in_every_language(client, settings):
    settings.SITE_URL = "https://news.example"
    stories = [on(2026, 3, 1), on(2026, 3, 31, section=factories.section(language="kk-arab"))]
    on(2026, 4, 1)
    assert addresses(client, "/sitemaps/2026-03.xml") == [
        f"https://news.example{story.get_absolute_url()}" for story in stories
    ]


def test_a_month_without_stories_is_missing(client):
    for month in ("2026-03", "2026-13", "0000-01", "9999-12"):
        assert client.get(f"/sitemaps/{month}.xml").status_code == 404


def test_a_paper_without_stories_has_an_empty_index(client):
    assert addresses(client, "/sitemap.xml") == []


def test_robots_are_kept_from_the_desk_and_led_to_the_sitemap(client, settings):
    settings.SITE_URL = "https://news.example"
    text = client.get("/robots.txt").text
    assert "Disallow: /admin/" in text
    assert "Sitemap: https://news.example/sitemap.xml" in text
