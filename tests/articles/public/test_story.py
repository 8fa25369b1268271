import json
import re
from datetime import timedelta

import pytest
from django.urls import resolve, reverse

from articles.models import Version
from newsroom import edition
from tests import factories

pytestmark = pytest.mark.django_db


def withdrawn(number, note="本稿所引数据有误，现予撤回。"):
    words = {"story": number}
    return Version.objects.create(
        story=number, number=2, kind="withdrawn", at=factories.NOON, note=note, words=words, fingerprint="-", link="-"
    )


def test_its_address_is_the_one_that_addresses_lead_to():
    story = factories.publication()
    found = resolve(story.get_absolute_url())
    assert found.view_name == "story"
    day = {"year": story.date.year, "month": story.date.month, "day": story.date.day}
    assert {name: int(value) for name, value in found.kwargs.items()} == day | {"story": story.story}
    assert reverse("story", kwargs=found.kwargs) == story.get_absolute_url()


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


def beside(client, story):
    context = client.get(story.get_absolute_url()).context
    return context["earlier"], context["later"], context["more"]


def test_the_stories_before_and_after_it_and_the_newest_others_of_its_section_stand_beside_it(client):
    stories = [factories.publication() for _ in range(9)]
    factories.publication(section=factories.section("villages"))
    assert beside(client, stories[6]) == (stories[5], stories[7], [stories[8], *stories[4:1:-1]])
    assert beside(client, stories[0]) == (None, stories[1], stories[8:4:-1])
    assert beside(client, stories[8]) == (stories[7], None, stories[6:2:-1])
    text = client.get(stories[6].get_absolute_url()).text
    assert f'<a rel="prev" href="{stories[5].get_absolute_url()}">' in text
    assert f'<a rel="next" href="{stories[7].get_absolute_url()}">' in text


def test_pages_of_an_edition_ask_for_the_newest_of_a_section_once_and_show_the_same(
    client, django_assert_max_num_queries
):
    stories = [factories.publication() for _ in range(12)]
    others = [factories.publication(section=factories.section("villages")) for _ in range(3)]
    alone = [client.get(story.get_absolute_url()).text for story in [*stories, *others]]
    with edition.sharing({}):
        for story, text in zip([*stories, *others], alone, strict=True):
            with django_assert_max_num_queries(3):
                assert client.get(story.get_absolute_url()).text == text


def test_the_only_story_of_a_section_stands_alone(client):
    story = factories.publication()
    assert beside(client, story) == (None, None, [])
    assert 'class="beside onward"' not in client.get(story.get_absolute_url()).text


def test_a_reprint_says_so_above_its_headline_and_names_its_source_with_its_address(client):
    source = {"name": "北川日报", "title": "原来的题", "author": "沈怀瑾", "url": "https://example.org/1"}
    text = client.get(factories.publication(facts={"source": source}).get_absolute_url()).text
    head = text[text.index("<h1") - 300 : text.index("<h1")]
    assert "<span>转载</span>" in head
    imprint = text[text.index('<div class="imprint">') : text.index("</header>", text.index("<h1"))]
    assert '来源： <a href="https://example.org/1" rel="noopener nofollow">北川日报</a>' in imprint
    assert "原题：原来的题" in text
    assert "原作者：沈怀瑾" in text
    assert "转载" not in client.get(factories.publication().get_absolute_url()).text


@pytest.mark.parametrize(("part", "label"), [("generated", "本文由AI生成"), ("assisted", "本文部分内容由AI辅助生成")])
def test_what_ai_made_is_labelled_above_and_below_the_text_and_in_lists(client, part, label):
    story = factories.publication(facts={"ai": part})
    text = client.get(story.get_absolute_url()).text
    assert label in text[: text.index("<h1")]
    assert label in text[text.index('<footer class="story-foot">') :]
    factories.publication()
    for page in ("/", "/sections/news/"):
        mark = f'<span class="is-corrected">{"AI生成" if part == "generated" else "AI辅助生成"}</span>'
        assert mark in client.get(page).text, page


def test_a_change_after_publication_and_the_date_of_the_event_are_told_only_where_they_differ(client):
    at = factories.NOON
    story = factories.publication(
        published_at=at, changed_at=at + timedelta(hours=3), facts={"event_date": "2026-03-04"}
    )
    text = client.get(story.get_absolute_url()).text
    assert re.search(r"更新于 <time [^>]+>2026年3月5日 15:00</time>", text)
    assert "事件日期 <time" in text
    text = client.get(
        factories.publication(published_at=at, facts={"event_date": "2026-03-05"}).get_absolute_url()
    ).text
    assert "更新于" not in text
    assert "事件日期" not in text


@pytest.mark.parametrize("date", ["2020/01/01", "2026/13/45", "2026/3/5"])
def test_a_wrong_date_leads_to_the_right_one(client, date):
    story = factories.publication(story=4242)
    response = client.get(f"/{date}/4242/")
    assert response.status_code == 301
    assert response["Location"] == story.get_absolute_url() == "/2026/03/05/4242/"


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
    assert '<a href="/2026/03/05/77/versions/">' in response.text


def test_a_withdrawn_story_is_told_of_in_the_language_it_had(client):
    factories.section(language="kk-arab", name="جاڭالىقتار")
    for number, kind, words in ((1, "published", {"language": "kk-arab"}), (2, "withdrawn", {"story": 77})):
        Version.objects.create(
            story=77, number=number, kind=kind, at=factories.NOON, words=words, fingerprint="-", link=str(number)
        )
    assert '<html lang="kk-Arab" dir="rtl">' in client.get("/2026/03/05/77/").text


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


def test_shared_links_show_the_card(client, settings):
    settings.SITE_URL = "https://news.example"
    story = factories.publication(cover=factories.picture())
    text = client.get(story.get_absolute_url()).text
    card = re.search(r'<meta property="og:image" content="https://news.example(.*?)">', text)[1]
    assert re.fullmatch(story.get_absolute_url() + r"card-[0-9a-f]{8}\.jpg", card)
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
