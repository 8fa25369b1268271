"""Two editors in one article at once, by hand in a real browser: what merges, what clashes, who sees whom."""

import json

import pytest

from tests.browser.writing import EDITOR, heard, ready
from tests.running import until

pytestmark = pytest.mark.browser

FIRST, SECOND, THIRD = "河面上了冻。", "冰厚四十二厘米。", "渔工说，今年网走得稳。"
MAKE = """
from django.contrib.auth import get_user_model
from articles.desk import saving
from articles.models import Article, Section
from newsroom.models import Reporter
users = get_user_model().objects
Reporter.objects.get_or_create(name="陆鸣")
reporter = users.get(username="reporter")
article = Article.objects.create(headline=%r, body=%r, section=Section.objects.first(), created_by=reporter)
line = {"role": "记者", "reporter": Reporter.objects.get(name="林知夏").pk, "name": "林知夏", "unit": ""}
saving.begin(article, reporter, content={"bylines": [line], "tags": ["冰雪"]})
print(article.pk)
"""
CONTENT = """
import json
from articles.desk.contents import content_of
from articles.models import Article, Autosave
article = Article.objects.get(pk=%d)
kept = list(Autosave.objects.filter(article=article).values_list("content", flat=True))
print(json.dumps({**content_of(article), "saves": article.saves, "unsaved": kept}))
"""


def made(site, headline, body=(FIRST, SECOND, THIRD)):
    """The number of a new article of the reporter."""
    body = "".join(f"<p>{text}</p>" for text in body)
    return int(site.manage("shell", "-v0", "-c", MAKE % (headline, body)).split()[-1])


def stored(site, number):
    """The content of an article as the database has it, with the number of its saves and the unsaved work."""
    return json.loads(site.manage("shell", "-v0", "-c", CONTENT % number).splitlines()[-1])


def texts(content):
    """The paragraphs of a stored content."""
    return content["body"].removeprefix("<p>").removesuffix("</p>").split("</p><p>")


def address(number):
    return f"/admin/articles/article/{number}/change/"


def opened(page, number):
    """Open the form of an article and wait until it can be written in."""
    page.goto(address(number))
    return ready(page)


def write(page, place, text):
    """Put `text` in the place of a paragraph of the body."""
    paragraph = page.locator(f"{EDITOR} > p").nth(place)
    paragraph.click()
    paragraph.select_text()
    heard(page)
    page.keyboard.insert_text(text)


def press_save(page):
    with page.expect_navigation():
        page.locator("#submit-row button[name=_save]").click()


def saved(page):
    """Press save and wait for the form as it comes back; returns what it says."""
    press_save(page)
    said = ready(page).get_by_role("alert").or_(page.get_by_text("已保存")).first.inner_text()
    assert "已保存" in said
    return said


def both_wrote_the_second(site, open_as, headline):
    """The page of a clash, before the editor: the section head has saved the paragraph that she changed too. She has
    also changed headline, tags and byline."""
    number = made(site, headline)
    mine = opened(open_as("editor"), number)
    hers = opened(open_as("section-head"), number)
    write(hers, 1, "湖心已经冻实。")
    hers.fill("#id_kicker", "她的引题")
    saved(hers)
    mine.fill("#id_headline", f"{headline}，改过")
    mine.locator(".is-tags .ts-control input").click()
    mine.keyboard.insert_text("冬捕，")
    mine.locator("#bylines [data-add]").click()
    mine.keyboard.insert_text("陆鸣")
    mine.locator("#bylines .ts-dropdown .option", has_text="陆鸣").click()
    mine.locator("#bylines .ts-control .item", has_text="陆鸣").wait_for()
    write(mine, 1, "冰面能走人。")
    press_save(mine)
    mine.locator("#clash").wait_for()
    return number, mine


def choose(page, choice):
    page.locator("#clash label", has_text=choice).click()


def settled(page):
    with page.expect_navigation():
        page.get_by_role("button", name="按所选保存").click()


def test_what_two_change_in_different_paragraphs_is_kept_from_both(site, open_as):
    number = made(site, "各改各段的稿子")
    mine = opened(open_as("editor"), number)
    hers = opened(open_as("section-head"), number)
    write(hers, 0, "河面昨夜上了冻。")
    saved(hers)
    mine.get_by_text("在你打开之后保存了这篇稿件").wait_for()
    write(mine, 2, "渔工说，今年鱼肥。")
    mine.fill("#id_subtitle", "一网一千二百斤")
    assert "职乙" in saved(mine)  # whose changes came in
    now = stored(site, number)
    assert texts(now) == ["河面昨夜上了冻。", SECOND, "渔工说，今年鱼肥。"]
    assert (now["subtitle"], now["unsaved"]) == ("一网一千二百斤", [])


