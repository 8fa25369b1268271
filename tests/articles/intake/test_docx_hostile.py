import io
import random
import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.intake import archives, docx
from articles.intake.copy import Unreadable
from tests.articles.intake import written
from tests.articles.intake.written import box, centred, item, p, part, picture, png, table

NAMES = written.NAMES


@pytest.fixture
def refused(tmp_path):
    """Why a file with this content is refused, by its code."""

    def refused(data):
        (tmp_path / "copy.docx").write_bytes(data)
        with pytest.raises(Unreadable) as error:
            docx.read(tmp_path / "copy.docx", tmp_path)
        return error.value.code

    return refused


def of_document(document, **more):
    return written.docx(parts={"word/document.xml": document, **more})


def test_what_is_no_word_file(refused):
    assert refused(b"") == "not_docx"
    assert refused("只是文字".encode()) == "not_docx"
    assert refused(archives.OLE + b"\0" * 600) == "not_docx"
    assert refused(written.zipped({"photo.jpg": b"x"})) == "not_docx"
    assert refused(written.zipped({"xl/workbook.xml": "<w/>"})) == "not_docx"


def test_a_password(refused):
    assert refused(archives.OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")) == "protected"
    data = bytearray(written.docx(p("甲")))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)) == "protected"


def test_macros(refused):
    assert refused(written.docx(p("甲"), parts={"word/vbaProject.bin": b"x"})) == "macros"
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    types = f'<Types xmlns="{written.PACKAGE}/content-types"><Override ContentType="{kind}"/></Types>'
    assert refused(written.docx(p("甲"), parts={"[Content_Types].xml": types})) == "macros"


