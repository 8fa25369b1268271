"""A story for a sheet of paper."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_it_has_the_story_the_name_of_the_paper_the_address_and_its_code_and_no_way_on(client, settings):
    settings.SITE_URL = "https://news.example"
    source = {"name": "北川日报", "title": "", "author": "", "url": ""}
    facts = {"editor_line": "责编:白露", "ai": "generated", "source": source}
    story = factories.publication([factories.reporter()], [factories.tag()], facts=facts, version=3)
    where = story.get_absolute_url()
    text = client.get(f"{where}print/").text
    for said in (
        story.headline,
        "雪川新闻网",
        "林知夏",
        "责编:白露",
        "本文由AI生成",
        "转载",
        f"https://news.example{where}",
    ):
        assert said in text
    assert f'<img src="{where}qr.svg"' in text
    assert "第 3 版" in text
    assert f'<link rel="canonical" href="https://news.example{where}">' in text
    assert '<meta name="robots" content="noindex">' in text
    for left_out in ("/tags/", "/search/", 'class="share"', 'class="foot"'):
        assert left_out not in text


def test_its_photos_come_at_once(client):
    words = '<p>他说 loading="lazy" 是什么。</p>'
    story = factories.publication(html=f'<p><img src="/media/1.jpg" alt="" loading="lazy" decoding="async"></p>{words}')
    text = client.get(f"{story.get_absolute_url()}print/").text
    assert '<img src="/media/1.jpg" alt="" decoding="async">' in text
    assert words in text


def test_the_story_leads_to_it(client):
    where = factories.publication().get_absolute_url()
    assert f'href="{where}print/"' in client.get(where).text


def test_it_costs_two_queries(client, django_assert_num_queries):
    story = factories.publication([factories.reporter()])
    for _ in range(2):
        [factories.publication() for _ in range(10)]
        with django_assert_num_queries(2):
            client.get(f"{story.get_absolute_url()}print/")


def test_a_wrong_date_leads_to_the_right_one(client):
    story = factories.publication()
    response = client.get(f"/2020/1/1/{story.story}/print/")
    assert (response.status_code, response["Location"]) == (301, f"{story.get_absolute_url()}print/")
    assert client.get("/2020/01/01/987654/print/").status_code == 404
