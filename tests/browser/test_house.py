"""A page of the house and a portrait, made by hand and read."""

import pytest

from tests.browser.conftest import met, shown
from tests.browser.test_photo_page import on_the_site
from tests.browser.writing import body_of, heard, ready

pytestmark = pytest.mark.browser

NAMED = """
from articles.models import Publication, PublicationByline
from newsroom.models import Reporter
story = Publication.objects.get(headline=%r)
PublicationByline.objects.get_or_create(publication=story, reporter=Reporter.objects.get(name="林知夏"))
"""


def test_a_chief_editor_writes_a_page_of_the_house_and_readers_find_it_in_the_foot(site, open_as):
    page = open_as("chief-editor")
    page.goto("/admin/articles/housepage/add/")
    page.get_by_label("标题").fill("关于我们")
    page.get_by_label("网址标识").fill("about")
    ready(page).locator(".ProseMirror[contenteditable=true]").click()
    heard(page)
    assert page.get_by_role("button", name="加粗").is_visible()  # the editor speaks the user's language
    page.keyboard.insert_text("我们在雪山脚下办报。")
    met(page, "document.querySelector('textarea[name=body]').value.includes('办报')")
    assert body_of(page) == "<p>我们在雪山脚下办报。</p>"
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("关于我们").first.wait_for()
    reader = open_as(None)
    reader.goto("/")
    reader.get_by_role("contentinfo").get_by_role("link", name="关于我们").click()
    reader.get_by_role("heading", name="关于我们").wait_for()
    assert reader.get_by_text("我们在雪山脚下办报。").is_visible()


def test_an_editor_chooses_a_portrait_and_takes_it_out_again(site, open_as):
    on_the_site(site, "有肖像的人", 77)
    site.manage("shell", "-v0", "-c", NAMED % "有肖像的人")
    page, reader = open_as("editor"), open_as(None)

    def open_person():
        page.goto("/admin/newsroom/reporter/")
        page.get_by_role("link", name="林知夏").first.click()

    open_person()
    page.get_by_role("button", name="图片库选择").click()
    page.locator(".desk-tile", has_text="红与蓝。").first.click()
    page.locator(".desk-picker footer .is-primary:visible").click()
    shown(page, page.locator(".desk-cover img"))
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("heading").first.wait_for()
    reader.goto("/reporters/林知夏/")
    shown(reader, reader.locator(".portrait img"))
    assert reader.locator(".portrait figcaption").inner_text() == "记者 林知夏摄"
    open_person()
    page.locator(".desk-cover-buttons").get_by_role("button").last.click()
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("heading").first.wait_for()
    reader.reload()
    assert reader.locator(".portrait").count() == 0
