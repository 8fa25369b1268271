"""Whatever comes in: no exception, no character gone, and never more than a moment."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.grammar import guess_kind, read_caption, read_editors, read_lead, to_case
from tests.growing import grows_evenly

PUBLISHED = date(2026, 3, 10)
STAFF = ("陆鸣", "林知夏", "努尔兰·江布拉提")
PIECES = (
    "( ) （ ） [ ] 记者 通讯员 实习 摄 摄影 拍摄 供图 提供 图片由 发 讯 电 消息 据 题: 报道 文 图 / · • 、 ， 。 : ： 丨 - — □ 3月5日 2月30日 "
    "5日 至 近日 资料图片 AI生成 图① 雪川新闻网 本报 云杉 陆鸣 林知夏陆鸣 努尔兰·江布拉提 韩 松 欧阳雪 编辑 一审 来源 羊群转场 "
    "北屏县消防救援大队 报道组 评论员 制图"
).split() + [" ", "　", "\n", "\r\n", "😀", "\ud800", "\x00", "a", "9"]
ANY_COPY = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80)


@given(ANY_COPY)
@settings(max_examples=600, deadline=None)
def test_the_body_is_a_piece_of_the_text_as_typed(text):
    lead = read_lead(text, published=PUBLISHED, staff=STAFF)
    assert text[lead.body_start : lead.body_start + len(lead.body)] == lead.body
    to_case(lead)


@given(ANY_COPY)
@settings(max_examples=300, deadline=None)
def test_where_nothing_is_taken_the_body_is_the_whole_text(text):
    lead = read_lead(text, published=PUBLISHED, staff=STAFF)
    if not (lead.outlets or lead.credits or lead.collective):
        assert lead.body == text.strip()


@given(ANY_COPY)
@settings(max_examples=600, deadline=None)
def test_a_caption_keeps_its_characters_in_order(text):
    read = read_caption(text, published=PUBLISHED, staff=STAFF)
    rest = iter(text)
    assert all(character in rest for character in read.caption)
    if not (read.is_signed or read.shot_date):
        assert read.caption == text.strip()
    to_case(read)


@given(st.text("羊群转场雪落河畔,。“”《》左()", max_size=30), st.sampled_from(["", "。"]))
@settings(max_examples=200, deadline=None)
def test_a_credit_takes_nothing_of_the_words_before_it(words, stop):
    caption = words.replace("(", "").replace(")", "").strip() + stop
    read = read_caption(f"{caption} 实习记者 江一帆摄", published=PUBLISHED)
    assert read.caption == caption
    assert [credit.name for credit in read.photographers] == ["江一帆"]


@given(ANY_COPY)
@settings(max_examples=300, deadline=None)
def test_an_editor_line_never_fails(text):
    to_case(read_editors(text, staff=STAFF))
    guess_kind(text)


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        ")",
        "()",
        "记者",
        "记者 甲 ",
        "甲摄 ",
        "陆鸣 ",
        "、",
        "·",
        "甲·",
        "文/图 ",
        "3月5日",
        "网-",
        "(资料图片)",
        "摄影:",
        "编辑 ",
        "\n",
        " ",
        "陆鸣石溪",
        "供图 ",
    ],
)
def test_a_megabyte_takes_as_long_for_each_piece_as_little_of_it(piece):
    def read(text):
        read_lead(text, published=PUBLISHED, staff=STAFF)
        read_caption(text + "摄", published=PUBLISHED, staff=STAFF)
        read_editors(text, staff=STAFF)

    assert grows_evenly(read, piece * (1_000_000 // len(piece)))
