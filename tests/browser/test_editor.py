"""The body editor in a real browser: its places, its link dialog, house layout, its keys and its bar."""

import re

import pytest

from tests.browser.conftest import met
from tests.browser.test_desk_form import made, saved
from tests.browser.test_main_job import a_photo
from tests.browser.writing import EDITOR, at_rest, body_of, heard, ready
from tests.media.recorded import MP4

pytestmark = pytest.mark.browser

ON_THE_SITE = """
from django.utils import timezone
from articles.models import Section
from tests import factories
news = Section.objects.get(slug="news", masthead="zh-hans")
print(factories.publication(headline=%r, story=%d, section=news, published_at=timezone.now()).get_absolute_url())
"""
PHOTOS = """
from django.contrib.auth import get_user_model
from media.uploads import accept
from media.tasks import make_renditions
from tests.cast import photo_file
user = get_user_model().objects.first()
for shade in (40, 90, 140):
    photo, _made = accept(photo_file(colour=(shade, 10, %d)), user, caption=f"组图之{shade}", credit="记者 林知夏摄")
    make_renditions.call(photo.pk)
    print(photo.pk)
"""


def on_the_site(site, headline, number):
    """The address of a story on the site."""
    return site.manage("shell", "-v0", "-c", ON_THE_SITE % (headline, number)).split()[-1]


def writing(site, open_as, body="<p>冬捕开网。</p>", headline="编辑器里的稿子", **more):
    page = open_as("reporter", **more)
    page.goto(made(site, headline, body))
    ready(page).locator(EDITOR).click()
    page.keyboard.press("Control+End")
    heard(page)
    return page


def press(page, name):
    page.locator(f".prose-menubar [data-name={name}]").click()


def test_a_gallery_is_picked_ordered_by_dragging_and_by_button_and_kept(site, open_as):
    numbers = site.manage("shell", "-v0", "-c", PHOTOS % 7).split()
    page = writing(site, open_as)
    press(page, "gallery")
    tiles = page.locator(".desk-tile")
    for shade in (40, 90, 140):
        tiles.filter(has_text=f"组图之{shade}").first.click()
    page.locator(".desk-picker footer .is-primary:visible").click()
    items = page.locator(".desk-gallery li")
    items.nth(2).locator("img[src]").wait_for()
    items.nth(0).drag_to(items.nth(2))
    assert f'data-gallery="{numbers[1]} {numbers[2]} {numbers[0]}"' in body_of(page)
    items.nth(2).get_by_role("button").first.click()
    assert f'data-gallery="{numbers[1]} {numbers[0]} {numbers[2]}"' in body_of(page)
    items.nth(2).get_by_role("button").last.click()
    page.locator(".desk-figure.is-gallery figcaption").click()
    page.keyboard.insert_text("三天的冰湖")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("图后一段")
    saved(page)
    assert body_of(page) == (
        f'<p>冬捕开网。</p><figure data-gallery="{numbers[1]} {numbers[0]}"><figcaption>三天的冰湖</figcaption></figure>'
        "<p>图后一段</p>"
    )
    page.locator(".desk-gallery li").nth(1).get_by_text("记者 林知夏摄").wait_for()
    assert page.locator(".desk-gallery").get_by_text("记者 林知夏摄").count() == 2


def test_a_video_is_uploaded_with_its_credit_and_plays(site, open_as):
    page = writing(site, open_as)
    press(page, "recording")
    page.locator("dialog input[type=file]").set_input_files(
        [{"name": "开网.mp4", "mimeType": "video/mp4", "buffer": MP4 + b"0" * 100_000}]
    )
    fields = page.locator(".desk-clip-new input")
    fields.nth(0).fill("第一网")
    fields.nth(1).fill("记者 林知夏摄制")
    page.locator(".desk-clip-new .is-primary").click()
    place = page.locator(".desk-figure.is-recording")
    place.get_by_text("记者 林知夏摄制").wait_for()
    source = place.locator("video").get_attribute("src")
    part = page.evaluate(
        "address => fetch(address, { headers: { Range: 'bytes=4-7' } })"
        ".then(async (answer) => [answer.status, await answer.text()])",
        source,
    )
    assert part == [206, "ftyp"]
    saved(page)
    assert re.search(r'<figure data-clip="\d+"><figcaption></figcaption></figure>', body_of(page))


