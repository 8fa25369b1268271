"""What readers set for themselves: easy reading, light and dark, and pages read aloud by a voice that the test stands in
for."""

import json
import re

import pytest

from tests.browser.conftest import keeping, met

pytestmark = pytest.mark.browser

# A voice: it says each part in a moment, unless it is told to hold its breath.
VOICES = """(languages) => {
  const said = []
  let current
  const say = (words) => {
    current = words
    said.push(words)
    if (!window.held) setTimeout(() => current === words && words.onend?.(), 15)
  }
  const voices = languages.map((lang) => ({ lang, name: lang, localService: true }))
  const synth = { getVoices: () => voices, speak: say, cancel: () => (current = null), addEventListener() {} }
  Object.defineProperty(window, "speechSynthesis", { value: synth })
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
  window.said = said
}"""


@pytest.fixture
def reader(chromium, paper):
    """reader() is a page in a browser that keeps what is chosen; `voices` are the languages it speaks."""
    contexts, troubles = [], []

    def reader(voices=("zh-CN", "en-US"), held=False, kept=None, **more):
        context = chromium.new_context(base_url=paper.url, **({"viewport": {"width": 1000, "height": 800}} | more))
        contexts.append(context)
        context.add_init_script(f"window.held = {json.dumps(held)}; ({VOICES})({json.dumps(voices)})")
        if kept:
            keeping(context, kept)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
        return page

    yield reader
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def at(paper):
    """at("story") is the address of a type of page."""
    return lambda kind, language="zh-hans": paper.addresses[language][kind]


def on_html(page, name):
    return page.locator("html").get_attribute(f"data-{name}")


def size_of(page, selector="body"):
    return page.locator(selector).first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")


def switch(page):
    return page.locator(".to-comfort")


def heard(page):
    return page.evaluate("said.map((words) => words.text)")


def test_easy_reading_is_kept_from_page_to_page_and_left_again(reader, at):
    page = reader()
    page.goto(at("front"))
    before = size_of(page)
    assert page.locator(".comfort").is_hidden()
    switch(page).click()
    assert size_of(page) == pytest.approx(1.3 * before)
    page.get_by_role("button", name="放大文字").click()
    page.goto(at("story_rich"))
    assert on_html(page, "comfort") == "on"
    assert size_of(page) == pytest.approx(1.5 * before)
    assert switch(page).get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="返回普通版").click()
    page.goto(at("front"))
    assert size_of(page) == before
    assert page.locator(".comfort").is_hidden()


def test_the_text_grows_and_shrinks_between_two_ends_and_says_how_large_it_is(reader, at):
    page = reader(kept={"on": True})
    page.goto(at("story"))
    smaller, larger = page.get_by_role("button", name="缩小文字"), page.get_by_role("button", name="放大文字")
    assert smaller.get_attribute("aria-disabled") == "true"
    for size in (150, 175, 200, 200):
        larger.press("Enter")
        assert page.locator(".comfort output").inner_text() == f"{size}%"
    assert larger.get_attribute("aria-disabled") == "true"
    smaller.click()
    assert page.locator(".comfort output").inner_text() == "175%"


def test_contrast_is_of_paper_white_or_black(reader, at):
    page = reader(kept={"on": True}, color_scheme="dark")
    page.goto(at("story"))
    shades = {}
    for name in ("纸色", "白底", "黑底"):
        button = page.locator(".comfort").get_by_role("button", name=name)
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        shades[name] = page.evaluate(
            "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        )
    assert shades["白底"] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert shades["黑底"] == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.locator(".comfort [aria-pressed=true]").count() == 2  # the contrast, and the keys


def test_light_and_dark_are_for_everybody(reader, at):
    page = reader(color_scheme="light")
    page.goto(at("front"))
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="深色").click()
    page.goto(at("story"))
    dark = page.evaluate(ground)
    assert dark != light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == dark
    page.get_by_role("button", name="浅色").click()
    assert page.evaluate(ground) == light
    page.get_by_role("button", name="跟随系统").click()
    assert page.evaluate(ground) == dark


