import re
from datetime import timedelta
from itertools import count

import pytest

from articles.desk import publishing
from articles.models import Version
from tests import factories

pytestmark = pytest.mark.django_db
NUMBERS = count(5000)


def corrected(hours, note="改了一个数字。"):
    at = factories.NOON + timedelta(hours=hours)
    notes = [{"at": at.isoformat(), "note": note}]
    return factories.publication(is_corrected=True, changed_at=at, facts={"notes": notes})


def withdrawn(hours, notice="", language="zh-hans", story=None):
    story = story or next(NUMBERS)
    first, last = factories.NOON - timedelta(days=3), factories.NOON + timedelta(hours=hours)
    record(story, 1, "published", first, words={"headline": "不该再说的标题", "language": language})
    return record(story, 2, "withdrawn", last, note=notice, words={"story": story})


def record(story, number, kind, at, **fields):
    link = f"{story}-{number}"
    return Version.objects.create(story=story, number=number, kind=kind, at=at, link=link, fingerprint=link, **fields)


def test_it_costs_three_queries_with_ten_stories_or_twenty(client, django_assert_num_queries):
    for start in range(0, 20, 10):
        [(corrected(start + n), withdrawn(start + n)) for n in range(5)]
        with django_assert_num_queries(3):
            client.get("/corrections/")


def test_the_latest_correction_stands_first_with_its_note(client):
    late = corrected(9, "地名写错了。")
    early = corrected(1)
    factories.publication()
    response = client.get("/corrections/")
    assert response.context["page"].rows == [late, early]
    assert "地名写错了。" in response.text
    assert f'href="{late.get_absolute_url()}versions/"' in response.text


def test_older_corrections_follow(client):
    stories = [corrected(n) for n in range(25)]
    first = client.get("/corrections/").context["page"]
    second = client.get(f"/corrections/?before={first.before}").context["page"]
    assert first.rows + second.rows == stories[::-1]
    assert client.get("/corrections/?before=9223372036854775807").status_code == 200


def test_what_was_withdrawn_stands_there_with_its_notice_and_not_a_word_of_it(client):
    early = corrected(1)
    last = withdrawn(5, "消息来源有误。", story=77)
    late = corrected(9)
    response = client.get("/corrections/")
    assert response.context["page"].rows == [late, last, early]
    assert "消息来源有误。" in response.text
    assert 'href="/2026/03/02/77/"' in response.text
    assert "不该再说的标题" not in response.text


def test_what_was_put_back_stands_there_no_longer(client):
    last = withdrawn(5)
    assert client.get("/corrections/").context["page"].rows == [last]
    record(last.story, 3, "restored", factories.NOON + timedelta(days=1), words={"language": "zh-hans"})
    assert client.get("/corrections/").context["page"].rows == []


def test_each_edition_tells_of_its_own(client):
    factories.masthead("kk-arab")
    theirs, ours = withdrawn(5, language="kk-arab"), withdrawn(6)
    assert client.get("/kk-arab/corrections/").context["page"].rows == [theirs]
    assert client.get("/corrections/").context["page"].rows == [ours]


def test_the_desk_withdraws_and_the_page_says_so(client, cast):
    story = cast.published().pk
    publishing.withdraw(story, notice="核实之后再报道。")
    text = client.get("/corrections/").text
    assert "核实之后再报道。" in text
    assert "冬季旅游推介会召开" not in text
    link = re.search(rf'href="(/[^"]*/{story}/)"', text)[1]
    assert client.get(link).status_code == 410
    assert client.get(re.search(r'href="(/[^"]*/versions/)"', text)[1]).status_code == 410  # the record of what is gone


def test_older_ones_of_both_kinds_follow_without_repeats_or_gaps(client):
    rows = [make(n) for n in range(25) for make in (corrected, lambda n: withdrawn(n + 0.5))]
    seen, address = [], "/corrections/"
    while address:
        page = client.get(address).context["page"]
        seen += page.rows
        address = page.before and f"/corrections/?before={page.before}"
    assert seen == rows[::-1]


@pytest.mark.parametrize("before", ["0", "x", "-1"])
def test_a_cursor_that_is_none_is_missing(client, before):
    corrected(1)
    assert client.get(f"/corrections/?before={before}").status_code == 404


def test_a_paper_without_corrections_says_so(client):
    factories.masthead()
    assert 'class="nothing"' in client.get("/corrections/").text
