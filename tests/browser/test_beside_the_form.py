"""What stands beside the words of an article in a real browser: readiness, notes, people, related stories, links."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import met
from tests.browser.test_desk_form import made, saved
from tests.browser.writing import EDITOR, at_rest, body_of, heard, ready

pytestmark = pytest.mark.browser

BODY = "<p>截止昨天，冬捕节开网。</p><p>渔工们拉上第一网鱼，第一网有三千斤。</p>"
WORDS_OF_THE_HOUSE = 'from articles.models import HouseWord; HouseWord.objects.create(wrong="截止", right="截至")'
A_STORY = """
from django.contrib.auth import get_user_model
from articles.models import Article
from articles.desk import workflow
users = {user.username: user for user in get_user_model().objects.all()}
workflow.act(Article.objects.get(pk=%s), "publish", users["chief-editor"])
"""


def opened(page, address):
    """The article's form, with its body ready to be written in."""
    page.goto(address)
    ready(page).locator(".desk-note-here").wait_for(state="attached")


def select(page, words):
    """Select `words` of the body as the mouse would."""
    page.evaluate(
        """([body, words]) => {
          body = document.querySelector(body)
          const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words)
            if (at < 0) continue
            body.focus()
            getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length)
            return
          }
        }""",
        [EDITOR, words],
    )
    heard(page)


def await_selected(page, words):
    """Wait until `words` are what is selected, and in sight: the page scrolls to them."""
    met(page, "words => getSelection().toString() === words", arg=words)
    heard(page)
    at_rest(page)


def test_a_point_leads_to_its_passage_and_one_click_writes_it_the_houses_way(site, open_as):
    site.manage("shell", "-v0", "-c", WORDS_OF_THE_HOUSE)
    page = open_as("reporter")
    opened(page, made(site, "冬捕节开网了", BODY))
    page.locator(".desk-point[data-field=standfirst]").click()
    assert page.evaluate("document.activeElement.id") == "id_standfirst"
    page.keyboard.insert_text("截止今天的摘要")
    page.locator(".desk-put[data-field=standfirst]").click()
    assert page.locator("#id_standfirst").input_value() == "截至今天的摘要"
    page.locator(".desk-point[data-field=body]").first.click()
    await_selected(page, "截止")
    page.locator(".desk-put[data-field=body]").click()
    page.locator(".desk-put").first.wait_for(state="detached")
    page.keyboard.press("Control+z")
    assert "截止昨天" in body_of(page)
    page.locator(".desk-put[data-field=body]").click()
    saved(page)
    assert body_of(page).startswith("<p>截至昨天")


def test_must_follows_the_typing(site, open_as):
    page = open_as("reporter")
    opened(page, made(site, "转载来的稿子", BODY))
    page.locator("#id_source").evaluate("field => (field.closest('details').open = true)")
    page.fill("#id_source", "河谷日报")
    page.locator(".is-must [data-field=source_url]").wait_for()
    page.fill("#id_source_author", "陆远")
    page.locator(".desk-ready").wait_for()


def test_a_note_on_a_passage_finds_it_again_after_edits_and_is_answered(site, open_as):
    editor = open_as("editor")
    address = made(site, "有批注的稿子", BODY)
    opened(editor, address)
    select(editor, "第一网有三千斤")
    editor.locator(".desk-note-here").click()
    editor.locator(".desk-note.is-new textarea").fill("请核实斤数。")
    editor.locator(".desk-note-to .ts-control input").click()
    editor.keyboard.insert_text("林知夏")
    editor.locator(".desk-note-to .option", has_text="林知夏").click()
    editor.locator(".desk-note-to .item", has_text="林知夏").wait_for()
    editor.locator(".desk-note.is-new .is-primary").click()
    editor.locator(".desk-noted", has_text="第一网有三千斤").wait_for()
    number = editor.locator(".desk-note").get_attribute("data-card")

    reporter = open_as("reporter")
    reporter.goto(f"{address}?note={number}")
    reporter.locator(".desk-noted").wait_for()
    await_selected(reporter, "第一网有三千斤")
    reporter.locator(f"{EDITOR} p").first.click()
    reporter.keyboard.press("Control+Home")
    heard(reporter)
    reporter.keyboard.insert_text("第一网有故事。")
    assert reporter.locator(".desk-noted").inner_text() == "第一网有三千斤"
    reporter.locator(".desk-note-do button").first.click()
    reporter.locator(".desk-note textarea").fill("核过了。")
    reporter.keyboard.press("Control+Enter")
    reporter.locator(".desk-note", has_text="核过了。").wait_for()
    saved(reporter)
    assert "核过了" not in body_of(reporter)
    reporter.locator(".desk-noted").wait_for()
    reporter.locator(".desk-note-do button").last.click()
    reporter.locator(".desk-noted").wait_for(state="detached")
    reporter.locator("[data-resolved]").click()
    reporter.locator(".desk-note.is-done", has_text="核过了。").wait_for()


