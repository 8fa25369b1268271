from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

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


def test_a_year_shows_the_newest_headlines_of_each_month(client):
    stories = [on(2026, 3, 5, 10, minute) for minute in range(5)]
    march = client.get("/2026/").context["months"][2]
    assert march[1] == stories[:1:-1]
    assert [len(found) for _first, found in client.get("/2026/").context["months"]] == [0, 0, 3] + [0] * 9


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
