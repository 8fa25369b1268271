"""The carousel at the head of the front page: which stories stand in it, and what the others then do."""

import re

import pytest

from articles.models import Slot
from articles.public import fronts
from articles.templatetags.paper import halves
from tests import factories

pytestmark = pytest.mark.django_db


def stories(count, **overrides):
    return [factories.publication(cover=factories.picture(number), **overrides) for number in range(1, count + 1)]


def put(*placed, focus=()):
    for position, story in enumerate(placed, start=1):
        Slot.objects.create(position=position, story=story.story, is_focus=position in focus)


def test_what_is_in_focus_stands_in_the_carousel_in_the_order_of_the_slots(client):
    made = stories(6)
    put(made[5], made[0], made[3], made[1], focus=(2, 4))
    context = client.get("/").context
    assert context["focus"] == [made[0], made[1]]
    assert context["under"] == [made[5], made[3]]
    assert context["beside"] == [made[4], made[2]]
    assert context["river"] == []


def test_one_alone_in_focus_stands_where_it_stood(client):
    made = stories(3)
    put(*made, focus=(2,))
    response = client.get("/")
    assert response.context["focus"] == []
    assert response.context["lead"] == made[0]
    assert response.context["under"] == made[1:]
    assert "focus-list" not in response.text


def test_without_a_photo_or_off_the_site_it_is_not_in_the_carousel(client):
    made = stories(2)
    bare = factories.publication()
    put(bare, *made, focus=(1, 2, 3))
    Slot.objects.create(position=4, story=999_999, is_focus=True)
    context = client.get("/").context
    assert context["focus"] == made
    assert context["under"] == [bare]


def test_it_holds_five_and_the_sixth_stands_among_the_others(client):
    made = stories(7)
    put(*made, focus=range(1, 8))
    context = client.get("/").context
    assert context["focus"] == made[: fronts.FOCUS]
    assert context["under"] == made[fronts.FOCUS :]


def test_the_first_of_them_stands_for_the_page(client):
    made = stories(3)
    put(*made, focus=(2, 3))
    response = client.get("/")
    assert response.context["lead"] == made[1]
    shared = re.search('"og:image" content="(.*?)"', response.text)[1]
    assert shared.endswith(made[1].cover["social"])


def test_each_has_its_photo_its_credit_and_a_link_to_it_and_only_the_first_photo_is_fetched_at_once(client):
    made = stories(3)
    put(*made, focus=(1, 2, 3))
    carousel = re.search(r'<section class="focus".*?</section>', client.get("/").text, re.DOTALL)[0]
    assert re.findall(r'<li id="(.*?)">', carousel) == re.findall(r'href="#(.*?)"', carousel)
    assert carousel.count("实习记者 江一帆摄</span>") == 3
    assert carousel.count("fetchpriority") == 1
    assert carousel.index("fetchpriority") < carousel.index('loading="lazy"')
    assert carousel.count('loading="lazy"') == 2


def test_it_costs_no_query_more(client, django_assert_num_queries):
    for count in (3, 6):
        Slot.objects.all().delete()
        put(*stories(count), focus=range(1, count + 1))
        with django_assert_num_queries(3):
            client.get("/")


def test_the_front_of_a_section_has_no_carousel(client):
    made = stories(3, section=factories.section())
    for position, story in enumerate(made, start=1):
        Slot.objects.create(section=story.section, position=position, story=story.story, is_focus=True)
    assert client.get(made[0].section.get_absolute_url()).context["lead"] == made[0]


@pytest.mark.parametrize(
    ("headline", "parts"),
    [
        ("冬季大集沿老街摆一公里 首日进集3.1万人", ["冬季大集沿老街摆一公里", "首日进集3.1万人"]),
        ("半夜十二点半，七号铲雪车开进桦林路", ["半夜十二点半，", "七号铲雪车开进桦林路"]),
        ("“走！”他们说：<雪>", ["“走！”他们说：", "&lt;雪&gt;"]),
    ],
)
def test_the_halves_of_a_headline_hold_together(headline, parts):
    assert re.findall('<span class="half">(.*?)</span>', halves(headline)) == parts
    assert re.sub("<.*?>", "", halves(headline)) == headline.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    "headline", ["", "河谷新闻", "Snow in the valley", "قار ياغدى بۈگۈن", "“雪量表”！", "今年全县 5 万名学生走上冰场"]
)
def test_other_headlines_stay_as_they_are(headline):
    assert halves(headline) == headline
