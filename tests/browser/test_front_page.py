"""The boards in a real browser: the front page by drag, its times, a topic, and both without scripts or a login."""

import re

import pytest

from tests.browser.conftest import met
from tests.browser.writing import at_rest
from tests.running import until

pytestmark = pytest.mark.browser

STORIES = """
from django.utils import timezone
from articles.models import Publication, Section, Slot, Topic
from newsroom import edition
from tests import factories
Slot.objects.all().delete()
Topic.objects.all().delete()
section = Section.objects.get(slug="news", masthead="zh-hans")
for number, headline in enumerate(%r, %r):
    if not Publication.objects.filter(headline=headline).exists():
        factories.publication(section=section, headline=headline, story=number, published_at=timezone.now())
edition.bump()
"""
TURN = """
from datetime import timedelta
from django.utils import timezone
from articles.models import Slot
print(Slot.objects.filter(%s__isnull=False).update(%s=timezone.now() + timedelta(seconds=2)))
"""
HEADLINES = ["一号稿件冰湖开网", "二号稿件牧场转场", "三号稿件雪路通车"]


@pytest.fixture
def stories(site):
    """Three stories on the site, the last the newest, and no slot nor topic."""
    site.manage("shell", "-v0", "-c", STORIES % (HEADLINES, 90_000))


def drag(page, source, target, above=True):
    """Press the mouse on `source`, move it onto the upper or lower edge of `target`, let go; wait until the board is
    drawn anew."""
    target.wait_for()
    source.scroll_into_view_if_needed()
    start, end = until(lambda: standing(page, source, target))
    board = page.evaluate_handle("document.getElementById('board-drawn').firstChild")
    page.mouse.move(start["x"] + min(80, start["width"] / 2), start["y"] + min(20, start["height"] / 2))
    page.mouse.down()
    page.mouse.move(start["x"] + 70, start["y"] + 30, steps=5)
    page.mouse.move(end["x"] + 100, end["y"] + (5 if above else end["height"] - 5), steps=15)
    page.mouse.up()
    met(page, "board => !board.isConnected", arg=board)


def standing(page, *parts):
    """The boxes of these parts of the page, once they stay where they are."""
    at_rest(page)
    before = [part.bounding_box() for part in parts]
    at_rest(page)
    return before == [part.bounding_box() for part in parts] and before


def places(page):
    return page.locator(".board-place b").all_inner_texts()


def story(page, headline):
    return page.locator(".board-story", has_text=headline)


def save(page):
    with page.expect_navigation():
        page.locator("[name=do][value=save]").click()


def open_front(open_as, role="chief-editor", **more):
    page = open_as(role, viewport={"width": 1500, "height": 900}, **more)
    page.goto("/admin/articles/slot/")
    return page


def test_a_front_page_is_made_by_drag_previewed_saved_and_read(stories, open_as):
    one, two, three = HEADLINES
    page = open_front(open_as)
    shown = page.frame_locator("#preview iframe")
    drag(page, story(page, one), page.locator(".board-list"))
    met(page, "document.querySelectorAll('.board-place').length === 1")
    drag(page, story(page, two), page.locator(".board-place").first)
    met(page, "document.querySelectorAll('.board-place').length === 2")
    assert places(page) == [two, one]
    shown.locator(".lead .headline", has_text=two).wait_for()

    drag(page, page.locator(".board-place").nth(1).locator(".board-face"), page.locator(".board-place").first)
    shown.locator(".lead .headline", has_text=one).wait_for()
    assert places(page) == [one, two]

    page.locator(".board-place").first.locator("summary").click()
    page.locator(".board-place").first.locator("[name$=headline]").fill("这里的短题")
    shown.locator(".lead .headline", has_text="这里的短题").wait_for()
    page.locator(".board-place").nth(1).locator(".board-pin").last.click()
    story(page, three).locator("[data-in=first]").click()
    met(page, "document.querySelectorAll('.board-place').length === 3")
    assert places(page) == [three, two, "这里的短题"]  # the pinned one kept its place
    assert page.locator("#unsaved").is_visible()

    reader = open_as(None)
    reader.goto("/")
    assert "这里的短题" not in reader.content()
    save(page)
    assert places(page) == [three, two, "这里的短题"]
    reader.reload()  # a page is kept for half a minute
    assert reader.locator(".lead .headline").inner_text() == three
    assert reader.locator(".under .headline").all_inner_texts() == [two, "这里的短题"]


