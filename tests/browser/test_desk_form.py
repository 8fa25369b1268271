"""The form of an article in a real browser: what its scripts promise."""

import re

import pytest

from tests.browser.test_main_job import a_photo
from tests.browser.writing import body_of, ready

pytestmark = pytest.mark.browser

SIGNED = """
from django.contrib.auth import get_user_model
from articles.desk.rendering import fingerprint, freeze
from articles.desk import workflow
from articles.models import Article, Byline, Section
from newsroom.models import Reporter
users = {user.username: user for user in get_user_model().objects.all()}
article = Article.objects.create(headline=%r, body=%r, section=Section.objects.first(), created_by=users["reporter"])
Byline.objects.create(article=article, reporter=Reporter.objects.get(name="林知夏"))
def do(verb, name):
    fresh = Article.objects.get(pk=article.pk)
    workflow.act(fresh, verb, users[name], fingerprint=fingerprint(freeze(fresh)))
if %r:
    do("submit", "reporter")
    for name in ("editor", "section-head", "chief-editor"):
        do("sign", name)
print(article.pk)
"""


def made(site, headline, body, is_signed=False):
    """The address of a new article of the reporter."""
    number = site.manage("shell", "-v0", "-c", SIGNED % (headline, body, is_signed)).split()[-1]
    return f"/admin/articles/article/{number}/change/"


def saved(page):
    """Press save and wait for the form as it comes back."""
    with page.expect_navigation():
        page.get_by_role("button", name="保存", exact=True).last.click()
    page.get_by_text("已保存。").wait_for()
    ready(page)


def test_an_untouched_body_goes_back_as_it_was_signed(site, open_as):
    page = open_as("chief-editor")
    # the editor would write the list and the link another way
    body = '<p>冬捕开网。</p><ul><li>一斤</li><li>二斤</li></ul><p><a href="/tags/冰雪/">冰雪</a></p>'
    page.goto(made(site, "未动一字的稿子", body, is_signed=True))
    ready(page).get_by_role("button", name="立即发布").click()
    page.get_by_text("已发布，读者现在可以看到").wait_for()


def test_tags_people_and_preview_follow_the_typing(site, open_as):
    page = open_as("reporter", viewport={"width": 1500, "height": 900})
    page.goto(made(site, "边写边看的稿子", "<p>河面上了冻。</p>"))
    ready(page)
    assert not page.locator("#unsaved").is_visible()
    page.locator("#preview-toggle").click()
    page.fill("#id_headline", "新的标题")
    page.locator(".is-tags .ts-control input").click()
    page.keyboard.insert_text("冰雪，冬捕、")
    page.locator("#bylines [data-add]").click()
    page.keyboard.insert_text("陆")
    page.keyboard.press("Escape")
    page.locator("#bylines li").nth(1).locator("[data-out]").click()
    shown = page.frame_locator("#preview iframe")
    shown.get_by_role("heading", name="新的标题").wait_for()
    shown.get_by_text("冬捕").wait_for()
    assert page.locator("#unsaved").is_visible()
    assert "6" in page.locator("#word-count").inner_text()
    saved(page)
    assert page.locator("#id_tags").input_value().replace(" ", "") == "冬捕,冰雪"
    assert page.locator("#bylines li").count() == 1


def test_who_moves_on_at_once_from_the_tags_stays_where_she_is(site, open_as):
    page = open_as("editor")
    page.goto(made(site, "写完标签就走的稿子", "<p>一段。</p>"))
    ready(page).locator(".is-tags .ts-control input").click()
    page.keyboard.insert_text("冰雪，")
    page.locator("#id_subtitle").click()
    page.wait_for_timeout(600)  # longer than any list waits before it opens
    page.keyboard.insert_text("一句副题")
    assert page.locator("#id_subtitle").input_value() == "一句副题"
    assert page.locator("#id_tags").input_value() == "冰雪"


def test_a_waiting_place_hands_its_caption_and_credit_to_the_upload(site, open_as):
    page = open_as("reporter")
    body = (
        '<p>冬捕开网。</p><figure data-photo="" data-credit="实习记者 江一帆摄">'
        "<figcaption>渔工在冰湖上拉网。</figcaption></figure>"
    )
    page.goto(made(site, "等照片的稿子", body))
    figure = ready(page).locator(".desk-figure")
    assert "实习记者 江一帆摄" in figure.inner_text()
    figure.get_by_role("button").first.click()
    picture = a_photo()
    picture["buffer"] += b"another file of the same picture"
    page.locator(".desk-picker input[type=file]").set_input_files([picture])
    page.locator(".desk-picker footer").get_by_role("button", name="上传").click()
    figure.locator("img:visible").wait_for()
    assert re.fullmatch(r'<p>冬捕开网。</p><figure data-photo="\d+"><figcaption></figcaption></figure>', body_of(page))
    assert "实习记者 江一帆摄" in figure.inner_text()
    figure.locator("figcaption").click()
    page.keyboard.insert_text("自写的图说")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("图后一段")
    saved(page)
    assert "<figcaption>自写的图说</figcaption></figure><p>图后一段</p>" in body_of(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_screen_is_wider_than_the_window_or_troubles_the_console(open_as, scheme, width):
    page = open_as("administrator", color_scheme=scheme, viewport={"width": width, "height": 900})
    for address in (
        "/admin/",
        "/admin/file/",
        "/admin/articles/article/",
        "/admin/articles/article/add/",
        "/admin/media/photo/",
        "/admin/media/photo/upload/",
        "/admin/articles/slot/",
        "/admin/newsroom/reporter/",
        "/admin/newsroom/masthead/1/change/",
        "/admin/auth/user/1/change/",
    ):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{address} is {wide} pixels too wide"