def test_what_is_no_video_is_refused_with_the_reason_and_nothing_typed_is_lost(site, open_as):
    page = writing(site, open_as, forgiven="400 (Bad Request)")
    press(page, "recording")
    page.locator("dialog input[type=file]").set_input_files([{**a_photo(), "name": "图.mp4"}])
    fields = page.locator(".desk-clip-new input")
    fields.nth(1).fill("记者 林知夏摄制")
    with page.expect_response("**/clip/take/") as answer:
        page.locator(".desk-clip-new .is-primary").click()
    assert answer.value.status == 400
    page.locator(".desk-clip-new .desk-error").get_by_text("图.mp4").wait_for()
    assert fields.nth(1).input_value() == "记者 林知夏摄制"


def test_an_address_becomes_a_place_and_a_wrong_one_is_told(site, open_as):
    page = writing(site, open_as)
    press(page, "recording")
    field = page.locator("dialog input").first
    field.fill("http://video.example/a")
    page.keyboard.press("Enter")
    page.locator("dialog .desk-error:visible").wait_for()
    field.fill("https://video.example/live")
    page.locator("dialog input").nth(1).fill("看直播")
    page.keyboard.press("Enter")
    page.locator(".desk-figure.is-recording").wait_for()
    saved(page)
    assert body_of(page) == (
        '<p>冬捕开网。</p><figure data-video="https://video.example/live"><figcaption>看直播</figcaption></figure>'
    )


def test_related_stories_are_found_by_headline_and_stand_side_by_side(site, open_as):
    on_the_site(site, "松林里的灯塔", 70_001)
    on_the_site(site, "松林里的邮局", 70_002)
    page = writing(site, open_as)
    for words in ("灯塔", "邮局"):
        press(page, "related")
        page.keyboard.insert_text(f"松林里的{words}")
        page.get_by_role("option", name=re.compile(words)).wait_for()
        page.locator("[role=option]").nth(1).wait_for(state="detached")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator(".desk-story-card", has_text=words).wait_for()
    saved(page)
    assert body_of(page) == '<p>冬捕开网。</p><aside data-story="70001"></aside><aside data-story="70002"></aside>'


def test_a_link_leads_to_a_story_found_by_its_headline_or_to_an_address(site, open_as):
    address = on_the_site(site, "冰面上的旧邮筒", 70_003)
    page = writing(site, open_as, "<p>去年 今年</p>")
    page.keyboard.press("Home")
    for _ in range(2):
        page.keyboard.press("Shift+ArrowRight")
    heard(page)
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("旧邮筒")
    page.get_by_role("option", name=re.compile("旧邮筒")).wait_for()
    page.locator("[role=option]").nth(1).wait_for(state="detached")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".ProseMirror a").wait_for()
    heard(page)
    page.keyboard.press("End")
    heard(page)
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("不是地址")
    page.keyboard.press("Enter")
    page.locator("dialog .desk-error:visible").wait_for()
    page.locator("dialog input").fill("news.example/a")
    page.keyboard.press("Enter")
    page.locator(".ProseMirror a").nth(1).wait_for()
    saved(page)
    assert body_of(page) == (
        f'<p><a href="{address}">去年</a> 今年<a href="https://news.example/a">https://news.example/a</a></p>'
    )


def test_a_link_is_taken_away_again(site, open_as):
    page = writing(site, open_as, '<p><a href="https://news.example/a">去年</a></p>')
    page.keyboard.press("ArrowLeft")
    heard(page)
    page.keyboard.press("Control+k")
    page.locator("dialog footer button").first.click()
    saved(page)
    assert body_of(page) == "<p>去年</p>"


def test_house_layout_is_one_step_that_can_be_taken_back(site, open_as):
    body, laid_out = "<p>　　雪 停了,风也停了。</p><p></p><p>第二段。</p>", "<p>雪停了，风也停了。</p><p>第二段。</p>"
    page = writing(site, open_as, body)
    page.keyboard.press("Control+Shift+L")
    page.locator(".desk-notice", has_text="Ctrl-Z").wait_for()
    assert body_of(page) == laid_out
    page.keyboard.press("Control+z")
    assert body_of(page) == body
    press(page, "layout")
    met(page, "body => document.querySelector('textarea[name=body]').value === body", arg=laid_out)
    press(page, "layout")
    page.locator(".desk-notice").filter(has_not_text="Ctrl-Z").wait_for()  # there is nothing left to do
    assert body_of(page) == laid_out
    page.keyboard.press("Control+z")
    assert body_of(page) == body


