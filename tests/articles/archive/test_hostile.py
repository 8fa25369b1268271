"""A folder that somebody has made or changed is refused in a sentence, and nothing is written; or it does no harm."""

import hashlib
import io
import json

import pytest

from articles.archive import Refused, importing, tables
from articles.archive.exporting import export
from articles.desk import chain
from articles.desk.rendering import fingerprint
from articles.models import Article, Section, Version
from media.models import Photo
from newsroom.models import Masthead, Reporter

pytestmark = pytest.mark.django_db


def sealed(folder, **said):
    """Let the folder vouch for itself again, as whoever changes it can."""
    listed = [line[66:] for line in (folder / "files.sha256").read_text().splitlines()]
    names = [name for name in listed if (folder / name).is_file()]
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "files.sha256").write_text("".join(lines))
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["fingerprint"] = hashlib.sha256((folder / "files.sha256").read_bytes()).hexdigest()
    manifest["counts"]["files"] = len(names)
    (folder / "manifest.json").write_text(json.dumps(manifest | said))


def forged(folder, change):
    """The same with words that `change` has changed, and a chain that holds all the same."""
    lines = list(tables.read((folder / "record.csv").open(encoding="utf-8-sig", newline=""), _columns(), "record.csv"))
    link = ""
    for line in lines:
        path = folder / line["file"]
        said = json.loads(path.read_text("utf-8"))
        change(said)
        version = Version(
            story=said["story"],
            number=said["version"],
            kind=said["kind"],
            at=importing.record._time(said["time"]),
            words=said["words"],
            note=said["note"],
            signers=said["signers"],
            salt=said["salt"],
        )
        version.fingerprint, version.previous = fingerprint(version.words), link
        version.cover = chain.cover(version)
        if said["redacted_at"]:  # its words are gone, and its fingerprint is not that of what is left
            version.fingerprint, version.cover = said["fingerprint"], said["cover"]
        link = version.link = chain.seal(version)
        for name in ("fingerprint", "previous", "cover", "link"):
            said[name] = line[name] = getattr(version, name)
        path.write_text(json.dumps(said), "utf-8")
    (folder / "record.csv").write_bytes(b"".join(tables.lines(_columns(), lines)))
    manifest = json.loads((folder / "manifest.json").read_text())
    sealed(folder, record=manifest["record"] | {"link": link})


def _columns():
    return importing.record.COLUMNS


def refused(folder, match):
    """That it is refused with a sentence that says `match`, and no row is there."""
    with pytest.raises(Refused, match=match):
        importing.take_in(folder)
    for model in (Version, Article, Reporter, Section, Photo):
        assert not model.objects.exists()
    assert Masthead.objects.count() == 1


def page_of(folder):
    return next(folder.glob("stories/*/*/*/*/index.html"))


def test_a_file_that_was_changed_or_is_gone(emptied):
    page = page_of(emptied)
    page.write_text("other")
    refused(emptied, "index.html was changed")
    page.unlink()
    refused(emptied, "index.html is not there")


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ({"format": 2}, "newer release"),
        ({"kind": "something"}, "not that of an archive copy"),
        ({"state": "begun"}, "broken off"),
        ({"fingerprint": "0" * 64}, "one of them was changed"),
        ({"counts": {"files": 3}}, "says 3"),
        ({"counts": []}, "not that of an archive copy"),
        ({"record": {"versions": 1, "link": "0" * 64}}, "versions are missing"),
    ],
)
def test_a_manifest_that_says_something_else(emptied, said, match):
    manifest = json.loads((emptied / "manifest.json").read_text())
    (emptied / "manifest.json").write_text(json.dumps(manifest | said))
    refused(emptied, match)


def test_no_manifest_or_one_that_is_none(emptied, tmp_path):
    refused(tmp_path, "has no manifest.json")
    (emptied / "manifest.json").write_text("[" * 100_000)
    refused(emptied, "not that of an archive copy")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "photos/../../secret", "stories/.hidden", "a" * 2000])
def test_a_list_that_leads_out_of_the_folder(emptied, name):
    with (emptied / "files.sha256").open("a") as out:
        out.write(f"{'0' * 64}  {name}\n")
    manifest = json.loads((emptied / "manifest.json").read_text())
    manifest["fingerprint"] = hashlib.sha256((emptied / "files.sha256").read_bytes()).hexdigest()
    (emptied / "manifest.json").write_text(json.dumps(manifest))
    refused(emptied, "names what no archive copy holds")


def test_a_link_to_somewhere_else(emptied, tmp_path):
    page = page_of(emptied)
    (tmp_path / "elsewhere.html").write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(tmp_path / "elsewhere.html")
    refused(emptied, "is a link")


