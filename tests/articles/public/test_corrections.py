from datetime import timedelta

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def corrected(hours, note="改了一个数字。"):
    at = factories.NOON + timedelta(hours=hours)
    notes = [{"at": at.isoformat(), "note": note}]
    return factories.publication(is_corrected=True, changed_at=at, facts={"notes": notes})


def test_it_costs_two_queries_with_ten_stories_or_twenty(client, django_assert_num_queries):
    for start in range(0, 20, 10):
        [corrected(start + n) for n in range(10)]
        with django_assert_num_queries(2):
            client.get("/corrections/")


def test_the_latest_correction_stands_first_with_its_note(client):
    late = corrected(9, "地名写错了。")
    early = corrected(1)
    factories.publication()
    response = client.get("/corrections/")
    assert response.context["page"].rows == [late, early]
    assert "地名写错了。" in response.text


def test_older_corrections_follow(client):
    stories = [corrected(n) for n in range(25)]
    first = client.get("/corrections/").context["page"]
    second = client.get(f"/corrections/?before={first.before}").context["page"]
    assert first.rows + second.rows == stories[::-1]
    assert client.get("/corrections/?before=9223372036854775807").status_code == 200


def test_a_paper_without_corrections_says_so(client):
    factories.masthead()
    assert 'class="nothing"' in client.get("/corrections/").text
