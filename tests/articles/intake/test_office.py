"""Files of other word processors, by LibreOffice: the real one where there is one, and one that plays it."""

import http.server
import json
import os
import sys
import threading
import time
from pathlib import Path

import pytest

from articles.intake import office
from articles.intake.copy import Unreadable
from tests.articles.intake.making import docx, packed, picture
from tests.running import is_running, until

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "docx" / "tika"
OLD_DOC = office.OLE + bytes(504) + office._FIB_MARK + bytes(3000)
needs_office = pytest.mark.skipif(office.program() is None, reason="there is no LibreOffice here")
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
posix = pytest.mark.skipif(os.name == "nt", reason="a script plays LibreOffice")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pictures").mkdir()
    return tmp_path / "pictures"


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def plays(tmp_path, monkeypatch):
    """Lets a Python script play LibreOffice; it has `out` and `source`, the paths that were asked for."""

    def start(script):
        path = tmp_path / "soffice"
        lines = ["import sys, os, time, subprocess, shutil", "out, source = sys.argv[-2], sys.argv[-1]", script]
        path.write_text(f"#!{sys.executable}\n" + "\n".join(lines))
        path.chmod(0o755)
        monkeypatch.setattr(office, "program", lambda: str(path))

    return start


def code_of(path, folder):
    with pytest.raises(Unreadable) as refused:
        office.read(path, folder)
    return refused.value.code


@posix
def test_reads_what_was_made_of_it(file, folder, plays, tmp_path):
    made = file("made.docx", docx("春灌开始", "放水。"))
    plays(f"os.makedirs(out); shutil.copy({str(made)!r}, os.path.join(out, 'copy.docx'))")
    copy = office.read(file("稿件.doc", OLD_DOC), folder)
    assert [piece.text for piece in copy.pieces] == ["春灌开始", "放水。"]
    assert copy.told == ["converted"]
    assert list(folder.iterdir()) == []


@posix
def test_believes_no_good_end_without_a_file(file, folder, plays):
    plays("print('Error: source file could not be loaded')")
    assert code_of(file("a.doc", OLD_DOC), folder) == "not_read"
    plays("os.makedirs(out); open(os.path.join(out, 'copy.docx'), 'w').close()")
    assert code_of(file("b.doc", OLD_DOC), folder) == "not_read"


@posix
def test_ends_it_with_all_that_it_started(file, folder, plays, monkeypatch, tmp_path):
    monkeypatch.setattr(office, "SECONDS", 2)
    noted = tmp_path / "pid"
    plays(f"child = subprocess.Popen(['sleep', '60']); open({str(noted)!r}, 'w').write(str(child.pid)); time.sleep(60)")
    started = time.monotonic()
    assert code_of(file("a.doc", OLD_DOC), folder) == "took_too_long"
    assert time.monotonic() - started < 15
    child = int(noted.read_text())
    assert until(lambda: not is_running(child), seconds=10)
    assert list(folder.iterdir()) == []


@posix
def test_runs_it_apart_and_within_bounds(file, folder, plays, tmp_path, monkeypatch):
    said = tmp_path / "said"
    plays(
        "import resource, json\n"
        f"json.dump([dict(os.environ), resource.getrlimit(resource.RLIMIT_AS)[0], sys.argv], open({str(said)!r}, 'w'))"
    )
    monkeypatch.setenv("SECRET_KEY", "hidden")
    code_of(file("a.doc", OLD_DOC), folder)
    environment, memory, arguments = json.loads(said.read_text())
    assert "SECRET_KEY" not in environment
    assert environment["HOME"].startswith(str(folder))
    assert 0 < memory <= office.MEMORY
    assert arguments[1].startswith("-env:UserInstallation=file:///")
    assert arguments[-1].endswith("copy.doc")


def test_says_that_there_is_no_office(file, folder, monkeypatch):
    monkeypatch.setattr(office, "program", lambda: None)
    assert code_of(file("a.doc", OLD_DOC), folder) == "no_office"


@posix
def test_says_so_where_it_cannot_be_started(file, folder, monkeypatch, tmp_path):
    monkeypatch.setattr(office, "program", lambda: str(tmp_path / "gone"))
    assert code_of(file("a.doc", OLD_DOC), folder) in ("no_office", "not_read")


def odt(content="", manifest=""):
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest or MANIFEST,
            "content.xml": content,
        }
    )


MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
LOCKED_DOC = office.OLE + bytes(504) + office._FIB_MARK + bytes(9) + b"\x01" + bytes(3000)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (OLD_DOC, "doc"),
        (LOCKED_DOC, "protected"),
        (office.OLE + bytes(600) + office._ENCRYPTED, "protected"),
        (b"\xdb\xa5 Word 2", "doc"),
        (b"{\\rtf1 x}", "rtf"),
        (docx("x"), "docx"),
        (odt(), "odt"),
        (odt(manifest="<manifest:encryption-data/>"), "protected"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": ""}), None),
        (packed({"a.txt": "x"}), None),
        (b"PK\x03\x04 broken", None),
        (b"\xef\xbb\xbf<html><p>x", "html"),
        (b"%PDF-1.7", None),
        (b"just text", None),
        (picture(), None),
        (b"", None),
    ],
)
def test_tells_files_by_their_first_bytes(file, content, kind):
    assert office.kind_of(file("a.doc", content)) == kind


def test_reads_a_word_file_and_a_page_under_another_name(file, folder, monkeypatch):
    monkeypatch.setattr(office, "program", lambda: None)
    copy = office.read(file("a.wps", docx("春灌开始")), folder)
    assert (copy.text, copy.told) == ("春灌开始", [])
    assert office.read(file("a.doc", "<html><p>春灌开始</p>".encode("gbk")), folder).text == "春灌开始"


def test_says_why_it_cannot_read(file, folder, monkeypatch):
    assert code_of(file("a.doc", LOCKED_DOC), folder) == "protected"
    assert code_of(file("a.doc", b"just text"), folder) == "not_read"
    monkeypatch.setattr(office, "MAX_BYTES", 10)
    assert code_of(file("a.doc", b"{\\rtf1 12345}"), folder) == "too_large"


FIELDS = rb"""{\rtf1\ansi Before\par
{\field{\*\fldinst {\rtlch HYPERLINK "https://news.example/"}}{\fldrslt link}}\par
{\field{\*\fldinst INCLUDEPICTURE "file:///etc/x.png" \\d}{\fldrslt cached}}\par
{\field{\*\FLDINST{INCL\'55DEPICTURE "x"}}{\fldrslt more}}\par}"""


def test_lets_only_links_of_rtf_through():
    kept = office.without_fields(FIELDS)
    assert kept.lower().count(b"fldinst") == 1
    assert b"\\fldinst {\\rtlch HYPERLINK" in kept
    assert len(kept) == len(FIELDS)


@needs_office
@needs_samples
@pytest.mark.parametrize(
    ("name", "words", "pictures"),
    [
        ("testWORD6.doc", "brown fox", 0),
        ("testWORD_3imgs.doc", "More images follow", 3),
        ("testWORKS2000.wps", "Works Word Processor", 0),
    ],
)
def test_reads_old_files(folder, name, words, pictures):
    copy = office.read(SAMPLES / name, folder)
    assert words in copy.text.replace("\n", " ")
    assert len(copy.pictures) == pictures
    assert "converted" in copy.told
    assert {path.name for path in folder.iterdir()} == {picture.path.name for picture in copy.pictures}


@needs_samples
def test_knows_an_old_file_with_a_password(folder):
    assert code_of(SAMPLES / "testWORD_protected_passtika.doc", folder) == "protected"


@needs_office
def test_says_so_where_the_real_one_fails(file, folder):
    assert code_of(file("a.doc", office.OLE + bytes(4000)), folder) == "not_read"


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in [("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible")]
)
LINKS = """<?xml version="1.0"?><office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink"
office:version="1.2"><office:body><office:text><text:p>Before</text:p>
<text:section text:name="A"><text:section-source xlink:href="{secret}.txt"/><text:p>cached</text:p></text:section>
<text:p><draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="{secret}.png"/></draw:frame>
<draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="{server}/a.png"/></draw:frame>
<draw:frame svg:width="3cm" svg:height="3cm"><draw:object xlink:href="{server}/b"/></draw:frame></text:p>
</office:text></office:body></office:document-content>"""


@needs_office
def test_fetches_nothing_and_reads_no_other_file(file, folder, tmp_path):
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *_):
            """Nothing is said on the console."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "secret.txt").write_text("SECRET")
    (tmp_path / "secret.png").write_bytes(picture(format="PNG"))
    secret, address = (tmp_path / "secret").as_uri(), f"http://127.0.0.1:{server.server_port}"
    content = LINKS.format(spaces=SPACES, secret=secret, server=address)
    try:
        copy = office.read(file("a.odt", odt(content)), folder)
        rtf = (
            f'{{\\rtf1 Before\\par{{\\field{{\\*\\fldinst INCLUDEPICTURE "{secret}.png" \\\\d}}{{\\fldrslt x}}}}\\par}}'
        )
        other = office.read(file("a.rtf", rtf.encode()), folder)
    finally:
        server.shutdown()
        server.server_close()
    assert "Before" in copy.text
    assert "Before" in other.text
    assert "SECRET" not in copy.text
    assert copy.pictures == other.pictures == []
    assert asked == []
