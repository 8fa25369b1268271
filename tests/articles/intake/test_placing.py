"""Pictures beside copy find their places."""

from pathlib import Path

import pytest

from articles.intake import placing
from articles.intake.copy import HEADING, PICTURE, TABLE, TEXT, Copy, Picture, Piece


def pictures(*names):
    return [Picture(Path(name), name, f"sha of {name}") for name in names]


def copy_of(*lines):
    return Copy([line if isinstance(line, Piece) else Piece(TEXT, line) for line in lines])


def placed(lines, *names):
    """The pieces as texts, pictures as [name]."""
    copy = placing.place(copy_of(*lines), pictures(*names))
    return [f"[{copy.pictures[p.picture].name}]" if p.kind == PICTURE else p.text for p in copy.pieces]


def told(lines, *names):
    return placing.place(copy_of(*lines), pictures(*names)).told


@pytest.mark.parametrize(
    "mark",
    [
        "图1",
        "（图1）",
        "【图片1】",
        "[照片 1]",
        "（此处插图1）",
        "图一",
        "图①",
        "配图1",
        "插入图片1",
        "(图1.jpg)",
        "图片１",
        "<图1>",
    ],
)
def test_a_mark_gives_way_to_its_picture(mark):
    assert placed(["标题", "一段。", mark, "二段。"], "图2.jpg", "图1.jpg") == [
        "标题",
        "一段。",
        "[图1.jpg]",
        "二段。",
        "[图2.jpg]",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "图1.jpg",
        "1.jpg",
        "01.JPG",
        "图片1.png",
        "（1）.jpg",
        "照片-1.jpg",
        "1-滑雪.jpg",
        "图一.jpg",
        "滑雪1.jpg",
        "图1：滑雪.jpg",
    ],
)
def test_a_number_in_a_name_counts(name):
    assert placed(["标题", "图1", "段。"], name)[1] == f"[{name}]"


@pytest.mark.parametrize(
    "name",
    ["微信图片_20260305120000.jpg", "DSC_0012.jpg", "IMG_1.jpg", "3月8日.jpg", "2026.jpg", "100.jpg", "滑雪场.jpg"],
)
def test_a_number_that_counts_nothing_is_none(name):
    assert placing.number_in(name) is None


def test_a_caption_that_says_which_stands_under_its_picture():
    lines = ["标题", "图1：林知夏在放水。周牧野 摄", "段。", "图2 闸门。", "图③渠道。"]
    assert placed(lines, "1.jpg", "2.jpg", "3.jpg") == [
        *["标题", "[1.jpg]", "林知夏在放水。周牧野 摄", "段。", "[2.jpg]", "闸门。", "[3.jpg]", "渠道。"]
    ]


def test_a_caption_of_several_stays_whole_under_all_of_them():
    line = "图①：放水。图②：闸门。周牧野 摄"
    assert placed(["标题", line], "图2.jpg", "图1.jpg") == ["标题", "[图1.jpg]", "[图2.jpg]", line]


def test_words_in_brackets_give_way_and_the_picture_follows():
    assert placed(["标题", "渠水奔流（图1）。春耕（见图2、图3）正忙。", "段。"], "1.jpg", "2.jpg", "3.jpg") == [
        *["标题", "渠水奔流。春耕正忙。", "[1.jpg]", "[2.jpg]", "[3.jpg]", "段。"]
    ]
    assert placed(["标题", "渠水（图1-3）。"], "1.jpg", "2.jpg", "3.jpg")[1:] == [
        "渠水。",
        "[1.jpg]",
        "[2.jpg]",
        "[3.jpg]",
    ]
    assert "picture_marks" in told(["标题", "渠水（图1）。"], "1.jpg")


def test_words_stay_where_their_picture_did_not_come():
    lines = ["标题", "渠水（图1、图2）。", "图3", "图4：闸门。", "如图1所示。"]
    assert placed(lines, "1.jpg") == ["标题", "渠水（图1、图2）。", "[1.jpg]", "图3", "图4：闸门。", "如图1所示。"]


