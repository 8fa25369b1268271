"""A difference reads well, misses nothing, and is safe to print whatever it is given."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.compare import differences as compare
from articles.compare.differences import Piece, difference, line_difference, list_difference
from articles.compare.runs import runs

HURRIED = compare.SECONDS


@pytest.fixture(autouse=True, scope="module")
def unhurried():
    """Differences are as fine as can be, however slow the machine is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare, "SECONDS", 60)
        yield


def told(before, after):
    return [(piece.kind, piece.html) for piece in difference(before, after)]


def changed(before, after):
    """The inside of the one paragraph that changed."""
    ((kind, html),) = told(f"<p>{before}</p>", f"<p>{after}</p>")
    assert kind == "changed"
    return html.removeprefix("<p>").removesuffix("</p>")


# ---- blocks


def test_the_same_body_is_the_same_throughout():
    assert difference("<p>甲</p><h2>乙</h2>", "<p>甲</p><h2>乙</h2>") == [
        Piece("same", "<p>甲</p>"),
        Piece("same", "<h2>乙</h2>"),
    ]
    assert difference("", "") == []
    assert [piece.kind for piece in difference("<p>甲&nbsp;乙</p>", "<p>甲\xa0乙</p>")] == ["same"]


def test_blocks_that_came_and_went_stand_where_they_belong():
    assert told("<p>推介会召开。</p><p>旧的一段。</p>", "<h2>小标题</h2><p>推介会召开。</p>") == [
        ("added", '<h2 class="is-added"><ins>小标题</ins></h2>'),
        ("same", "<p>推介会召开。</p>"),
        ("removed", '<p class="is-removed"><del>旧的一段。</del></p>'),
    ]


def test_a_changed_paragraph_is_found_among_others_that_came_and_went():
    before = "<p>雪川地区冬季旅游推介会召开。</p><p>会上发布了三条线路。</p>"
    after = "<p>与会者参观了冰灯。</p><p>会上发布了五条冬季线路。</p><p>雪道已经开放。</p>"
    assert [piece.kind for piece in difference(before, after)] == ["removed", "added", "changed", "added"]


def test_a_paragraph_that_became_a_heading_is_seen():
    assert [kind for kind, _html in told("<p>滑雪场开放</p>", "<h2>滑雪场开放</h2>")] == ["removed", "added"]


# ---- characters


def test_characters_are_marked_inside_a_changed_paragraph():
    assert changed("冬季旅游推介会召开。", "冬季旅游推介会在县城召开。") == "冬季旅游推介会<ins>在县城</ins>召开。"


def test_numbers_and_words_of_other_scripts_stay_whole():
    assert changed("增长3.5%，面积120亩。", "增长3.8%，面积125亩。") == (
        "增长<del>3.5%</del><ins>3.8%</ins>，面积<del>120</del><ins>125</ins>亩。"
    )
    assert changed("使用 WeChat 扫码报名参加", "使用 WeCom 扫码报名参加") == (
        "使用 <del>WeChat</del><ins>WeCom</ins> 扫码报名参加"
    )
    assert changed("قار ياغدى بۈگۈن كەچتە", "قار ياغمىدى بۈگۈن كەچتە") == (
        "قار <del>ياغدى</del><ins>ياغمىدى</ins> بۈگۈن كەچتە"
    )


def test_changes_a_character_apart_are_read_as_one():
    html = changed("会议由林知夏同志主持，各乡镇负责人参加。", "会议由江知帆同志主持，各乡镇负责人参加。")
    assert html == "会议由<del>林知夏</del><ins>江知帆</ins>同志主持，各乡镇负责人参加。"


def test_a_new_line_in_a_paragraph_is_seen():
    assert changed("地址：雪川县一路。<br>电话：暂无。", "地址：雪川县一路。电话：暂无。") == (
        "地址：雪川县一路。<del><br></del>电话：暂无。"
    )


# ---- formatting, links, photos, tables, lists


def test_a_change_of_formatting_alone_is_seen():
    assert changed("雪川地区召开推介会", "雪川<strong>地区</strong>召开推介会") == (
        "雪川<del>地区</del><ins><strong>地区</strong></ins>召开推介会"
    )


def test_another_address_under_the_same_words_is_seen():
    html = changed('见<a href="https://a.example/1">公告</a>。', '见<a href="https://a.example/2">公告</a>。')
    assert "https://a.example/1</small></span></del>" in html
    assert "https://a.example/2</small></span></ins>" in html


def test_another_photo_its_caption_and_its_credit_are_seen():
    place = '<figure data-photo="{}" data-credit="{}"><figcaption>{}</figcaption></figure>'.format
    shown = [piece.kind for piece in difference(place(7, "", "推介会现场。"), place(8, "", "推介会现场。"))]
    assert shown == ["removed", "added"]
    caption = difference(place(7, "", "推介会现场。"), place(7, "", "推介会会场。"))
    assert [piece.kind for piece in caption] == ["changed"]
    assert "推介会<del>现</del><ins>会</ins>场。" in caption[0].html
    credit = difference(place(7, "林知夏摄", "现场"), place(7, "江一帆摄", "现场"))
    assert [piece.kind for piece in credit] == ["changed"]
    assert "<del>林知夏摄</del>" in credit[0].html
    assert "<ins>江一帆摄</ins>" in credit[0].html


def test_what_stands_by_number_is_printed_as_the_page_says():
    body = '<figure data-gallery="3 4"></figure><aside data-story="12"></aside>'
    pieces = difference("", body, place=lambda kind, value: f"<b>{kind}:{value}</b>")
    assert "<b>gallery:3 4</b>" in pieces[0].html
    assert "<b>story:12</b>" in pieces[1].html


