"""Every type of page in a real browser: axe finds nothing, in the light and in the dark, from the left and from the right;
nothing is cut off on a narrow screen, and nothing moves when photos come late."""

import time
from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.pages import EDITIONS, TYPES

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOUND = """async (runOnly) => {
  const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`)
}"""
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= room) return []
  const out = (one) => {
    const { left, right, width } = one.getBoundingClientRect()
    return width && (left < -1 || right > room + 1)
  }
  const scrolled = (one) => one.parentElement && (getComputedStyle(one.parentElement).overflowX !== "visible" || scrolled(one.parentElement))
  const found = [...document.querySelectorAll("body *")].filter((one) => out(one) && !scrolled(one))
  return found.filter((one) => !found.some((other) => other !== one && one.contains(other))).map((one) => one.outerHTML.slice(0, 160))
}"""
MOVED = """() => new Promise((done) => {
  const moved = []
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) moved.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 160))])
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(moved), 250)
})"""
PLACES = """() => [".name", ".middle"].map((css) => {
  const { left, width } = document.querySelector(css).getBoundingClientRect()
  return [css, left, width]
})"""
LARGEST = {"on": True, "size": 200}
each_page = pytest.mark.parametrize("kind", TYPES)
each_edition = pytest.mark.parametrize("language", [words.language for words in EDITIONS])


@each_edition
@each_page
def test_axe_finds_nothing(turn_to, kind, language):
    page = turn_to(kind, language, reduced_motion="reduce")  # colours change at once
    page.evaluate(AXE)
    assert page.evaluate(FOUND, RULES) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(FOUND, ["color-contrast"]) == []


@each_edition
@each_page
def test_nothing_is_wider_than_a_narrow_screen_nor_with_text_of_twice_the_size(turn_to, kind, language):
    page = turn_to(kind, language, viewport={"width": 320, "height": 640})
    assert page.evaluate(TOO_WIDE) == []
    page.set_viewport_size({"width": 640, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) == []


@each_edition
@each_page
def test_easy_reading_is_not_wider_either(turn_to, kind, language):
    page = turn_to(kind, language, kept=LARGEST, viewport={"width": 360, "height": 780})
    assert page.evaluate(TOO_WIDE) == []


@each_edition
@each_page
def test_nothing_moves_when_photos_come_late(turn_to, kind, language):
    def slow(page):
        def later(route):
            time.sleep(0.15)
            route.continue_()

        page.route("**/media/**", later)

    page = turn_to(kind, language, prepare=slow, viewport={"width": 390, "height": 800})
    page.wait_for_load_state("networkidle")
    assert page.evaluate(MOVED) == []


@each_edition
def test_the_sign_of_search_stands_still_when_its_word_comes_late(turn_to, language):
    page = turn_to("topic", language, viewport={"width": 390, "height": 800})
    sign = page.locator(".to-search svg")
    whole = sign.bounding_box()
    page.evaluate("document.querySelector('.to-search span').remove()")  # as while the page still comes in
    assert sign.bounding_box() == whole


@pytest.mark.parametrize("width", [390, 1440])
def test_the_front_page_stands_still_when_its_columns_and_the_date_come_late(turn_to, width):
    page = turn_to("front", "zh-hans", viewport={"width": width, "height": 900})
    whole = page.evaluate(PLACES)
    page.evaluate("document.querySelectorAll('.newest, .beside-lead, .ear').forEach((one) => one.remove())")
    assert page.evaluate(PLACES) == whole


@pytest.mark.parametrize("contrast", ["paper", "white", "black"])
@pytest.mark.parametrize("kind", ["front", "story_rich", "versions", "archive_month"])
def test_axe_finds_nothing_in_easy_reading(turn_to, kind, contrast):
    page = turn_to(kind, "zh-hans", kept={"on": True, "contrast": contrast}, reduced_motion="reduce")
    page.evaluate(AXE)
    assert page.evaluate(FOUND, RULES) == []
