"""A gallery in a real browser: swiped, by keys, over the whole screen, from the right, on paper, and without any script."""

import json
import re

import pytest

from tests.browser.conftest import shown

pytestmark = pytest.mark.browser

STORIES = """
import json
from io import BytesIO
from django.core.files import File
from django.utils import timezone
from PIL import Image
from articles import printing
from articles.models import Section
from media import pictures, uploads
from media.models import Photo, PhotoCredit
from media.tasks import make_renditions
from newsroom import edition
from newsroom.models import Masthead
from tests import factories

numbers = []
for place, size in enumerate([(1500, 1000), (1400, 900), (700, 1100), (1300, 900)], 1):
    stream = BytesIO()
    Image.new("RGB", size, (60 * place, 90, 200 - 40 * place)).save(stream, "JPEG")
    stream.seek(0)
    photo, _made = uploads.accept(File(stream, name=f"{place}.jpg"), None)
    Photo.objects.filter(pk=photo.pk).update(caption=f"第{place}张的图说。", made=["", "trainedAlgorithmicMedia", "", ""][place - 1])
    PhotoCredit.objects.get_or_create(photo=photo, work="photo", name="江一帆", defaults={"role": "实习记者"})
    make_renditions.call(photo.pk)
    numbers.append(photo.pk)
shown = {n: pictures.picture(Photo.objects.get(pk=n)) for n in numbers}
gallery = f'<figure data-gallery="{" ".join(map(str, numbers))}"><figcaption>冬捕一日</figcaption></figure>'
Masthead.objects.get_or_create(language="kk-arab", defaults={"name": "قار", "outlet": "قار", "publisher": "قار"})
right, _made = Section.objects.get_or_create(masthead_id="kk-arab", slug="news", defaults={"name": "جاڭالىق"})
news = Section.objects.get(masthead_id="zh-hans", slug="news")
addresses = {}
for name, body, section in [("story", f"<p>开头。</p>{gallery}<p>结尾。</p>", news), ("alone", gallery, news), ("right", f"<p>قار.</p>{gallery}", right)]:
    html = printing.printed({"body": body}, shown)
    filed = {"section": section, "language": section.masthead_id, "published_at": timezone.now()}
    made = factories.publication(html=html, story=91_000 + len(addresses), **filed)
    addresses[name] = made.get_absolute_url()
edition.bump()
print(json.dumps(addresses))
"""


@pytest.fixture(scope="module")
def stories(site):
    """The addresses of a story with a gallery, of one that is nothing but a gallery, and of one written from the right."""
    return json.loads(site.manage("shell", "-v0", "-c", STORIES).splitlines()[-1])


@pytest.fixture
def read(stories, open_as):
    """read("story") is a reader's page with that story."""

    def read(name, **more):
        page = open_as(None, **({"viewport": {"width": 1200, "height": 900}} | more))
        page.goto(stories[name])
        return page

    return read


def counted(page, text, inside=".gallery"):
    """Wait until the counter says so."""
    page.locator(f"{inside} .counter", has_text=re.compile(f"^{text}$")).wait_for()


def in_sight(page, inside=".gallery"):
    """The numbers of the photos of which more than half is in sight, once the scrolling has ended."""
    return page.evaluate(
        """async (inside) => {
          const list = document.querySelector(`${inside} ul`);
          let still = 0;
          for (let before, since; still < 20 || performance.now() - since < 400; still += 1) {
            await new Promise(requestAnimationFrame);
            if (before !== list.scrollLeft) [still, since] = [0, performance.now()];
            before = list.scrollLeft;
          }
          const box = list.getBoundingClientRect();
          return [...list.children].flatMap((slide, n) => {
            const own = slide.getBoundingClientRect();
            return Math.min(own.right, box.right) - Math.max(own.left, box.left) > own.width / 2 ? [n + 1] : [];
          });
        }""",
        inside,
    )


def focused(page, name):
    """Wait until the focus is on what is called so: a dialog hands it back a moment after it has closed."""
    page.locator(f":focus[aria-label='{name}']").wait_for()


def test_buttons_lead_on_and_back_and_stop_at_both_ends(read):
    page = read("story")
    on, back = page.get_by_role("button", name="下一张"), page.get_by_role("button", name="上一张")
    counted(page, "1 / 4")
    assert back.get_attribute("aria-disabled") == "true"
    for place in (2, 3, 4):
        on.click()
        counted(page, f"{place} / 4")
        assert in_sight(page) == [place]
    assert on.get_attribute("aria-disabled") == "true"
    on.press("Enter")  # it keeps the focus, and does nothing
    counted(page, "4 / 4")
    focused(page, "下一张")
    back.click()
    counted(page, "3 / 4")


