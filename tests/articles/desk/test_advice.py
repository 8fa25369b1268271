"""Each rule of advice by itself: pure functions over what was gathered."""

from datetime import date

import pytest

from articles.desk.checklist import Facts, Spot, dates, marks, names, plain, usage
from articles.models import HouseWord

WORDS = {
    "language": "zh-hans",
    "headline": "冬季旅游推介会召开",
    "kicker": "",
    "subtitle": "",
    "standfirst": "",
    "bylines": [],
    "editors": [],
    "photos": {},
    "tags": [],
    "source": "",
}


def facts(*lines, day=date(2026, 11, 23), captions=(), known=(), recent=(), words_of_the_house=(), **words):
    return Facts(
        words=WORDS | words,
        day=day,
        lines=list(lines),
        captions=list(captions),
        known=frozenset(known),
        recent=list(recent),
        house_words=[HouseWord(wrong=wrong, right=right) for wrong, right in words_of_the_house],
    )


def person(name, role="记者"):
    return {"role": role, "name": name, "unit": "", "reporter": 1}


def photo(*people, taken_on=None):
    return {"caption": "", "taken_on": taken_on, "people": [person(name) for name in people]}


# ---- days


@pytest.mark.parametrize(
    "line",
    [
        "12月27日(星期六)开幕",
        "12月27日（周六）开幕",
        "12月27日星期六开幕",
        "２０２６年１２月２７日（星期六）开幕",
        "12月27日周六，大会开幕",
        "12月27日礼拜六开幕",
        "12月27日，星期六，大会开幕",
        "12月27日（本周六）开幕",
        "12月27日（周六上午）开幕",
        "本周六（12月27日）开幕",
        "今年12月27日（星期六）开幕",
    ],
)
def test_a_weekday_that_is_wrong_is_named_with_the_right_one(line):
    [found] = dates.weekdays_that_are_wrong(facts(line))
    assert "2026" in found
    assert "星期日" in found
    assert found.spots[0].quote in line


@pytest.mark.parametrize(
    "line",
    [
        "12月27日(星期日)开幕",
        "12月27日(星期天)开幕",
        "2025年12月27日(星期六)开幕",
        "12月27日开幕",
        "12月27日周一鸣说",
        "去年12月27日（星期六）开幕",
        "本周日（12月27日）开幕",
        "周末（12月27日）开幕",
        "2月30日(星期一)",
        "99月99日(星期一)",
    ],
)
def test_a_weekday_that_is_right_or_none_is_left_alone(line):
    assert not list(dates.weekdays_that_are_wrong(facts(line)))


def test_the_year_of_a_date_is_the_one_nearest_to_the_day_of_the_copy():
    assert not list(dates.weekdays_that_are_wrong(facts("12月27日(星期六)", day=date(2026, 1, 3))))


def test_weekdays_are_looked_for_in_the_headline_as_well():
    [found] = dates.weekdays_that_are_wrong(facts(headline="12月27日(星期六)开幕"))
    assert found.field == "headline"


@pytest.mark.parametrize(
    ("caption", "is_odd"),
    [
        ("12月26日，推介会现场。", True),
        ("推介会现场。（12月26日摄）", True),
        ("12月27日，推介会现场。", False),
        ("12月26日至28日，推介会现场。", False),
        ("推介会现场。", False),
    ],
)
def test_a_caption_of_another_day_than_the_cameras(caption, is_odd):
    found = list(
        dates.captions_of_another_day(facts(captions=[(7, caption)], photos={"7": photo(taken_on="2026-12-27")}))
    )
    assert [point.photo for point in found] == ([7] if is_odd else [])


def test_a_photo_without_a_date_says_nothing_of_its_caption():
    assert not list(dates.captions_of_another_day(facts(captions=[(7, "12月26日，现场。")], photos={"7": photo()})))


# ---- names


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("江一帆", "江一凡", True),
        ("江一帆", "江帆", True),
        ("江一帆", "江一帆帆", True),
        ("江一帆", "李一帆", False),
        ("江一帆", "江二凡", False),
        ("江一帆", "江一帆", False),
        ("王军", "王君", False),
        ("", "江", False),
    ],
)
def test_names_one_character_apart(one, other, expected):
    assert names.differ_by_one(one, other) is expected
    assert names.differ_by_one(other, one) is expected


def test_a_name_of_the_byline_is_found_in_another_spelling_in_a_credit():
    [found] = names.spelt_two_ways(facts(bylines=[person("江一帆")], photos={"7": photo("江一凡")}))
    assert "江一帆" in found
    assert "江一凡" in found
    assert found.photo == 7


@pytest.mark.parametrize("line", ["本报记者江一凡报道", "摄影：江一凡", "据通讯员 江一凡介绍"])
def test_a_name_of_the_byline_is_found_in_another_spelling_in_the_text(line):
    [found] = names.spelt_two_ways(facts(line, bylines=[person("江一帆")]))
    assert found.spots == (Spot.at(line, line.index("江"), line.index("江") + 3),)


def test_a_caption_may_spell_a_name_another_way():
    [found] = names.spelt_two_ways(facts(captions=[(7, "图为记者江一凡在采访。")], bylines=[person("江一帆")]))
    assert found.photo == 7


def test_two_people_whom_the_house_knows_are_two_people():
    given = {"bylines": [person("江一帆"), person("江一凡")]}
    assert len(list(names.spelt_two_ways(facts(**given)))) == 1
    assert not list(names.spelt_two_ways(facts(known=["江一帆", "江一凡"], **given)))


def test_running_text_is_no_name():
    assert not list(names.spelt_two_ways(facts("记者从长江一带获悉，江一带了书", bylines=[person("江一帆")])))


