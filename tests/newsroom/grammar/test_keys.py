"""The form in which names are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.grammar import key, read_caption, read_lead
from newsroom.grammar.names import keys
from tests.newsroom.grammar.test_dates import PUBLISHED


@pytest.mark.parametrize(
    "name",
    [
        "叶尔肯·别克塔斯",
        "叶尔肯•别克塔斯",
        "叶尔肯・别克塔斯",
        "叶尔肯‧别克塔斯",
        "叶尔肯．别克塔斯",
        "叶尔肯 · 别克塔斯",
    ]
    + ["叶尔肯･别克塔斯", "叶尔肯.别克塔斯", " 叶尔肯·别克塔斯　", "叶尔肯\u0387别克塔斯"],
)
def test_every_middle_dot_is_the_same(name):
    assert key(name) == "叶尔肯·别克塔斯"


@pytest.mark.parametrize("name", ["韩松", "韩 松", "韩　松", "韩  松", "\u200b韩\u3000 松 "])
def test_spaces_that_pad_a_name_are_no_part_of_it(name):
    assert key(name) == "韩松"


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("Ｄｕａｎ　Ｘｕｅ", "Duan Xue"),
        ("Duan  Xue", "Duan Xue"),
        ("J. Smith", "J. Smith"),
        ("René", unicodedata.normalize("NFC", "Rene\u0301")),
        ("\uf9b4", "領"),
        ("𠮷田", "𠮷田"),
        ("", ""),
        ("　", ""),
    ],
)
def test_widths_and_ways_of_composing_are_the_same(typed, compared):
    assert key(typed) == compared


@pytest.mark.parametrize(("one", "other"), [("陆鸣", "陆名"), ("Duan Xue", "DuanXue"), ("努尔兰·江", "努尔兰江")])
def test_other_names_stay_others(one, other):
    assert key(one) != key(other)


@given(st.text(max_size=40) | st.text("韩松 　·•.．Ａa\u0301\u0387", max_size=20))
def test_the_key_of_a_key_is_itself(name):
    assert key(key(name)) == key(name)


def test_of_a_frozen_set_they_are_worked_out_once():
    names = frozenset({"韩 松", "陆鸣"})
    assert keys(names) is keys(frozenset(names))
    assert keys(["韩 松"]) == {"韩松"}


def test_names_run_together_come_apart_however_the_staff_spells_them():
    staff = frozenset({"韩 松", "叶尔肯•别克塔斯", "Ｌｕ"})
    lead = read_lead("雪川新闻网讯(记者韩松叶尔肯‧别克塔斯)雪落。", published=PUBLISHED, staff=staff)
    assert [credit.name for credit in lead.credits] == ["韩松", "叶尔肯·别克塔斯"]
    caption = read_caption("雪落。叶尔肯·别克塔斯韩松摄", published=PUBLISHED, staff=list(staff))
    assert [credit.name for credit in caption.photographers] == ["叶尔肯·别克塔斯", "韩松"]
