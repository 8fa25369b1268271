from datetime import date

import pytest

from newsroom.grammar import Credit, read_caption

PUBLISHED = date(2026, 3, 10)


def read(text, staff=()):
    return read_caption(text, published=PUBLISHED, staff=staff)


@pytest.mark.parametrize(
    "text",
    [
        "游客在雪道旁拍摄",
        "游客在雪道旁。全景俯摄",
        "摄影展在松果镇开幕",
        "参观者排队进入摄影展",
        "由李小满拍摄的《雪原》获奖",
        "文创产品由合作社提供",
        "志愿者为旅客提供",
        "护林员巴图·孟和(左)在巡山",
        "晨雾中的塔什河(上午)",
        "北屏县供销社的种子已全部下发",
        "记者站揭牌",
    ],
)
def test_words_that_only_look_like_a_credit_stay(text):
    said = read(text)
    assert said.caption == text
    assert not said.is_signed


def test_a_pen_name_counts_after_a_full_stop():
    assert read("羊群转场。小满摄").photographers == (Credit(None, "小满"),)


def test_a_pen_name_does_not_count_among_words():
    assert read("羊群转场 小满摄").photographers == ()


def test_words_between_the_full_stop_and_the_role_stay():
    said = read("“走!”雪道尽头 实习记者 江一帆摄")
    assert (said.caption, said.photographers) == ("“走!”雪道尽头", (Credit("实习记者", "江一帆"),))


def test_a_body_apart_from_the_role_is_a_unit_only_where_it_is_an_outlet():
    said = read("羊群转场。松果镇红松林场 记者 陆鸣摄")
    assert (said.caption, said.photographers) == ("羊群转场。松果镇红松林场", (Credit("记者", "陆鸣"),))
    said = read("羊群转场。雪川新闻网 记者 陆鸣摄")
    assert (said.caption, said.photographers) == ("羊群转场。", (Credit("记者", "陆鸣", "雪川新闻网"),))


def test_a_full_stop_after_the_bracket_of_a_credit_closes_the_caption():
    assert read("羊群转场(记者 陆鸣 摄)。").caption == "羊群转场。"
    assert read("羊群转场。(记者 陆鸣 摄)。").caption == "羊群转场。"


def test_across_a_sentence_only_brackets_are_signs():
    said = read("摄影师讲解。作品由陆鸣摄。 记者 石溪摄")
    assert said.caption == "摄影师讲解。作品由陆鸣摄。"
    assert said.photographers == (Credit("记者", "石溪"),)


def test_several_signs_are_read_in_the_order_of_the_text():
    said = read("羊群转场(3月2日摄)(资料图片)。记者 陆鸣摄 通讯员 贺兰摄 某局供图 制图:方砚")
    assert said.caption == "羊群转场。"
    assert said.photographers == (Credit("记者", "陆鸣"), Credit("通讯员", "贺兰"))
    assert (said.shot_date, said.marks, said.provider) == (date(2026, 3, 2), ("资料图片",), "某局")
    assert said.graphic == (Credit("制图", "方砚"),)


@pytest.mark.parametrize("mark", ["AI生成", "本图由AI生成", "图片由ＡＩ生成", "ai生成图片"])
def test_whatever_says_that_a_machine_drew_it_is_one_mark(mark):
    assert read(f"未来的车站({mark})").marks == ("AI生成",)


def test_a_bracket_that_never_closes_gives_nothing_and_a_flag():
    said = read("羊群转场。(通讯员 贺兰 摄")
    assert (said.caption, said.photographers, said.flags) == ("羊群转场。(通讯员 贺兰 摄", (), ("unclosed",))


def test_the_event_has_its_own_day_beside_the_day_of_the_shot():
    said = read("3月5日,羊群转场(3月2日摄)。")
    assert (said.event_date, said.shot_date) == (date(2026, 3, 5), date(2026, 3, 2))


def test_a_range_in_the_caption_has_an_end():
    said = read("3月1日至3日,羊群转场。")
    assert (said.event_date, said.event_date_end) == (date(2026, 3, 1), date(2026, 3, 3))
