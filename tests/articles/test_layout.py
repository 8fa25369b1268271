"""House layout: what it puts right, what it leaves alone, and that it never loses a letter."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import markup
from articles.layout import lay_out


def laid(text):
    """The inside of one paragraph, laid out."""
    return lay_out(f"<p>{text}</p>").removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("　　雪川县召开推介会。 ", "雪川县召开推介会。"),
        ("&nbsp;雪川&nbsp;县\u200b召开 推介会 。", "雪川县召开推介会。"),
        ("12 月 27 日,GDP 增长 3.5%", "12月27日，GDP增长3.5%"),
        ("使用 App Store 下载", "使用App Store下载"),
        ("１２月ＧＤＰ增长３．５％", "12月GDP增长3.5%"),
        ("会上说:好;很好!是吗?", "会上说：好；很好！是吗？"),
        ("会议在10:30开始,比分3:1,共2,000人", "会议在10:30开始，比分3:1，共2,000人"),
        ("雪川县(以下简称本县)召开", "雪川县（以下简称本县）召开"),
        ("雪川县(Xuechuan）召开", "雪川县（Xuechuan）召开"),
        ("他说\"开始\"，又说'明天'", "他说“开始”，又说‘明天’"),
        ('长5"的钉子', '长5"的钉子'),
        ("他想了想...走了。。。", "他想了想……走了……"),
        ("冬天…来了", "冬天……来了"),
        ("推介会--今年首场--召开", "推介会——今年首场——召开"),
        ("2020-2024年，2020--2024，A--B航线", "2020-2024年，2020--2024，A--B航线"),
        ("推介会，，召开。。", "推介会，召开。"),
        ("推介会召开.", "推介会召开。"),
        ("1.准备好 2)开始", "1.准备好2)开始"),
        ("好！！！真的？！", "好！！！真的？！"),
        ("见https://a.example/?q=1,2;3,欢迎访问", "见https://a.example/?q=1,2;3，欢迎访问"),
        ("写信到desk@a.example,谢谢", "写信到desk@a.example，谢谢"),
        ("他唱了“Hello, world!”这首歌", "他唱了“Hello, world!”这首歌"),
        ("甲 &amp; 乙 &lt;丙&gt;", "甲&amp;乙&lt;丙&gt;"),
        ("本报讯（记者 林知夏　江一帆）12 月 27 日,雪。", "本报讯（记者 林知夏 江一帆）12月27日，雪。"),
        ("责编:林知夏  校对:江一帆", "责编：林知夏 校对：江一帆"),
        ("记者 林知夏 江一帆 文/图", "记者 林知夏 江一帆 文/图"),
        ("王小强 李小明 阿依古丽·买买提", "王小强 李小明 阿依古丽·买买提"),
        ("新&shy;雪 下了。", "新雪下了。"),
    ],
)
def test_a_line_is_printed_as_the_house_does(typed, printed):
    assert laid(typed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Hello, world (really)? Yes -- really...",
        "قار ياغدى،  ئۇ دېدى: «ياخشى».",
        "Қар жауды, деді ол (бүгін).",
        "ئۇ 林知夏 دېدى, قار",
        "————————",
        "",
    ],
)
def test_other_scripts_and_rules_of_dashes_keep_their_marks(text):
    assert lay_out(f"<h2>{text}</h2>") == f"<h2>{text}</h2>"


# ---- lines and paragraphs


def test_empty_paragraphs_and_breaks_at_the_ends_go():
    assert lay_out("<p> </p><p><br>甲<br></p><p><strong> </strong></p>\n<p>　</p><p>乙</p>") == "<p>甲</p><p>乙</p>"


def test_two_breaks_part_a_paragraph_and_one_stays():
    assert lay_out('<p dir="ltr">甲<br>乙<br> <br>丙</p>') == '<p dir="ltr">甲<br>乙</p><p dir="ltr">丙</p>'
    assert lay_out("<p><strong>甲<br><br>乙</strong>丙</p>") == "<p><strong>甲</strong></p><p><strong>乙</strong>丙</p>"
    assert lay_out("<h2>甲<br><br>乙</h2>") == "<h2>甲<br>乙</h2>"


def test_an_item_and_a_cell_keep_their_empty_paragraph():
    body = "<ul><li><p></p></li></ul><table><tbody><tr><td><p></p></td></tr></tbody></table>"
    assert lay_out(body) == body


# ---- across tags


def test_marks_that_stand_in_other_tags_are_seen():
    assert laid("<strong>重点,</strong>,其他") == "<strong>重点，</strong>其他"
    assert laid("雪川 <em>县</em>(<a href='/x'>以下</a>)") == "雪川<em>县</em>（<a href='/x'>以下</a>）"
    assert laid('他说<strong>"好</strong>"') == "他说<strong>“好</strong>”"


def test_links_photos_and_credits_stay_as_they_are():
    body = (
        '<figure data-photo="12" data-credit="林知夏 摄"><figcaption>推介会现场。林知夏 摄</figcaption></figure>'
        '<p>见<a href="/标签/a,b (c)/?x=1&amp;y=2">公告</a>。</p><aside data-story="7"></aside>'
    )
    assert lay_out(body) == body


def test_a_heading_keeps_the_space_between_its_halves():
    assert lay_out("<h2>雪道　　开放 游客,来了</h2>") == "<h2>雪道 开放 游客，来了</h2>"


# ---- whatever is typed

typed = st.lists(
    st.sampled_from(
        [
            "雪川",
            "县",
            "记者 ",
            "林知夏 江一帆",
            "责编:",
            "\u00ad",
            "GDP",
            "３．５％",
            "１２",
            "30",
            "a",
            " ",
            "　",
            "&nbsp;",
            ",",
            ":",
            ";",
            "?",
            "!",
            "(",
            ")",
            '"',
            "'",
        ]
        + [
            "，",
            "。",
            "...",
            "…",
            "--",
            "-",
            "—",
            "<br>",
            "<strong>",
            "</strong>",
            "<em>",
            "</em>",
            "</p><p>",
            "https://a.cn/?a,b",
        ]
        + [
            "</p><h2>",
            "</h2><p>",
            "<ul><li>",
            "</li></ul>",
            "قار",
            ".",
            "“",
            "”",
            "（",
            "）",
            "\u200b",
            "&amp;",
            "a@b.cn",
        ]
    ),
    max_size=25,
)
bodies = typed.map(lambda parts: markup.clean(markup.clean("<p>" + "".join(parts) + "</p>")))


@settings(max_examples=500)
@given(bodies)
def test_what_is_laid_out_once_stays_as_it_is(body):
    once = lay_out(body)
    assert lay_out(once) == once
    assert markup.clean(once).replace("&nbsp;", "\xa0") == once.replace("&nbsp;", "\xa0")


@settings(max_examples=500)
@given(bodies)
def test_no_letter_and_no_figure_is_lost(body):
    def letters(html):
        text = unicodedata.normalize("NFKC", markup.text(html))
        return [character for character in text if character.isalnum()]

    assert letters(lay_out(body)) == letters(body)
