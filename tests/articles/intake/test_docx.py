import hashlib

import pytest

from articles.intake import docx
from articles.intake.copy import HEADING, ITEM, PICTURE, TABLE, TEXT, Note
from tests.articles.intake import written
from tests.articles.intake.written import box, centred, item, p, part, picture, png, relations, run, table, vml_picture

PURL = "http://purl.oclc.org/ooxml/"


@pytest.fixture
def read(tmp_path):
    """Reads a Word file of these blocks."""

    def read(*blocks, **more):
        (tmp_path / "copy.docx").write_bytes(written.docx(*blocks, **more))
        folder = tmp_path / "pictures"
        folder.mkdir(exist_ok=True)
        return docx.read(tmp_path / "copy.docx", folder)

    return read


def texts(copy):
    return [piece.text for piece in copy.pieces]


def test_paragraphs_have_their_look_as_they_or_their_styles_say(read):
    copy = read(
        centred("山谷里的灯", size=22, is_bold=True),
        p("更大的字", properties='<w:pStyle w:val="bigger"/>'),
        p("第一段。", run("重点", '<w:rStyle w:val="loud"/>'), run("小", '<w:sz w:val="15"/>')),
        p(run("右边", '<w:b w:val="0"/>'), properties='<w:pStyle w:val="big"/><w:jc w:val="right"/>'),
    )
    assert [(one.text, one.is_centred, one.is_bold, one.size) for one in copy.pieces] == [
        ("山谷里的灯", True, True, 22.0),
        ("更大的字", True, True, 26.0),
        ("第一段。重点小", False, False, 10.5),
        ("右边", False, False, 18.0),
    ]
    assert copy.pieces[2].html == "第一段。<strong>重点</strong>小"
    assert copy.told == []


def test_headings_are_those_of_heading_styles_in_any_language(read):
    copy = read(
        p("大标题", properties='<w:pStyle w:val="1"/>'),
        p("小标题", properties='<w:outlineLvl w:val="1"/>'),
        p("正文。"),
    )
    assert [(one.kind, one.level, one.html) for one in copy.pieces] == [
        (HEADING, 1, ""),
        (HEADING, 2, ""),
        (TEXT, 0, ""),
    ]


def test_words_keep_form_that_a_story_knows(read):
    copy = read(
        p(
            run("斜", "<w:i/>"),
            run("划", "<w:strike/>"),
            run("线", '<w:u w:val="single"/>'),
            run("2", '<w:vertAlign w:val="superscript"/>'),
            run("隐", "<w:vanish/>"),
            "<w:r><w:br/><w:t>新行</w:t><w:tab/><w:t>格</w:t></w:r>",
        )
    )
    assert copy.pieces[0].text == "斜划线2\n新行\t格"
    assert copy.pieces[0].html == "<em>斜</em><s>划</s><u>线</u><sup>2</sup><br>新行\t格"
    assert copy.told == ["hidden_text"]


def test_blanks_stay_as_typed(read):
    copy = read(p("记者  林知夏\u3000周牧野"), p("\u3000\u3000开头"))
    assert texts(copy) == ["记者  林知夏\u3000周牧野", "开头"]


def test_lists_keep_depth_and_kind(read):
    copy = read(item("一"), item("二", level=1), item("三"), p("段"))
    assert [(one.kind, one.level, one.is_ordered) for one in copy.pieces] == [
        (ITEM, 1, False),
        (ITEM, 2, True),
        (ITEM, 1, False),
        (TEXT, 0, False),
    ]


def test_numbers_in_han_stay_words(read):
    copy = read(item("基本情况", number=2), p("段。"), *[item("其他", number=2) for _ in range(10)])
    assert texts(copy)[:3] == ["一、基本情况", "段。", "二、其他"]
    assert texts(copy)[-1] == "十一、其他"


def test_links_lead_to_pages_and_mail_alone(read):
    copy = read(
        p('<w:hyperlink r:id="page">' + run("网页", '<w:u w:val="single"/>') + "</w:hyperlink>"),
        p('<w:hyperlink r:id="script">' + run("脚本") + "</w:hyperlink>"),
        p('<w:hyperlink r:id="file">' + run("文件") + "</w:hyperlink>"),
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:desk@example.org" </w:instrText>'
            '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("来信")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        links={
            "page": ("hyperlink", "https://example.org/?a=1&b=2"),
            "script": ("hyperlink", "javascript:alert(1)"),
            "file": ("hyperlink", "file:///c:/secret"),
        },
    )
    assert [one.html for one in copy.pieces] == [
        '<a href="https://example.org/?a=1&amp;b=2">网页</a>',
        "",
        "",
        '<a href="mailto:desk@example.org">来信</a>',
    ]


