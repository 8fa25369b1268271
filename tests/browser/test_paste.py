"""Pasting into the body from the programs that copy comes from: real clipboard HTML, through a real paste event."""

import base64
import re
from pathlib import Path

import pytest

from tests.browser.test_desk_form import made, saved
from tests.browser.test_main_job import a_photo
from tests.browser.writing import EDITOR, body_of, heard, ready

pytestmark = pytest.mark.browser

CLIPBOARD = Path(__file__).parents[1] / "fixtures" / "clipboard"
PASTE = """({ html, files }) => {
  const held = new DataTransfer()
  if (html) held.setData("text/html", html)
  for (const { name, type, data } of files) {
    held.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name, { type }))
  }
  const paste = new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true })
  document.querySelector(".ProseMirror[contenteditable]").dispatchEvent(paste)
}"""
PLACE = '<figure data-photo=""><figcaption>{}</figcaption></figure>'

FROM = {
    "word": (
        "<h2>冰湖开网 第一网四万斤</h2><p>12月27日清晨，<strong>雪川湖</strong>冬捕开网。</p>"
        "<p>“冰有六十厘米厚。”渔工陆鸣说，<em>比去年厚</em>。"
        '详见<a href="https://news.example/2025/12/27/88/">去年的报道</a>。</p><h2>三条规矩</h2>'
        "<ol><li><p>网眼六寸</p></li><li><p>只捕成鱼</p><ul><li><p>三斤以下放回</p></li></ul></li>"
        "<li><p>天黑收网</p></li></ol>"
        '<table><tbody><tr><td colspan="2"><p>三天收成</p></td></tr>'
        "<tr><td><p>第一网</p></td><td><p>4万斤</p></td></tr></tbody></table>"
        f"{PLACE.format('')}<p>渔工在冰面上起网。</p>"
    ),
    "wps": (
        "<h2>冬季旅游推介会召开</h2>"
        "<p>本报讯（记者 林知夏）12月27日，<strong>雪川地区</strong>冬季旅游推介会召开。</p>"
        "<ul><li><p>雪场票价减半；</p></li><li><p>班车加密。</p></li></ul><h2>怎么去</h2>"
        '<p>云杉市每日4班，见<a href="https://bus.example/times?line=4">时刻表</a>。</p>'
    ),
    "web": (
        "<h2>河谷里的灯</h2><p>2026年3月5日 编辑</p><p>入夜，河谷亮起<strong>三百盏</strong>灯。"
        '<a href="https://www.valley.example/lamps?id=9#top">灯会日程</a>已经公布。</p><p>票价不变。</p>'
        f"{PLACE.format('灯下的孩子们。')}<h3>三条路线</h3>"
        "<ul><li><p>东岸：步行</p></li><li><p>西岸：<em>骑行</em></p><ul><li><p>可带宠物</p></li></ul></li></ul>"
        "<blockquote><p>“灯亮着，人就回来。”</p></blockquote>"
        "<table><tbody><tr><th><p>日期</p></th><th><p>开灯</p></th></tr>"
        "<tr><td><p>3月5日</p></td><td><p>19:30</p></td></tr></tbody></table><p>记者 江一帆<em>摄影</em></p>"
    ),
    "wechat": (
        "<p><strong>雪后第一班车</strong></p><p>清晨六点，云杉市的<strong>第一班公交</strong>驶出车场。</p>"
        f"{PLACE.format('')}<p>除雪车在主街作业。林知夏 摄</p><p>夜里，"
        '<a href="https://mp.weixin.qq.com/s?__biz=MzA1Bc2De3Fg%3D%3D&amp;mid=2650000001&amp;idx=1'
        '&amp;sn=0123456789abcdef0123456789abcdef">前一篇</a>说过的三十辆除雪车都出动了。</p>'
    ),
    "word-review": (
        "<p>冰层六十厘米厚，面积两万m<sup>2</sup>[1]。</p>"
        "<ol><li><p>网眼</p><ol><li><p>六寸</p><ol><li><p>冬网</p></li></ol></li></ol></li><li><p>鱼</p></li></ol>"
        '<p dir="RTL">قار ياغدى، ياخشى.</p><p>[1]据水文站。</p>'
    ),
    "excel": (
        '<table><tbody><tr><td rowspan="2"><p>乡镇</p></td><td colspan="2"><p>产量（吨）</p></td></tr>'
        "<tr><td><p>上年</p></td><td><p>今年<br>预计</p></td></tr>"
        "<tr><td><p>河谷乡</p></td><td><p>12,345.6</p></td><td><p></p></td></tr></tbody></table>"
    ),
    "docs": (
        "<h2>雪川的冬天</h2><p>新雪下了<strong>三天</strong><em>三夜</em>，CO<sub>2</sub>更少。👨\u200d👩\u200d👧</p>"
        "<ul><li><p>东岸</p><ul><li><p>步行</p></li></ul></li><li><p>西岸</p></li></ul>"
        "<table><tbody><tr><td><p>日期</p></td></tr></tbody></table>"
    ),
    "page": (
        "<h2>通知</h2><p>各乡镇：<br>现将安排通知如下。</p><p>一、时间</p><p>班次</p>"
        "<table><tbody><tr><th><p>日期</p></th><th><p>班</p></th></tr>"
        f"<tr><td><p>1月5日</p></td><td><p>4</p></td></tr></tbody></table><p>详见附件。</p>{PLACE.format('除雪车')}"
    ),
}


