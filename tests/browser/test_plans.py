"""The calendar of plans by hand in a real browser: from a day to a plan, to who goes there, to its article; and the address
by which a telephone's calendar shows it."""

from datetime import datetime, timedelta
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def day():
    """A day of this month, which the calendar shows by itself."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date().replace(day=1) + timedelta(days=13)


def choose(page, field, name):
    """Choose a row of an autocompleted field by typing."""
    page.locator(f"#{field} + .select2 .select2-selection").click()
    page.locator(".select2-search__field").fill(name)
    page.locator(".select2-results__option", has_text=name).click()


def plan(page, day, title):
    """Begin in the calendar, at the day where it shows empty ones, and save a plan of it with somebody who shoots."""
    page.goto("/admin/articles/plan/")
    begin = page.locator(f".plans-day a[href$='{day}']")
    if begin.is_visible():
        begin.click()
        assert page.input_value("#id_date") == f"{day:%Y/%m/%d}"
    else:  # a telephone lists the days that have plans
        page.get_by_role("link", name="报选题", exact=True).click()
        page.fill("#id_date", f"{day}")
    page.fill("#id_title", title)
    page.fill("#id_starts", "10:30")
    page.fill("#id_place", "河谷乡中心小学")
    page.select_option("#id_assignments-0-kind", "photos")
    choose(page, "id_assignments-0-reporter", "林知夏")
    page.locator("button[name=_save]").first.click()
    page.wait_for_url("**/admin/articles/plan/**")


def test_a_plan_of_a_day_becomes_an_article(open_as, day):
    page = open_as("editor")
    plan(page, day, "冬季运动会")
    page.goto("/admin/articles/plan/")
    cell = page.locator(".plans-month td", has_text="冬季运动会")
    said = cell.inner_text()
    assert all(words in said for words in ("10:30", "河谷乡中心小学", "图片 林知夏")), said
    cell.get_by_role("link", name="冬季运动会").click()
    page.get_by_role("button", name="建成稿件").click()
    page.wait_for_url("**/admin/articles/article/*/change/")
    assert page.input_value("#id_headline") == "冬季运动会"
    planned = page.locator("section[aria-labelledby=planned]").inner_text()
    assert "河谷乡中心小学" in planned and "林知夏" in planned
    page.goto("/admin/articles/plan/")
    assert page.locator(".plans-month li.is-article", has_text="冬季运动会").count() == 1


def test_the_calendar_is_narrowed_to_a_person_and_leafed_through(open_as, day):
    page = open_as("editor")
    plan(page, day, "春播现场")
    page.goto("/admin/articles/plan/")
    page.select_option("select[name=person]", label="林知夏")
    page.locator(".plans-head form button").click()
    page.locator(".plans-month li", has_text="春播现场").wait_for()
    page.locator(".plans-head a[rel=next]").click()
    after = day.replace(day=1) + timedelta(days=31)
    page.wait_for_url(f"**/admin/articles/plan/?month={after:%Y-%m}&person=*")
    assert page.locator(".plans-month li", has_text="春播现场").count() == 0


def test_a_telephone_shows_the_plans_by_a_secret_address(open_as, day):
    page = open_as("editor", viewport={"width": 390, "height": 844})
    plan(page, day, "牧民转场")
    page.goto("/admin/articles/plan/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".plans-key button[value=make]").click()
    address = page.input_value("#plans-address")
    with urlopen(address) as answer:  # noqa: S310, our own
        assert "SUMMARY:牧民转场" in answer.read().decode()
    page.goto("/admin/articles/plan/")
    assert page.locator("#plans-address").count() == 0  # shown once
    page.locator(".plans-key button[value=off]").click()
    page.locator(".plans-key button[value=off]").wait_for(state="detached")
    with pytest.raises(OSError, match="404"):
        urlopen(address)  # noqa: S310
