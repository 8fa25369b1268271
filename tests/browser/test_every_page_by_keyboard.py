"""Every type of page by keyboard alone, and without any script."""

import pytest

from tests.browser.test_every_page import each_page

pytestmark = pytest.mark.browser

# Walks with the Tab key, and gives what is wrong on the way: no ring around what has the focus, or something over it.
STEP = """() => {
  const one = document.activeElement
  if (!one || one === document.body) return null
  const number = window.walked.push(one)
  const { outlineStyle, outlineWidth } = getComputedStyle(one)
  const { left, top, width, height } = one.getBoundingClientRect()
  const what = one.outerHTML.slice(0, 140)
  if (one.matches("video, audio")) return ""  // the focus is on the browser's own buttons in it
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `no ring: ${what}`
  const inside = (value, most) => Math.max(1, Math.min(value, most - 1))
  const seen = document.elementFromPoint(inside(left + width / 2, innerWidth), inside(top + Math.min(height, 40) / 2, innerHeight))
  return one.contains(seen) || seen?.contains(one) || seen?.closest("a, button, li") === one.closest("li") ? "" : `covered: ${what}`
}"""
LEFT_OUT = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0 && !window.walked.includes(one))
  .map((one) => one.outerHTML.slice(0, 140))"""
# what is no link in a text is 24 by 24 at least
SMALL = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
  .filter((one) => one.checkVisibility() && one.tabIndex >= 0 && !one.closest("p, td, dd, figcaption, .body") && !one.matches(".skip"))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 24 || height < 24)
  .map(([one, { width, height }]) => `${Math.round(width)} × ${Math.round(height)}: ${one.outerHTML.slice(0, 140)}`)"""


@pytest.mark.parametrize("language", ["zh-hans", "kk-arab"])
@each_page
def test_the_tab_key_reaches_everything_and_shows_where_it_is(turn_to, kind, language):
    page = turn_to(kind, language, viewport={"width": 900, "height": 700}, reduced_motion="reduce")
    page.evaluate("window.walked = []")
    troubles = []
    for _ in range(400):
        page.keyboard.press("Tab")
        found = page.evaluate(STEP)
        if found is None:
            break
        if found:
            troubles.append(found)
    assert troubles == []
    assert page.evaluate(LEFT_OUT) == []


@each_page
def test_what_is_pressed_with_a_finger_is_large_enough(turn_to, kind):
    page = turn_to(kind, "zh-hans", viewport={"width": 390, "height": 800})
    assert page.evaluate(SMALL) == []


@each_page
def test_without_scripts_the_page_is_whole_and_offers_nothing_dead(turn_to, kind):
    page = turn_to(kind, "zh-hans", java_script_enabled=False, viewport={"width": 390, "height": 800})
    assert page.locator("main h1, .is-front h1").first.is_visible()
    assert page.locator(".foot").is_visible() or kind == "print"
    assert [one.inner_text() for one in page.locator("[data-do]").all() if one.is_visible()] == []