@pytest.fixture
def writing(site, open_as):
    """A page with an empty body that is ready to be pasted into; every other site answers that it gives no pictures."""
    page = open_as("reporter")
    refused = {"status": 200, "headers": {"Access-Control-Allow-Origin": "*"}, "body": "此图片未经允许不可引用"}
    page.route(re.compile(r"^https://"), lambda route: route.fulfill(content_type="text/html", **refused))
    page.goto(made(site, "粘贴来的稿子", "<p></p>"))
    ready(page).locator(EDITOR).click()
    heard(page)
    return page


def paste(page, html="", *files):
    page.evaluate(PASTE, {"html": html, "files": list(files)})


def a_file():
    photo = a_photo()
    return {"name": photo["name"], "type": photo["mimeType"], "data": base64.b64encode(photo["buffer"]).decode()}


@pytest.mark.parametrize("program", FROM)
def test_what_a_program_copies_comes_out_clean(writing, program):
    paste(writing, (CLIPBOARD / f"{program}.html").read_text())
    writing.locator(".ProseMirror p").nth(1).wait_for()
    saved(writing)
    assert body_of(writing) == FROM[program]


def test_a_paragraph_keeps_running_from_right_to_left_when_it_is_edited(site, open_as):
    page = open_as("reporter")
    page.goto(made(site, "两种文字的稿子", '<p>雪</p><p lang="ug" dir="rtl">قار</p>'))
    ready(page).locator(f"{EDITOR} p", has_text="قار").click()
    page.keyboard.press("End")
    heard(page)
    page.keyboard.type("!")
    saved(page)
    assert body_of(page) == '<p>雪</p><p dir="rtl" lang="ug">قار!</p>'


def test_pictures_on_the_writers_disk_leave_their_places_and_are_told_of(writing):
    paste(writing, (CLIPBOARD / "word.html").read_text())
    said = writing.locator(".desk-notice", has_text="1")
    said.wait_for()
    assert writing.locator(".desk-figure.is-waiting").count() == 1


def test_a_picture_that_another_site_keeps_leaves_its_place_with_the_caption(writing):
    paste(writing, (CLIPBOARD / "web.html").read_text())
    place = writing.locator(".desk-figure.is-waiting")
    place.get_by_text("灯下的孩子们。").wait_for()
    writing.locator(".desk-notice", has_text="没有取到").wait_for()  # after the one that says they are being fetched


