"""Mails as copy: what hangs on them, or their own words."""

import base64
import time
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.intake import mail, parcels, post
from articles.intake.copy import PICTURE, Unreadable
from tests.articles.intake import making
from tests.articles.intake.making import docx, large_picture, packed, picture

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STORY = "春灌开始\n本报讯 云溪县春灌开始。\n各乡镇放水。\n"
LINES = STORY.split("\n")[:3]


@pytest.fixture
def read(tmp_path):
    (tmp_path / "pictures").mkdir()

    def read(data):
        (tmp_path / "came.eml").write_bytes(data)
        copy = mail.read(tmp_path / "came.eml", tmp_path / "pictures")
        assert all(kept.path.is_file() and kept.path.parent == tmp_path / "pictures" for kept in copy.pictures)
        return copy

    return read


def refused(read, data):
    with pytest.raises(Unreadable) as reason:
        read(data)
    return reason.value


def placed(copy):
    return [f"[{copy.pictures[p.picture].name}]" if p.kind == PICTURE else p.text for p in copy.pieces]


def notes(copy):
    return [(note.author, note.text) for note in copy.notes]


def test_reads_a_mail_of_words(read):
    copy = read(making.mail(STORY, subject="春灌开始了"))
    assert placed(copy) == LINES
    assert copy.title == "春灌开始了"
    assert notes(copy) == [("周牧野 <zhou@example.org>", "春灌开始了")]
    assert copy.told == []


def test_reads_a_page_before_plain_words(read):
    page = "<div>春灌开始</div><div>本报讯 <b>云溪县</b>春灌开始。<br>各乡镇放水。</div>"
    copy = read(making.mail("春灌开始（纯文本）", page=page))
    assert placed(copy) == LINES
    assert copy.pieces[1].html == "本报讯 <strong>云溪县</strong>春灌开始。"


def test_reads_plain_words_where_the_page_has_none(read):
    assert placed(read(making.mail(STORY, page=" "))) == LINES


@pytest.mark.parametrize("subject", ["投稿", "来稿2", "Fwd: 稿件", ""])
def test_a_subject_that_says_nothing_is_no_title(read, subject):
    assert read(making.mail(STORY, subject=subject)).title == ""


def test_a_word_file_is_the_copy_and_the_words_a_note(read):
    words = "编辑好，稿件见附件。\n\n-- \n周牧野 13900000000"
    copy = read(making.mail(words, subject="春灌", files=[("春灌.docx", docx(*LINES), DOCX)]))
    assert placed(copy) == LINES
    assert copy.told == ["mail_words", "signature"]
    assert notes(copy) == [("周牧野 <zhou@example.org>", "春灌\n编辑好，稿件见附件。")]


def test_pictures_stand_where_the_copy_speaks_of_them(read):
    files = [("稿.docx", docx("春灌开始", "图2", "图1：闸门。"), DOCX)]
    files += [(f"图{n}.jpg", picture(n), "image/jpeg") for n in (1, 2, 3)]
    copy = read(making.mail("", files=files))
    assert placed(copy) == ["春灌开始", "[图2.jpg]", "[图1.jpg]", "闸门。", "[图3.jpg]"]
    assert "pictures_at_end" in copy.told


def test_a_picture_is_known_by_its_bytes(read):
    files = [("a.bin", picture(1), "application/octet-stream"), ("b.jpg", b"no picture", "image/jpeg")]
    copy = read(making.mail(STORY, files=files))
    assert placed(copy) == [*LINES, "[a.bin]"]
    assert copy.left_out == ["b.jpg"]
    assert copy.told == ["other_files", "pictures_at_end"]


def test_reads_what_is_in_a_zip(read):
    inside = packed({"春灌.txt": "春灌开始\n图1".encode("gbk"), "图1.jpg": picture(1)}, raw="gbk")
    copy = read(making.mail("见附件", files=[("稿件.zip", inside, "application/zip")]))
    assert placed(copy) == ["春灌开始", "[图1.jpg]"]
    assert copy.notes[0].text.endswith("见附件")