def test_a_byline_of_trainees_alone():
    assert list(names.only_trainees(facts(bylines=[person("江一帆", "实习记者")])))
    assert not list(names.only_trainees(facts(bylines=[person("江一帆", "实习记者"), person("林知夏")])))
    assert not list(names.only_trainees(facts()))


# ---- marks


@pytest.mark.parametrize(
    ("line", "quote"), [("读《雪川志的人", "《雪川志的人"), ("他说好”。", "”。"), ("（一）（二", "（二")]
)
def test_a_mark_without_its_other_half_is_shown_where_it_stands(line, quote):
    [found] = marks.unpaired(facts(line))
    assert found.spots[0].quote == quote


@pytest.mark.parametrize("lines", [["《雪川志》“好”（一）"], ["“第一段。", "“第二段。”"], [""]])
def test_marks_that_pair_up_are_left_alone(lines):
    assert not list(marks.unpaired(facts(*lines)))


def test_a_pair_over_two_paragraphs_is_none():
    assert len(list(marks.unpaired(facts("（一", "二）")))) == 1


def test_half_width_marks_between_chinese_characters():
    [found] = marks.half_width(facts("12月27日,雪川"))
    assert found.spots[0].quote == ","
    assert not list(marks.half_width(facts("10:30, at noon")))


# ---- usage


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("冬季旅游推介会召开", "冬季旅游推介会召开", True),
        ("我县冬季旅游推介会隆重召开", "我县冬季旅游推介会今日召开", False),
        ("我县冬季旅游推介会胜利召开了", "我县冬季旅游推介会胜利召开", True),
        ("图片新闻", "图片新闻", True),
        ("图片新闻", "图片新间", False),
        ("", "", False),
    ],
)
def test_headlines_that_are_alike(one, other, expected):
    assert usage.is_like(one, other) is expected
    assert usage.is_like(other, one) is expected


def test_a_headline_that_was_used_is_named_with_its_day():
    recent = [(1, "别的标题在这里", date(2026, 11, 1)), (2, "冬季旅游推介会  召开！", date(2026, 11, 2))]
    [found] = usage.headlines_like_this(facts(recent=recent))
    assert "2026-11-02" in found
    assert found.field == "headline"


def test_house_words_are_shown_with_what_to_write_and_every_place():
    given = facts("截止目前，截止今日", standfirst="截止明日", words_of_the_house=[("截止", "截至")])
    found = {point.field: point for point in usage.house_words(given)}
    assert set(found) == {"body", "standfirst"}
    assert found["body"].put == "截至"
    assert [(spot.before, spot.quote) for spot in found["body"].spots] == [("", "截止"), ("截止目前，", "截止")]


def test_the_longest_house_word_counts_and_the_right_word_is_no_slip():
    words = [("融媒中心", "融媒体中心"), ("融媒", "融媒体"), ("融媒体", "")]
    assert [p.spots[0].quote for p in usage.house_words(facts("县融媒中心", words_of_the_house=words))] == ["融媒中心"]
    assert not list(usage.house_words(facts("雪川县城", words_of_the_house=[("雪川县", "雪川县城")])))


def test_a_word_without_a_right_one_is_not_to_be_used():
    [found] = usage.house_words(facts("最牛的人", words_of_the_house=[("最牛", "")]))
    assert found.put is None


def test_an_outlet_that_is_not_on_the_list():
    for known, expected in ((False, 1), (True, 0), (None, 0)):
        given = Facts(words=WORDS | {"source": "河谷日报"}, day=date(2026, 11, 23), outlet_is_known=known)
        assert len(list(usage.outlets_unknown(given))) == expected


# ---- what a story better has


def test_what_is_thin_is_named():
    assert list(plain.long_headline(facts(headline="雪" * 33)))
    assert not list(plain.long_headline(facts(headline="ق" * 33, language="ug")))
    assert not list(plain.long_headline(facts(headline="雪" * 32)))
    assert list(plain.no_standfirst(facts()))
    assert not list(plain.no_standfirst(facts(standfirst="雪")))
    assert list(plain.no_tags(facts()))
    assert not list(plain.no_tags(facts(tags=["雪"])))
    [bare] = plain.bare_photos(facts(captions=[(3, "雪"), (4, "")]))
    assert bare.photo == 4


@pytest.mark.parametrize(
    "line",
    [
        "Don’t, the boys’ book",
        "’80年代",
        "北纬45°30’20”",
        "1）准备 2）出发",
        "一）总则；二）附则",
        "“Don’t”",
        "「甲『乙』」",
    ],
)
def test_marks_that_close_nothing_are_left_alone(line):
    assert not list(marks.unpaired(facts(line)))


@pytest.mark.parametrize("line", ["增长5”，他说", "他说‘好", "‘it’s", "「甲", "甲）"])
def test_marks_that_only_look_like_that_are_told(line):
    assert len(list(marks.unpaired(facts(line)))) == 1


@pytest.mark.parametrize(
    "line",
    ["记者 林知夏 江一凡 报道", "记者林知夏、江一凡报道", "推介会现场。江一凡 摄", "（林知夏 江一凡摄）", "江一凡供图"],
)
def test_a_name_is_read_behind_another_and_before_what_was_done(line):
    assert list(names.spelt_two_ways(facts(line, bylines=[person("林知夏"), person("江一帆")])))
    [found] = names.spelt_two_ways(facts(captions=[(7, line)], bylines=[person("林知夏"), person("江一帆")]))
    assert "江一凡" in found


@pytest.mark.parametrize(
    "line", ["记者 林知夏 江一帆 报道", "江一帆摄", "江一丹摄影展开幕", "记者林知夏，江一凡镇长说"]
)
def test_the_same_name_or_another_word_is_no_second_spelling(line):
    assert not list(names.spelt_two_ways(facts(line, bylines=[person("林知夏"), person("江一帆")])))