def test_a_passage_that_was_deleted_is_said_to_be_gone(site, open_as):
    page = open_as("editor")
    opened(page, made(site, "删去一句的稿子", BODY))
    select(page, "渔工们")
    page.locator(".desk-note-here").click()
    page.locator(".desk-note.is-new textarea").fill("谁？")
    page.locator(".desk-note.is-new .is-primary").click()
    page.locator(".desk-noted").wait_for()
    select(page, "渔工们")
    page.keyboard.press("Delete")
    page.locator(".desk-note .desk-missing").wait_for()
    page.keyboard.press("Control+z")
    page.locator(".desk-note .desk-missing").wait_for(state="detached")


def test_a_note_that_was_not_sent_is_there_when_the_form_is_opened_again(site, open_as):
    page = open_as("editor")
    address = made(site, "没写完批注的稿子", BODY)
    opened(page, address)
    page.locator("#notes [data-add]").click()
    page.locator(".desk-note.is-new textarea").fill("写到一半")
    assert not page.locator("#unsaved").is_visible()
    opened(page, address)
    assert page.locator(".desk-note.is-new textarea").input_value() == "写到一半"


def test_editors_and_related_stories_are_put_in_order_and_saved(site, open_as):
    for headline in ("冰雪节的头一篇", "冰雪节的第二篇"):
        number = made(site, headline, BODY, is_signed=True).split("/")[-3]
        site.manage("shell", "-v0", "-c", A_STORY % number)
    page = open_as("editor")
    opened(page, made(site, "相关报道的稿子", BODY))
    add = page.locator("#editors [data-add]")
    for name in ("林知夏", "外来的人"):
        add.click()
        page.keyboard.insert_text(name)
    page.locator("#editors li").last.locator("[data-up]").click()
    page.locator("#id_related").evaluate("field => (field.closest('details').open = true)")
    search = page.locator(".is-related input[type=search]")
    for words in ("头一篇", "第二篇"):
        search.fill(words)
        page.locator(".is-related [role=option]", has_text=words).wait_for()
        search.press("ArrowDown")
        search.press("Enter")
    page.locator(".desk-related-list li").last.locator("[data-up]").click()
    saved(page)
    lines = page.locator("#editors li")
    assert [lines.nth(n).locator("[name$=-name]").input_value() for n in range(2)] == ["外来的人", "林知夏"]
    assert [lines.nth(n).locator("[name$=-role]").input_value() for n in range(2)] == ["校对", "责编"]
    assert re.search("第二篇.*头一篇", page.locator(".desk-related-list").inner_text(), re.DOTALL)


def test_a_preview_link_is_read_without_a_login_until_it_is_revoked(site, open_as):
    editor = open_as("editor")
    opened(editor, made(site, "给人先看的稿子", BODY))
    editor.locator("#share").click()
    editor.locator(".desk-share [name=remark]").fill("河谷乡政府核稿")
    editor.keyboard.press("Enter")
    path = urlsplit(editor.locator("[data-address]").input_value()).path
    reader = open_as(None, forgiven="404")
    assert reader.goto(path).status == 200
    assert reader.get_by_role("heading", name="给人先看的稿子").is_visible()
    assert reader.locator(".preview-banner").is_visible()
    editor.locator(".desk-share-list button").click()
    editor.locator(".desk-share-list .is-over").wait_for()
    assert reader.goto(path).status == 404
