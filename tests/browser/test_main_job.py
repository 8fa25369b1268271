"""The main job, whole, as its people would: a dispatch comes in with a photo, three editors sign, readers read."""

import re
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from tests.browser.conftest import shown

pytestmark = pytest.mark.browser

HEADLINE = "松果镇冰湖冬捕节开网"
COPY = f"""{HEADLINE}
雪川新闻网-雪川地区融媒体中心(记者 林知夏 陆鸣 实习记者 江一帆)12月27日,松果镇第五届冰湖冬捕节开网。天刚亮,冰面上已经站了三百多人。

12月27日,松果镇的渔工在冰湖上拉网。 实习记者 江一帆摄
第一网出鱼一千二百斤。渔工说,今年冰厚四十二厘米,网走得稳。
"""


def a_photo():
    """A small picture of ice, as a camera's file."""
    picture = Image.linear_gradient("L").resize((1600, 1067)).convert("RGB")
    ImageDraw.Draw(picture).ellipse((500, 500, 1100, 700), fill=(70, 110, 150))
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=90)
    return {"name": "冬捕.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def test_a_dispatch_comes_in_and_a_story_goes_out(open_as):
    reporter = open_as("reporter")
    reporter.goto("/admin/")
    reporter.get_by_role("link", name="来稿").first.click()
    reporter.locator("#id_text").fill(COPY)
    reporter.locator("input[name=photos]").set_input_files([a_photo()])
    reporter.locator("#id_received").fill("2025-12-28")
    reporter.locator("#id_section").select_option(label="要闻")
    reporter.locator(".desk-taken img").wait_for()
    reporter.locator("form.desk-filing .desk-submit button").click()

    reporter.wait_for_url(re.compile(r"/admin/dispatches/\d+/"))
    assert reporter.locator("#id_headline").input_value() == HEADLINE
    reporter.locator(".dispatch-bar [value=file]").click()
    reporter.wait_for_url(re.compile(r"/admin/articles/article/\d+/change/"))
    form = reporter.locator("#article_form")
    assert reporter.locator("#id_headline").input_value() == HEADLINE
    assert reporter.locator("#id_outlets").input_value() == "雪川新闻网-雪川地区融媒体中心"
    figure = form.locator("[contenteditable=true] figure").first
    figure.locator("img").wait_for()
    assert "实习记者 江一帆摄" in figure.inner_text()
    assert "12月27日,松果镇第五届冰湖冬捕节开网" in form.locator(".ProseMirror[contenteditable=true]").inner_text()
    reporter.get_by_role("button", name="提交审核").click()
    reporter.get_by_text("已提交，待一审").wait_for()
    article = reporter.url

    for role, stage in (("editor", "一审"), ("section-head", "二审"), ("chief-editor", "三审")):
        signer = open_as(role)
        signer.goto("/admin/")
        signer.get_by_role("link", name=HEADLINE).first.click()
        signer.wait_for_url(article)
        signer.get_by_role("button", name=f"签{stage}").click()
        signer.get_by_text("已签审").first.wait_for()

    reader = open_as(None)
    reader.goto("/")
    assert HEADLINE not in reader.content()
    signer.get_by_role("button", name="立即发布").click()
    signer.get_by_text("已发布，读者现在可以看到").wait_for()

    reader.goto("/?fresh")
    reader.get_by_role("link", name=HEADLINE).first.click()
    reader.wait_for_url(re.compile(r"/\d{4}/\d\d/\d\d/\d+/$"))
    story = reader.locator("main")
    assert "雪川新闻网-雪川地区融媒体中心(记者 林知夏 陆鸣 实习记者 江一帆)" in story.inner_text()
    photo = story.locator("figure img").first
    photo.scroll_into_view_if_needed()
    shown(reader, photo)
    assert "实习记者 江一帆摄" in story.locator("figure figcaption").first.inner_text()
    address = reader.url

    reader.goto("/search/")
    reader.locator("main input[name=q]").fill("冬捕")
    reader.locator("main input[name=q]").press("Enter")
    reader.locator("main").get_by_role("link", name=HEADLINE).first.wait_for()

    feed = reader.request.get("/feeds/latest.rss").text()
    assert HEADLINE in feed
    assert address in feed
    assert "江一帆" in feed
