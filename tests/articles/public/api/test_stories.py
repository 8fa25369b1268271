"""Lists of stories and one story: what is in them, in which order, how they are cut, what they cost."""

from datetime import timedelta

import pytest

from articles.desk.workflow import Verb
from articles.models import Topic
from tests import factories
from tests.articles.public.api.asked import ask, numbers, partner, problem, said
from tests.articles.public.ninjs_schema import errors
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def pages(client, address, key=None):
    """The story numbers of each page of a list."""
    found = []
    while address:
        page = said(ask(client, address, key))
        found.append(numbers(page["items"]))
        address = page.get("next")
    return found


def test_the_newest_come_first_and_pages_hold_each_story_once(client):
    stories = [factories.publication().story for _ in range(7)][::-1]
    assert pages(client, "stories/?size=3") == [stories[:3], stories[3:6], stories[6:]]
    assert pages(client, "stories/?size=7") == [stories]


def test_what_is_published_meanwhile_moves_no_page(client):
    old = [factories.publication().story for _ in range(4)][::-1]
    first = said(ask(client, "stories/?size=2"))
    factories.publication()
    assert numbers(said(ask(client, first["next"]))["items"]) == old[2:]


def test_the_next_page_is_in_the_link_header_too(client):
    [factories.publication() for _ in range(3)]
    response = ask(client, "stories/?size=2")
    assert response["Link"] == f'<{said(response)["next"]}>; rel="next"'
    assert "Link" not in ask(client, "stories/")


def test_stories_are_found_by_section_tag_person_and_day(client):
    lin, snow = factories.reporter(), factories.tag()
    villages = factories.section("villages")
    by_lin = factories.publication(people=[lin], tags=[snow])
    of_village = factories.publication(section=villages, people=[lin])
    older = factories.publication(published_at=NOON - timedelta(days=3), tags=[snow], section=villages)
    found = {
        "section=villages": [of_village, older],
        "tag=" + snow.slug: [by_lin, older],
        "reporter=" + lin.slug: [of_village, by_lin],
        f"reporter={lin.slug}&section=villages": [of_village],
        f"reporter={lin.slug}&tag={snow.slug}": [by_lin],
        f"tag={snow.slug}&section=villages": [older],
        "from=2026-03-03": [of_village, by_lin],
        "to=2026-03-02": [older],
        "from=2026-03-02&to=2026-03-02": [older],
        "from=2026-03-03&to=2026-03-04": [],
    }
    for query, stories in found.items():
        assert pages(client, f"stories/?size=1&{query}") == ([[one.story] for one in stories] or [[]]), query


def test_each_language_edition_has_its_own(client):
    here = factories.publication()
    there = factories.publication(section=factories.section(language="kk-arab"))
    assert pages(client, "stories/") == [[here.story]]
    assert pages(client, "stories/?language=kk-arab") == [[there.story]]
    problem(ask(client, "stories/?language=ug"), 404, "not-found")


def test_what_was_changed_since_comes_by_its_change(client):
    first, second, third = (factories.publication() for _ in range(3))
    for story, hours in ((first, 30), (second, 20)):
        story.changed_at = NOON + timedelta(hours=hours)
        story.save(update_fields=["changed_at"])
    assert pages(client, "stories/?size=1&updated=2026-03-05T20:00:00%2B08:00") == [[first.story], [second.story]]
    assert pages(client, "stories/?updated=2026-03-05T20:00:00+08:00") == [[first.story, second.story]]
    assert pages(client, "stories/?updated=2026-03-06") == [[first.story, second.story]]
    assert pages(client, "stories/?size=2&updated=2026-03-01") == [[first.story, second.story], [third.story]]


def test_without_a_key_a_story_says_what_lists_show(client):
    photo = factories.picture(7)
    story = factories.publication(
        people=[factories.reporter()], tags=[factories.tag()], cover=photo, facts={"photos": [photo]}
    )
    item = said(ask(client, f"stories/{story.story}/"))
    assert "bodies" not in item
    assert item["representationType"] == "partial"
    assert item["title"] == story.headline
    assert item["by"] == "雪川新闻网(记者 林知夏)"
    assert [one["name"] for one in item["subjects"]] == ["要闻", "冰雪"]
    assert item["associations"][0]["by"] == "实习记者 江一帆摄"
    assert item["usageTerms"]
    assert said(ask(client, "stories/"))["items"] == [item]


def test_a_key_opens_the_text_and_says_the_terms_that_were_agreed(client):
    story = factories.publication()
    reprint = factories.publication(facts={"source": {"name": "北川日报"}})
    _partner, key = partner(terms="只用于贵报。")
    item = said(ask(client, f"stories/{story.story}/", key))
    assert item["representationType"] == "full"
    assert item["bodies"][1]["value"] == "河谷里下了今年第一场雪，孩子们堆起了雪人。"
    assert item["usageTerms"] == "只用于贵报。"
    assert said(ask(client, f"stories/{reprint.story}/", key))["usageTerms"] != "只用于贵报。"
    _other, without_text = partner(has_text=False)
    assert "bodies" not in said(ask(client, f"stories/{story.story}/", without_text))