def test_the_keys_do_what_their_list_says(site, open_as):
    page = writing(site, open_as)
    page.keyboard.press("Control+/")
    listed = page.locator("dialog.desk-ask")
    listed.wait_for()
    assert listed.locator("kbd", has_text="Ctrl").count() > 10
    page.keyboard.press("Escape")
    listed.wait_for(state="detached")
    page.locator(EDITOR).click()
    heard(page)
    page.keyboard.press("Control+Alt+2")
    assert body_of(page) == "<h2>冬捕开网。</h2>"
    page.keyboard.press("Control+Alt+3")
    assert body_of(page) == "<h3>冬捕开网。</h3>"
    page.keyboard.press("Control+Alt+p")
    page.locator("dialog.desk-picker").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog.desk-picker").wait_for(state="detached")
    page.keyboard.press("Control+s")
    page.get_by_text("已保存。").wait_for()


def test_a_pull_quote_is_made_of_a_paragraph_and_unmade(site, open_as):
    page = writing(site, open_as)
    press(page, "pullQuote")
    assert body_of(page) == '<blockquote data-pull=""><p>冬捕开网。</p></blockquote>'
    saved(page)
    assert body_of(page) == '<blockquote data-pull=""><p>冬捕开网。</p></blockquote>'
    page.locator(".ProseMirror blockquote p").click()
    heard(page)
    press(page, "pullQuote")
    assert body_of(page) == "<p>冬捕开网。</p>"


def test_characters_are_counted_without_captions(site, open_as):
    body = '<p>雪停了，风也停。</p><figure data-photo=""><figcaption>图说不算</figcaption></figure>'
    page = writing(site, open_as, body)
    assert re.search(r"\b8\b", page.locator("#word-count").inner_text())


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_the_bar_stays_in_sight_over_a_long_body_and_within_the_window(site, open_as, width):
    body = "".join(f"<p>第{n}段，雪还在下。</p>" for n in range(80))
    page = writing(site, open_as, body, viewport={"width": width, "height": 844})
    met(
        page,
        """editor => {
          const { top } = document.querySelector(`${editor} > p:last-of-type`).getBoundingClientRect()
          return top >= 0 && top < innerHeight
        }""",
        arg=EDITOR,
    )
    at_rest(page)
    bar = page.locator(".prose-menubar").first.bounding_box()
    assert 0 <= bar["y"] < 200
    assert bar["x"] >= 0 and bar["x"] + bar["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_a_table_is_made_as_large_as_asked_for_and_changed(site, open_as):
    page = writing(site, open_as, headline="有表格的稿子", body="<p></p>")
    press(page, "table")
    asked = page.locator("dialog[open]")
    assert not re.search("Yes|No|Rows|Table", asked.inner_text())
    asked.get_by_label("行数").fill("2")
    asked.get_by_label("列数").fill("1")
    asked.get_by_role("button", name="插入").click()
    page.locator(".ProseMirror th").click()
    page.keyboard.type("日期")
    page.locator(".prose-menubar [title=加一列]").click()
    page.locator(".ProseMirror th").nth(1).click()
    page.keyboard.type("班次")
    page.locator(".prose-menubar [title=加一行]").click()
    page.locator(".ProseMirror td").first.click()
    heard(page)
    page.locator(".prose-menubar [title=表头单元格]").click()
    page.wait_for_timeout(700)  # what is done within half a second is undone as one
    page.locator(".prose-menubar [title=删除此行]").click()
    page.keyboard.press("Control+z")
    saved(page)
    head = "<tr><th><p>日期</p></th><th><p>班次</p></th></tr>"
    cells = "<td><p></p></td><td><p></p></td>"
    first, second = re.fullmatch(
        f"<table><tbody>{re.escape(head)}<tr>(.*?)</tr><tr>(.*?)</tr></tbody></table>.*", body_of(page)
    ).groups()
    assert cells in (first, second)
    assert "<th><p></p></th><td><p></p></td>" in (first, second)


def test_a_numbered_list_offers_no_numbers_that_would_be_lost(site, open_as):
    page = writing(site, open_as, headline="有编号的稿子", body="<ol><li><p>一</p></li></ol>")
    page.locator(".ProseMirror ol p").click()
    heard(page)
    page.locator(".prose-menubar [title=列表属性]").click()
    asked = page.locator("dialog[open]")
    asked.wait_for()
    assert asked.locator("option").all_inner_texts() == ["1, 2, 3 …"]
    asked.locator("input[type=number]").fill("3")
    asked.get_by_role("button", name="更新").click()
    saved(page)
    assert body_of(page) == '<ol start="3"><li><p>一</p></li></ol>'
