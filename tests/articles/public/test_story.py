import json
import re

import pytest

from articles.models import Version
from tests import factories

pytestmark = pytest.mark.django_db


def withdrawn(number, note="本稿所引数据有误，现予撤回。"):
    words = {"story": number}
    return Version.objects.create(
        story=number, number=2, kind="withdrawn", at=factories.NOON, note=note, words=words, fingerprint="-", link="-"
    )


def test_it_costs_three_queries_with_ten_stories_or_twenty(client, django_assert_num_queries):
    story = factories.publication(people=[factories.reporter()], tags=[factories.tag()])
    for _ in range(2):
        [factories.publication() for _ in range(10)]
        with django_assert_num_queries(3):
            client.get(story.get_absolute_url())


def test_the_printed_byline_leads_to_each_person(client):
    story = factories.publication(people=[factories.reporter(), factories.reporter("陆鸣")])
    text = client.get(story.get_absolute_url()).text
    byline = re.search(r'<p class="byline">(.*?)</p>', text)[1]
    assert re.sub(r"<[^>]+>", "", byline) == "雪川新闻网(记者 林知夏 陆鸣)"
    assert byline.count("<a ") == 2


def test_everything_around_the_body_is_printed(client):
    story = factories.publication(
        tags=[factories.tag("冰雪")],
        kicker="引题在上",
        subtitle="副题在下",
        html="<p>正文一段。</p>",
        facts={
            "standfirst": "这是摘要。",
            "editor_line": "责编 白露 校对 石溪",
            "source": {"name": "北川日报", "author": "沈怀瑾", "url": "https://example.org/1"},
        },
    )
    text = client.get(story.get_absolute_url()).text
    for words in (
        "引题在上",
        "副题在下",
        "<p>正文一段。</p>",
        "这是摘要。",
        "责编 白露 校对 石溪",
        "北川日报",
        "沈怀瑾",
    ):
        assert words in text
    assert 'href="https://example.org/1"' in text
    assert f'href="{story.facts["tags"][0]["slug"]}' not in text
    assert "/tags/" in text


def test_a_corrected_story_shows_its_notes_with_their_dates_above_the_body(client):
    notes = [{"at": "2026-03-06T01:30:00+00:00", "note": "积雪深度应为二十一厘米。"}]
    story = factories.publication(is_corrected=True, facts={"notes": notes})
    text = client.get(story.get_absolute_url()).text
    assert text.index("积雪深度应为二十一厘米。") < text.index('<div class="body">')
    assert "2026年3月6日 09:30" in text


def test_more_from_the_section_leaves_the_story_itself_out(client):
    stories = [factories.publication() for _ in range(6)]
    more = client.get(stories[4].get_absolute_url()).context["more"]
    assert more == [stories[5], stories[3], stories[2], stories[1]]


@pytest.mark.parametrize("date", ["2020/01/01", "2026/13/45", "2026/3/5"])
def test_a_wrong_date_leads_to_the_right_one(client, date):
    story = factories.publication(story=4242)
    response = client.get(f"/{date}/4242/")
    assert response.status_code == 301
    assert response["Location"] == story.get_absolute_url() == "/2026/03/08/4242/"


def test_the_address_cut_anywhere_answers(client):
    address = factories.publication(story=4242).get_absolute_url()
    for end in range(1, len(address)):
        cut = address[:end]
        status = client.get(cut, follow=True).status_code
        assert status == 200 if address[end - 1] == "/" or address[end] == "/" else status in {200, 404}, cut


@pytest.mark.parametrize("number", ["1", "0", "007", "4294967296", "9" * 40, "１"])
def test_a_story_that_never_was_is_missing(client, number):
    factories.masthead()
    assert client.get(f"/2026/03/05/{number}/").status_code == 404


def test_a_withdrawn_story_is_gone_with_its_notice(client):
    factories.masthead()
    withdrawn(77)
    response = client.get("/2026/03/05/77/")
    assert response.status_code == 410
    assert "本稿所引数据有误，现予撤回。" in response.text
    assert "2026年3月5日" in response.text
    assert 'name="q"' in response.text
    assert "noindex" in response.text


def test_a_withdrawn_story_without_a_notice_is_gone_too(client):
    withdrawn(77, note="")
    assert client.get("/2020/01/01/77/").status_code == 410


def test_a_story_that_came_back_is_there(client):
    withdrawn(77)
    story = factories.publication(story=77)
    assert client.get(story.get_absolute_url()).status_code == 200


def structured(client, story):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(story).text)[1])


def test_machines_read_people_with_their_roles_photos_with_their_credit_and_corrections(client, settings):
    settings.SITE_URL = "https://news.example"
    story = factories.publication(
        people=[factories.reporter(), factories.reporter("江一帆", role="实习记者")],
        facts={
            "photos": [factories.picture()],
            "notes": [{"at": "2026-03-06T01:30:00+00:00", "note": "改了一个数字。"}],
        },
    )
    found = structured(client, story.get_absolute_url())
    assert found["@type"] == "NewsArticle"
    assert found["url"] == f"https://news.example{story.get_absolute_url()}"
    assert [(a["name"], a["jobTitle"]) for a in found["author"]] == [("林知夏", "记者"), ("江一帆", "实习记者")]
    assert found["image"][0]["creditText"] == "实习记者 江一帆摄"
    assert found["image"][0]["url"].startswith("https://news.example/media/photos/")
    assert found["correction"][0]["text"] == "改了一个数字。"
    assert found["datePublished"].endswith("+08:00")


def test_words_cannot_leave_the_structured_data(client):
    story = factories.publication(headline="</script><script>alert(1)</script>&\u2028")
    assert structured(client, story.get_absolute_url())["headline"] == story.headline
    assert "<script>alert" not in client.get(story.get_absolute_url()).text


def test_shared_links_show_the_photo(client, settings):
    settings.SITE_URL = "https://news.example"
    story = factories.publication(cover=factories.picture())
    text = client.get(story.get_absolute_url()).text
    assert f'<meta property="og:image" content="https://news.example{story.cover["social"]}">' in text
    assert f'<link rel="canonical" href="https://news.example{story.get_absolute_url()}">' in text


def test_a_story_in_another_language_stands_in_its_own_edition(client):
    kazakh = factories.section(language="kk-arab", name="جاڭالىقتار")
    person = factories.reporter("ايگۇل")
    story = factories.publication([person], section=kazakh, headline="قار جاۋدى")
    text = client.get(story.get_absolute_url()).text
    assert '<html lang="kk-Arab" dir="rtl">' in text
    assert 'href="/kk-arab/reporters/' in text


def test_the_figure_keeps_its_ratio_and_prints_its_credit():
    from django.template.loader import render_to_string

    html = render_to_string("story/figure.html", {"picture": factories.picture(alt='雪"'), "position": 1})
    assert 'width="960" height="640"' in html
    assert 'alt="雪&quot;"' in html
    assert 'loading="lazy"' in html
    assert '<span class="credit">实习记者 江一帆摄</span>' in html


def test_a_figure_whose_files_are_not_made_yet_keeps_its_caption():
    from django.template.loader import render_to_string

    html = render_to_string("story/figure.html", {"picture": factories.picture(src=""), "position": 0})
    assert "<img" not in html
    assert "3月4日，雪后的河谷。" in html
