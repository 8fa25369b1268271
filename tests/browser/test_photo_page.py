"""The photo's page and the contact sheet in a real browser: kill, focus, replace, and many photos at once."""

import io
import re

import pytest
from PIL import Image

from tests.browser.conftest import shown
from tests.running import until

pytestmark = pytest.mark.browser

STORY = """
from io import BytesIO
from django.contrib.auth import get_user_model
from django.core.files import File
from PIL import Image
from articles.desk import chain, publishing
from articles.desk.rendering import freeze
from articles.models import Article, Publication, Section, deskindex
from media.models import Photo
from media.tasks import make_renditions
from media.uploads import accept
held = BytesIO()
whole = Image.new("RGB", (1200, 400), (230, 10, %(shade)d))
whole.paste((10, %(shade)d, 230), (600, 0, 1200, 400))
whole.save(held, "PNG")
held.seek(0)
user = get_user_model().objects.get(username="photo-desk")
photo, _made = accept(File(held, name="halves.png"), user, caption="红与蓝。", credit="记者 林知夏摄")
make_renditions.call(photo.pk)
body = f'<p>雪</p><figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
article = Article.objects.create(headline=%(headline)r, body=body, section=Section.objects.get(slug="news", masthead="zh-hans"))
deskindex.write(article)
publishing.project(*chain.add(chain.new(article.story, "published", freeze(article))))
print(photo.pk, Publication.objects.get(story=article.story).get_absolute_url())
"""
PHOTOS = """
from django.contrib.auth import get_user_model
from media.models import Photo
from media.tasks import make_renditions
from media.uploads import accept
from tests.cast import photo_file
user = get_user_model().objects.get(username="photo-desk")
for shade in (20, 70, 120, 170):
    photo, _made = accept(photo_file(name=f"bare{shade}.jpg", colour=(shade, 30, 99)), user)
    make_renditions.call(photo.pk)
    print(photo.pk)
"""
FILES = "from media.models import Photo; print(*(r.url() for r in Photo.objects.get(pk=%s).renditions.all()))"
SQUARE = (
    "from media.models import Photo; print(Photo.objects.get(pk=%s).renditions.get(kind='square', format='jpeg').url())"
)


def on_the_site(site, headline, shade):
    """(the number of a photo that is red at the left and blue at the right, the address of the story that shows it)."""
    number, address = site.manage("shell", "-v0", "-c", STORY % {"headline": headline, "shade": shade}).split()
    return int(number), address


def told(site, question, number):
    return site.manage("shell", "-v0", "-c", question % number).split()


def colour(page, address):
    """The colour in the middle of a public file."""
    with Image.open(io.BytesIO(page.request.get(address).body())) as picture:
        return picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))


def test_a_killed_photo_is_gone_from_story_list_feed_and_its_file_address(site, open_as):
    number, story = on_the_site(site, "要撤的图", 40)
    files = told(site, FILES, number)
    reader = open_as(None, forgiven="404")
    reader.goto(story)
    image = reader.locator("figure img").first
    shown(reader, image)
    kept = image.evaluate("(image) => image.currentSrc")  # in the browser's own store from now on
    assert any(kept.endswith(file) for file in files)

    def named_at(address):
        text = reader.request.get(address).text()
        return any(file in text for file in files)

    lists = [story, "/", "/sections/news/", "/feeds/latest.rss", "/sections/news/latest.rss"]
    assert all(named_at(address) for address in lists)

    desk = open_as("photo-desk")
    desk.goto(f"/admin/media/photo/{number}/change/")
    desk.get_by_role("link", name="封存这张图片…").click()
    desk.get_by_text("要撤的图").wait_for()
    desk.locator("#reason").fill("当事人要求撤下")
    desk.get_by_role("button", name="封存这张图片").click()
    desk.get_by_text("已封存：不能再刊出。").first.wait_for()
    desk.wait_for_load_state()
    assert desk.get_by_text("当事人要求撤下").count() == 1

    assert not any(named_at(address) for address in lists)
    assert {reader.request.get(file).status for file in files} == {404}
    reader.reload()  # a page that a browser has just got is fresh to it for half a minute
    assert reader.locator("figure img").count() == 0
    asked_again = "(address) => fetch(address, {cache: 'no-cache'}).then((response) => response.status)"
    assert reader.evaluate(asked_again, kept) == 404  # and no 304 for what it has kept