def test_tells_of_a_zip_that_does_not_open(read):
    broken = [("a.zip", b"PK\x03\x04 broken", "application/zip")]
    copy = read(making.mail(STORY, files=broken))
    assert placed(copy) == LINES
    assert set(copy.told) >= {"zip_not_opened", "other_files"}
    assert copy.left_out == ["a.zip"]
    assert refused(read, making.mail("", files=broken)).code == "broken"


def test_does_not_choose_between_several(read):
    files = [("一.docx", docx("一"), DOCX), ("二.docx", docx("二"), DOCX)]
    reason = refused(read, making.mail("两篇", files=files))
    assert (reason.code, reason.values["names"]) == ("several_copies", "一.docx、二.docx")


def test_says_where_there_is_no_copy(read):
    reason = refused(
        read, making.mail("", files=[("a.jpg", picture(1), "image/jpeg"), ("b.pdf", b"%PDF", "application/pdf")])
    )
    assert (reason.code, reason.values["names"]) == ("no_copy", "a.jpg、b.pdf")
    assert refused(read, b"").code == "no_copy"
    assert refused(read, making.mail("-- \n发自我的iPhone")).code == "no_copy"


def test_parts_without_a_name_and_of_other_kinds(read):
    files = [("", docx(*LINES), DOCX)]
    data = making.mail("见附件", files=files).replace(b'; filename=""', b"")
    assert placed(read(data)) == LINES
    assert placed(read(raw("Subject: x\r\nContent-Type: text/markdown", STORY.encode()))) == LINES
    assert read(making.mail(STORY, files=[("", b"x", "application/octet-stream")])).left_out == ["attached"]


def raw(head, body, charset=None):
    return head.encode(charset or "utf-8") + b"\r\n\r\n" + body


GBK_WORDS = "朱镕基题写镇名。囍".encode("gbk")


@pytest.mark.parametrize(
    "declared", ["gb2312", "GBK", "gb18030", "us-ascii", "utf-8", "x-unknown", "rot13", "iso-8859-1", ""]
)
def test_charsets_that_lie(read, declared):
    head = f"From: a@example.org\r\nSubject: =?{declared or 'gbk'}?B?{base64.b64encode(GBK_WORDS).decode()}?="
    kind = f'\r\nContent-Type: text/plain; charset="{declared}"' if declared else ""
    copy = read(raw(head + kind, GBK_WORDS))
    assert placed(copy) == ["朱镕基题写镇名。囍"]
    assert copy.title == "朱镕基题写镇名。囍"
    assert copy.told == []


def test_a_charset_that_lies_the_other_way(read):
    copy = read(raw("Subject: x\r\nContent-Type: text/plain; charset=gb2312", "云溪县春灌开始。".encode()))
    assert placed(copy) == ["云溪县春灌开始。"]
    copy = read(raw("Subject: x\r\nContent-Type: text/plain; charset=big5", "雲溪縣".encode("big5")))
    assert placed(copy) == ["雲溪縣"]
    copy = read(raw("Subject: x\r\nContent-Type: text/plain; charset=iso-8859-1", "Où l'été".encode("latin-1")))
    assert placed(copy) == ["Où l'été"]


def test_headers_in_bytes_and_in_halves(read):
    one, two = base64.b64encode("春灌".encode()[:4]).decode(), base64.b64encode("春灌".encode()[4:]).decode()
    copy = read(raw(f"Subject: =?utf-8?B?{one}?=\r\n =?UTF-8?b?{two}?= 2", STORY.encode()))
    assert copy.title == "春灌 2"
    copy = read("From: 周牧野 <z@example.org>\r\nSubject: 春灌\r\n\r\n".encode("gbk") + STORY.encode("gbk"))
    assert (copy.title, copy.notes[0].author) == ("春灌", "周牧野 <z@example.org>")
    assert read(raw("Subject: =?gbk?Q?=B4=BA_=B9=E0?=", b"x")).title == "春 灌"


