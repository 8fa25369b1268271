"""Views in the ledger: points for what was read in a month, where the rules give any."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from articles.ledger import closing, views
from articles.ledger.months import Ledger
from articles.ledger.works import Rules
from articles.models import LedgerLine, ReadingDay
from tests.articles.ledger.october import NOVEMBER, OCTOBER, at, by, october, record, rules, withdraw, words
from tests.articles.ledger.test_closing import counted_now, summed


@pytest.fixture(autouse=True)
def december(time_machine):
    time_machine.move_to(at(2, month=12))


@pytest.fixture
def half_a_point(people):
    """An October by rules that give half a point for a thousand views."""
    rules(views_points=Decimal("0.5"))
    october(*people)
    return people


def read(story, many, day):
    ReadingDay.objects.create(story=story, day=day, views=many)


def counted(month):
    """(story, name, points, cents) of the lines for views."""
    lines = [line for line in Ledger().month(month).lines if line.kind == "views"]
    return sorted((line.story, line.name, line.points, line.cents) for line in lines)


def test_the_authors_share_them_as_they_share_the_story(half_a_point):
    read(1, 1200, date(2026, 10, 4))
    read(1, 800, date(2026, 10, 31))
    # 2,000 views are a point and 12.50 yuan; 江一帆 has half a share
    assert counted(OCTOBER) == [(1, "林知夏", 67, 833), (1, "江一帆", 33, 417)]
    assert {line.share for line in Ledger().month(OCTOBER).lines if line.kind == "views"} == {0}


def test_they_count_in_the_month_in_which_they_were_read(half_a_point):
    read(3, 4000, date(2026, 10, 31))
    read(3, 10_000, date(2026, 11, 1))
    assert counted(OCTOBER) == [(3, "白露", 200, 2500)]
    assert counted(NOVEMBER) == [(3, "白露", 500, 6250)]


def test_what_is_not_counted_gets_nothing_for_views(half_a_point):
    for story in (5, 7, 8, 999):  # a reprint, a withdrawn one, one of a former site, one that never was
        read(story, 9000, date(2026, 10, 20))
    read(3, 9, date(2026, 10, 20))  # less than a hundredth of a point
    assert counted(OCTOBER) == []


def test_a_translator_gets_them_where_nobody_else_does(half_a_point):
    read(9, 2000, date(2026, 10, 21))
    assert counted(OCTOBER) == [(9, "阿依", 100, 1250)]


def test_rules_that_say_nothing_of_them_do_not_ask(people, django_assert_num_queries):
    read(1, 9000, date(2026, 10, 4))
    ledger = Ledger()
    assert ledger.rulebook.of(OCTOBER) == Rules()
    with django_assert_num_queries(0):
        assert views.points_of([OCTOBER], ledger.rulebook) == {}


def test_a_closed_month_stays_and_what_changes_later_stands_in_the_next(half_a_point):
    _lin, _jiang, lu, _ayi = half_a_point
    read(3, 4000, date(2026, 10, 9))
    read(4, 4000, date(2026, 10, 11))
    closing.close(OCTOBER, get_user_model().objects.create_user("chief"))
    assert Ledger().month(NOVEMBER).later == []
    record(at(20, month=11), words(3, by("白露", "通讯员"), by(lu), characters=200, section="villages"), "corrected")
    withdraw(4, at(21, month=11))
    assert counted(NOVEMBER) == [(3, "白露", -100, -1250), (3, "陆鸣", 100, 1250), (4, "江一帆", -200, -2500)]
    assert LedgerLine.objects.filter(kind="views").count() == 2
    assert summed() == counted_now()
