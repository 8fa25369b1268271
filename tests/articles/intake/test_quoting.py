"""What of a mail its sender wrote, and what not."""

import pytest

from articles.intake import mail, plaintext, quoting
from tests.articles.intake import making

OWN = ["春灌开始", "各乡镇放水。"]
STORY = "\n".join(OWN)


@pytest.fixture
def read(tmp_path):
    def read(text="", **more):
        (tmp_path / "came.eml").write_bytes(making.mail(text, **more))
        return mail.read(tmp_path / "came.eml", tmp_path)

    return read


def texts(copy):
    return [piece.text for piece in copy.pieces]


@pytest.mark.parametrize(
    "under",
    [
        "-- \n周牧野\n13900000000",
        "--\n周牧野",
        "发自我的iPhone",
        "发自我的 iPhone",
        "发自我的华为手机",
        "发自 网易邮箱大师",
        "来自QQ邮箱手机版",
        "从 Windows 版邮件发送",
        "Sent from my iPhone",
        "获取 Outlook for iOS",
        "周牧野\n发自我的iPad",
    ],
)
def test_a_signature_is_left_out_and_told(read, under):
    copy = read(f"{STORY}\n\n{under}")
    assert texts(copy)[:2] == OWN
    assert texts(copy)[2:] in ([], ["周牧野"])
    assert copy.told == ["signature"]


@pytest.mark.parametrize(
    "line",
    ["发自我内心的感谢", "来自各乡镇的代表参加活动。", "——周牧野", "从手机里找线索", "来自华为手机的代表队参赛", "---"],
)
def test_words_that_look_like_one_stay(read, line):
    assert texts(read(f"{STORY}\n{line}"))[-1] == line


def test_two_dashes_far_from_the_end_are_no_signature(read):
    lines = [f"第{n}段。" for n in range(20)]
    assert texts(read("\n".join([*OWN, "--", *lines]))) == [*OWN, "--", *lines]


QUOTES = [
    "在 2026年3月5日 08:00，编辑部 <desk@example.org> 写道：\n> 请补一张图。\n> 谢谢",
    '在 2026-03-05 08:00:00，"编辑部" <desk@example.org> 写道：\n请补一张图。',
    "编辑部 <desk@example.org> 于2026年3月5日周四 08:00写道：\n\n> 请补一张图。",
    "On Thu, Mar 5, 2026 at 8:00 AM Desk <desk@example.org> wrote:\n> Please add a picture.",
    "On Thu, Mar 5, 2026 at 8:00 AM Desk\n<desk@example.org> wrote:\n> Please add a picture.",
    '------------------ 原始邮件 ------------------\n发件人: "编辑部" <desk@example.org>;\n发送时间: 2026年3月5日\n收件人: x\n主题: 春灌\n\n请补图。',
    "-----Original Message-----\nFrom: desk\nSent: Thursday\nTo: zhou\nSubject: x\n\nPlease.",
    "发件人： 编辑部\n发送时间： 2026-03-05\n收件人： 周牧野\n主题： 春灌\n\n请补图。",
    "> 请补一张图。\n> 谢谢",
]


@pytest.mark.parametrize("quote", QUOTES)
def test_an_earlier_mail_is_left_out_and_told(read, quote):
    copy = read(f"{STORY}\n\n{quote}", subject="Re: 春灌")
    assert texts(copy) == OWN
    assert copy.told == ["quoted_reply"]


@pytest.mark.parametrize(
    "line", ["记者在2026年的日记里写道：", "发件人：县水利局", "他在信中写道：", "日期：3月5日", "原始邮件系统的历史"]
)
def test_words_that_look_like_an_earlier_mail_stay(read, line):
    assert texts(read(f"{STORY}\n{line}\n“放水了。”"))[-2:] == [line, "“放水了。”"]


FORWARDS = [
    "---------- Forwarded message ---------\nFrom: 周牧野 <z@example.org>\nDate: 2026年3月5日\nSubject: 春灌\nTo: desk\n\n",
    "------------------ 转发邮件 ------------------\n发件人: 周牧野\n发送时间: 2026\n收件人: desk\n主题: 春灌\n\n",
    "Begin forwarded message:\n\nFrom: z@example.org\nSubject: 春灌\nDate: 2026\nTo: desk\n\n",
    "-------- 转发邮件信息 --------\n发件人：周牧野\n发送日期：2026-03-05\n收件人：desk\n主题：春灌\n",
]


@pytest.mark.parametrize("head", FORWARDS)
@pytest.mark.parametrize("over", ["", "请编这篇。\n\n"])
def test_what_is_forwarded_is_the_copy(read, head, over):
    copy = read(f"{over}{head}{STORY}", subject="转发: 春灌")
    assert texts(copy) == OWN
    assert copy.told == ["forwarded"]
    assert copy.notes[0].text == "\n".join(filter(None, ["转发: 春灌", over.strip()]))
    assert copy.title == "春灌"


def test_a_forward_of_a_forward_is_the_innermost(read):
    copy = read(f"{FORWARDS[0]}{FORWARDS[1]}{STORY}\n发自我的iPhone", subject="Fwd: Fwd: 春灌")
    assert texts(copy) == OWN
    assert set(copy.told) == {"forwarded", "signature"}


def test_marked_words_alone_are_what_was_sent_on(read):
    copy = read("\n".join(f"> > {line}" for line in OWN), subject="Fw: 春灌")
    assert texts(copy) == OWN


def test_pages_are_parted_as_well(read):
    page = (
        "<div>春灌开始</div><div>各乡镇<b>放水</b>。</div><div>发自我的iPhone</div>"
        "<div>------------------&nbsp;原始邮件&nbsp;------------------</div>"
        "<div><b>发件人:</b> 编辑部<br><b>发送时间:</b> 2026<br><b>主题:</b> 春灌</div><div>请补图。</div>"
    )
    copy = read("纯文本", page=page, subject="回复：春灌")
    assert texts(copy) == OWN
    assert copy.pieces[1].html == "各乡镇<strong>放水</strong>。"
    assert set(copy.told) == {"quoted_reply", "signature"}


def test_large_attachments_elsewhere_are_told(read):
    under = "从QQ邮箱发来的超大附件\n视频.mp4 (1.2G, 2026年4月5日 08:00 到期)进入下载页面：https://mail.example/x"
    copy = read(f"{STORY}\n\n{under}")
    assert texts(copy) == OWN
    assert copy.told == ["linked_attachments"]


def test_each_line_is_a_paragraph():
    [piece] = plaintext.copy_of("甲乙丙").pieces
    long = type(piece)("text", "甲\n\u3000\u3000乙\n\n丙", html="<em>甲<br>\u3000\u3000乙</em><br><br>丙")
    found = quoting.lines_of([long])
    assert [(line.text, line.html) for line in found][0] == ("甲", "<em>甲</em>")
    assert [line.text for line in found] == ["甲", "乙", "丙"]
