"""Deciding, by hand in a real browser: three signatures with a refused fourth eye, a schedule, withdrawing, taking off."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.running import PASSWORD, until

pytestmark = pytest.mark.browser
ZONE = ZoneInfo("Asia/Shanghai")

MAKE = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from articles.desk import workflow
from articles.desk.rendering import fingerprint, freeze
from articles.models import Article, Byline, Section
from newsroom.models import Reporter
users = get_user_model().objects
def login(name, *roles):
    user, made = users.get_or_create(username=name, is_staff=True)
    if made:
        user.set_password(%r)
        user.save()
        user.groups.set(Group.objects.filter(name__in=roles))
    return user
login("two-hats", "editor", "section-head")
named, _made = Reporter.objects.get_or_create(name="陆鸣", user=login("named", "section-head"))
article = Article.objects.create(
    headline=%r, body="<p>河面上了冻。</p>", section=Section.objects.first(), created_by=users.get(username="reporter"))
for position, person in enumerate([Reporter.objects.get(name="林知夏"), named]):
    Byline.objects.create(article=article, reporter=person, position=position)
def do(verb, name):
    fresh = Article.objects.get(pk=article.pk)
    workflow.act(fresh, verb, users.get(username=name), fingerprint=fingerprint(freeze(fresh)))
for step in %r:
    do(*step)
print(article.pk)
"""
SIGNED = [("submit", "reporter"), ("sign", "editor"), ("sign", "section-head"), ("sign", "chief-editor")]
OUT = [*SIGNED, ("publish", "chief-editor")]


def made(site, headline, steps):
    """The number of a new article after these steps."""
    return int(site.manage("shell", "-v0", "-c", MAKE % (PASSWORD, headline, steps)).split()[-1])


def form(number):
    return f"/admin/articles/article/{number}/change/"


def verb(page, name):
    """The button of a verb in the action bar."""
    return page.locator(f'#submit-row [name=_verb][value={name}], #submit-row [data-dialog="ask-{name}"]')


def done(page):
    """Wait for the page that comes after a verb, which says what was done."""
    page.wait_for_load_state()
    page.locator("#submit-row").wait_for()


def say(page, name, text=None, at=None):
    """Open the dialog of a verb, say what it asks, and do it."""
    button = verb(page, name)
    if not button.is_visible():
        page.locator(".desk-more > summary").click()
    button.click()
    dialog = page.locator(f"#ask-{name}")
    if at:
        dialog.locator("[type=datetime-local]").fill(at.strftime("%Y-%m-%dT%H:%M"))
    if text:
        dialog.locator("textarea").fill(text)
    with page.expect_navigation():
        dialog.locator("[name=_verb]").click()
    done(page)


def press(page, name):
    with page.expect_navigation():
        verb(page, name).click()
    done(page)


def in_two_days():
    return (datetime.now(ZONE) + timedelta(days=2)).replace(second=0, microsecond=0)


def comes(site, number, field):
    """Let the time come that the desk has set."""
    code = "from articles.models import Article; from django.utils import timezone; "
    site.manage("shell", "-v0", "-c", f"{code}Article.objects.filter(pk={number}).update({field}=timezone.now())")


def address(site, number):
    code = f"from articles.models import Publication; print(Publication.objects.get(story={number}).get_absolute_url())"
    return site.manage("shell", "-v0", "-c", code).split()[-1]


def wait_for(page, where, status):
    """Ask for an address until it answers with this status; returns the page's text."""

    def answered():
        answer = page.request.get(where)
        return answer.status == status and answer.text()

    return until(answered)


