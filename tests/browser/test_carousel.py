"""The carousel of the front page in a real browser: by link, by key, from the right, and without any script."""

import json
import re

import pytest

from tests.running import until

pytestmark = pytest.mark.browser

STORIES = """
import json
from django.utils import timezone
from articles.models import Section, Slot
from newsroom import edition
from newsroom.models import Masthead
from tests import factories
Slot.objects.all().delete()
Masthead.objects.get_or_create(language="kk-arab", defaults={"name": "قار", "outlet": "قار", "publisher": "قار"})
for language in ("zh-hans", "kk-arab"):
    section, _made = Section.objects.get_or_create(masthead_id=language, slug="news", defaults={"name": "要闻"})
    for number in range(4):
        story = factories.publication(
            section=section, language=language, story=95_000 + 10 * (language == "kk-arab") + number,
            published_at=timezone.now(), headline=f"焦点第{number + 1}篇", cover=factories.picture(number + 1),
        )
        Slot.objects.create(masthead_id=language, position=number + 1, story=story.story, is_focus=True)
for number in range(12):
    Section.objects.get_or_create(masthead_id="zh-hans", slug=f"far-{number}", defaults={"name": "栏目", "position": 90 + number})
edition.bump()
"""
IN_SIGHT = """() => {
  const list = document.querySelector(".focus-list"), box = list.getBoundingClientRect();
  const near = [...list.children].map((one) => Math.abs(one.getBoundingClientRect().left + one.offsetWidth / 2 - box.left - box.width / 2));
  return near.indexOf(Math.min(...near)) + 1;
}"""


@pytest.fixture(scope="module")
def front(site):
    """Four stories in focus in Chinese, and four in an edition that is written from the right."""
    site.manage("shell", "-v0", "-c", STORIES)


def at(page, number):
    until(lambda: page.evaluate(IN_SIGHT) == number, 20)


def opened(open_as, address="/", width=1280, **more):
    page = open_as(None, forgiven="404", viewport={"width": width, "height": 800}, **more)  # the photos have no files
    page.set_default_timeout(20_000)
    page.goto(address)
    page.locator(".focus-list").wait_for()
    return page


def current(page):
    return [link.get_attribute("aria-current") for link in page.locator(".focus-marks a").all()]


@pytest.mark.parametrize("address", ["/", "/kk-arab/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_leads_to_its_story_and_the_page_stays_where_it_is(front, open_as, address, width):
    page = opened(open_as, address, width)
    at(page, 1)
    page.locator(".focus-marks").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    for number in (3, 4, 1):
        page.locator(".focus-marks a").nth(number - 1).click()
        at(page, number)
        until(lambda: current(page) == ["true" if n == number else None for n in range(1, 5)], 20)  # noqa: B023
        assert page.evaluate("scrollY") == before
        assert "#" not in page.url
    assert current(page).count("true") == 1
    assert page.evaluate("document.documentElement.scrollWidth === document.documentElement.clientWidth")


def test_arrow_keys_leaf_through_it(front, open_as):
    page = opened(open_as)
    page.locator(".focus-list").focus()
    page.keyboard.press("ArrowRight")
    at(page, 2)
    page.keyboard.press("ArrowLeft")
    at(page, 1)


def test_without_a_script_it_scrolls_and_its_links_lead(front, open_as):
    page = opened(open_as, java_script_enabled=False)
    first, third = (page.locator(f"#focus-{number} .headline") for number in (1, 3))
    assert first.bounding_box()["x"] < 1280
    page.locator(".focus-marks a").nth(2).click()
    until(lambda: abs(third.bounding_box()["x"] - page.locator(".focus-list").bounding_box()["x"]) < 2, 20)


def test_it_never_moves_by_itself(front, open_as):
    page = opened(open_as)
    page.wait_for_timeout(3000)
    at(page, 1)
    shift = page.evaluate(
        """() => new Promise((done) => new PerformanceObserver((list) =>
        done(list.getEntries().reduce((sum, one) => sum + one.value, 0))).observe({ type: "layout-shift", buffered: true })
        || setTimeout(() => done(0), 500))"""
    )
    assert shift < 0.01


@pytest.mark.parametrize("script", [True, False])
def test_the_section_one_is_in_stands_in_sight_in_the_menu_of_a_telephone(front, open_as, script):
    page = open_as(None, forgiven="404", viewport={"width": 360, "height": 800}, java_script_enabled=script)
    page.goto("/sections/far-11/")
    link = page.locator(".sections [aria-current]")
    box = link.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 300
    page.goto("/sections/news/")
    assert page.locator(".sections li").first.bounding_box()["x"] > -400


def test_a_printed_front_has_every_story_in_focus_and_one_photo_of_them(front, open_as):
    page = opened(open_as)
    page.emulate_media(media="print")
    assert page.locator(".focus .headline:visible").count() == 4
    assert page.locator(".focus .cover:visible").count() == 1
    assert not re.search("focus-marks", json.dumps(page.locator("nav:visible").all_inner_texts()))
