"""Copy of any kind, understood by its pieces."""

from dataclasses import replace
from datetime import date

import pytest

from articles.intake import plaintext, reading
from articles.intake.copy import HEADING, ITEM, PICTURE, QUOTE, TABLE, TEXT, Copy, Piece

DAY = date(2026, 3, 10)
LEAD = "雪川新闻网-雪川地区融媒体中心(记者 林知夏)3月9日,冰湖开网,渔工拉上来一千二百斤鱼。"
LONG = "渔工在冰上凿开一排冰眼,用绞盘把网从这头拉到那头,整整用了一个上午,看热闹的人站满了河岸,孩子们在冰面上跑来跑去,谁也不肯先回家去吃那顿已经热过两遍的午饭。"


def read(*pieces, **more):
    pieces = [Piece(TEXT, piece) if isinstance(piece, str) else piece for piece in pieces]
    return reading.read(Copy(list(pieces), **more), published=DAY)


def picture(number=0):
    return Piece(PICTURE, picture=number)


def centred(text, size=None, **more):
    return Piece(TEXT, text, is_centred=True, size=size, **more)


def body(dispatch):
    return [b.text if isinstance(b, reading.Paragraph) else (b.picture, b.caption.caption) for b in dispatch.blocks]


class TestTheLinesOverTheStory:
    def test_the_largest_letters_are_the_headline_with_kicker_before_and_subtitle_after(self):
        got = read(centred("冰湖腾鱼", 16), centred("三台河开网", 22), centred("一网一千二百斤", 16), LEAD)
        assert (got.kicker, got.headline, got.subtitle) == ("冰湖腾鱼", "三台河开网", "一网一千二百斤")
        assert got.became == ["kicker", "headline", "subtitle", "lead"]

    def test_a_headline_over_two_lines_is_one(self):
        got = read(centred("三台河开网", 22), centred("一网拉上一千二百斤", 22), centred("看热闹的站满河岸", 16), LEAD)
        assert got.headline == "三台河开网一网拉上一千二百斤"
        assert (got.kicker, got.subtitle) == ("", "看热闹的站满河岸")

    def test_a_line_broken_by_hand_is_one_line(self):
        got = read(centred("冰湖\n腾鱼", 16), centred("三台河开网\n一网一千二百斤", 22), LEAD)
        assert (got.kicker, got.headline) == ("冰湖 腾鱼", "三台河开网一网一千二百斤")

    def test_a_heading_is_the_headline_whatever_its_size(self):
        got = read(centred("冰湖腾鱼", 30), Piece(HEADING, "三台河开网", level=1), centred("看热闹的站满河岸"), LEAD)
        assert (got.kicker, got.headline, got.subtitle) == ("冰湖腾鱼", "三台河开网", "看热闹的站满河岸")

    def test_where_all_look_alike_their_order_tells(self):
        assert (got := read("冰湖腾鱼", "三台河开网", "看热闹的站满河岸", LEAD)).headline == "三台河开网"
        assert (got.kicker, got.subtitle) == ("冰湖腾鱼", "看热闹的站满河岸")
        assert read("三台河开网", "看热闹的站满河岸", LEAD).headline == "三台河开网"

    def test_a_file_that_names_itself_stands_in_for_a_missing_headline(self):
        got = read(LEAD, title="三台河开网")
        assert (got.headline, got.flags) == ("三台河开网", [])
        assert read(LEAD).flags == ["no_headline"]

    def test_without_a_byline_the_story_begins_where_the_styled_lines_end(self):
        got = read(centred("三台河开网", 22), centred("看热闹的站满河岸", 16), "今天很冷", "大家都来了。")
        assert (got.headline, got.subtitle) == ("三台河开网", "看热闹的站满河岸")
        assert body(got) == ["今天很冷", "大家都来了。"]

    def test_a_picture_over_the_story_stays_with_its_caption(self):
        got = read("三台河开网", picture(), "渔工拉网。 实习记者 江一帆摄", LEAD)
        assert body(got)[0] == (0, "渔工拉网。")
        assert got.headline == "三台河开网"


class TestTheByline:
    def test_is_cut_from_the_first_paragraph_and_from_its_form(self):
        lead = Piece(TEXT, LEAD, html=LEAD.replace("冰湖", "<strong>冰湖</strong>"))
        got = read("三台河开网", lead, LONG)
        assert got.blocks[0].html == "3月9日,<strong>冰湖</strong>开网,渔工拉上来一千二百斤鱼。"
        assert got.opening == "雪川新闻网-雪川地区融媒体中心(记者 林知夏)"

    def test_on_a_line_of_its_own_leaves_no_empty_paragraph(self):
        got = read("三台河开网", "□ 记者 林知夏", LONG)
        assert got.became == ["headline", "byline", "text"]
        assert [credit.name for credit in got.lead.credits] == ["林知夏"]

    def test_at_the_end_is_cut_there(self):
        got = read("三台河开网", LONG, "大家都来了。(记者 林知夏)")
        assert body(got) == [LONG, "大家都来了。"]


