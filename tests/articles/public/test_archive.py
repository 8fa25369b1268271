import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db
TOWN = ZoneInfo("Asia/Shanghai")


def on(year, month, day, hour=12, minute=0):
    return factories.publication(published_at=datetime(year, month, day, hour, minute, tzinfo=TOWN))


@pytest.mark.parametrize(("address", "queries"), [("/2026/", 3), ("/2026/03/", 4), ("/2026/03/05/", 3)])
def test_it_costs_the_same_with_ten_stories_or_twenty(client, django_assert_num_queries, address, queries):
    for start in range(0, 20, 10):
        [on(2026, 3, 5, 10, start + n) for n in range(10)]
        with django_assert_num_queries(queries):
            client.get(address)


def test_a_day_goes_from_midnight_to_midnight_where_the_town_is(client):
    first, last = on(2026, 3, 5, 0, 0), on(2026, 3, 5, 23, 59)
    on(2026, 3, 4, 23, 59)
    on(2026, 3, 6, 0, 0)
    assert client.get("/2026/03/05/").context["page"].rows == [last, first]


def test_a_day_leads_to_the_nearest_days_that_have_stories(client):
    on(2026, 2, 20)
    on(2026, 3, 5)
    on(2026, 4, 1)
    text = client.get("/2026/03/05/").text
    assert 'rel="prev" href="/2026/02/20/"' in text
    assert 'rel="next" href="/2026/04/01/"' in text


def test_the_calendar_links_the_days_that_have_stories(client):
    on(2026, 3, 5)
    on(2026, 3, 31)
    on(2026, 4, 1)
    text = client.get("/2026/03/").text
    calendar = text[text.index("<table") : text.index("</table>")]
    assert calendar.count("<a ") == 2
    assert 'href="/2026/03/05/"' in calendar
    assert 'href="/2026/03/31/"' in calendar


def test_a_month_pages_within_itself(client):
    stories = [on(2026, 3, 5) for _ in range(25)]
    on(2026, 2, 28)
    page = client.get("/2026/03/").context["page"]
    older = client.get(f"/2026/03/?before={page.before}").context["page"]
    assert {s.key for s in page.rows + older.rows} == {s.key for s in stories}
    assert older.before is None


def test_a_year_links_the_days_that_have_stories_in_calendars_of_its_months(client):
    for month, day in ((1, 1), (3, 5), (3, 5), (12, 31)):
        on(2026, month, day)
    on(2025, 12, 31, 23, 59)
    on(2027, 1, 1, 0, 0)
    text = client.get("/2026/").text
    year = text[text.index('class="year"') : text.index("</main>")]
    assert [year.count(mark) for mark in ("<section", "<table")] == [12, 3]  # a month without stories needs no days
    days = re.findall(r'href="(/\d{4}/\d\d/\d\d/)"', year)
    assert days == ["/2026/01/01/", "/2026/03/05/", "/2026/12/31/"]
    assert re.findall(r'<h2[^>]*><a href="([^"]*)"', year) == ["/2026/01/", "/2026/03/", "/2026/12/"]


def test_a_leap_year_has_its_day(client):
    on(2028, 2, 29)
    assert 'href="/2028/02/29/"' in client.get("/2028/").text


def test_a_year_leads_to_its_months_and_the_nearest_years(client):
    on(2023, 5, 1)
    on(2026, 3, 5)
    text = client.get("/2026/").text
    assert 'rel="prev" href="/2023/"' in text
    assert 'rel="next"' not in text
    assert re.findall(r'href="#(month-\d+)"', text) == re.findall(r'id="(month-\d+)"', text) == ["month-3"]


@pytest.mark.parametrize("address", ["/%Y/", "/%Y/%m/"])
def test_today_is_marked(client, address):
    factories.publication(published_at=timezone.now())
    text = client.get(timezone.localdate().strftime(address)).text
    assert text.count('class="is-today" aria-current="date"') == 1


def test_an_empty_time_says_so_and_is_not_for_search_engines(client):
    factories.masthead()
    for address in ("/2026/", "/2026/03/", "/2026/03/05/"):
        response = client.get(address)
        assert response.status_code == 200
        assert "noindex" in response.text
        assert 'rel="next"' not in response.text


@pytest.mark.parametrize(
    "address",
    ["/2025/13/", "/2025/13/45/", "/2025/02/29/", "/0000/", "/9999/", "/２０２５/", "/2025/１２/", "/2025/0/"],
)
def test_a_time_that_no_calendar_has_is_missing(client, address):
    assert client.get(address).status_code == 404


def test_one_digit_leads_to_two(client):
    assert client.get("/2026/3/")["Location"] == "/2026/03/"
    assert client.get("/2026/3/5/")["Location"] == "/2026/03/05/"
    assert client.get("/2026/3/5/").status_code == 301


def test_another_edition_has_its_own_archive(client):
    kazakh = factories.section(language="kk-arab")
    theirs = factories.publication(section=kazakh, published_at=factories.NOON)
    factories.publication(published_at=factories.NOON + timedelta(hours=1))
    assert client.get("/kk-arab/2026/03/05/").context["page"].rows == [theirs]
    assert client.get("/kk-arab/2026/3/5/")["Location"] == "/kk-arab/2026/03/05/"