def test_torn_files(refused):
    whole = written.docx(p("甲" * 500), media={"one.png": png(1, 40)})
    assert refused(whole[: len(whole) // 2]) == "broken"
    assert refused(of_document("<w:document")) == "broken"
    assert refused(of_document("")) == "broken"
    data = bytearray(whole)
    at = data.find(b"word/document.xml") + 40
    data[at : at + 8] = b"\xff" * 8
    assert refused(bytes(data)) == "broken"


def test_document_types_and_entities(refused):
    laughs = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    body = f"<w:document {NAMES}><w:body>{p('甲').replace('甲', '&i;')}</w:body></w:document>"
    assert refused(of_document(f'<!DOCTYPE x [<!ENTITY a "ha">{laughs}]>{body}')) == "bomb"
    assert refused(of_document(f'<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>{body}')) == "bomb"
    assert refused(of_document(f"<!DOCTYPE x>{body.replace('&i;', 'x')}")) == "bomb"
    assert refused(written.docx(p("甲"), parts={"word/styles.xml": f"<!DOCTYPE x>{part('styles', '')}"})) == "bomb"


def test_elements_in_each_other(refused, tmp_path):
    def nested(times):
        return "<w:tbl><w:tr><w:tc>" * times + p("甲") + "</w:tc></w:tr></w:tbl>" * times

    assert refused(written.docx(nested(40))) == "bomb"
    (tmp_path / "copy.docx").write_bytes(written.docx(nested(31)))
    assert [piece.text for piece in docx.read(tmp_path / "copy.docx", tmp_path).pieces] == ["甲"]


def test_too_much_of_anything(refused, tmp_path):
    assert refused(written.docx(p("甲"), parts={f"word/{n}.bin": b"" for n in range(500)})) == "bomb"
    assert refused(written.docx(p("甲"), parts={"word/more.xml": b" " * 20_000_001})) == "bomb"
    assert refused(written.docx(p("甲"), parts={"word/more.xml": b" " * 2_000_000})) == "bomb"
    assert refused(written.docx(p("甲"), parts={"a.bin": b"\0" * 60_000_000, "b.bin": b"\0" * 60_000_000})) == "bomb"
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(50_000_001)
    with pytest.raises(Unreadable) as error:
        docx.read(tmp_path / "large", tmp_path)
    assert (error.value.code, error.value.values) == ("too_large", {"bytes": 50_000_000})


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="nothing says here how much memory was used")
def test_a_hundred_megabytes_in_one_cost_nothing(tmp_path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a>" + " " * 104_000_000 + "</a>")
    look = (
        "import re, sys; from articles.intake import docx; from articles.intake.copy import Unreadable\n"
        "try: docx.read(sys.argv[1], '/')\n"
        "except Unreadable as error: print(error.code)\n"
        "print(re.search('VmHWM: *(\\\\d+)', open('/proc/self/status').read().replace('\\t', ''))[1])"
    )
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    ended = subprocess.run([sys.executable, "-c", look, str(path)], cwd=docx.ROOT, capture_output=True, check=True)
    code, kilobytes = ended.stdout.split()
    assert code == b"bomb"
    assert int(kilobytes) < 200_000
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - started < 2


def test_an_archive_counts_what_is_read_of_it(tmp_path):
    (tmp_path / "x.zip").write_bytes(written.zipped({"a": b"x" * 60, "b": b"y" * 60}))
    with archives.Archive(tmp_path / "x.zip") as archive:
        archive.left = 100
        assert archive.names == ["a", "b"]
        assert archive.read("a", 60) == b"x" * 60
        with pytest.raises(Unreadable) as error:
            archive.read("b", 60)
        assert error.value.code == "bomb"
        with pytest.raises(KeyError):
            archive.read("c")


def test_a_directory_that_lies_about_sizes(refused):
    data = bytearray(written.docx(p("甲" * 5000)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = (40).to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at + 4)
    assert refused(bytes(data)) == "broken"


@pytest.mark.parametrize(
    ("program", "seconds", "code"),
    [
        ("import time; time.sleep(60)", 1, "took_too_long"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", 30, "took_too_long"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", 30, "too_large"),
        ("raise MemoryError", 30, "too_large"),
        ("raise KeyError", 30, "broken"),
        ('print(\'{"code": "bomb", "values": {}}\')', 30, "bomb"),
    ],
)
def test_the_site_outlives_its_child(refused, monkeypatch, tmp_path, program, seconds, code):
    (tmp_path / "child.py").write_text(program)
    monkeypatch.setattr(docx, "ROOT", tmp_path)
    monkeypatch.setattr(docx, "PROGRAM", "child")
    monkeypatch.setattr(docx, "WALL_SECONDS", seconds)
    assert refused(written.docx(p("甲"))) == code


def test_time_is_bounded(refused, monkeypatch):
    monkeypatch.setattr(docx, "PROCESSOR_SECONDS", 1)
    shuffled = random.Random(1)
    words = ["".join(chr(shuffled.randrange(0x4E00, 0x9F00)) for _ in range(3)) for _ in range(1000)]
    blocks = (f"<w:p><w:r><w:t>{shuffled.choice(words)}</w:t></w:r></w:p>" for _ in range(200_000))
    started = time.process_time()
    assert refused(written.docx(*blocks)) == "took_too_long"
    assert time.process_time() - started < 20


WHOLE = written.docx(
    centred("云溪县的灯", size=22, is_bold=True),
    p("正文。", picture("one", "灯"), box(p("框"))),
    item("一"),
    table(["甲", "乙"], ["丙", "丁"]),
    media={"one.png": png(3)},
    parts={"word/comments.xml": part("comments", f'<w:comment w:id="1">{p("好")}</w:comment>')},
)
with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
    STORED = written.zipped({name: archive.read(name) for name in archive.namelist()}, zipfile.ZIP_STORED)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_is_refused_or_read_but_never_more(tmp_path, data):
    damaged = bytearray(data.draw(st.sampled_from([WHOLE, STORED])))
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(damaged) - 1), st.integers(0, 255)), max_size=12)):
        damaged[at] = byte
    (tmp_path / "copy.docx").write_bytes(damaged)
    try:
        docx.read(tmp_path / "copy.docx", tmp_path)
    except Unreadable:
        return