def test_a_table_is_one_piece_and_one_that_sets_out_a_page_is_none(read):
    copy = read(table(["品种", "亩产"], ["小麦", "四百公斤"]), table(["只是一个框"]), table(["上"], ["下"]))
    assert [(one.kind, one.text) for one in copy.pieces] == [
        (TABLE, "品种\t亩产\n小麦\t四百公斤"),
        (TEXT, "只是一个框"),
        (TEXT, "上"),
        (TEXT, "下"),
    ]
    assert "<tr><td>品种</td><td>亩产</td></tr>" in copy.pieces[0].html


def test_pictures_come_in_order_each_once(read, tmp_path):
    red, blue = png(200), png(10)
    copy = read(
        p(picture("one", "IMG_256")),
        p("图注。"),
        p("前", picture("two", "两个孩子在看书"), "后"),
        p(vml_picture("one")),
        media={"one.png": red, "two.png": blue},
    )
    assert [(one.kind, one.text, one.picture) for one in copy.pieces] == [
        (PICTURE, "", 0),
        (TEXT, "图注。", None),
        (TEXT, "前后", None),
        (PICTURE, "", 1),
        (PICTURE, "", 0),
    ]
    assert [(one.sha256, one.name, one.alt) for one in copy.pictures] == [
        (hashlib.sha256(red).hexdigest(), "one.png", ""),
        (hashlib.sha256(blue).hexdigest(), "two.png", "两个孩子在看书"),
    ]
    assert [one.path.read_bytes() for one in copy.pictures] == [red, blue]
    assert len(list((tmp_path / "pictures").iterdir())) == 2


def test_pictures_in_tables_stand_with_their_captions(read):
    grid = table([p(picture("one")), p(picture("two"))], ["左图说明", "右图说明"])
    copy = read(grid, media={"one.png": png(1), "two.png": png(2)})
    assert [one.text or one.picture for one in copy.pieces] == [0, "左图说明", 1, "右图说明"]


def test_pictures_that_are_not_in_the_file_are_told(read):
    links = {"web": ("image", "https://example.org/x.png"), "disk": ("image", "file:///c:/x.png")}
    copy = read(p("文", picture("web", how="link")), p(vml_picture("disk")), p(picture("none")), links=links)
    assert texts(copy) == ["文"]
    assert copy.told == ["linked_picture", "lost_picture"]


def test_tracked_changes_are_taken_as_done(read):
    deleted_end = '<w:rPr><w:del w:id="9"/></w:rPr>'
    copy = read(
        p("原", "<w:ins>" + run("增") + "</w:ins>", "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"),
        p("<w:moveTo>" + run("来") + "</w:moveTo>"),
        p("<w:moveFrom>" + run("来") + "</w:moveFrom>"),
        p("前半，", properties=deleted_end),
        p("后半。", properties='<w:jc w:val="center"/>'),
    )
    assert texts(copy) == ["原增", "来", "前半，后半。"]
    assert copy.pieces[-1].is_centred


def test_text_boxes_are_read_once_behind_their_paragraph(read):
    copy = read(p(box(p("框里"), p(picture("one"))), "段落"), p("下一段"), media={"one.png": png(1)})
    assert [one.text or one.picture for one in copy.pieces] == ["段落", "框里", 0, "下一段"]


def test_ruby_smart_tags_fields_and_controls_are_only_their_words(read):
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>yún</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    empty = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("单击输入") + "</w:sdtContent></w:sdt>"
    copy = read(
        p(ruby, "<w:smartTag><w:smartTag>" + run("溪") + "</w:smartTag></w:smartTag>", empty),
        control.format(p("<w:fldSimple>" + run("5") + "</w:fldSimple>", control.format(run("月")))),
    )
    assert texts(copy) == ["云溪", "5月"]


