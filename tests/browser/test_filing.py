"""Dispatches come in by file, by paste and a second time, and are corrected where they were misread."""

import re
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from tests.articles.intake.written import centred, docx, p, picture

pytestmark = pytest.mark.browser

HEADLINE = "松林镇办起冰雪运动会"
WORDS = (
    "天刚亮，冰面上已经站了三百多人，孩子们拉着爬犁在岸边等。",
    "今年比赛设了速滑、冰壶和拔河三项，报名的有十二个村的队伍。",
    "裁判组说，冰厚四十二厘米，赛道每天清晨浇一遍水，夜里再磨一遍。",
)
CAPTIONS = (
    "3月5日，选手在冰湖上速滑。 实习记者 石小雨摄",
    "3月5日，村民在岸边拔河。 记者 林知夏摄",
    "3月5日，孩子们在雪地里堆雪人。 通讯员 何田田摄",
)
TO_THE_CLIPBOARD = """([html, text]) => navigator.clipboard.write([new ClipboardItem({
  "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob([text], { type: "text/plain" }),
})])"""
NARROW = {"width": 390, "height": 844}


def a_photo(number):
    """A small picture of ice, as a camera's file."""
    shot = Image.linear_gradient("L").resize((1200, 800)).convert("RGB")
    ImageDraw.Draw(shot).ellipse((200 + 150 * number, 300, 600 + 150 * number, 600), fill=(70, 110, 60 * number))
    stream = BytesIO()
    shot.save(stream, "JPEG", quality=88)
    return stream.getvalue()


def word_file(headline=HEADLINE, more=""):
    blocks = [centred(headline, 22, is_bold=True)]
    blocks.append(
        p("雪川新闻网-雪川地区融媒体中心讯(记者 林知夏 实习记者 石小语)3月5日，冰雪运动会在松林镇开幕。" + more)
    )
    for number, (words, caption) in enumerate(zip(WORDS, CAPTIONS, strict=True), 1):
        blocks += [p(words), p(picture(f"photo{number}")), centred(caption)]
    blocks.append(p("责任编辑：石小雨"))
    media = {f"photo{number}.jpeg": a_photo(number) for number in (1, 2, 3)}
    return docx(*blocks, media=media)


def a_file(name="冰雪运动会.docx", **more):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {"name": name, "mimeType": kind, "buffer": word_file(**more)}


def take(page, *files):
    page.goto("/admin/file/")
    page.locator("#id_received").fill("2026-03-06")
    page.locator("input[name=copies]").set_input_files(list(files))


def press(page, do):
    page.locator(f".dispatch-bar [value={do}]").click()


def widest(page):
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_a_word_file_is_dropped_corrected_and_filed_with_its_photos(open_as):
    editor = open_as("editor")
    take(editor, a_file())
    editor.wait_for_url(re.compile(r"/admin/dispatches/\d+/"))
    assert editor.locator("#id_headline").input_value() == HEADLINE
    assert editor.locator(".dispatch-pieces mark").first.inner_text().startswith("雪川新闻网-雪川地区融媒体中心讯")
    editor.locator(".dispatch-pieces .is-picture img").nth(2).wait_for()
    editor.locator(".dispatch-photo img").nth(2).wait_for()

    name = editor.locator("#people li:visible input[name$=-name]").nth(1)
    assert name.input_value() == "石小语"
    name.fill("石小雨")
    editor.locator(".dispatch-block", has_text=WORDS[2]).get_by_role("radio", name="小标题").check()
    press(editor, "file")

    editor.wait_for_url(re.compile(r"/admin/articles/article/\d+/change/"))
    body = editor.locator("#article_form .ProseMirror[contenteditable=true]")
    body.locator("figure img").nth(2).wait_for()
    figures = body.locator("figure")
    assert figures.count() == 3
    for number, who in enumerate(("实习记者 石小雨摄", "记者 林知夏摄", "通讯员 何田田摄")):
        figure = figures.nth(number)
        figure.get_by_text(who).wait_for()
        assert CAPTIONS[number].partition("。")[0] in (
            figure.inner_text() + figure.locator("figcaption").get_attribute("data-ghost")
        )
    assert body.locator("h2").inner_text() == WORDS[2]
    assert "石小雨" in editor.locator(".desk-understood").inner_text()


def test_what_is_pasted_keeps_its_form(open_as):
    editor = open_as("editor")
    editor.goto("/admin/file/")
    html = (
        f"<h1>{HEADLINE}之二</h1><p>雪川新闻网讯(记者 林知夏)3月5日，运动会开幕。</p><h2>赛程怎么排</h2>"
        f"<p>{WORDS[0]}</p><p>{WORDS[1]}</p>"
    )
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.evaluate(TO_THE_CLIPBOARD, [html, f"{HEADLINE}之二\n雪川新闻网讯"])
    editor.locator("#id_text").click()
    editor.keyboard.press("Control+V")
    editor.get_by_text("小标题、链接、表格和图片一并带入。").wait_for()
    editor.locator(".desk-submit button").click()
    editor.wait_for_url(re.compile(r"/admin/dispatches/\d+/"))
    assert editor.locator(".dispatch-block:has([value=heading]:checked)").inner_text().endswith("赛程怎么排")
    press(editor, "drop")
    editor.wait_for_url("**/admin/file/")


def test_the_same_copy_twice_is_recognised_and_a_newer_one_updates_the_article(open_as):
    editor = open_as("editor")
    take(editor, a_file(headline="松林镇冰雪节闭幕"))
    editor.wait_for_url(re.compile(r"/admin/dispatches/\d+/"))
    press(editor, "file")
    editor.wait_for_url(re.compile(r"/admin/articles/article/\d+/change/"))
    article = editor.url

    take(editor, a_file("新.docx", headline="松林镇冰雪节闭幕", more="共有一千二百人到场。"))
    before = editor.locator(".dispatch-before")
    before.wait_for()
    before.locator("li", has_text="松林镇冰雪节闭幕").get_by_role("link", name="看差异").click()
    editor.locator(".difference ins", has_text="共有一千二百人到场").wait_for()
    editor.locator("form.dispatch-verbs button").click()
    editor.wait_for_url(article)
    assert "共有一千二百人到场" in editor.locator("#article_form .ProseMirror[contenteditable=true]").inner_text()

    take(editor, a_file("又来.docx", headline="松林镇冰雪节闭幕", more="共有一千二百人到场。"))
    editor.get_by_text("同一篇来稿已经来过").wait_for()


def test_on_a_telephone_nothing_is_wider_than_the_window(open_as):
    editor = open_as("editor", viewport=NARROW)
    editor.goto("/admin/file/")
    assert widest(editor) <= 0
    take(editor, a_file("手机.docx", headline="松林镇的一条很长很长很长很长很长的标题要在手机上看"))
    editor.wait_for_url(re.compile(r"/admin/dispatches/\d+/"))
    editor.locator(".dispatch-photo img").first.wait_for()
    assert widest(editor) <= 0
    cells = editor.locator("#people, .dispatch-people").first.locator("li").first.locator("input.desk-input:visible")
    assert all(cell.bounding_box()["width"] >= 90 for cell in cells.all())  # a name of three characters is read whole