def test_what_is_chosen_stands_before_the_first_paint(reader, at):
    page = reader(kept={"on": True, "theme": "dark", "size": 175})
    page.route(
        "**/comfort.*.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )  # as if it never came
    page.goto(at("story"), wait_until="commit")
    page.locator(".comfort").wait_for()
    assert (on_html(page, "comfort"), on_html(page, "theme")) == ("on", "dark")


def test_digits_press_the_buttons_that_bear_them_until_that_is_switched_off(reader, at):
    page = reader()
    page.goto(at("search"))
    page.keyboard.press("2")
    assert on_html(page, "comfort") == "off"
    switch(page).click()
    for key, size in [("2", "150%"), ("2", "175%"), ("1", "150%")]:
        page.keyboard.press(key)
        assert page.locator(".comfort output").inner_text() == size
    page.keyboard.press("5")
    assert on_html(page, "contrast") == "black"
    page.keyboard.press("Control+3")
    assert on_html(page, "contrast") == "black"
    page.fill("#main input[name=q]", "")
    page.locator("#main input[name=q]").press_sequentially("34")
    assert on_html(page, "contrast") == "black"
    page.get_by_role("button", name="快捷键").click()
    page.keyboard.press("3")
    assert on_html(page, "contrast") == "black"


def test_a_story_is_read_from_its_headline_to_its_end(reader, at):
    page = reader()
    page.goto(at("story_rich"))
    page.get_by_role("button", name="听报道").click()
    page.locator(".listen").wait_for(state="hidden")  # it has come to the end
    words = heard(page)
    told = "".join(words)
    assert max(map(len, words)) <= 45
    headline, byline, body = (page.locator(one).first.inner_text() for one in (".story h1", ".byline", ".body p"))
    assert told.index(headline) < told.index(re.sub(r"\\s+", " ", byline)) < told.index(body)
    assert page.locator(".photo .credit").first.inner_text() not in told  # captions are for those who ask
    assert {words["lang"] for words in page.evaluate("said.map(({ lang }) => ({ lang }))")} == {"zh-CN"}


def test_reading_pauses_goes_on_hurries_and_stops(reader, at):
    page = reader(held=True)
    page.goto(at("story"))
    start = page.get_by_role("button", name="听报道")
    start.click()
    bar = page.locator(".listen")
    pause = bar.locator("[data-do=read]")
    met(page, "said.length === 1")
    assert pause.inner_text() == "暂停"
    assert pause.evaluate("one => one === document.activeElement")
    pause.press("Enter")
    assert pause.inner_text() == "继续"
    pause.press("Enter")
    assert heard(page)[0] == heard(page)[1]  # the sentence it had broken off
    bar.get_by_role("button", name="快一点").click()
    assert page.evaluate("said.at(-1).rate") == 1.25
    page.evaluate("said.at(-1).onend()")
    assert page.locator("[data-read]").count() == 1
    bar.get_by_role("button", name="停止").click()
    assert bar.is_hidden()
    assert page.locator("[data-read]").count() == 0
    assert start.evaluate("one => one === document.activeElement")


def test_what_is_read_is_marked_and_in_sight(reader, at):
    page = reader(held=True, viewport={"width": 390, "height": 700})
    page.goto(at("story_rich"))
    page.get_by_role("button", name="听报道").click()
    for _ in range(12):
        met(page, "said.length > 0")
        page.evaluate("said.at(-1).onend()")
    box = page.locator("[data-read]").bounding_box()
    assert 0 <= box["y"] < page.locator(".listen").bounding_box()["y"]


def test_captions_are_read_to_those_who_ask(reader, at):
    page = reader(kept={"captions": True})
    page.goto(at("story_rich"))
    page.get_by_role("button", name="听报道").click()
    page.locator(".listen").wait_for(state="hidden")
    assert page.locator(".photo figcaption .credit").first.inner_text() in "".join(heard(page))


def test_a_page_in_a_language_that_has_no_voice_says_so(reader, at):
    page = reader(voices=("zh-CN", "kk-KZ"))
    page.goto(at("story", "kk-arab"))
    page.locator(".to-listen").click()
    said = page.locator(".listen [role=status]")
    said.filter(has_text=re.compile(".{20}")).wait_for()
    assert heard(page) == []


def test_every_target_of_easy_reading_is_large(reader, at):
    page = reader(kept={"on": True}, viewport={"width": 390, "height": 800})
    for kind in ("front", "story_rich", "search_found"):
        page.goto(at(kind))
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, input, .sections a, .foot-links a, .pager a, .tags a")]
              .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 56)
              .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect().height])"""
        )
        assert small == []