def test_a_swipe_is_counted_and_ends_on_a_photo(read):
    page = read("story", viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.locator(".gallery ul").scroll_into_view_if_needed()
    box = page.locator(".gallery ul").bounding_box()
    finger = page.context.new_cdp_session(page)
    for kind, x in [("touchStart", 320), *(("touchMove", x) for x in range(310, 60, -20)), ("touchEnd", None)]:
        points = [{"x": x, "y": box["y"] + 100}] if x else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    counted(page, "2 / 4")
    assert in_sight(page) == [2]
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_keys_lead_on_without_moving_the_page(read):
    page = read("story")
    page.locator(".gallery ul").focus()
    before = page.evaluate("scrollY")
    for key, text in [("ArrowRight", "2 / 4"), ("End", "4 / 4"), ("ArrowLeft", "3 / 4"), ("Home", "1 / 4")]:
        page.keyboard.press(key)
        counted(page, text)
        assert in_sight(page) == [int(text[0])]
    assert page.evaluate("scrollY") == before


def test_the_whole_screen_by_button_leaves_by_escape_where_the_reader_stopped(read):
    page = read("story")
    page.get_by_role("button", name="下一张").click()
    page.get_by_role("button", name="全屏查看").click()
    dialog = page.get_by_role("dialog", name="冬捕一日")
    assert dialog.is_visible()
    counted(page, "2 / 4", ".viewer")
    page.keyboard.press("ArrowRight")
    counted(page, "3 / 4", ".viewer")
    assert in_sight(page, ".viewer") == [3]
    assert dialog.get_by_text("第3张的图说。").is_visible()
    assert dialog.locator("li:nth-child(3) .credit").is_visible()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    focused(page, "全屏查看")
    counted(page, "3 / 4")
    assert in_sight(page) == [3]


def test_a_photo_opens_over_the_whole_screen_and_the_focus_comes_back_to_the_last_one_seen(read):
    page = read("story")
    page.locator(".gallery .large").first.click()
    counted(page, "1 / 4", ".viewer")
    shown(page, page.locator(".viewer img").first)
    assert page.locator(".viewer img").first.bounding_box()["width"] > 1100
    page.keyboard.press("ArrowRight")
    counted(page, "2 / 4", ".viewer")
    page.locator(".viewer").get_by_role("button", name="关闭").click()
    page.locator(".gallery li:nth-child(2) .large:focus").wait_for()
    assert in_sight(page) == [2]


def test_what_ai_made_is_labelled_in_the_page_and_over_the_whole_screen(read):
    page = read("story")
    page.get_by_role("button", name="下一张").click()
    page.get_by_role("button", name="全屏查看").click()
    for inside in (".gallery", ".viewer"):
        in_sight(page, inside)  # which waits until it stands still
        (label,) = page.locator(f"{inside} .ai-label").all()
        assert label.inner_text() == "AI生成"
        shown(page, page.locator(f"{inside} .labelled img"))
        picture, box = page.locator(f"{inside} .labelled img").bounding_box(), label.bounding_box()
        assert picture["x"] <= box["x"] and box["y"] >= picture["y"]
        assert box["height"] * 20 >= min(picture["width"], picture["height"])


def test_from_the_right_everything_runs_the_other_way(read):
    page = read("right")
    page.locator(".gallery ul").focus()
    for key, text in [("ArrowLeft", "2 / 4"), ("ArrowLeft", "3 / 4"), ("ArrowRight", "2 / 4"), ("End", "4 / 4")]:
        page.keyboard.press(key)
        counted(page, text)
        assert in_sight(page) == [int(text[0])]
    on, back = (page.locator(f".gallery [data-go='{step}']").bounding_box() for step in (1, -1))
    assert on["x"] < back["x"]
    page.locator(".gallery .whole").click()
    counted(page, "4 / 4", ".viewer")
    page.keyboard.press("ArrowRight")
    counted(page, "3 / 4", ".viewer")
    assert in_sight(page, ".viewer") == [3]


def test_who_wants_no_motion_gets_none(read):
    page = read("story", reduced_motion="reduce")
    assert page.locator(".gallery ul").evaluate("list => getComputedStyle(list).scrollBehavior") == "auto"
    page.locator(".gallery ul").focus()
    page.keyboard.press("End")
    assert page.evaluate("document.querySelector('.gallery ul').scrollLeft") > 500  # at once


def test_without_scripts_everything_is_there(read):
    page = read("story", java_script_enabled=False)
    assert page.locator(".gallery li").count() == 4
    for place in range(1, 5):
        slide = page.locator(f".gallery li:nth-child({place})")
        slide.scroll_into_view_if_needed()
        assert slide.get_by_text(f"第{place}张的图说。").is_visible()
        assert slide.locator(".credit").is_visible()
        assert slide.get_by_text(f"{place}/4").is_visible()
        assert slide.locator("img").is_visible()
    assert page.get_by_role("button", name="下一张").count() == 0
    with page.expect_navigation(url="**/media/photos/*/*.jpg"):
        page.locator(".gallery .large").first.click()


def test_paper_shows_all_photos_one_below_the_other_with_credit_and_label(read):
    page = read("story")
    page.emulate_media(media="print")
    slides = [slide.bounding_box() for slide in page.locator(".gallery li").all()]
    assert all(upper["y"] + upper["height"] <= lower["y"] for upper, lower in zip(slides, slides[1:], strict=False))
    assert all(credit.is_visible() for credit in page.locator(".gallery .credit").all())
    assert page.locator(".gallery .ai-label").is_visible()
    assert page.locator(".gallery-tools").is_hidden()


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_nothing_moves_when_the_photos_come(read, width):
    page = read("alone", viewport={"width": width, "height": 900})
    page.wait_for_load_state("networkidle")
    moved = page.evaluate(
        """() => new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)))
            .observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 300);
        })"""
    )
    assert moved < 0.01
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_the_widths_that_pages_say_are_those_at_which_photos_stand(read):
    for width in (390, 820, 1440):
        page = read("story", viewport={"width": width, "height": 900})
        image = page.locator(".gallery img").first
        shown(page, image)
        stands = image.bounding_box()["width"]
        said = image.evaluate("img => img.naturalWidth")  # by srcset, what sizes said
        assert stands <= said <= stands * 1.15 + 1, width