def test_comments_are_notes_with_the_words_they_stand_at(read):
    comments = part(
        "comments",
        f'<w:comment w:id="3" w:author="宋昭明">{p("请核实")}{p("数字")}</w:comment>'
        f'<w:comment w:id="4" w:author="">{p("好")}</w:comment>',
    )
    copy = read(
        p("共", '<w:commentRangeStart w:id="3"/>', "三百人", '<w:commentRangeEnd w:id="3"/>'),
        p("第二段", '<w:r><w:commentReference w:id="4"/></w:r>'),
        parts={"word/comments.xml": comments},
    )
    assert texts(copy) == ["共三百人", "第二段"]
    assert copy.notes == [Note("请核实\n数字", "宋昭明", "三百人"), Note("好", "", "第二段")]


def test_foot_and_endnotes_stand_behind_their_paragraph(read):
    link = '<w:hyperlink r:id="there">' + run("出处") + "</w:hyperlink>"
    copy = read(
        p("甲", '<w:r><w:footnoteReference w:id="1"/></w:r>', "。"),
        p("责任编辑：宋昭明"),
        parts={
            "word/footnotes.xml": part(
                "footnotes", f'<w:footnote w:id="1">{p("<w:r><w:footnoteRef/></w:r>", link)}</w:footnote>'
            ),
            "word/_rels/footnotes.xml.rels": relations({"there": ("hyperlink", "https://example.org/")}),
        },
    )
    assert texts(copy) == ["甲[1]。", "[1] 出处", "责任编辑：宋昭明"]
    assert copy.pieces[1].html == '[1] <a href="https://example.org/">出处</a>'
    assert copy.told == ["footnotes"]


def test_notes_that_refer_to_notes_end(read):
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = part("footnotes", f'<w:footnote w:id="1">{p("注", mark)}</w:footnote>')
    assert texts(read(p("甲", mark, mark), parts={"word/footnotes.xml": notes})) == ["甲[1]", "[1] 注"]


def test_styles_and_lists_that_lead_nowhere_are_nothing(read):
    copy = read(
        p("甲", properties='<w:pStyle w:val="round"/>'),
        p(
            "乙",
            properties='<w:pStyle w:val="none"/><w:numPr><w:ilvl w:val="99999999"/><w:numId w:val="77"/></w:numPr>',
        ),
        p("丙", '<w:r><w:br w:type="page"/></w:r>', "丁", '<w:r><w:sym w:char="zz"/></w:r>'),
        styles='<w:style w:styleId="round"><w:basedOn w:val="round"/></w:style>',
    )
    assert [(one.kind, one.text) for one in copy.pieces] == [(TEXT, "甲"), (ITEM, "乙"), (TEXT, "丙\n丁")]


def test_what_cannot_be_read_is_told(read):
    copy = read(
        '<w:altChunk r:id="x"/>',
        p("<w:r><w:object><o:OLEObject/></w:object></w:r>"),
        p("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"),
        p('<w:r><w:drawing><a:graphic><a:graphicData uri="http://x/chart"/></a:graphic></w:drawing></w:r>'),
        links={"x": ("aFChunk", "chunk.html"), "head": ("header", "header1.xml")},
        parts={"word/chunk.html": "<p>别的</p>", "word/header1.xml": part("hdr", p("云溪县融媒体中心"))},
    )
    assert texts(copy) == ["a+b"]
    assert (
        read(p("甲"), links={"f": ("footer", "f.xml")}, parts={"word/f.xml": part("ftr", p("第 1 页 共 2 页"))}).told
        == []
    )
    assert copy.told == ["embedded_document", "embedded_file", "chart", "formula", "page_header"]


def test_the_strict_format_is_the_same(read):
    document = part("document", f"<w:body>{centred('严格', size=20)}{p(picture('one'))}</w:body>")
    strict = document.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", f"{PURL}wordprocessingml/main"
    )
    strict = strict.replace("http://schemas.openxmlformats.org/drawingml/2006", f"{PURL}drawingml")
    strict = strict.replace("http://schemas.openxmlformats.org/officeDocument/2006", f"{PURL}officeDocument")
    copy = read(parts={"word/document.xml": strict}, media={"one.png": png(1)})
    assert [(one.text, one.is_centred, one.size, one.picture) for one in copy.pieces] == [
        ("严格", True, 20.0, None),
        ("", False, None, 0),
    ]