def test_tells_of_letters_that_are_lost(read):
    copy = read(raw("Subject: x", "春灌".encode("gbk") + b"\xff\xff\x81"))
    assert "damaged_letters" in copy.told


def test_names_of_files_in_every_writing(read):
    name = "春灌.jpg"
    encoded = base64.b64encode(name.encode("gbk")).decode()
    for said in (f'filename="=?gb2312?B?{encoded}?="', "filename*=UTF-8''%E6%98%A5%E7%81%8C.jpg", f'filename="{name}"'):
        head = f"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n{STORY}\r\n--b\r\nContent-Type: image/jpeg\r\n"
        head += f"Content-Disposition: attachment; {said}\r\nContent-Transfer-Encoding: base64"
        copy = read(raw(head, base64.b64encode(picture(1)) + b"\r\n--b--"))
        assert copy.pictures[0].name == name


def related(page, *pictures):
    """A mail with a page and the pictures that it shows, as (cid, bytes)."""
    made = EmailMessage()
    made["From"], made["Subject"] = "a@example.org", "春灌"
    made.set_content("纯文本")
    made.add_alternative(page, subtype="html")
    for cid, content in pictures:
        made.get_payload()[1].add_related(content, "image", "jpeg", cid=f"<{cid}>", filename=f"{cid}.jpg")
    return made.as_bytes()


def test_pictures_of_a_page_stand_in_it(read):
    page = '<p>春灌开始</p><p><img src="cid:a@x"></p><p>放水。</p>'
    copy = read(related(page, ("a@x", picture(1)), ("b@x", large_picture(2))))
    assert placed(copy) == ["春灌开始", "[a@x.jpg]", "放水。", "[b@x.jpg]"]


def test_ornaments_are_left_out_and_told(read):
    page = '<p>春灌开始</p><p>放水。</p><p>--</p><p>周牧野<img src="cid:logo"></p>'
    copy = read(related(page, ("logo", picture(1)), ("face", picture(2))))
    assert placed(copy) == ["春灌开始", "放水。"]
    assert copy.pictures == []
    assert set(copy.told) == {"signature", "small_pictures"}
    assert sorted(copy.left_out) == ["face.jpg", "logo.jpg"]


def test_pictures_between_words_stay_there(read):
    made = EmailMessage()
    made["Subject"] = "春灌"
    made.set_content("春灌开始")
    made.add_attachment(
        large_picture(1), maintype="image", subtype="jpeg", filename="IMG_0001.jpg", disposition="inline"
    )
    made.add_attachment("放水。\n", disposition="inline")
    made.add_attachment(
        large_picture(2), maintype="image", subtype="jpeg", filename="IMG_0002.jpg", disposition="inline"
    )
    assert placed(read(made.as_bytes())) == ["春灌开始", "[IMG_0001.jpg]", "放水。", "[IMG_0002.jpg]"]


def forwarding(inner, text="", subject="转发：春灌"):
    made = EmailMessage()
    made["From"], made["Subject"] = "编辑 <desk@example.org>", subject
    made.set_content(text)
    inside = EmailMessage()
    inside["From"], inside["Subject"] = "周牧野 <zhou@example.org>", "春灌开始了"
    inside.set_content(inner)
    made.add_attachment(inside)
    return made.as_bytes()


def test_a_mail_inside_a_mail_is_read(read):
    copy = read(forwarding(STORY, "请编。"))
    assert placed(copy) == LINES
    assert copy.title == "春灌开始了"
    assert notes(copy) == [
        ("编辑 <desk@example.org>", "转发：春灌\n请编。"),
        ("周牧野 <zhou@example.org>", "春灌开始了"),
    ]
    assert copy.told == ["nested_mail"]