def test_places_turn_by_themselves(stories, site, open_as):
    one, _two, three = HEADLINES
    page = open_front(open_as)
    story(page, one).locator("[data-in=first]").click()
    page.locator(".board-place summary").click()
    page.locator("[name$=starts_at]").fill("2099-12-28T08:00")
    page.locator("[name=at]").fill("2099-12-28T08:00")
    page.frame_locator("#preview iframe").locator(".lead .headline", has_text=one).wait_for()
    page.locator("[name=at]").fill("")
    page.frame_locator("#preview iframe").locator(".lead .headline", has_text=three).wait_for()
    save(page)
    assert page.locator(".board-place.is-off").count() == 1

    reader = open_as(None)
    reader.goto("/")

    def lead():
        reader.reload()
        return reader.locator(".lead .headline").inner_text()

    assert lead() == three
    assert site.manage("shell", "-v0", "-c", TURN % ("starts_at", "starts_at")).split()[-1] == "1"
    until(lambda: lead() == one)
    assert site.manage("shell", "-v0", "-c", TURN % ("starts_at", "ends_at")).split()[-1] == "1"
    until(lambda: lead() == three)


def test_two_who_arrange_at_once_lose_nothing(stories, open_as):
    one, two, _three = HEADLINES
    chief, head = open_front(open_as), open_front(open_as, "section-head")
    story(head, two).locator("[data-in=last]").click()
    story(chief, one).locator("[data-in=last]").click()
    head.locator(".board-place").wait_for()
    chief.locator(".board-place").wait_for()
    save(chief)
    head.locator("[name=do][value=save]").click()
    head.locator(".board-clash").wait_for()
    assert head.locator(".board-theirs li").all_inner_texts() == [one]
    assert places(head) == [two]
    save(head)
    assert places(head) == [two]


def test_a_login_that_ran_out_costs_nothing(stories, open_as):
    one = HEADLINES[0]
    page = open_front(open_as)
    session = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    story(page, one).locator("[data-in=first]").click()
    page.locator(".desk-notice").wait_for()
    page.context.add_cookies(session)
    story(page, one).locator("[data-in=first]").click()
    page.locator(".board-place").wait_for()
    save(page)
    assert places(page) == [one]


def test_without_scripts_every_step_is_a_form(stories, open_as):
    one, two, _three = HEADLINES
    page = open_front(open_as, java_script_enabled=False)

    def press(button):
        with page.expect_navigation():
            button.click()

    for headline in (one, two):
        press(story(page, headline).locator("[data-in=last]"))
    assert places(page) == [one, two]
    press(page.locator(".board-place").nth(1).locator("[value^=up]"))
    assert places(page) == [two, one]
    page.locator(".board-search [name=q]").fill("牧场转场")
    press(page.locator(".board-search [data-unscripted]"))
    assert page.locator(".board-story b").all_inner_texts() == [two]
    assert places(page) == [two, one]
    page.locator("#preview [data-unscripted]").click()
    page.frame_locator("#preview iframe").locator(".lead .headline", has_text=two).wait_for()
    save(page)
    assert places(page) == [two, one]


def test_a_topic_is_put_together_and_opened(stories, open_as):
    one, two, three = HEADLINES
    page = open_as("chief-editor", viewport={"width": 1500, "height": 1400})
    page.goto("/admin/articles/topic/add/")
    page.fill("#id_title", "冰湖冬捕节")
    page.locator("[value='add:stories']").click()
    page.locator("#id_b0-heading").fill("开网")
    drag(page, story(page, one), page.locator(".board-held"))
    drag(page, story(page, two), page.locator(".board-held .board-place").first)
    page.locator("[value='add:stories']").click()
    page.locator("[data-key=b1] .board-held").wait_for()
    drag(page, story(page, three), page.locator("[data-key=b1] .board-held"))
    page.locator("[data-key=b1] .board-place").wait_for()
    drag(page, page.locator("[data-key=b1] .board-face"), page.locator("[data-key=b0] .board-place").first)
    met(page, "document.querySelectorAll('[data-key=b0] .board-place').length === 3")
    assert places(page) == [three, two, one]
    drag(page, page.locator("[data-key=b1] .board-block-face"), page.locator("[data-key=b0] .board-block-head"))
    met(page, "document.querySelector('.board-block').dataset.key === 'b1'")
    page.locator("[value='out:b1']").click()
    page.locator("[data-key=b1]").wait_for(state="detached")
    page.frame_locator("#preview iframe").get_by_role("heading", name="冰湖冬捕节").wait_for()
    save(page)
    assert re.search(r"/topic/\d+/change/$", page.url)

    reader = open_as(None)
    assert reader.request.get("/topics/冰湖冬捕节/").status == 404
    page.locator("#id_is_open").check()
    save(page)
    reader.goto("/topics/冰湖冬捕节/")
    assert reader.locator(".topic-stories .headline").all_inner_texts() == [three, two, one]
    assert reader.locator(".rubric").first.inner_text() == "开网"