def test_form_survives_what_is_cut_out():
    piece = Piece(TEXT, "图1：渠水奔流", html="<strong>图1：渠水</strong>奔流")
    copy = placing.place(copy_of("标题", piece), pictures("1.jpg"))
    assert copy.pieces[2].html == "<strong>渠水</strong>奔流"
    piece = Piece(TEXT, "渠水（图1）奔流", html="渠<em>水（图1）奔</em>流")
    copy = placing.place(copy_of("标题", piece), pictures("1.jpg"))
    assert (copy.pieces[1].text, copy.pieces[1].html) == ("渠水奔流", "渠<em>水</em><em>奔</em>流")


def test_a_picture_is_called_by_its_name():
    assert placed(["标题", "（DSC_0012.jpg）", "段。", "图：DSC_0013"], "DSC_0013.JPG", "dsc_0012.jpg") == [
        *["标题", "[dsc_0012.jpg]", "段。", "[DSC_0013.JPG]"]
    ]


def test_a_name_that_begins_a_caption_stands_over_it():
    lines = ["冰湖开网", "冰湖开网", "段。", "冰湖开网，渔民拉起第一网。林知夏 摄"]
    assert placed(lines, "冰湖开网.jpg") == [*lines[:3], "[冰湖开网.jpg]", lines[3]]
    assert placed(["标题", "3月8日，渔民拉网。林知夏摄"], "3月8日渔民拉网.jpg")[1] == "[3月8日渔民拉网.jpg]"
    long = "3月8日，渔民在冰湖上拉起今年的第一网鱼。林知夏摄 原图.jpg"
    assert placed(["标题", "3月8日，渔民在冰湖上拉起今年的第一网鱼。林知夏摄"], long)[1] == f"[{long}]"


def test_a_headline_is_no_place():
    assert placed(["引题", "冰湖昨日开网", "段。"], "冰湖昨日开网.jpg")[-1] == "[冰湖昨日开网.jpg]"
    assert placed([Piece(HEADING, "冰湖开网", level=1), "段。"], "冰湖开网.jpg") == [
        "冰湖开网",
        "段。",
        "[冰湖开网.jpg]",
    ]


def test_others_stand_at_the_end_as_people_count():
    names = ["图10.jpg", "b.jpg", "图2.jpg", "a.jpg"]
    assert placed(["标题", "段。"], *names)[2:] == ["[a.jpg]", "[b.jpg]", "[图2.jpg]", "[图10.jpg]"]
    assert told(["标题"], "a.jpg") == ["pictures_at_end"]
    assert told(["标题", "图1"], "1.jpg") == []


def test_a_name_that_is_a_caption_becomes_one():
    name = "2.渔民在冰湖上拉起今年的第一网鱼。林知夏摄.jpg"
    assert placed(["标题", "段。"], name)[2:] == [f"[{name}]", "渔民在冰湖上拉起今年的第一网鱼。林知夏摄"]
    assert "caption_from_name" in told(["标题"], name)
    assert placed(["标题"], "冰湖.jpg") == ["标题", "[冰湖.jpg]"]


def test_a_picture_that_the_copy_has_is_not_put_there_twice():
    has = Copy([Piece(TEXT, "段。"), Piece(PICTURE, picture=0)], pictures("a.jpg"))
    copy = placing.place(has, pictures("a.jpg", "b.jpg"))
    assert [picture.name for picture in copy.pictures] == ["a.jpg", "b.jpg"]
    assert [piece.picture for piece in copy.pieces] == [None, 0, 1]
    assert placing.place(has, pictures("a.jpg")) == has


def test_two_of_a_number_are_both_there():
    assert placed(["标题", "图1", "段。"], "图1.jpg", "1.png") == ["标题", "[1.png]", "段。", "[图1.jpg]"]


def test_tables_and_headings_stay_as_they_are():
    table = Piece(TABLE, "图1", html="<table></table>")
    assert placed(["标题", table, Piece(HEADING, "图1", level=2)], "1.jpg") == ["标题", "图1", "图1", "[1.jpg]"]


@pytest.mark.parametrize(
    "line",
    [
        "（图一二三四）",
        "图" * 500,
        "（图1" + "、图1" * 300 + "）",
        "(" * 1000,
        "（图99-1）",
        "（图十十）",
        "a" + " " * 200_000 + "b",
    ],
)
def test_odd_lines_do_no_harm(line):
    assert placed(["标题", line], "1.jpg").count("[1.jpg]") == 1