def test_a_picture_that_can_be_had_asks_for_its_credit_and_takes_its_place(writing):
    photo = a_photo()
    writing.route(
        "https://img.valley.example/**",
        lambda route: route.fulfill(
            body=photo["buffer"], content_type="image/jpeg", headers={"Access-Control-Allow-Origin": "*"}
        ),
    )
    paste(writing, (CLIPBOARD / "web.html").read_text())
    row = writing.locator(".desk-candidate")
    row.wait_for()
    assert row.locator("input").first.input_value() == "灯下的孩子们。"
    row.locator("input").nth(1).fill("记者 林知夏摄")
    writing.locator("dialog footer .is-primary").click()
    writing.locator(".desk-figure img:visible").wait_for()
    saved(writing)
    assert re.search(
        r'<p>票价不变。</p><figure data-photo="\d+"><figcaption>[^<]*</figcaption></figure><h3>', body_of(writing)
    )


def test_a_picture_within_the_html_itself_comes_along(writing):
    data = f"data:image/jpeg;base64,{a_file()['data']}"
    paste(writing, f'<p>前<img src="{data}">后</p><p><img src="file:///C:/x.png"></p>')
    dialog = writing.locator("dialog.desk-ask")
    dialog.locator(".desk-candidate").wait_for()
    assert dialog.locator(".desk-error").count() == 1  # the other one lies on a disk
    dialog.get_by_role("button", name="取消").click()
    saved(writing)
    place = PLACE.format("")
    assert body_of(writing) == f"<p>前</p>{place}<p>后</p>{place}"


def test_a_file_on_the_clipboard_goes_through_the_library(writing):
    paste(writing, "", a_file())
    writing.locator(".desk-picker .desk-candidate").wait_for()
    writing.locator(".desk-picker footer").get_by_role("button", name="上传").click()
    writing.locator(".desk-figure img:visible").wait_for()


def test_a_file_dropped_on_a_place_that_waits_fills_it(writing):
    paste(writing, (CLIPBOARD / "web.html").read_text())
    place = writing.locator(".desk-figure.is-waiting")
    place.wait_for()
    place.locator(".desk-blank").evaluate(
        """(blank, { name, type, data }) => {
        const held = new DataTransfer()
        held.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name, { type }))
        blank.scrollIntoView({ block: "center" })
        const { x, y } = blank.getBoundingClientRect()
        const at = { clientX: x + 9, clientY: y + 9 }
        blank.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true, ...at }))
      }""",
        a_file(),
    )
    row = writing.locator(".desk-picker .desk-candidate")
    row.wait_for()
    assert row.locator("input").first.input_value() == "灯下的孩子们。"
    writing.locator(".desk-picker footer").get_by_role("button", name="上传").click()
    writing.locator(".desk-figure img:visible").wait_for()
    assert writing.locator(".desk-figure").count() == 1


def test_words_that_bring_a_picture_of_themselves_are_words(writing):
    paste(writing, "<p>只要文字</p>", a_file())
    saved(writing)
    assert body_of(writing) == "<p>只要文字</p>"


def test_what_is_copied_here_and_pasted_here_is_the_same(writing):
    body = '<figure data-gallery="" data-pm-slice="1 1 []"><figcaption>组图</figcaption></figure><p>　段落</p>'
    paste(writing, body)
    writing.get_by_text("组图", exact=True).wait_for()
    saved(writing)
    assert '<figure data-gallery=""><figcaption>组图</figcaption></figure><p>　段落</p>' in body_of(writing)


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://a.example/x?id=1&utm_source=b&fbclid=c", "https://a.example/x?id=1"),
        ("https://link.a.example/?target=https%3A%2F%2Fb.example%2Fx", "https://b.example/x"),
        ("https://a.example/url?q=https://b.example/y&sa=D", "https://b.example/y"),
        ("https://a.example/search?q=https://b.example/y", "https://a.example/search?q=https://b.example/y"),
        ("https://a.example/x?id=1#part", "https://a.example/x?id=1#part"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
        ("javascript:alert(1)", None),
        ("/relative/to/them", None),
        ("file:///C:/a.docx", None),
    ],
)
def test_addresses_lose_what_follows_readers(writing, address, plain):
    paste(writing, f'<p>见<a href="{address}">这里</a>。</p>')
    link = writing.locator(".ProseMirror a")
    writing.get_by_text("这里").wait_for()
    assert (link.get_attribute("href") if link.count() else None) == plain
