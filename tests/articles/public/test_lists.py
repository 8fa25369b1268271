"""Section, tag and reporter pages."""

import pytest

from newsroom.models import Reporter
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_section_costs_three_queries_with_ten_stories_or_twenty(client, django_assert_num_queries):
    for count in range(2):
        [factories.publication() for _ in range(10)]
        with django_assert_num_queries(3):
            response = client.get("/sections/news/")
        assert len(response.context["page"].rows) == 10 * (count + 1)


def test_a_tag_costs_three(client, django_assert_num_queries):
    ice = factories.tag()
    for count in range(2):
        [factories.publication(tags=[ice]) for _ in range(10)]
        with django_assert_num_queries(3):
            response = client.get("/tags/冰雪/")
        assert len(response.context["page"].rows) == 10 * (count + 1)


def test_a_section_shows_its_own_stories_newest_first(client):
    mine = [factories.publication() for _ in range(3)]
    factories.publication(section=factories.section("villages"))
    assert client.get("/sections/news/").context["page"].rows == mine[::-1]


def test_a_section_without_stories_says_so(client):
    factories.section()
    response = client.get("/sections/news/")
    assert response.status_code == 200
    assert 'class="nothing"' in response.text


def test_older_pages_follow_without_repeats_or_gaps(client):
    stories = [factories.publication() for _ in range(45)]
    seen, address = [], "/sections/news/"
    while address:
        page = client.get(address).context["page"]
        seen += page.rows
        address = page.before and f"/sections/news/?before={page.before}"
    assert seen == stories[::-1]


@pytest.mark.parametrize("kind", ["tags/冰雪", "reporters/林知夏"])
def test_older_pages_of_a_tag_and_a_person_follow_too(client, kind):
    lin, ice = factories.reporter(), factories.tag()
    stories = [factories.publication(people=[lin], tags=[ice]) for _ in range(25)]
    first = client.get(f"/{kind}/").context["page"]
    second = client.get(f"/{kind}/?before={first.before}").context["page"]
    assert first.rows + second.rows == stories[::-1]
    assert second.before is None
    assert not second.is_newest


def test_an_older_page_leads_back_to_the_newest(client):
    stories = [factories.publication() for _ in range(3)]
    text = client.get(f"/sections/news/?before={stories[2].key}").text
    assert '<a href="?">' in text
    assert '<a class="older"' not in text


@pytest.mark.parametrize("before", ["", "x", "-1", "１２", "1e9", "9" * 30, "9" * 19, "1%00", "0", "12 "])
def test_a_cursor_that_is_none_is_missing(client, before):
    factories.publication()
    assert client.get(f"/sections/news/?before={before}").status_code == 404


def test_a_section_of_no_edition_is_missing(client):
    factories.section()
    assert client.get("/sections/nowhere/").status_code == 404
    assert client.get("/sections/%00/").status_code == 404


def test_a_tag_that_only_a_draft_carries_is_missing(client):
    factories.tag("机密")
    assert client.get("/tags/机密/").status_code == 404
    assert client.get("/tags/机密/latest.rss").status_code == 404


def test_a_person_whom_only_a_draft_names_is_missing(client):
    factories.reporter("沈未名")
    assert client.get("/reporters/沈未名/").status_code == 404
    assert client.get("/reporters/沈未名/latest.rss").status_code == 404


def test_a_person_is_shown_with_role_and_biography(client):
    lin = factories.reporter(role="首席记者", biography="跑乡村线九年。")
    factories.publication(people=[lin])
    text = client.get("/reporters/林知夏/").text
    assert "首席记者" in text
    assert "跑乡村线九年。" in text


def test_a_person_is_read_without_her_login(client, django_assert_num_queries):
    lin = factories.reporter()
    factories.publication(people=[lin])
    assert client.get("/reporters/林知夏/").context["reporter"].get_deferred_fields() == {"user_id"}
    assert Reporter.objects.get().slug == "林知夏"


def test_a_hostile_name_is_missing_and_no_error(client):
    for name in ("%00", "%ED%A0%80", "a" * 5000, "'; DROP TABLE", "%2e%2e"):
        assert client.get(f"/tags/{name}/").status_code == 404
        assert client.get(f"/reporters/{name}/").status_code == 404


def test_a_card_shows_headline_photo_people_and_credit(client):
    lin = factories.reporter()
    factories.publication(people=[lin], cover=factories.picture(), headline="新桥<通车>")
    text = client.get("/sections/news/").text
    assert "新桥&lt;通车&gt;" in text
    assert 'title="实习记者 江一帆摄"' in text
    assert 'width="400" height="300"' in text
    assert "林知夏" in text


def test_only_reading_is_answered(client):
    factories.section()
    assert client.post("/sections/news/").status_code == 405
    assert client.head("/sections/news/").status_code == 200