def test_three_sign_and_a_fourth_eye_is_refused(site, open_as):
    number = made(site, "三个人签的稿子", [("submit", "reporter")])
    two_hats = open_as("two-hats")
    two_hats.goto(form(number))
    press(two_hats, "sign")
    refused = two_hats.locator("#submit-row button[disabled]", has_text="二审")
    assert "一审" in refused.get_attribute("aria-description")

    named = open_as("named")
    named.goto(form(number))
    assert named.locator("#submit-row button[disabled]", has_text="二审").is_visible()
    assert not named.locator("#submit-row [name=_verb][value=sign]").count()

    for role in ("section-head", "chief-editor"):
        page = open_as(role)
        page.goto(form(number))
        press(page, "sign")
    press(page, "publish")
    assert open_as(None).request.get(address(site, number)).status == 200


def test_a_schedule_is_named_by_the_button_and_kept_by_the_clock(site, open_as):
    number = made(site, "定时发布的稿子", SIGNED[:3])
    at = in_two_days()
    shown = at.strftime("%m-%d %H:%M")
    chief = open_as("chief-editor")
    chief.goto(form(number))
    say(chief, "schedule", at=at)
    assert shown in chief.locator(".desk-bar-state").inner_text()
    assert shown in verb(chief, "sign").inner_text()
    press(chief, "sign")
    assert shown in chief.locator(".desk-bar-state").inner_text()
    assert not verb(chief, "publish").count()
    assert shown in chief.locator(".desk-why").inner_text()
    chief.goto("/admin/articles/article/")
    assert shown in chief.locator("#result_list tr", has_text="定时发布的稿子").inner_text()

    comes(site, number, "publish_at")
    reader = open_as(None)
    until(lambda: "定时发布的稿子" in reader.request.get("/feeds/latest.rss").text())
    assert "河面上了冻" in wait_for(reader, address(site, number), 200)


def test_a_time_that_is_past_brings_the_dialog_back_with_what_was_typed(site, open_as):
    number = made(site, "时间填错的稿子", OUT)
    chief = open_as("chief-editor")
    chief.goto(form(number))
    past = datetime.now(ZONE) - timedelta(days=1)
    say(chief, "take_off", text="活动已结束。", at=past)
    dialog = chief.locator("#ask-take_off")
    dialog.wait_for()
    assert dialog.locator("textarea").input_value() == "活动已结束。"
    assert dialog.locator("[role=alert]").is_visible()
    dialog.locator("[data-close]").click()
    assert not dialog.is_visible()


def test_a_story_is_withdrawn_and_put_back(site, open_as):
    number = made(site, "撤下又恢复的稿子", OUT)
    where = address(site, number)
    reader, chief = open_as(None), open_as("chief-editor")
    assert reader.request.get(where).status == 200
    chief.goto(form(number))
    say(chief, "withdraw", text="来源有误，特此撤稿。")
    assert "来源有误，特此撤稿。" in wait_for(reader, where, 410)
    say(chief, "restore", text="经核实无误，恢复刊发。")
    page = wait_for(reader, where, 200)
    assert "河面上了冻" in page
    assert "经核实无误，恢复刊发。" in page


def test_a_story_leaves_the_site_at_its_time(site, open_as):
    number = made(site, "到时下线的稿子", OUT)
    where = address(site, number)
    reader, chief = open_as(None), open_as("chief-editor")
    chief.goto(form(number))
    at = in_two_days()
    say(chief, "take_off", text="活动已结束。", at=at)
    assert at.strftime("%m-%d %H:%M") in chief.locator(".desk-bar-state").inner_text()
    assert reader.request.get(where).status == 200
    comes(site, number, "take_off_at")
    assert "活动已结束。" in wait_for(reader, where, 410)


def test_a_draft_goes_to_the_trash_and_comes_back(site, open_as):
    number = made(site, "扔掉又捡回的稿子", [])
    page = open_as("reporter")
    page.goto(form(number))
    page.locator(".desk-more > summary").click()
    press(page, "trash")
    page.goto("/admin/articles/article/")
    assert "扔掉又捡回的稿子" not in page.locator("main, #content").first.inner_text()
    page.goto("/admin/articles/article/trash/")
    with page.expect_navigation():
        page.locator("li", has_text="扔掉又捡回的稿子").locator("form button").click()
    page.goto(form(number))
    page.locator("#id_headline").wait_for()
