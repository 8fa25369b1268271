"""The upload page by hand: forty photos over a link that is cut, a closed tab, duplicates, a batch with exceptions."""

import os
import random
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from tests.browser.conftest import log_in, met
from tests.running import PATIENCE

pytestmark = pytest.mark.browser

UPLOAD = "/admin/media/photo/upload/"
STATE = ".incoming-row[data-state={}]"
LINK = "Failed to load resource"  # what the console says of a cut link and of a refusal


def drawn(seed, size=(320, 240)):
    """A small JPEG of discs, another one for every seed."""
    dice = random.Random(seed)
    image = Image.new("RGB", size, tuple(dice.randrange(256) for _ in "rgb"))
    for _disc in range(12):
        x, y, wide = dice.randrange(size[0]), dice.randrange(size[1]), dice.randrange(20, 120)
        ImageDraw.Draw(image).ellipse((x, y, x + wide, y + wide), fill=tuple(dice.randrange(256) for _ in "rgb"))
    stream = BytesIO()
    image.save(stream, "JPEG")
    return stream.getvalue()


def large():
    """A JPEG of several megabytes: noise does not get smaller."""
    stream = BytesIO()
    Image.frombytes("RGB", (1600, 1200), os.urandom(1600 * 1200 * 3)).save(stream, "JPEG", quality=95)
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path):
    """folder(3, seed) are the paths of three photos on a card."""

    def write(count, seed):
        paths = [tmp_path / f"DSC_{seed + n:05}.JPG" for n in range(count)]
        for n, path in enumerate(paths):
            path.write_bytes(drawn(seed + n))
        return paths

    return write


def choose(page, paths):
    page.set_input_files("#incoming input[type=file]", paths)


def wait_for(page, state, count, seconds=2 * PATIENCE):
    """Until that many rows are in a state."""
    met(
        page,
        "([rows, count]) => document.querySelectorAll(rows).length >= count",
        arg=[STATE.format(state), count],
        seconds=seconds,
    )


def field(page, name, row=0):
    return page.locator(f".incoming-row >> nth={row}").locator(f"[data-field={name}]")


def numbers(page):
    """The numbers of the photos in the library that the rows have become."""
    return page.eval_on_selector_all(".incoming-head a", "(links) => links.map((one) => one.href)")


def test_forty_photos_come_through_a_link_that_is_cut(open_as, folder):
    page = open_as("reporter", forgiven=LINK)
    page.goto(UPLOAD)
    page.fill("#id_caption", "雪后的集市。")
    choose(page, folder(40, 1000))
    wait_for(page, "saved", 5)
    page.context.set_offline(True)
    wait_for(page, "broken", 1)
    done = page.locator(STATE.format("saved")).count()
    assert done < 40
    page.context.set_offline(False)
    wait_for(page, "saved", 40, 5 * PATIENCE)
    assert len(set(numbers(page))) == 40
    assert field(page, "caption", 39).input_value() == "雪后的集市。"
    assert field(page, "credit", 39).input_value() == "记者 林知夏摄"
    page.locator("[data-library]").wait_for()
    assert page.locator("[data-pause]").is_hidden()


def test_a_file_goes_on_where_a_closed_tab_left_it(open_as, tmp_path):
    path = tmp_path / "DSC_02000.JPG"
    path.write_bytes(large())
    page = open_as("reporter", forgiven=LINK)
    page.goto(UPLOAD)
    page.fill("#id_place", "青岭")
    pieces = []

    def only_the_first(route):
        if route.request.method == "PATCH":
            pieces.append(route.request.headers["upload-offset"])
            if len(pieces) > 1:
                return route.abort()
        return route.continue_()

    page.route("**/photo/incoming/**", only_the_first)
    choose(page, path)
    wait_for(page, "broken", 1)
    later = page.context.new_page()
    page.close()
    later.goto(UPLOAD)
    assert "DSC_02000.JPG" in later.inner_text("[data-unfinished]")
    assert later.input_value("#id_place") == "青岭"
    offsets = []
    later.on("request", lambda sent: sent.method == "PATCH" and offsets.append(int(sent.headers["upload-offset"])))
    choose(later, path)
    wait_for(later, "saved", 1)
    assert offsets[0] > 0
    assert field(later, "place").input_value() == "青岭"


def test_what_is_in_the_library_already_is_not_sent_again(open_as, folder):
    first, second = folder(2, 3000)
    page = open_as("editor", forgiven=LINK)
    page.goto(UPLOAD)
    page.fill("#id_caption", "最早的图说。")
    page.fill("#id_credit", "记者 林知夏摄")
    choose(page, [first])
    wait_for(page, "saved", 1)
    other = open_as("reporter", forgiven=LINK)
    other.goto(UPLOAD)
    sent = []
    other.on("request", lambda one: one.method == "PATCH" and sent.append(one.url))
    copy = first.with_name("copy.jpg")
    copy.write_bytes(first.read_bytes())
    choose(other, [copy, second])
    wait_for(other, "saved", 2)
    assert len(sent) == 1
    assert other.locator(".incoming-note").count() == 1
    other.fill("#id_caption", "新的图说。")
    met(other, "document.querySelectorAll('[data-field=caption]')[1].value === '新的图说。'")
    wait_for(other, "saved", 2)
    assert field(other, "caption", 0).input_value() == "最早的图说。"
    assert field(other, "caption", 1).input_value() == "新的图说。"