def test_a_folder_behind_a_link(emptied, tmp_path):
    (emptied / "photos").rename(tmp_path / "photos")
    (emptied / "photos").symlink_to(tmp_path / "photos")
    refused(emptied, "behind a link")


def test_a_version_that_was_left_out_or_changed(emptied):
    path = next(emptied.glob("stories/*/*/*/*/versions/1.json"))
    said = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(said | {"note": "另一句。"}), "utf-8")
    sealed(emptied)
    refused(emptied, "its note, fingerprint or signers are not those")
    lines = (emptied / "record.csv").read_bytes().splitlines(keepends=True)
    (emptied / "record.csv").write_bytes(b"".join([lines[0], *lines[2:]]))
    sealed(emptied)
    refused(emptied, "does not follow the version before it|numbered one after")


@pytest.mark.parametrize(
    "body",
    [
        "<p>雪。</p><script>alert(1)</script>",
        '<p onclick="x()">雪。</p>',
        '<p><a href="javascript:x()">雪</a></p>',
        7,
        "x" * 1_000_001,
    ],
)
def test_words_that_no_editor_could_have_written(emptied, body):
    def change(said):
        if "body" in said["words"] and not said["redacted_at"]:
            said["words"]["body"] = body

    forged(emptied, change)
    refused(emptied, "what no story may have|no text where")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("source_url", "javascript:alert(1)"),
        ("bylines", [7]),
        ("photos", {"x": {}}),
        ("section", "nowhere"),
        ("language", "xx"),
    ],
)
def test_words_of_another_shape(emptied, name, value):
    def change(said):
        if "body" in said["words"] and not said["redacted_at"]:
            said["words"][name] = value

    forged(emptied, change)
    refused(emptied, "the address of its source|cannot be shown")


def test_markup_in_names_stays_text(emptied, client):
    def change(said):
        if "body" in said["words"] and not said["redacted_at"]:
            said["words"]["headline"] = "<script>alert(1)</script>"
            said["words"]["bylines"][0]["name"] = "<img src=x onerror=alert(1)>"

    forged(emptied, change)
    importing.take_in(emptied)
    assert "<script>alert" not in client.get("/").text
    export(emptied.parent / "again")
    for path in (emptied.parent / "again").rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<script" not in text and "<img src=x" not in text


def test_a_photo_that_is_none(emptied):
    path = next(emptied.glob("photos/*/*.jpg"))
    data = b"\xff\xd8\xff" + b"no photo"
    sha256 = hashlib.sha256(data).hexdigest()
    fresh = emptied / "photos" / sha256[:2] / f"{sha256}.jpg"
    fresh.parent.mkdir(exist_ok=True)
    said = json.loads(path.with_suffix(".json").read_text("utf-8"))
    fresh.write_bytes(data)
    fresh.with_suffix(".json").write_text(json.dumps(said | {"sha256": sha256}))
    with (emptied / "files.sha256").open("a") as out:
        for one in (fresh, fresh.with_suffix(".json")):
            out.write(f"{'0' * 64}  {one.relative_to(emptied)}\n")
    sealed(emptied)
    refused(emptied, "no photo that the site takes")


def test_a_table_that_is_none(emptied):
    for text in ("name\n", "\ufeffname,slug\r\na\r\n", "\ufeffname,slug\r\n,x\r\n", 'name,slug\r\n"'):
        (emptied / "tags.csv").write_text(text, "utf-8")
        sealed(emptied)
        refused(emptied, "tags.csv")


def test_a_copy_that_is_not_empty(written):
    before = Version.objects.count()
    with pytest.raises(Refused, match="rows already"):
        importing.take_in(written)
    assert Version.objects.count() == before


def test_a_break_leaves_the_copy_empty_and_it_can_be_said_again(emptied, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(importing._Taking, "count_on", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            importing.take_in(emptied)
    assert not Version.objects.exists() and not Photo.objects.exists()
    importing.take_in(emptied)
    assert Version.objects.exists()


def test_cells_come_back_to_the_letter():
    texts = ["=1+1", "'=1", "'", "", " @x", "a,b", '"', "a\nb", "＝全", "-", "李'四", "''x"]
    data = b"".join(tables.lines(["text"], ({"text": one} for one in texts)))
    cells = [line for line in data.decode("utf-8-sig").splitlines() if line.startswith(("=", "@", "-", "＝"))]
    assert cells == []
    stream = io.StringIO(data.decode("utf-8-sig"), newline="")
    assert [row["text"] for row in tables.read(stream, ["text"], "a table")] == texts