def test_a_changed_cell_and_a_new_row_of_a_table_are_seen():
    before = "<table><tbody><tr><td>站点</td><td>12</td></tr><tr><td>乙站</td><td>3</td></tr></tbody></table>"
    after = before.replace("12", "15").replace("</tbody>", "<tr><td>丙站</td><td>4</td></tr></tbody>")
    (piece,) = difference(before, after)
    assert piece.kind == "changed"
    assert "<td>站点</td><td><del>12</del><ins>15</ins></td>" in piece.html
    assert '<tr class="is-added"><td class="is-added"><ins>丙站</ins></td>' in piece.html
    assert "<td>乙站</td><td>3</td>" in piece.html


def test_items_of_a_list_are_lined_up():
    (piece,) = difference(
        "<ul><li>苹果和梨</li><li>雪橇</li></ul>", "<ul><li>苹果和桃</li><li>冰灯</li><li>雪橇</li></ul>"
    )
    assert piece.html == (
        '<ul><li>苹果和<del>梨</del><ins>桃</ins></li><li class="is-added"><ins>冰灯</ins></li><li>雪橇</li></ul>'
    )


def test_a_quotation_that_became_a_pull_quote_is_seen():
    quote = "<blockquote{}><p>雪好得很。</p></blockquote>".format
    pieces = difference(quote(""), quote(' data-pull=""'))
    assert [piece.kind for piece in pieces] == ["removed", "added"]
    assert 'class="is-added is-pull"' in pieces[1].html or 'class="is-pull is-added"' in pieces[1].html


# ---- single lines


def test_a_single_line_is_marked_in_place():
    assert line_difference("冬季旅游推介会召开", "冬季旅游推介会<开幕>") == (
        "冬季旅游推介会<del>召开</del><ins>&lt;开幕&gt;</ins>"
    )
    assert line_difference("", "新") == "<ins>新</ins>"
    assert line_difference(None, "") == ""


def test_items_of_a_list_in_one_line_stay_whole():
    assert list_difference(["冰雪", "旅游"], ["冰雪", "<旅行>", "旅游"]) == ("冰雪、<ins>&lt;旅行&gt;</ins>、旅游")
    assert list_difference([], []) == ""


# ---- whatever it is given

ALLOWED = set(
    "p h2 h3 h4 ul ol li blockquote table caption thead tbody tfoot tr th td figure figcaption hr div".split()
)
ALLOWED |= set("del ins strong em b i u s sub sup ruby rt rp q cite span small br".split())
hostile = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<script>",
            "</script>",
            "<img src=x onerror=a>",
            "<p onclick=b>",
            '<a href="javascript:c">',
            "</a>",
        ]
        + [
            "<!-- d",
            "-->",
            "甲",
            "乙丙",
            "<b>",
            "</b>",
            "<table><tr><td>",
            "</table>",
            "&lt;",
            '"',
            "'",
            "<ul><li>",
            "</ul>",
        ]
        + ['<figure data-photo="<">', "</figure>", "\x00", "<svg><style>", "<td", ">"]
    ),
    max_size=12,
).map("".join)


@given(hostile, hostile)
def test_nothing_but_plain_elements_comes_out(before, after):
    for piece in difference(before, after):
        for tag in re.findall(r"<[^>]*>", piece.html):
            match = re.fullmatch(r'</?([a-z0-9]+)((?: [a-z]+="[^"<>]*")*)>', tag)
            assert match, tag
            assert match[1] in ALLOWED
            assert set(re.findall(r' ([a-z]+)="', match[2])) <= {"class", "title", "colspan", "rowspan", "start"}


texts = st.text("甲乙丙丁12ab。， \n", max_size=40)


@given(texts, texts)
def test_the_runs_of_a_difference_make_both_texts(before, after):
    found = runs(before, after, time.monotonic() + 60)
    assert "".join(text for sign, text in found if sign <= 0) == before
    assert "".join(text for sign, text in found if sign >= 0) == after
    assert all(one[0] != other[0] for one, other in zip(found, found[1:], strict=False))


@given(texts, texts)
def test_past_its_time_a_difference_is_coarser_and_still_whole(before, after):
    found = runs(before, after, time.monotonic() - 1)
    assert "".join(text for sign, text in found if sign <= 0) == before
    assert "".join(text for sign, text in found if sign >= 0) == after


def test_twenty_thousand_characters_changed_throughout_take_no_time(monkeypatch):
    monkeypatch.setattr(compare, "SECONDS", HURRIED)
    line = "".join(chr(0x4E00 + n) for n in range(100))
    before = "".join(f"<p>{line[n % 50 :]}第{n}段。</p>" for n in range(250))
    after = before.replace("丁", "改动").replace("丽", "")
    started = time.process_time()
    pieces = difference(before, after)
    assert time.process_time() - started < 5  # a third of a second on an idle machine that is fast
    assert {piece.kind for piece in pieces} <= {"changed", "same"}


def test_texts_made_to_be_slow_are_told_in_time(monkeypatch):
    monkeypatch.setattr(compare, "SECONDS", HURRIED)
    for before, after in [
        ("<p>" + "ab甲" * 50_000 + "</p>", "<p>" + "甲b甲" * 50_000 + "</p>"),
        ("<p>a</p>" * 5_000, "<p>b</p><p>a</p>" * 4_000),
        ("<p>" + "甲乙" * 20_000 + "</p>", "<p>" + "乙丙甲" * 15_000 + "</p>"),
    ]:
        started = time.process_time()
        difference(before, after)
        assert time.process_time() - started < 5
