"""The ledger by hand in a real browser: rules are set and tried, figures opened, a month is closed and printed."""

import pytest

from tests.browser.conftest import met

pytestmark = pytest.mark.browser

MAKE = """
from datetime import datetime, time, timedelta
from django.utils import timezone
from articles.desk import chain
from articles.models import Section
from newsroom.models import Reporter
lin = Reporter.objects.get(name="林知夏")
today = timezone.localdate()
last = today.replace(day=1) - timedelta(days=1)
section = Section.objects.filter(masthead="zh-hans").first()
for number in range(900, 912):
    day = last - timedelta(days=number % 9) if number % 2 else today.replace(day=1)
    people = [{"role": "记者", "name": lin.name, "unit": "", "reporter": lin.pk}]
    people += [{"role": "通讯员", "name": f"阿依古丽·努尔{number % 4}", "unit": "河谷乡", "reporter": None}] * bool(number % 3)
    words = {"story": number, "language": "zh-hans", "section": section.slug, "headline": f"河谷下了第{number}场雪，牧民转场",
        "collective": "", "bylines": people, "editors": [], "body": "<p>" + "雪" * number + "</p>", "photos": {},
        "source": "", "translation_of": None}
    at = timezone.make_aware(datetime.combine(day, time(0, number - 899)))
    chain.add(chain.new(number, "published", words, at))
print(f"{last:%Y/%m}".replace("/0", "/"))
"""


@pytest.fixture(scope="module")
def last_month(site):
    """Six stories of the month before this one and six of this; the address of the former."""
    return f"/admin/ledger/{site.manage('shell', '-v0', '-c', MAKE).split()[-1]}/"


def is_as_wide_as_the_screen(page):
    met(page, "() => document.documentElement.scrollWidth <= innerWidth")


def test_rules_are_set_tried_and_a_month_is_closed(open_as, last_month):
    page = open_as("chief-editor")
    page.goto(last_month)
    page.locator(".ledger-table tbody tr").first.wait_for()
    assert page.locator(".ledger-chart rect").count() >= 2
    page.goto("/admin/articles/ledgerrules/add/")
    year, month = last_month.strip("/").split("/")[-2:]
    page.fill("#id_since", f"{year}-{int(month):02}")
    page.get_by_text("添加另一个 计分规则").or_(page.locator("#rates-group .add-row a")).first.click()
    page.fill("#id_rates-0-points", "2.5")
    page.locator("button[name=_save], input[name=_save]").first.click()
    page.goto("/admin/ledger/try/?story=901")
    assert "1.25" in page.locator(".ledger-table").inner_text()
    page.goto(last_month)
    assert "15" in page.locator(".ledger-table tfoot").inner_text()
    page.locator(".ledger-table tbody td a").first.click()
    page.locator(".is-lines tbody tr").first.wait_for()
    page.goto(f"{last_month}close/")
    page.locator(".ledger-do button").click()
    page.locator(".ledger-head .is-out").wait_for()
    page.goto(f"{last_month}print/")
    assert page.locator(".ledger-signed p").count() == 4
    assert page.locator("[data-print]").is_visible()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_the_screen(open_as, last_month, width, scheme, tmp_path):
    page = open_as("chief-editor", viewport={"width": width, "height": 900}, color_scheme=scheme)
    year = last_month.strip("/").split("/")[-2]
    for name, address in {
        "month": last_month,
        "lines": f"{last_month}lines/",
        "year": f"/admin/ledger/{year}/",
        "person": "/admin/ledger/person/?person=n阿依古丽·努尔1",
        "print": f"{last_month}print/",
        "try": "/admin/ledger/try/?story=902",
        "bonus": f"{last_month}bonus/",
        "rules": "/admin/articles/ledgerrules/add/",
    }.items():
        assert page.goto(address).status == 200
        is_as_wide_as_the_screen(page)
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)


def test_a_telephone_shows_the_total_of_a_year_beside_the_names(open_as, last_month):
    page = open_as("chief-editor", viewport={"width": 390, "height": 844})
    page.goto(f"/admin/ledger/{last_month.strip('/').split('/')[-2]}/")
    total = page.locator(".ledger-table tbody .is-sum").first.bounding_box()
    assert total["x"] + total["width"] <= 390
    assert page.locator(".ledger-scroll:has(.is-standing)").evaluate("(box) => Math.abs(box.scrollLeft)") == 0
    newest = page.locator(".ledger-chart.is-standing g").last.bounding_box()
    assert newest["x"] + newest["width"] <= 390
