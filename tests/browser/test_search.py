"""Search in a real browser: names as one types, by key and finger, while an input method composes, and without scripts."""

import pytest

pytestmark = pytest.mark.browser

STORIES = """
from django.utils import timezone
from articles.models import Publication, Section
from newsroom import edition
from newsroom.models import Reporter
from tests import factories
section = Section.objects.get(slug="news", masthead="zh-hans")
if not Publication.objects.filter(story=91_000).exists():
    lin = Reporter.objects.get(name="林知夏")
    tags = [factories.tag("林业"), factories.tag("造林")]
    factories.publication(
        section=section, story=91_000, headline="松林里的林业站", people=[lin], tags=tags, published_at=timezone.now()
    )
edition.bump()
"""


@pytest.fixture
def page(site, open_as):
    """The search page of a reader, where a story of 林知夏 can be found."""
    site.manage("shell", "-v0", "-c", STORIES)
    page = open_as(None)
    page.goto("/search/")
    return page


def offered(page):
    """The names that are offered, once they are."""
    page.get_by_role("listbox").wait_for()
    return page.locator("#names li").evaluate_all("all => all.map((one) => one.lastChild.textContent)")


def test_names_are_offered_and_chosen_by_keys(page):
    box = page.get_by_role("combobox", name="搜索全部报道")
    box.press_sequentially("林")
    assert offered(page) == ["林业", "林知夏", "造林"]
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.get_by_role("option", name="林知夏")
    assert chosen.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Enter")
    page.wait_for_url("**/reporters/**")


def test_escape_puts_them_away_and_enter_then_searches(page):
    box = page.locator("#q")
    box.press_sequentially("林业")
    offered(page)
    box.press("Escape")
    assert page.get_by_role("listbox").is_hidden()
    assert box.input_value() == "林业"
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert page.locator(".river mark").first.inner_text() == "林业"


def test_a_finger_chooses_too_and_nothing_moves(page):
    river = page.locator(".river").bounding_box()
    page.locator("#q").press_sequentially("造")
    offered(page)
    assert page.locator(".river").bounding_box() == river
    page.get_by_role("option", name="造林").click()
    page.wait_for_url("**/tags/**")


def test_nothing_is_asked_while_an_input_method_composes(page):
    asked = []
    page.on("request", lambda request: "suggest" in request.url and asked.append(request.url))
    box = page.locator("#q")
    box.focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "lin", "selectionStart": 3, "selectionEnd": 3})
    page.wait_for_timeout(400)
    assert asked == []
    session.send("Input.insertText", {"text": "林"})
    assert offered(page) == ["林业", "林知夏", "造林"]
    assert len(asked) == 1


def test_filters_chips_and_names_work_without_scripts(site, open_as):
    site.manage("shell", "-v0", "-c", STORIES)
    page = open_as(None, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto("/search/")
    page.fill("#q", "林业")
    page.get_by_text("缩小范围").click()
    page.select_option("#in-section", "news")
    page.select_option("#with-photo", "without")
    page.get_by_role("button", name="应用").click()
    assert page.locator(".river .card").count() == 1
    assert page.locator(".names a").all_text_contents() == ["标签 林业"]
    page.get_by_role("link", name="去掉： 栏目 要闻").click()
    assert "section=" not in page.url
    assert "photo=without" in page.url