def test_a_mail_as_a_file_is_read(read):
    inside = making.mail("见附件", files=[("春灌.docx", docx(*LINES), DOCX)])
    copy = read(making.mail("", files=[("春灌.eml", inside, "application/octet-stream")]))
    assert placed(copy) == LINES
    assert copy.told == ["mail_words", "nested_mail"]


def test_tells_of_sealed_and_odd_parts(read):
    files = [("winmail.dat", b"x", "application/ms-tnef"), ("smime.p7m", b"x", "application/pkcs7-mime")]
    copy = read(making.mail(STORY, files=files))
    assert set(copy.told) >= {"winmail", "sealed"}
    assert refused(read, making.mail("", files=files)).code == "protected"
    report = making.mail(STORY, files=[("a.ics", b"x", "text/calendar")]).replace(
        b"multipart/mixed", b"multipart/report"
    )
    assert read(report).told == ["automatic_mail"]


def test_limits(read, monkeypatch):
    files = [(f"{n}.bin", bytes([n % 250, n // 250]), "application/octet-stream") for n in range(210)]
    assert refused(read, making.mail(STORY, files=files)).code == "too_many_parts"
    deep = making.mail(STORY)
    for _ in range(12):
        deep = making.mail("", files=[("a.eml", deep, "application/octet-stream")])
    assert refused(read, deep).code == "too_many_parts"
    lines = b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"\n" * 30_000_000
    started = time.monotonic()
    assert refused(read, lines).code == "too_many_parts"
    assert time.monotonic() - started < 5
    monkeypatch.setattr(mail, "MAX_BYTES", 100)
    assert refused(read, making.mail(STORY * 10)).code == "too_large"


def test_deeply_nested_parts_do_no_harm(read):
    data = b""
    for n in range(190):
        data += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
    assert refused(read, data + b"\r\nx").code in ("too_many_parts", "broken")
    started = time.monotonic()
    with pytest.raises(Unreadable):
        read(b"Content-Type: message/delivery-status\r\n\r\n" + b"a: b\n\n" * 100_000)
    assert refused(read, b"Content-Type: " + b'a;"' * 300_000).code in ("no_copy", "broken")
    assert time.monotonic() - started < 5


def test_counts_all_parts_of_mails_in_mails():
    inner = making.mail("x", files=[(f"{n}.bin", bytes([n]), "application/x-a") for n in range(90)])
    whole = making.mail("x", files=[(f"{n}.eml", inner + bytes([n]), "application/x-a") for n in range(3)])
    with pytest.raises(Unreadable, match="too_many_parts"):
        post.opened(whole)


HEADS = st.sampled_from(
    [
        *[b"Content-Type: multipart/mixed; boundary=b\r\n", b"Content-Type: multipart/alternative; boundary=b\r\n"],
        *[
            b"Content-Type: text/html; charset=gbk\r\n",
            b"Content-Type: message/rfc822\r\n",
            b"\r\n",
            b"--b\r\n",
            b"--b--\r\n",
        ],
        *[
            b"Content-Transfer-Encoding: base64\r\n",
            b"Content-Transfer-Encoding: x-uuencode\r\n",
            b"Subject: =?gbk?B?/w==?=\r\n",
        ],
        *[
            b"Content-Disposition: attachment; filename=a.docx\r\n",
            b"Content-Disposition: attachment; filename*=x''%ff.zip\r\n",
        ],
        *[b"From: a@b\r\n", b"> x\r\n", b"--\r\n", b'Content-Type: image/jpeg; name="\r\n', b"Content-Id: <a>\r\n"],
    ]
)


@given(st.lists(HEADS | st.binary(max_size=20), max_size=20).map(b"".join) | st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
def test_never_fails_on_odd_bytes(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("mail")
    (folder / "a.eml").write_bytes(data)
    try:
        mail.read(folder / "a.eml", folder)
    except Unreadable as reason:
        assert reason.code


def test_junk_is_known_by_its_name():
    assert parcels.is_junk("ATT00001.txt")
    assert not parcels.is_junk("稿件.txt")