class TestPictures:
    def test_a_centred_line_below_is_the_caption(self):
        got = read("题", LEAD, LONG, picture(), centred("渔工拉网。"), LONG)
        assert body(got)[2:] == [(0, "渔工拉网。"), LONG]
        assert got.became[-2:] == ["caption", "text"]

    def test_a_line_in_smaller_letters_is_too(self):
        text = Piece(TEXT, LONG, size=16.0)
        got = read("题", LEAD, text, picture(), Piece(TEXT, "渔工拉网。", size=12.0), text)
        assert body(got)[2] == (0, "渔工拉网。")

    def test_a_paragraph_below_is_none(self):
        assert body(read("题", LEAD, picture(), LONG))[1:] == [(0, ""), LONG]

    def test_where_all_is_centred_being_centred_says_nothing(self):
        got = read("题", LEAD, centred(LONG), picture(), centred("大家都回家了。"), centred(LONG))
        assert body(got)[2:4] == [(0, ""), "大家都回家了。"]

    def test_a_signed_line_over_it_is_the_caption_where_none_stands_below(self):
        got = read("题", LEAD, "渔工拉网。 实习记者 江一帆摄", picture(), LONG)
        assert body(got)[1:] == [(0, "渔工拉网。"), LONG]

    def test_pictures_and_captions_in_a_row_belong_together_in_order(self):
        got = read("题", LEAD, picture(0), picture(1), "图①:渔工拉网。", "图②:头鱼出水。", LONG)
        assert body(got)[1:3] == [(0, "图①:渔工拉网。"), (1, "图②:头鱼出水。")]

    def test_one_caption_under_two_pictures_gives_each_its_own_photographer(self):
        got = read("题", LEAD, picture(0), picture(1), "冬捕现场。 林知夏 摄(图①) 江一帆 摄(图②)", LONG)
        first, second = got.blocks[1:3]
        assert [credit.name for credit in first.caption.photographers] == ["林知夏"]
        assert [credit.name for credit in second.caption.photographers] == ["江一帆"]
        assert first.caption.caption == second.caption.caption == "冬捕现场。"

    def test_pictures_that_hang_on_at_the_end_go_where_a_caption_waits(self):
        got = read(
            "题",
            LEAD,
            "渔工拉网。 江一帆摄",
            LONG,
            "头鱼出水。 江一帆摄",
            "编辑:白露",
            picture(0),
            picture(1),
            picture(2),
        )
        assert body(got)[1:] == [(0, "渔工拉网。"), LONG, (1, "头鱼出水。"), (2, "")]
        assert [credit.name for credit in got.editors.people] == ["白露"]


class TestTheBody:
    def test_keeps_lists_tables_and_quotes_in_their_place(self):
        table = Piece(TABLE, "一\t二", html="<table><tr><td>一</td><td>二</td></tr></table>")
        items = [Piece(ITEM, "冰眼", level=1), Piece(ITEM, "绞盘", level=1)]
        got = read("题", LEAD, *items, table, Piece(QUOTE, "头鱼要留给最年长的人。"), LONG)
        assert [block.kind for block in got.blocks] == [TEXT, ITEM, ITEM, TABLE, QUOTE, TEXT]

    def test_a_bold_line_between_paragraphs_is_a_heading(self):
        got = read("题", LEAD, Piece(TEXT, "一座湖,两岸人家,几代渔工的冬天和他们的手艺", is_bold=True), LONG)
        assert got.blocks[1].is_heading

    def test_editor_lines_are_taken_from_the_end_alone(self):
        got = read("题", LEAD, "编辑:许若谷", LONG, "责编:白露 校对:江一帆")
        assert [credit.name for credit in got.editors.people] == ["白露", "江一帆"]
        assert "编辑:许若谷" in body(got)

    def test_nothing_that_is_not_understood_is_dropped(self):
        lines = ["题", LEAD.replace(")", ""), LONG, "※※※", "责编 不知道是谁写的这一行字", "?"]
        assert "".join(str(line) for line in body(read(*lines))).count("※※※") == 1
        assert "责编 不知道是谁写的这一行字" in body(read(*lines))


@pytest.mark.parametrize("lines", [[], [""], ["题"], ["(记者"], ["□"], ["编辑:白露"], ["摄"]])
def test_little_or_nothing_is_read_without_harm(lines):
    got = read(*lines)
    assert len(got.became) == len(lines)


def test_plain_text_is_its_lines():
    copy = plaintext.copy_of("\ufeff　　题\r\n\r\n" + LEAD + "\r　　第二段。　")
    assert [piece.text for piece in copy.pieces] == ["题", LEAD, "第二段。"]
    assert replace(copy, title="x").text == f"题\n{LEAD}\n第二段。"
