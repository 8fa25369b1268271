"""The ledger of a month comes to what was worked out by hand."""

import pytest

from articles.ledger import totals
from articles.ledger.months import Ledger
from tests.articles.ledger.october import NOVEMBER, OCTOBER, october, rules

# Who: stories, photos, translations, editings by their shares, points, yuan; all in hundredths.
BY_HAND = {
    # story 1: 2/3 of 3.00; story 2: 2/5 of 6.00; story 10: 2.00; photo 12: half of 1.50, the odd cent goes to the first
    "林知夏": (67 + 40 + 100, 50, 0, 0, 200 + 240 + 200 + 75, 2500 + 3000 + 2500 + 937),
    # story 1: 1/3; story 2: 1/5; story 4: 8.00; photo 11: 1.50; photo 12: half
    "江一帆": (33 + 20 + 100, 100 + 50, 0, 0, 100 + 120 + 800 + 150 + 75, 1250 + 1500 + 10000 + 1875 + 938),
    "陆鸣": (40, 0, 0, 100, 240 + 50, 3000 + 625),  # story 2: 2/5; the editing of story 10
    "白露": (100, 0, 0, 0, 200, 2500),  # story 3
    "阿依": (0, 0, 100, 0, 400, 5000),  # the translation of story 1
    "本报评论员": (100, 0, 0, 0, 300, 3750),  # story 6, counted for the house
}
BY_SECTION = {
    "zh-hans/news": (300, 0, 0, 0, 300 + 600 + 300, 3750 + 7500 + 3750),
    "zh-hans/villages": (100, 0, 0, 0, 200, 2500),
    "zh-hans/photos": (100, 200, 0, 0, 800 + 150 + 150, 10000 + 1875 + 1875),
    "kk-arab/news": (0, 0, 100, 0, 400, 5000),
    "zh-hans/life": (100, 0, 0, 100, 200 + 50, 2500 + 625),
}


@pytest.fixture
def lines(people):
    rules()
    october(*people)
    return Ledger().month(OCTOBER).lines


def amounts(row):
    return tuple(row.amounts.values())


def test_each_person_gets_what_was_worked_out_by_hand(lines):
    named = {}
    for line in lines:
        named.setdefault(line.name, []).append(line)
    assert {name: amounts(totals.total_of(theirs)) for name, theirs in named.items()} == BY_HAND


def test_the_table_by_person_and_by_section_says_the_same(lines, people):
    rows = totals.rows_of(lines, "person")
    keys = {f"r{one.pk}": one.name for one in people} | {"": "本报评论员", "n白露": "白露"}
    assert {keys[key]: amounts(row) for key, row in rows.items()} == BY_HAND
    assert {key: amounts(row) for key, row in totals.rows_of(lines, "section").items()} == BY_SECTION
    assert amounts(totals.total_of(lines)) == (600, 200, 100, 100, 3150, 39375)


def test_the_last_minute_of_a_month_is_in_it_and_the_first_is_in_the_next(lines):
    assert {line.story for line in lines} == {1, 2, 3, 4, 6, 9, 10}
    assert {line.story for line in Ledger().month(NOVEMBER).lines} == {11}


def test_without_rules_each_story_and_photo_is_a_point(people):
    october(*people)
    total = totals.total_of(Ledger().month(OCTOBER).lines)
    # the translator of story 9 is no author of it, and translations are not counted
    assert (total.story, total.photo, total.points, total.cents) == (600, 200, 800, 0)