def test_every_item_holds_to_ninjs(client, settings):
    settings.SITE_URL = "https://news.example"
    number = factories.photo(licence="ours").pk
    topic = Topic.objects.create(title="冬捕", slug="winter", is_open=True)
    other = factories.publication(section=factories.section(language="kk-arab"))
    factories.publication(
        people=[factories.reporter()],
        tags=[factories.tag()],
        topic=topic,
        original=other.story,
        html=f'<p>一</p><aside data-story="{other.story}"></aside>',
        facts={"photos": [factories.picture(number)], "related": [other.story]},
    )
    _partner, key = partner(has_originals=True, terms="只用于贵报。")
    for one in (None, key):
        for language in ("zh-hans", "kk-arab"):
            items = said(client.get(f"/api/v1/stories/?language={language}", headers=_bearer(one)))["items"]
            assert [errors(item) for item in items] == [[]]


def _bearer(key):
    return {"Authorization": f"Bearer {key}"} if key else {}


def test_a_key_for_some_sections_sees_those(client):
    villages = factories.section("villages")
    there = [factories.publication(section=villages).story for _ in range(3)]
    elsewhere = factories.publication()
    _partner, key = partner([villages])
    assert pages(client, "stories/?size=2", key) == [[there[2], there[1]], [there[0]]]
    assert pages(client, "stories/?section=villages", key) == [there[::-1]]
    assert pages(client, "stories/?section=news", key) == [[]]
    assert pages(client, "stories/?updated=2026-01-01", key) == [there[::-1]]
    assert [one["slug"] for one in said(ask(client, "sections/", key))["items"]] == ["villages"]
    problem(ask(client, f"stories/{elsewhere.story}/", key), 403, "not-yours")
    _partner.sections.clear()  # as when its last section is no more
    assert pages(client, "stories/", key) == [[]]


def test_a_page_costs_the_same_however_many_stories_are_on_it(client, django_assert_max_num_queries):
    lin, snow = factories.reporter(), factories.tag()
    _partner, key = partner(has_originals=True)
    ask(client, "stories/", key)  # which notes that the key was used

    def cost(query):
        with django_assert_max_num_queries(40) as counted:
            said(ask(client, query, key))
        return len(counted)

    queries = ["stories/?size=100", f"stories/?size=100&reporter={lin.slug}", f"stories/?size=100&tag={snow.slug}"]
    for _ in range(2):
        factories.publication(people=[lin], tags=[snow], facts={"photos": [factories.picture(factories.photo().pk)]})
    few = [cost(query) for query in queries]
    for _ in range(10):
        factories.publication(people=[lin], tags=[snow], facts={"photos": [factories.picture(factories.photo().pk)]})
    assert [cost(query) for query in queries] == few
    assert max(few) <= 9


def test_what_is_not_there_is_said_so(client):
    problem(ask(client, "stories/4242/"), 404, "not-found")
    problem(ask(client, "stories/?section=nowhere"), 404, "not-found")
    problem(ask(client, "stories/?tag=nowhere"), 404, "not-found")
    problem(ask(client, "stories/?reporter=nobody"), 404, "not-found")
    problem(ask(client, "nowhere/"), 404, "not-found")


def test_a_withdrawn_story_is_canceled(client, cast):
    article = cast.published()
    cast.do(article, Verb.WITHDRAW, cast.chief_editor, text="来源有误。")
    item = said(ask(client, f"stories/{article.pk}/"), 410)
    assert (item["pubStatus"], item["edNote"]) == ("canceled", "来源有误。")
    assert errors(item) == []
    elsewhere = partner([factories.section("villages")])[1]
    problem(ask(client, f"stories/{article.pk}/", elsewhere), 404, "not-found")


def test_sections_tags_and_people_lead_to_their_stories(client):
    lin, snow = factories.reporter(biography="跑口多年。"), factories.tag()
    story = factories.publication(people=[lin], tags=[snow])
    factories.tag("无人用过")
    factories.reporter("无人见过")
    [section] = said(ask(client, "sections/"))["items"]
    [tag] = said(ask(client, "tags/"))["items"]
    person = said(ask(client, f"reporters/{lin.slug}/"))
    assert (section["name"], tag["name"], person["name"]) == ("要闻", "冰雪", "林知夏")
    assert said(ask(client, f"tags/{snow.slug}/")) == tag
    assert person["biography"] == "跑口多年。"
    for found in (section, tag, person):
        assert pages(client, found["stories"]) == [[story.story]]
    problem(ask(client, "reporters/无人见过/"), 404, "not-found")
    problem(ask(client, "tags/无人用过/"), 404, "not-found")
