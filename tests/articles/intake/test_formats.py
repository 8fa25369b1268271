"""Which reader a file goes to: what is in it decides, its name only where texts look alike."""

import io
import json
import zipfile

import pytest

from articles.intake import formats
from articles.intake.copy import Unreadable
from tests.articles.intake import written

LINE = "雪川新闻网(记者 林知夏)3月9日,冰湖开网。"
RSS = f"<?xml version='1.0'?><rss version='2.0'><channel><title>远山</title><item><title>冰湖开网</title><description>{LINE}</description></item></channel></rss>"
ITEM = {"uri": "urn:x:1", "headline": "冰湖开网", "body_text": LINE, "version": "1"}
FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "远山", "items": [{"id": "1", "content_text": LINE}]}
MAIL = f"From: a@example.com\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{LINE}\r\n"


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return stream.getvalue()


@pytest.fixture
def read(tmp_path):
    """read("稿.txt", data) are the texts of the Copies in it."""

    def read(name, data):
        path, folder = tmp_path / "file", tmp_path / "pictures"
        folder.mkdir(exist_ok=True)
        path.write_bytes(data)
        return [copy.text for copy in formats.read(path, name, folder)]

    return read


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("稿.txt", LINE.encode("gbk")),
        ("稿", LINE.encode()),
        ("稿.docx", written.docx(written.p(LINE))),
        ("稿.txt", written.docx(written.p(LINE))),
        ("稿.zip", zipped(a_txt=LINE)),
        ("稿.docx", zipped(a_docx=written.docx(written.p(LINE)))),
        ("稿.html", f"<p>{LINE}</p>".encode()),
        ("稿.txt", f"<!DOCTYPE html><html><body><p>{LINE}</p></body></html>".encode()),
        ("稿.eml", MAIL.encode()),
        ("供稿.xml", RSS.encode()),
        ("供稿.txt", RSS.encode()),
        ("供稿.json", json.dumps(ITEM).encode()),
        ("供稿.json", json.dumps([ITEM]).encode()),
        ("供稿", json.dumps(FEED).encode()),
    ],
)
def test_a_file_is_read_as_what_it_is(read, name, data):
    (text,) = read(name, data)
    assert LINE in text


def test_text_in_brackets_is_text(read):
    assert read("稿.txt", f"[快讯]{LINE}".encode()) == [f"[快讯]{LINE}"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("稿.txt", b" \n", "empty"),
        ("稿.docx", b"", "empty"),
        ("稿.pdf", b"%PDF-1.7\n", "pdf"),
        ("照片.txt", b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "not_text"),
        ("稿.docx", b"PK\x03\x04 cut off", "broken"),
        ("供稿.xml", b"<?xml version='1.0'?><html/>", "not_feed"),
    ],
)
def test_what_cannot_be_read_says_why(read, name, data, code):
    with pytest.raises(Unreadable) as refused:
        read(name, data)
    assert refused.value.code == code
