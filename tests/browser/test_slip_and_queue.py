"""The work queue, signing several at once and the slip, by hand in a real browser."""

import pytest

pytestmark = pytest.mark.browser

MAKE = """
from django.contrib.auth import get_user_model
from articles.desk import saving, workflow
from articles.models import Article, Byline, Section
from newsroom.models import Reporter
reporter = get_user_model().objects.get(username="reporter")
for headline in %r:
    article = Article.objects.create(
        headline=headline, body="<p>河面上了冻，冰厚四十二厘米。</p>", section=Section.objects.first(), created_by=reporter)
    Byline.objects.create(article=article, reporter=Reporter.objects.get(name="林知夏"), position=0)
    saving.begin(article, reporter)
    workflow.act(article, "submit", reporter)
    print(article.pk)
"""


def made(site, *headlines):
    """The numbers of new articles that wait for the first signature."""
    return [int(line) for line in site.manage("shell", "-v0", "-c", MAKE % (headlines,)).split()]


def card(page, name):
    return page.locator(f".start-card.is-{name}")


def tick(page, number):
    page.locator(f"#article-{number} [name=article]").check()


def send(page):
    with page.expect_navigation():
        page.locator(".signing-bar button").click()
    page.locator(".signing-outcomes").wait_for()


def test_an_editor_goes_from_the_queue_through_signing_to_the_slip(site, open_as):
    one, changed, left = made(site, "队列甲稿", "队列乙稿", "队列丙稿")
    editor = open_as("editor")
    editor.goto("/admin/")
    before = int(card(editor, "waiting").locator("h3 b").inner_text())
    assert before >= 3
    assert editor.locator(".start-counts .is-waiting b").inner_text() == str(before)

    editor.goto(f"/admin/articles/article/sign/?ids={one},{changed},{left}")
    assert "冰厚四十二厘米" in editor.locator(f"#article-{one} .reading").inner_text()
    code = "from articles.desk import saving; from django.contrib.auth.models import User; "
    code += f"saving.save({changed}, {{'subtitle': '别人刚改的'}}, User.objects.get(username='chief-editor'), 1)"
    site.manage("shell", "-v0", "-c", code)  # somebody saves while she reads
    tick(editor, one)
    tick(editor, changed)
    send(editor)
    outcomes = editor.locator(".signing-outcomes li")
    assert "is-signed" in outcomes.nth(0).get_attribute("class")
    assert "is-refused" in outcomes.nth(1).get_attribute("class")
    assert "文字" in outcomes.nth(1).inner_text()

    editor.goto("/admin/")
    assert int(card(editor, "waiting").locator("h3 b").inner_text()) == before - 1

    head = open_as("section-head")
    head.goto("/admin/")
    card(head, "waiting").get_by_role("link", name="队列甲稿").click()
    head.get_by_role("link", name="稿签").click()
    head.wait_for_url("**/slip/")
    assert "队列甲稿" in head.locator(".slip").inner_text()
    assert head.locator(".slip tr.is-signed").count() == 1
    head.locator("[data-print]").wait_for()
    head.locator(".slip tr.is-signed a").click()
    head.wait_for_url("**/slip/*/")
    assert "冰厚四十二厘米" in head.locator(".reading").inner_text()


def test_the_list_leads_to_signing_what_was_chosen(site, open_as):
    (number,) = made(site, "列表里选的稿")
    editor = open_as("editor")
    editor.goto("/admin/articles/article/")
    editor.locator(f"input.action-select[value='{number}']").check()
    editor.locator("select[name=action]").select_option("sign_many")
    with editor.expect_navigation():
        editor.locator("#changelist-actions button[type=submit]").click()
    assert editor.locator(".signing-item").count() == 1
    send(editor)
    assert editor.locator(".signing-outcomes .is-refused").count() == 1  # nothing was ticked


def test_the_most_urgent_is_on_the_first_screen_of_a_phone(site, open_as):
    made(site, "手机上看的稿")
    editor = open_as("editor", viewport={"width": 390, "height": 844})
    editor.goto("/admin/")
    place = card(editor, "waiting").locator("li").first.bounding_box()
    assert place["y"] + place["height"] < 844
    assert editor.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_slip_is_printed_without_the_desk_around_it(site, open_as):
    (number,) = made(site, "要打印的稿")
    editor = open_as("editor", viewport={"width": 688, "height": 980})
    editor.goto(f"/admin/articles/article/{number}/slip/")
    editor.emulate_media(media="print")
    assert editor.locator(".slip").bounding_box()["x"] < 20
    assert not editor.locator("nav, aside, #nav-sidebar").filter(visible=True).count()
    assert editor.evaluate("document.documentElement.scrollWidth") <= 688
