import base64
import hashlib
import re

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.intake.copy import HEADING, ITEM, PICTURE, QUOTE, TABLE, TEXT, Picture
from articles.intake.html import copy_of, cut
from articles.markup import clean
from newsroom.text import printable
from tests.articles.intake import making
from tests.articles.intake.written import png
from tests.growing import grows_evenly


def pieces(markup, *fields, **more):
    """What `markup` becomes: of each piece its kind, text and the named fields."""
    return [
        (piece.kind, piece.text, *(getattr(piece, field) for field in fields))
        for piece in copy_of(markup, **more).pieces
    ]


def test_paragraphs_however_they_are_made():
    assert pieces("裸露的字<p>一</p>之间<div>二<div>三</div>四</div>五<br><br>六<br>七<hr>八") == [
        (TEXT, each) for each in ("裸露的字", "一", "之间", "二", "三", "四", "五", "六\n七", "八")
    ]
    assert pieces("") == pieces(" \n ") == pieces("<p>&nbsp;</p><div><br></div>") == []


def test_line_breaks_are_ends_of_paragraphs_where_the_lines_are_paragraphs():
    long, verse = "这一段写得很长，" * 5, "山高水长"
    assert pieces(f"<p>{long}<br>{long}<br>责任编辑：宋昭明</p>") == [
        (TEXT, long.strip()),
        (TEXT, long),
        (TEXT, "责任编辑：宋昭明"),
    ]
    assert pieces(f"<p>{verse}<br>\u3000\u3000<b>{verse}</b></p>", "html") == [
        (TEXT, verse, ""),
        (TEXT, verse, f"<strong>{verse}</strong>"),
    ]
    assert pieces(f"<p>{verse}<br>{verse}</p><p>{long}<br>记者 宋昭明 摄</p>") == [
        (TEXT, f"{verse}\n{verse}"),
        (TEXT, f"{long}\n记者 宋昭明 摄"),
    ]


def test_blanks_are_those_a_browser_shows():
    assert pieces("<p>\n  a \n b<b> c</b>\t<i> d</i> \n</p>") == [(TEXT, "a b c d")]
    assert pieces("<p>\u3000\u3000甲&nbsp;乙\u3000</p>") == [(TEXT, "甲\u00a0乙")]
    assert pieces("<pre>a  b\n c</pre><p style='white-space: pre-wrap'>d\te</p>") == [
        (TEXT, "a  b\n c"),
        (TEXT, "d\te"),
    ]


def test_headings_and_quotes():
    assert pieces("<h1>大</h1><h3><b>小</b></h3><blockquote>引<p>文</blockquote>完", "level", "html") == [
        (HEADING, "大", 1, ""),
        (HEADING, "小", 3, ""),
        (QUOTE, "引", 0, ""),
        (QUOTE, "文", 0, ""),
        (TEXT, "完", 0, ""),
    ]


def test_lists_have_depth():
    assert pieces(
        "<ul><li>一<ol><li>二<p>又</p></ol><li><p>三</p><p><b>四</b></p></ul>", "level", "is_ordered", "html"
    ) == [
        (ITEM, "一", 1, False, ""),
        (ITEM, "二\n又", 2, True, "二<br>又"),
        (ITEM, "三\n四", 1, False, "三<br><strong>四</strong>"),
    ]


def test_a_heading_within_a_list_is_no_line_of_an_item():
    pieces = copy_of("<ul><li>甲<h2>甲</h2><p>乙<p><b>丙</b> &amp; 丁</ul>").pieces
    assert [(piece.kind, piece.text, piece.html) for piece in pieces] == [
        ("item", "甲", ""),
        ("heading", "甲", ""),
        ("item", "乙\n丙 & 丁", "乙<br><strong>丙</strong> &amp; 丁"),
    ]