def test_a_click_on_the_photo_moves_every_crop(site, open_as):
    number, _story = on_the_site(site, "焦点", 60)
    page = open_as("reporter")
    page.goto(f"/admin/media/photo/{number}/change/")
    focus, crop = page.locator(".photo-focus"), page.locator(".photo-crop > [data-ratio='1/1']")
    shown(page, focus.locator("img"))
    crop.wait_for()
    box = focus.bounding_box()

    def click(share):
        with page.expect_response(lambda response: response.url.endswith("/focus/")) as answer:
            focus.click(position={"x": box["width"] * share, "y": box["height"] / 2})
        assert answer.value.ok
        return crop.evaluate("(part) => parseFloat(getComputedStyle(part).backgroundPositionX)")

    assert click(0.05) == 0
    until(lambda: colour(page, told(site, SQUARE, number)[0])[0] > 200)
    assert click(0.95) == 100
    until(lambda: colour(page, told(site, SQUARE, number)[0])[2] > 200)
    page.get_by_text("现在的位置是人工设定的").wait_for()
    page.reload()
    assert 93 <= int(focus.get_attribute("data-x")) <= 97
    focus.focus()
    with page.expect_response(lambda response: response.url.endswith("/focus/")):
        page.keyboard.press("ArrowLeft")
    assert 91 <= int(focus.get_attribute("data-x")) <= 95
    with page.expect_response(lambda response: response.url.endswith("/focus/")):
        page.get_by_role("button", name="恢复自动判断").click()
    page.get_by_text("现在的位置是自动判断的").wait_for()


def test_a_replaced_file_shows_on_the_story_and_the_old_address_stays(site, open_as):
    number, story = on_the_site(site, "换文件", 80)
    old = told(site, FILES, number)
    held = io.BytesIO()
    Image.new("RGB", (1400, 900), (10, 160, 40)).save(held, "JPEG")
    page = open_as("photo-desk")
    page.goto(f"/admin/media/photo/{number}/change/")
    page.locator("#new-file").set_input_files(
        {"name": "better.jpg", "mimeType": "image/jpeg", "buffer": held.getvalue()}
    )
    page.get_by_role("button", name="替换", exact=True).click()
    page.get_by_text("图片文件已换好").wait_for()
    page.get_by_text("better.jpg").wait_for()
    page.get_by_text("曾用文件").wait_for()

    def shows_the_new_one():
        text = page.request.get(story).text()
        new = [file for file in told(site, FILES, number) if file not in old]
        return any(file in text for file in new) and not any(file in text for file in old)

    until(shows_the_new_one)
    page.goto(story)
    image = page.locator("figure img").first
    shown(page, image)
    green = colour(page, image.evaluate("(image) => image.src"))
    assert green[1] > 140 > green[0]
    assert {page.request.get(file).status for file in old} == {200}
    assert page.locator("figcaption").first.inner_text().count("红与蓝。") == 1


def test_many_are_chosen_on_the_sheet_and_credited_at_once(site, open_as):
    numbers = site.manage("shell", "-v0", "-c", PHOTOS).split()
    page = open_as("reporter")
    page.goto("/admin/media/photo/?credit=none&q=bare")
    bar = page.locator("#sheet-several")
    assert bar.is_hidden()
    boxes = page.locator(".sheet-pick input")
    assert boxes.count() == 4
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    page.get_by_text("已选 3 张").wait_for()
    boxes.nth(1).click()
    page.get_by_text("已选 2 张").wait_for()
    page.get_by_role("button", name="取消选择").click()
    assert bar.is_hidden()
    boxes.nth(3).click()
    page.get_by_role("button", name="全选本页").click()
    page.get_by_text("已选 4 张").wait_for()
    page.get_by_role("button", name=re.compile("一起改")).click()
    page.locator("#id_all_caption").fill("冬捕开网。")
    page.locator("#id_all_credit").fill("(资料图片)")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("没有姓名").wait_for()
    assert page.locator("#id_all_caption").input_value() == "冬捕开网。"
    page.locator("#id_all_credit").fill("记者 林知夏摄")
    page.locator("#id_all_keywords").fill("冬捕、冰湖")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已修改 4 张图片").wait_for()
    assert page.locator(".sheet-pick").count() == 0  # back on the same part of the sheet, where none is left
    page.goto("/admin/media/photo/?q=冰湖")
    assert page.locator(".desk-tile").get_by_text("记者 林知夏摄").count() == len(numbers)


@pytest.mark.parametrize("width", [390, 820])
def test_the_pages_fit_a_phone_and_a_tablet(site, open_as, width):
    number, _story = on_the_site(site, f"窄屏{width}", 90 + width % 100)
    page = open_as("photo-desk", viewport={"width": width, "height": 844})
    for address in (
        "/admin/media/photo/",
        f"/admin/media/photo/{number}/change/",
        f"/admin/media/photo/several/?ids={number}",
        f"/admin/articles/article/photo/{number}/kill/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
