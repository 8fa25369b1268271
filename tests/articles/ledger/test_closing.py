"""A closed month stays as it was; whatever changes later stands in the month after it, and the sums are those of the record."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.ledger import closing, totals
from articles.ledger.months import Ledger
from articles.ledger.works import Person
from articles.models import LedgerClosing, LedgerLine, LedgerSame, LedgerStory, Version
from tests.articles.ledger.october import (
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    at,
    by,
    october,
    photo,
    record,
    rules,
    withdraw,
    words,
)


@pytest.fixture(autouse=True)
def december(time_machine):
    time_machine.move_to(at(2, month=12))


@pytest.fixture
def chief(db):
    return get_user_model().objects.create_user("chief", last_name="秦")


@pytest.fixture
def closed(people, chief):
    """The people, after October was closed."""
    rules()
    october(*people)
    closing.close(OCTOBER, chief)
    return people


def points(month):
    """Name → points in that month, without those who have none."""
    rows = totals.rows_of(Ledger().month(month).lines, "person").values()
    return {row.name: row.points for row in rows if row.points}


def counted_now():
    """Who has how many points by the record, as if nothing had ever been closed."""
    before = transaction.savepoint()
    given = list(LedgerLine.objects.filter(kind="bonus", earlier=None).values_list("pk", flat=True))
    for rows in (LedgerClosing.objects.all(), LedgerLine.objects.exclude(pk__in=given)):
        rows._raw_delete("default")
    found = summed()
    transaction.savepoint_rollback(before)
    return found


def summed():
    """Who has how many points over all months as the ledger has them."""
    found = {}
    for month in Ledger().months(OCTOBER, DECEMBER):
        for line in month.lines:
            found[line.person] = found.get(line.person, 0) + line.points
    return {key: amount for key, amount in found.items() if amount}


def test_a_closed_month_is_kept_line_by_line(people, chief):
    rules()
    october(*people)
    before = [(line.story, line.photo, line.person, line.points, line.cents) for line in Ledger().month(OCTOBER).lines]
    closing.close(OCTOBER, chief)
    found = Ledger().month(OCTOBER)
    assert [(line.story, line.photo, line.person, line.points, line.cents) for line in found.lines] == before
    assert (found.closing.by, found.closing.by_name) == (chief, "秦")
    with pytest.raises(TypeError):
        found.lines[0].delete()


def test_a_month_is_closed_once_when_it_is_over_and_after_the_one_before(closed, chief):
    for month in (OCTOBER, DECEMBER, OCTOBER.replace(month=9)):
        with pytest.raises(closing.Refused):
            closing.close(month, chief)
    closing.close(NOVEMBER, chief)
    with pytest.raises(closing.Refused):  # it is not over yet
        closing.close(DECEMBER, chief)


def test_a_correction_that_adds_a_byline_is_a_later_line_of_the_open_month(closed):
    lin, _jiang, lu, _ayi = closed
    record(at(20, month=11), words(3, by("白露", "通讯员"), by(lu), characters=200, section="villages"), "corrected")
    later = Ledger().month(NOVEMBER).later
    assert [(line.name, line.points, line.share, line.origin, line.why) for line in later] == [
        ("白露", -100, -50, OCTOBER, "corrected"),
        ("陆鸣", 100, 50, OCTOBER, "corrected"),
    ]
    kept = LedgerLine.objects.get(story=3)
    assert {line.earlier for line in later} == {kept}
    assert points(OCTOBER)["白露"] == 200
    assert summed() == counted_now()


def test_later_lines_stand_once_and_are_kept_with_their_month(closed, chief):
    _lin, _jiang, lu, _ayi = closed
    withdraw(1, at(2, month=12))
    assert [line.points for line in Ledger().month(NOVEMBER).later] == [-200, -100]
    assert Ledger().month(DECEMBER).later == []
    closing.close(NOVEMBER, chief)
    assert [line.points for line in Ledger().month(NOVEMBER).later] == [-200, -100]
    assert Ledger().month(DECEMBER).later == []
    record(at(2, "13:00", month=12), words(1, by(lu)), Version.Kind.RESTORED)
    assert [(line.name, line.points) for line in Ledger().month(DECEMBER).later] == [("陆鸣", 300)]
    assert summed() == counted_now()


def test_a_photo_taken_out_and_words_removed_go_back(closed):
    _lin, jiang, _lu, _ayi = closed
    shots = {11: photo(by(jiang, "实习记者"))}
    record(at(3, month=11), words(4, by(jiang, "实习记者"), photos=shots, section="photos"), "corrected")
    found = {(line.kind, line.photo, line.name): line.points for line in Ledger().month(NOVEMBER).later}
    # one photo is no story in photos any more: 2.00 in place of 8.00; photo 12 was shared by two
    assert found == {("story", None, "江一帆"): -600, ("photo", 12, "江一帆"): -75, ("photo", 12, "林知夏"): -75}
    Version.objects.filter(story=6).redact(words={"story": 6}, redacted_at=timezone.now(), redacted_for="依裁定")
    (line,) = [one for one in Ledger().month(NOVEMBER).later if one.story == 6]
    assert (line.points, line.why, line.name) == (-300, "redacted", "本报评论员")
    assert summed() == counted_now()


def test_persons_who_are_the_same_are_counted_together_by_later_lines(closed, chief):
    lin, _jiang, lu, _ayi = closed
    bonus = closing.give(NOVEMBER, Person("n白露", "白露"), 500, 0, "好稿", chief)
    closing.join(Person("n白露", "白露"), Person(f"r{lu.pk}", "陆鸣"), chief)
    assert points(OCTOBER)["白露"] == 200
    found = [(line.name, line.points, line.why) for line in Ledger().month(NOVEMBER).later]
    assert found == [("白露", -200, "same"), ("陆鸣", 200, "same")]
    assert points(NOVEMBER) == {"陆鸣": 200 + bonus.points, "白露": -200, "林知夏": 300}
    closing.close(NOVEMBER, chief)
    assert Ledger().month(DECEMBER).lines == []
    assert summed() == counted_now()
    closing.join(Person("n白露", "白露"), Person("n白露", "白露"), chief)  # it was wrong
    assert points(DECEMBER) == {"白露": 200 + 500, "陆鸣": -700}
    assert LedgerSame.objects.count() == 2


def test_a_circle_of_same_persons_is_refused(people, chief):
    lin, jiang, *_rest = people
    one, other = Person(f"r{lin.pk}", lin.name), Person(f"r{jiang.pk}", jiang.name)
    closing.join(one, other, chief)
    for pair in ((other, one), (one, other)):
        with pytest.raises(closing.Refused):
            closing.join(*pair, chief)


def test_a_bonus_says_why_and_goes_into_no_closed_month(closed, chief):
    person = Person(f"r{closed[0].pk}", closed[0].name)
    for month, amount, note in ((OCTOBER, 100, "好稿"), (NOVEMBER, 0, "好稿"), (NOVEMBER, 100, " ")):
        with pytest.raises(closing.Refused):
            closing.give(month, person, amount, 0, note, chief)
    closing.give(NOVEMBER, person, -150, -2000, "漏发", chief)
    assert points(NOVEMBER) == {"林知夏": 300 - 150}


def test_what_was_kept_of_stories_is_made_anew_with_their_versions(people):
    rules()
    october(*people)
    first = points(OCTOBER)
    LedgerStory.objects.filter(pk=3).update(facts={**LedgerStory.objects.get(pk=3).facts, "bylines": []})
    assert points(OCTOBER) != first  # kept, and believed
    record(at(9), words(3, by("白露", "通讯员"), characters=200, section="villages"), "corrected")
    assert points(OCTOBER) == first


def test_ten_more_stories_take_no_more_queries(closed):
    lin = closed[0]

    def asked():
        Ledger().month(NOVEMBER)  # what is kept of stories is made
        with CaptureQueriesContext(
            connection,
        ) as queries:
            Ledger().month(NOVEMBER)
        return len(queries)

    before = asked()
    for number in range(20, 30):
        record(at(12, month=11), words(number, by(lin), photos={number: photo(by(lin))}))
    assert asked() == before <= 14