@pytest.mark.parametrize(
    ("choice", "second"),
    [
        ("采用对方的", ["湖心已经冻实。"]),
        ("采用我的", ["冰面能走人。"]),
        ("两段都要", ["湖心已经冻实。", "冰面能走人。"]),
    ],
)
def test_of_one_paragraph_that_both_changed_the_second_to_save_chooses(site, open_as, choice, second):
    headline = f"都改一段，{choice}"
    number, page = both_wrote_the_second(site, open_as, headline)
    hers, mine = page.locator(".clash-side.is-theirs"), page.locator(".clash-side.is-mine")
    assert "冻实" in hers.inner_text()
    assert "能走人" in mine.inner_text()
    left, right = hers.bounding_box(), mine.bounding_box()
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    assert stored(site, number)["saves"] == 2  # hers alone
    choose(page, choice)
    settled(page)
    ready(page).get_by_text("已按所选保存").wait_for()
    now = stored(site, number)
    assert texts(now) == [FIRST, *second, THIRD]
    assert (now["headline"], now["kicker"]) == (f"{headline}，改过", "她的引题")
    assert now["tags"] == ["冬捕", "冰雪"]
    assert [line["name"] for line in now["bylines"]] == ["林知夏", "陆鸣"]
    assert now["unsaved"] == []


def test_or_writes_it_herself(site, open_as):
    number, page = both_wrote_the_second(site, open_as, "都改一段，自己写")
    field = page.locator(".clash-write textarea")
    assert not field.is_visible()
    choose(page, "自己写")
    assert field.input_value() == "冰面能走人。"
    field.fill("冰面能走人，还不能走车。\n岸边薄些，<三十> & 不到。")
    settled(page)
    ready(page).get_by_text("已按所选保存").wait_for()
    now = stored(site, number)
    assert texts(now) == [FIRST, "冰面能走人，还不能走车。", "岸边薄些，&lt;三十&gt; &amp; 不到。", THIRD]
    assert [line["name"] for line in now["bylines"]] == ["林知夏", "陆鸣"]


def test_a_headline_that_both_changed_is_written_anew_and_what_does_not_fit_is_told(site, open_as):
    number = made(site, "两人都改标题")
    mine, hers = opened(open_as("editor"), number), opened(open_as("section-head"), number)
    hers.fill("#id_headline", "她的标题")
    saved(hers)
    mine.fill("#id_headline", "我的标题")
    press_save(mine)
    choose(mine, "自己写")
    mine.locator(".clash-write textarea").fill("长" * 121)
    settled(mine)
    mine.locator("#clash .desk-error").wait_for()
    assert mine.locator(".clash-write textarea").input_value() == "长" * 121
    assert stored(site, number)["headline"] == "她的标题"
    mine.locator(".clash-write textarea").fill("商量好的标题")
    settled(mine)
    ready(mine)
    assert stored(site, number)["headline"] == "商量好的标题"


def test_who_saves_while_the_other_chooses_is_not_written_over(site, open_as):
    number, page = both_wrote_the_second(site, open_as, "选的时候又有人保存")
    third = opened(open_as("chief-editor"), number)
    write(third, 1, "开湖要等到四月。")
    saved(third)
    choose(page, "采用我的")
    settled(page)
    page.locator("#clash").wait_for()
    assert "四月" in page.locator(".clash-side.is-theirs").inner_text()
    assert texts(stored(site, number))[1] == "开湖要等到四月。"
    choose(page, "采用我的")
    settled(page)
    ready(page)
    assert texts(stored(site, number)) == [FIRST, "冰面能走人。", THIRD]


def test_who_goes_back_without_choosing_is_offered_what_she_wrote(site, open_as):
    number, page = both_wrote_the_second(site, open_as, "不选就走的稿子")
    page.get_by_role("link", name="不保存，返回").click()
    offer = ready(page).locator("[data-offer]")
    offer.locator("summary").click()
    assert "能走人" in offer.inner_text()
    assert stored(site, number)["saves"] == 2


def test_who_types_while_it_is_sent_to_review_is_told_and_keeps_her_words(site, open_as):
    number = made(site, "写着写着提交了的稿子")
    reporter, editor = opened(open_as("reporter"), number), opened(open_as("editor"), number)
    with editor.expect_navigation():
        editor.get_by_role("button", name="提交审核").click()
    write(reporter, 2, "还没写完的一段。")
    refused = reporter.locator("#saving [data-case=refused]")
    refused.wait_for()
    reporter.locator("#submit-row button[name=_save]").click()
    assert "只有编辑可以修改" in refused.inner_text()
    reporter.locator("#kept", has_text="留存于").wait_for()
    reporter.close(run_before_unload=False)
    again = reporter.context.new_page()
    again.goto(address(number))
    assert "还没写完的一段。" in again.locator("[data-offer] .is-body").inner_text()


def test_each_sees_that_the_other_is_there_and_types_and_that_she_has_gone(site, open_as):
    number = made(site, "两人同时打开的稿子")
    mine, hers = opened(open_as("editor"), number), opened(open_as("section-head"), number)
    hers.locator("#saving [data-people]").get_by_text("职甲").wait_for()
    mine.locator("#saving [data-people]").get_by_text("职乙").wait_for()
    typing = mine.locator("#saving [data-people]").get_by_text("正在输入")

    def seen():
        write(hers, 0, "河面昨夜上了冻。")
        return typing.is_visible()

    until(seen)
    hers.close(run_before_unload=False)
    mine.locator("#saving [data-people]").wait_for(state="hidden")
