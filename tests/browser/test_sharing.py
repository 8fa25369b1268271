"""A story passed on in a real browser: copied, by its code, by the telephone's own menu, on paper, and without scripts."""

import json
import re

import pytest

from tests.browser.conftest import shown

pytestmark = pytest.mark.browser

STORY = """
import json
from datetime import timedelta
from django.utils import timezone
from newsroom import edition
from tests import factories
now = timezone.now()
html = "<p>河谷里下了今年第一场雪，孩子们堆起了雪人。</p>" * 60
made = [factories.publication(html=html, story=92_000 + n, published_at=now + timedelta(minutes=n)) for n in range(3)]
edition.bump()
print(json.dumps([story.get_absolute_url() for story in made]))
"""


@pytest.fixture(scope="module")
def stories(site):
    """The addresses of three stories of a section, the oldest first."""
    return json.loads(site.manage("shell", "-v0", "-c", STORY).splitlines()[-1])


@pytest.fixture
def story(stories):
    return stories[1]


def test_the_link_is_copied_and_the_button_says_so(open_as, site, story):
    page = open_as(None, permissions=["clipboard-read", "clipboard-write"])
    page.goto(story)
    page.get_by_role("button", name="复制链接").click()
    page.get_by_role("button", name="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}{story}"
    page.get_by_role("button", name="复制链接").wait_for()


def test_where_nothing_may_be_copied_the_address_is_chosen_for_the_reader_to_copy(open_as, site, story):
    page = open_as(None)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(story)
    page.get_by_role("button", name="复制链接").click()
    page.locator(".share input:focus").wait_for()
    assert page.evaluate("getSelection().toString()") == f"{site.url}{story}"


def test_the_menu_of_the_device_is_offered_only_where_there_is_one(open_as, site, story):
    page = open_as(None)
    page.add_init_script("Object.defineProperty(navigator, 'share', { value: undefined })")
    page.goto(story)
    page.get_by_role("button", name="复制链接").wait_for()
    assert page.get_by_role("button", name="分享…").count() == 0
    page = open_as(None)
    page.add_init_script(
        "Object.defineProperty(navigator, 'share', { value: async (what) => { window.shared = what } })"
    )
    page.goto(story)
    page.get_by_role("button", name="分享…").click()
    assert page.evaluate("window.shared.url") == f"{site.url}{story}"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_code_shows_with_scripts_and_without(open_as, site, story, scripts):
    page = open_as(None, java_script_enabled=scripts, viewport={"width": 360, "height": 800})
    page.goto(story)
    page.locator(".share summary").click()
    code = page.locator(".share .code img")
    code.scroll_into_view_if_needed()
    code.wait_for()
    assert page.locator(".share input").input_value() == f"{site.url}{story}"
    if scripts:
        shown(page, code)
    assert page.get_by_role("button", name="复制链接").count() == scripts


def test_one_reads_on_to_the_stories_before_and_after(open_as, stories):
    page = open_as(None)
    page.goto(stories[1])
    page.locator(".onward [rel=prev]").click()
    page.wait_for_url(f"**{stories[0]}")
    page.locator(".onward [rel=next]").click()
    page.wait_for_url(f"**{stories[1]}")
    page.locator(".onward [rel=next]").click()
    page.wait_for_url(f"**{stories[2]}")


def test_the_sheet_prints_in_one_run_black_on_white_without_buttons(open_as, story):
    page = open_as(None, color_scheme="dark")
    page.goto(f"{story}print/")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed")
    look = "getComputedStyle(document.body)"
    assert page.evaluate(f"[{look}.backgroundColor, {look}.color]") == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    shown(page, page.locator(".print-foot img"))
    page.emulate_media(media="print")
    assert page.locator(".to-print").is_hidden()
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert 2 <= len(sheets) <= 4


@pytest.mark.parametrize("width", [360, 820, 1440])
def test_nothing_is_wider_than_the_screen(open_as, story, width):
    page = open_as(None, viewport={"width": width, "height": 800})
    for tail in ("", "print/"):
        page.goto(f"{story}{tail}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tail
