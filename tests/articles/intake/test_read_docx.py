import hashlib
import json
import re

import pytest
from django.core.management import CommandError, call_command

from tests.architecture.project import ROOT
from tests.articles.intake import written
from tests.articles.intake.written import centred, item, p, part, picture, png, run, table

FOLDER = ROOT.parent / "shared" / "docx"
HOUSE = ["house-1-ski-race", "house-2-bridge-opening", "house-3-school-library"]


def read(path, capsys, published="2026-03-06"):
    call_command("read_docx", str(path), f"--published={published}")
    return json.loads(capsys.readouterr().out)


def unspaced(value):
    if isinstance(value, dict):
        return {key: unspaced(each) for key, each in value.items()}
    if isinstance(value, list):
        return [unspaced(each) for each in value]
    return re.sub(r"\s", "", value) if isinstance(value, str) else value


@pytest.mark.skipif(not FOLDER.exists(), reason="the files of other programs are not here")
@pytest.mark.parametrize("name", HOUSE)
def test_house_layout(name, capsys):
    expected = json.loads((FOLDER / f"{name}.expected.json").read_text("utf-8"))
    said = read(FOLDER / f"{name}.docx", capsys)
    expected["notes"] = []  # remarks on the file itself
    assert unspaced(said) == unspaced(expected)


LEAD = "雪川新闻网-河源县融媒体中心（记者 叶青禾 实习记者 欧阳云岫）2月11日，河源县首个水上书屋开放。"
PHOTO = png(7)


def test_three_centred_lines_over_the_story(tmp_path, capsys):
    (tmp_path / "书屋.docx").write_bytes(
        written.docx(
            centred("书香满河湾", size=18),
            centred("河源县水上书屋", size=22, is_bold=True),
            centred("正式开放", size=22, is_bold=True),
            centred("首日接待读者五百人", size=16),
            p(LEAD),
            p("书屋由一艘退役的渡船改建，藏书一万余册。"),
            p(picture("one", "IMG_256"), properties='<w:jc w:val="center"/>'),
            centred("2月11日，读者在书屋里看书。实习记者 欧阳云岫摄", size=14),
            p("读者可以凭身份证借书，三十天内归还。"),
            p("责任编辑：石满仓　校对：柳如烟"),
            media={"one.png": PHOTO},
        )
    )
    assert read(tmp_path / "书屋.docx", capsys) == {
        "file": "书屋.docx",
        "kicker": "书香满河湾",
        "headline": "河源县水上书屋正式开放",
        "subtitle": "首日接待读者五百人",
        "dispatch": {
            "outlet": "雪川新闻网",
            "organisation": "河源县融媒体中心",
            "date": "2月11日",
            "raw": "雪川新闻网-河源县融媒体中心（记者 叶青禾 实习记者 欧阳云岫）2月11日，",
        },
        "bylines": [{"role": "记者", "name": "叶青禾"}, {"role": "实习记者", "name": "欧阳云岫"}],
        "body": [LEAD, "书屋由一艘退役的渡船改建，藏书一万余册。", "读者可以凭身份证借书，三十天内归还。"],
        "photos": [
            {
                "sha256": hashlib.sha256(PHOTO).hexdigest(),
                "after_paragraph": 2,
                "caption": "2月11日，读者在书屋里看书。",
                "credit": [{"role": "实习记者", "name": "欧阳云岫"}],
            }
        ],
        "tables": [],
        "editors": [{"role": "责任编辑", "name": "石满仓"}, {"role": "校对", "name": "柳如烟"}],
        "must_not_appear": [],
        "notes": [],
    }


def test_a_heading_style_sub_headings_lists_links_tables_and_comments(tmp_path, capsys):
    (tmp_path / "copy.docx").write_bytes(
        written.docx(
            p("河源县水上书屋开放", properties='<w:pStyle w:val="1"/>'),
            p(LEAD),
            p(run("一条船，一万册书", "<w:b/>")),
            p("藏书目录见", '<w:hyperlink r:id="page">' + run("公示页") + "</w:hyperlink>"),
            item("小说三千册；"),
            item("童书四千册。"),
            table(["月份", "读者"], ["二月", "五百"]),
            p("书屋每天开放到晚上九点。"),
            links={"page": ("hyperlink", "https://example.org/books")},
            parts={
                "word/comments.xml": part(
                    "comments", f'<w:comment w:id="1" w:author="石满仓">{p("数字再核")}</w:comment>'
                )
            },
        )
    )
    said = read(tmp_path / "copy.docx", capsys)
    assert (said["kicker"], said["headline"], said["subtitle"]) == (None, "河源县水上书屋开放", None)
    assert said["body"] == [
        LEAD,
        "一条船，一万册书",
        "藏书目录见公示页",
        "小说三千册；",
        "童书四千册。",
        "书屋每天开放到晚上九点。",
    ]
    assert said["tables"] == [[["月份", "读者"], ["二月", "五百"]]]
    assert said["photos"] == []
    assert said["notes"] == ["石满仓: 数字再核"]


def test_what_cannot_be_read_is_said(tmp_path):
    (tmp_path / "copy.docx").write_bytes(b"x")
    with pytest.raises(CommandError, match="cannot be read: not_docx"):
        call_command("read_docx", str(tmp_path / "copy.docx"))
    with pytest.raises(CommandError, match="No such file"):
        call_command("read_docx", str(tmp_path / "none.docx"))
