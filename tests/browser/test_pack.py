"""The pack of a story in a real browser: what is copied stands by itself, with no style from outside."""

import io
import zipfile

import pytest

from tests.browser.conftest import met

pytestmark = pytest.mark.browser

MAKE = """
from django.contrib.auth.models import User
from articles.desk import workflow
from articles.desk.rendering import fingerprint, freeze
from articles.models import Article, Byline, Section
from media.models import PhotoCredit
from media.tasks import make_renditions
from media.uploads import accept
from newsroom.models import Reporter
from tests.cast import photo_file
numbers = []
for at, size in enumerate([(1600, 1000), (700, 1400), (300, 200)]):
    photo, _made = accept(photo_file(size=size, colour=(40 + at, 90, 120)), User.objects.get(username="photo-desk"))
    photo.caption = f"图说{at}"
    photo.save()
    PhotoCredit.objects.create(photo=photo, role="记者", name="林知夏")
    make_renditions.call(photo.pk)
    numbers.append(photo.pk)
wide, tall, small = numbers
body = f'<p>冰厚四十二厘米。</p><figure data-photo="{wide}"><figcaption></figcaption></figure><h2>小标题</h2>'
body += f'<figure data-gallery="{tall} {small}"><figcaption></figcaption></figure><p>' + "字" * 300 + "</p>"
reporter = User.objects.get(username="reporter")
article = Article.objects.create(headline="打包的稿", body=body, section=Section.objects.first(), created_by=reporter)
Byline.objects.create(article=article, reporter=Reporter.objects.get(name="林知夏"), position=0)
workflow.act(article, "submit", reporter)
for name in ("editor", "section-head", "chief-editor"):
    article = Article.objects.get(pk=article.pk)
    workflow.act(article, "sign", User.objects.get(username=name), fingerprint=fingerprint(freeze(article)))
workflow.act(Article.objects.get(pk=article.pk), "publish", User.objects.get(username="chief-editor"))
print(article.pk)
"""
# What the computed looks of a page say, where nothing but the elements' own styles is at work.
LOOKS = """() => {
  const style = (element) => getComputedStyle(element)
  return [...document.images].map((image) => {
    const below = image.nextElementSibling
    const box = image.getBoundingClientRect()
    return {
      width: Math.round(box.width), ratio: box.width / box.height, left: box.left,
      natural: image.naturalWidth, display: style(image).display,
      caption: below.textContent, align: style(below).textAlign, size: style(below).fontSize,
      credit: style(below.querySelector("span")).fontSize,
    }
  })
}"""


@pytest.fixture(scope="module")
def story(site):
    return int(site.manage("shell", "-v0", "-c", MAKE).split()[-1])


def open_pack(open_as, story, **more):
    page = open_as("reporter", **more)
    page.goto(f"/admin/articles/article/{story}/pack/")
    return page


def test_the_wechat_body_stands_by_itself_in_an_empty_page(story, open_as, chromium, site):
    html = open_pack(open_as, story).evaluate("JSON.parse(document.getElementById('pack-html').textContent)")
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    empty = f'<!DOCTYPE html><meta charset="utf-8"><body style="margin:16px">{html}'
    page.route("**/empty", lambda route: route.fulfill(content_type="text/html", body=empty))
    page.goto(f"{site.url}/empty")  # of the same origin, for its photos, and with nothing around the body
    met(page, "[...document.images].every((image) => image.complete && image.naturalWidth > 0)")
    assert page.evaluate("document.styleSheets.length") == 0
    wide, tall, small = page.evaluate(LOOKS)
    assert [one["width"] for one in (wide, tall, small)] == [358, 358, 300]
    assert (wide["natural"], tall["natural"], small["natural"]) == (960, 700, 300)
    assert [round(one["ratio"], 2) for one in (wide, tall, small)] == [1.6, 0.5, 1.5]
    assert small["left"] == 45  # in the middle
    for at, one in enumerate((wide, tall, small)):
        assert one["caption"] == f"图说{at} 记者 林知夏摄"
        assert (one["display"], one["align"], one["size"], one["credit"]) == ("block", "center", "14px", "13px")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    looks = "getComputedStyle(document.querySelector('h2')).fontSize + getComputedStyle(document.querySelector('h2 + section')).display"
    assert page.evaluate(looks) == "19pxblock"
    page.context.close()


def test_the_body_is_copied_with_its_form_and_its_words(story, open_as):
    page = open_pack(open_as, story, permissions=["clipboard-read", "clipboard-write"])
    page.locator("[data-copy-body]").click()
    page.get_by_text("已复制").first.wait_for()
    read = """async (type) => {
      const [found] = await navigator.clipboard.read({ unsanitized: ["text/html"] })
      return (await found.getType(type)).text()
    }"""
    page.bring_to_front()
    page.evaluate("window.focus()")
    for said in ("冰厚四十二厘米", "font-size:19px", "/media/photos/"):
        assert said in page.evaluate(read, "text/html")
    assert "[01.jpg] 图说0 记者 林知夏摄" in page.evaluate(read, "text/plain")
    page.locator("[data-copy=pack-author]").click()
    met(page, "async () => (await navigator.clipboard.readText()) === '林知夏'")


def test_where_the_clipboard_is_refused_it_is_selected_and_said(story, open_as):
    page = open_pack(open_as, story)
    page.frame_locator(".pack-frame").locator("h2").wait_for()
    refuse = "() => { for (const one of [window, frames[0]]) for (const way of ['write', 'writeText']) "
    page.evaluate(refuse + "one.navigator.clipboard[way] = async () => { throw 1 } }")
    page.locator("[data-copy-body]").click()
    page.get_by_text("Ctrl+C").wait_for()
    assert "小标题" in page.evaluate("document.querySelector('.pack-frame').contentWindow.getSelection().toString()")
    page.locator("[data-copy=pack-title]").click()
    assert page.evaluate("document.activeElement.id") == "pack-title"


def test_it_serves_a_telephone_and_the_zip_comes_down(story, open_as):
    page = open_pack(open_as, story, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    with page.expect_download() as coming:
        page.locator("a[href$='/pack/zip/']").click()
    with zipfile.ZipFile(io.BytesIO(coming.value.path().read_bytes())) as archive:
        assert "pictures/03.jpg" in archive.namelist()
    for form in ("text", "print"):
        page.goto(f"/admin/articles/article/{story}/pack/?form={form}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