def test_lists_as_word_pastes_them():
    def line(label, words):
        return f"<p style='mso-list:l0 level2 lfo1'><![if !x]><span style='mso-list:Ignore'>{label}<span> </span></span>{words}"

    assert pieces(line("·", "点") + line("1.", "数") + line("一、", "汉"), "level", "is_ordered") == [
        (ITEM, "点", 2, False),
        (ITEM, "数", 2, True),
        (TEXT, "一、汉", 0, False),
    ]


def test_form_is_kept_as_far_as_a_story_knows_it():
    markup = (
        "<p><b>粗<i>斜</i></b><font color=red>红</font><span style='font-weight:700'>重</span>"
        "<b style='font-weight:normal'>平</b><u>线</u><del>删</del>H<sub>2</sub>"
        "<a href='https://example.org/?a&amp;b' onclick=x()><u>网</u></a><a href='javascript:x'>脚</a><a href='/x'>近</a></p>"
    )
    assert copy_of(markup).pieces[0].html == (
        "<strong>粗<em>斜</em></strong>红<strong>重</strong>平<u>线</u><s>删</s>H<sub>2</sub>"
        '<a href="https://example.org/?a&amp;b">网</a>脚近'
    )


@pytest.mark.parametrize(
    ("markup", "look"),
    [
        ("<p style='text-align: center; font-size:22pt'>题", (True, False, 22.0)),
        ("<p align=center><b>题</b>", (True, True, None)),
        ("<center><font size=5>题", (True, False, 18.0)),
        ("<div style='text-align:center'><p style='text-align:left'>题", (False, False, None)),
        ("<p style='font-size:16px'>小<span style='font-size:2em'>大", (False, False, 24.0)),
        ("<p style='FONT-WEIGHT: bold !important'>题", (False, True, None)),
        ("<p><b>粗</b>平", (False, False, None)),
        ("<p style='font-size:9999pt;font-size'>题", (False, False, None)),
    ],
)
def test_the_look_of_a_paragraph(markup, look):
    piece = copy_of(markup).pieces[0]
    assert (piece.is_centred, piece.is_bold, piece.size) == look


def test_nothing_that_is_not_seen_is_read():
    markup = (
        "<head><title>题 目</title><style>p{}</style><meta charset=gbk></head><script>x<b></script><!-- 注 --><p>看</p>"
        "<div style='display:none'>藏<p>藏</p></div><p hidden>藏</p><template>藏</template><iframe src=x>藏</iframe>"
        "<ruby>云<rp>(</rp><rt>yún</rt><rp>)</rp></ruby>"
    )
    copy = copy_of(markup)
    assert [piece.text for piece in copy.pieces] == ["看", "云(yún)"]
    assert (copy.title, copy.told) == ("题 目", ["media"])
    assert copy_of(markup, title="已有").title == "已有"


def test_tables_of_figures_and_of_pages():
    assert pieces(
        "<table><caption>产量</caption><tr><th colspan=2>粮<tr><td>麦<b>子</b><td>4<p>吨</table>", "html"
    ) == [
        (TEXT, "产量", ""),
        (
            TABLE,
            "粮\n麦子\t4 吨",
            '<table><tbody><tr><th colspan="2">粮</th></tr><tr><td>麦<strong>子</strong></td><td>4<br>吨</td></tr>'
            "</tbody></table>",
        ),
    ]
    inner = "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"
    assert pieces(f"<table><tr><td><p>一</p><p>二</p>{inner}</table>") == [
        (TEXT, "一"),
        (TEXT, "二"),
        (TABLE, "甲\t乙\n丙\t丁"),
    ]


def made(tmp_path, red):
    data = png(red)
    return Picture(tmp_path / f"{red}.png", f"{red}.png", hashlib.sha256(data).hexdigest())


