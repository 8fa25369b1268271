"""A name that nobody bears, typed into the byline."""

import pytest

from tests.browser.test_desk_form import made, saved

pytestmark = pytest.mark.browser

PEOPLE = """
from articles.models import Byline
print([(row.printed_name, row.reporter_id is not None) for row in Byline.objects.filter(article=%s)])
"""


def people(site, address):
    number = address.rstrip("/").split("/")[-2]
    return site.manage("shell", "--no-imports", "-c", PEOPLE % number).strip()


def type_name(page, name):
    page.locator("#bylines [data-add]").click()
    page.locator("#bylines li:last-of-type .ts-control input:focus").wait_for()
    page.keyboard.insert_text(name)


def test_stays_a_name_or_becomes_a_reporter_as_the_editor_chooses(site, open_as):
    page = open_as("editor")
    address = made(site, "没有主页的人", "<p>一段。</p>")
    page.goto(address)
    page.locator(".ProseMirror[contenteditable=true]").wait_for()
    type_name(page, "贺小满")
    page.get_by_text("只署名“贺小满”").click()
    page.locator("#bylines .item", has_text="贺小满").wait_for()
    type_name(page, "柳小河")
    with page.expect_response(lambda response: "new.json" in response.url):
        page.get_by_text("把“柳小河”加进记者名录").click()
    page.locator("#bylines .item", has_text="柳小河").wait_for()
    saved(page)
    assert "('贺小满', False), ('柳小河', True)" in people(site, address)
    assert page.locator("#bylines .item", has_text="贺小满").is_visible()
    type_name(page, "林 知夏")  # she is there, however she is typed
    page.locator("#bylines .option", has_text="林知夏").wait_for()
    assert not page.get_by_text("只署名“林 知夏”").is_visible()


def test_who_adds_no_reporters_is_offered_the_name_alone(site, open_as):
    page = open_as("reporter")
    page.goto(made(site, "记者写的稿子", "<p>一段。</p>"))
    page.locator(".ProseMirror[contenteditable=true]").wait_for()
    type_name(page, "贺小曼")
    page.get_by_text("只署名“贺小曼”").wait_for()
    assert not page.get_by_text("加进记者名录").is_visible()
