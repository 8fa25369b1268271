"""What robots.txt says, read as crawlers read it."""

from urllib.robotparser import RobotFileParser

import pytest

from articles.public.crawlers import OF_AI
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules(client):
    def read():
        parser = RobotFileParser()
        parser.parse(client.get("/robots.txt").text.splitlines())
        return parser

    return read


def test_readers_of_search_engines_may_come_everywhere_but_to_the_desk(rules):
    factories.masthead("kk-arab")
    parser = rules()
    for name in ("Googlebot", "Baiduspider", "bingbot", "Sogou web spider", "360Spider", "*"):
        for address in ("/", "/2026/03/05/1/", "/2026/03/05/1/ninjs.json", "/sections/news/", "/feeds/latest.rss"):
            assert parser.can_fetch(name, address), (name, address)
        for address in ("/admin/", "/preview/x/", "/search/?q=x", "/kk-arab/search/?q=x"):
            assert not parser.can_fetch(name, address), (name, address)


def test_crawlers_of_ai_are_refused_unless_the_house_allows_them(rules, settings):
    assert {"GPTBot", "ClaudeBot", "Google-Extended", "CCBot", "Bytespider", "PerplexityBot"} < {*OF_AI}
    assert sorted(OF_AI, key=str.lower) == list(OF_AI)
    assert not any(rules().can_fetch(name, "/2026/03/05/1/") for name in OF_AI)
    settings.AI_CRAWLERS = "allow"
    parser = rules()
    assert all(parser.can_fetch(name, "/2026/03/05/1/") and not parser.can_fetch(name, "/admin/") for name in OF_AI)


def test_a_word_that_is_none_refuses(rules, settings):
    settings.AI_CRAWLERS = "maybe"
    assert not rules().can_fetch("GPTBot", "/")


def test_the_sitemaps_are_named(rules, settings):
    settings.SITE_URL = "https://news.example"
    assert rules().site_maps() == ["https://news.example/sitemap.xml", "https://news.example/news-sitemap.xml"]