def test_pictures_are_those_that_came_along(tmp_path):
    known = {"cid:one": made(tmp_path, 1), "cid:two": made(tmp_path, 2), "cid:again": made(tmp_path, 1)}
    markup = (
        "<p><img src='cid:two' alt='IMG_256'></p><p>前<img src='cid:one' alt='两个人'>后</p><img src='cid:again'>"
        "字<br><img src='cid:two'><br>图注<img src='https://example.org/x.png'><img src='file:///c:/x.png'>"
        "<img src='https://example.org/count.gif' width=1 height=1>"
    )
    copy = copy_of(markup, known)
    assert [piece.picture if piece.kind == PICTURE else piece.text for piece in copy.pieces] == [
        0,
        "前后",
        1,
        1,
        "字",
        0,
        "图注",
    ]
    assert [(picture.name, picture.alt) for picture in copy.pictures] == [("2.png", ""), ("1.png", "两个人")]
    assert copy.told == ["linked_picture", "lost_picture"]


def test_pictures_stand_behind_the_table_that_holds_them(tmp_path):
    known = {"a": made(tmp_path, 1)}
    markup = "<table><tr><td>甲<td>乙<tr><td>丙<td><img src=a>丁</table>完"
    assert [kind for kind, _text in pieces(markup, pictures=known)] == [TABLE, PICTURE, TEXT]


def test_pictures_that_the_markup_holds(tmp_path):
    coded = base64.b64encode(png(9)).decode()
    markup = (
        f"<img src='data:image/png;base64,{coded}'><img src='data:image/svg+xml,x'><img src='data:image/png;base64,%'>"
    )
    copy = copy_of(markup, folder=tmp_path)
    assert [(picture.name, picture.path.read_bytes()) for picture in copy.pictures] == [("picture.png", png(9))]
    assert copy.told == ["lost_picture"]
    assert copy_of(markup).pictures == []


def test_cutting_keeps_form_around_what_is_left():
    html = '甲<strong>乙<em>丙</em></strong><br><a href="https://example.org/">丁&amp;戊</a>'
    assert cut(html, 2) == '<strong><em>丙</em></strong><br><a href="https://example.org/">丁&amp;戊</a>'
    assert cut(html, 0, 2) == "甲<strong>乙</strong>"
    assert cut(html, 4, 6) == '<a href="https://example.org/">丁&amp;</a>'
    assert cut(html, 0, 1) == cut(html, 99) == cut("", 0) == ""
    assert cut(html, 0) == html
    assert cut("<b> 前</b>  后", 1) == "<strong>前</strong>  后"


@pytest.mark.parametrize("unit", making.NOISE)
def test_much_of_anything_takes_as_long_for_each_piece_as_little_of_it(unit):
    assert grows_evenly(copy_of, unit * max(250_000 // len(unit), 1))


WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>&"), max_size=6)
TAGS = st.sampled_from(
    "p div b i a ul li ol table tr td th h2 blockquote span font pre br hr center section u sub".split()
)
MARKUP = st.lists(
    st.one_of(
        WORDS, TAGS.map("<{}>".format), TAGS.map("</{}>".format), TAGS.map("<{} style='text-align:center'>".format)
    ),
    max_size=30,
).map("".join)


def seen(text):
    """The characters of a text that can be seen, in no order, for what stands in a table may come behind it."""
    return sorted(re.sub(r"[\s\u200b\ufeff]", "", printable(text)))


@settings(deadline=None)
@given(MARKUP)
def test_no_word_is_lost(markup):
    copy = copy_of(markup)
    assert seen(copy.text) == seen(re.sub(r"<[^<>]*>", "", markup))
    for piece in copy.pieces:
        if piece.html and piece.kind != TABLE:
            assert (
                lxml.html.fromstring(f"<div>{piece.html.replace('<br>', chr(10))}</div>").text_content() == piece.text
            )
            assert cut(piece.html, 0) == piece.html
        assert clean(piece.html).replace("&nbsp;", "\u00a0") in (piece.html, "")


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read(markup):
    copy_of(markup)
    cut(markup, 1)