def test_one_credit_for_all_but_one(open_as, folder):
    page = open_as("editor")
    page.goto(UPLOAD)
    choose(page, folder(4, 4000))
    field(page, "credit", 2).fill("县气象局供图")  # while they are on their way
    page.fill("#id_credit", "实习记者 江一帆摄")
    page.fill("#id_keywords", "集市、冬天")
    wait_for(page, "saved", 4)
    credits = [field(page, "credit", n).input_value() for n in range(4)]
    assert credits == ["实习记者 江一帆摄", "实习记者 江一帆摄", "县气象局供图", "实习记者 江一帆摄"]
    page.goto(numbers(page)[2])
    assert page.input_value("#id_provider") == "县气象局"
    assert page.input_value("#id_keywords") == "集市、冬天"


def test_a_caption_that_ends_with_its_credit_is_divided_as_it_is_typed(open_as, folder):
    page = open_as("reporter")
    page.goto(UPLOAD)
    choose(page, folder(1, 4500))
    wait_for(page, "saved", 1)
    field(page, "caption").fill("牧民在挑选马具。 实习记者 江一帆摄")
    page.locator("#id_place").focus()
    met(page, "document.querySelector('[data-field=credit]').value === '实习记者 江一帆摄'")
    assert field(page, "caption").input_value() == "牧民在挑选马具。"


def test_a_credit_that_names_nobody_says_so_and_stays_typed(open_as, folder):
    page = open_as("reporter", forgiven=LINK)
    page.goto(UPLOAD)
    page.fill("#id_credit", "!!!")
    choose(page, folder(1, 4600))
    wait_for(page, "unsaved", 1)
    assert "!!!" in page.inner_text(".incoming-state")
    page.fill("#id_credit", "记者 林知夏摄")
    wait_for(page, "saved", 1)


def test_a_pause_sends_nothing_until_it_ends(open_as, folder):
    page = open_as("reporter", forgiven=LINK)
    page.goto(UPLOAD)
    choose(page, folder(12, 5000))
    page.click("[data-pause]")
    wait_for(page, "paused", 6)
    under_way = ["reading", "sending", "checking"]  # what was being looked at becomes photos still
    met(page, "rows => !document.querySelector(rows)", arg=", ".join(map(STATE.format, under_way)))
    sent = []
    page.on("request", lambda one: one.method == "PATCH" and sent.append(one.url))
    page.wait_for_timeout(1000)
    assert not sent
    page.click("[data-pause]")
    wait_for(page, "saved", 12)


def test_what_is_no_photo_is_refused_by_name_and_the_others_come(open_as, folder, tmp_path):
    notes = tmp_path / "notes.jpg"
    notes.write_bytes(b"no photo")
    page = open_as("reporter", forgiven=LINK)
    page.goto(UPLOAD)
    choose(page, [notes, *folder(2, 6000)])
    wait_for(page, "refused", 1)
    wait_for(page, "saved", 2)
    assert "notes.jpg" in page.inner_text(f"{STATE.format('refused')} .incoming-state")


def test_after_an_ended_login_nothing_is_lost(open_as, folder):
    page = open_as("reporter", forgiven=LINK)
    page.goto(UPLOAD)
    page.context.clear_cookies()
    page.fill("#id_caption", "写了很久的图说。")
    choose(page, folder(2, 7000))
    wait_for(page, "broken", 2)
    other = page.context.new_page()
    other.goto("/admin/login/")
    log_in(other, "reporter")
    page.click("[data-again]")
    wait_for(page, "saved", 2)
    assert field(page, "caption", 1).input_value() == "写了很久的图说。"


def test_on_a_telephone(open_as, folder):
    page = open_as("reporter", viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page.goto(UPLOAD)
    choose(page, folder(3, 8000))
    wait_for(page, "saved", 3)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    field(page, "caption", 1).fill("单独一张。")
    page.locator(".incoming-more summary >> nth=1").tap()
    field(page, "place", 1).fill("青岭")
    wait_for(page, "saved", 3)
    page.goto(numbers(page)[1])
    assert page.input_value("#id_place") == "青岭"


def test_photos_of_one_scene_stand_together_with_one_caption(open_as, tmp_path):
    paths = []
    for n, (seed, quality) in enumerate([(9001, 95), (9002, 90), (9001, 80)]):
        stream = BytesIO()
        Image.open(BytesIO(drawn(seed))).save(stream, "JPEG", quality=quality)
        paths.append(tmp_path / f"DSC_{9100 + n}.JPG")
        paths[-1].write_bytes(stream.getvalue())
    page = open_as("reporter")
    page.goto(UPLOAD)
    choose(page, paths)
    wait_for(page, "saved", 3)
    assert page.locator(".incoming-scene").count() == 1
    shown = page.eval_on_selector_all(".incoming-scene ~ .is-scene b", "(names) => names.map((one) => one.textContent)")
    assert shown == ["DSC_9100.JPG", "DSC_9102.JPG"]
    scene = page.locator(".is-scene")
    scene.nth(0).locator("[data-field=caption]").fill("同一处。")
    page.click(".incoming-scene button")
    met(page, "document.querySelectorAll('.is-scene')[1].querySelector('[data-field=caption]').value === '同一处。'")
    wait_for(page, "saved", 3)


def test_without_scripts_the_form_sends_them(open_as, folder):
    page = open_as("reporter", java_script_enabled=False)
    page.goto(UPLOAD)
    choose(page, folder(2, 9500))
    page.fill("#id_caption", "没有脚本。 实习记者 江一帆摄")
    page.fill("#id_place", "青岭")
    page.click(".desk-submit button")
    page.wait_for_url("**/admin/media/photo/")
    assert page.locator("text=没有脚本。").count() >= 2
