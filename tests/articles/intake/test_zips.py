"""A zip of one text with photos beside it."""

import stat
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.intake import office, parcels, zips
from articles.intake.copy import PICTURE, Unreadable
from tests.articles.intake.making import docx, packed, picture

TEXT = "春灌开始\n本报讯 云溪县春灌开始。\n图1\n各乡镇放水。".encode()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pictures").mkdir()
    return tmp_path / "pictures"


@pytest.fixture
def read(tmp_path, folder):
    def read(files, **more):
        path = tmp_path / "came.zip"
        path.write_bytes(files if isinstance(files, bytes) else packed(files, **more))
        return zips.read(path, folder)

    return read


def refused(read, files, **more):
    with pytest.raises(Unreadable) as reason:
        read(files, **more)
    return reason.value


def placed(copy):
    return [f"[{copy.pictures[p.picture].name}]" if p.kind == PICTURE else p.text for p in copy.pieces]


STORY = ["春灌开始", "本报讯 云溪县春灌开始。"]


def test_puts_photos_where_the_text_wants_them(read, folder):
    copy = read({"稿件/春灌.txt": TEXT, "稿件/图片/图1.jpg": picture(1), "稿件/图片/2.jpg": picture(2)})
    assert placed(copy) == [*STORY, "[图1.jpg]", "各乡镇放水。", "[2.jpg]"]
    assert copy.told == ["pictures_at_end"]
    for kept in copy.pictures:
        assert kept.path.parent == folder
        assert kept.path.read_bytes() in (picture(1), picture(2))
        assert kept.sha256 == parcels.digest(kept.path.read_bytes())
    assert len(list(folder.iterdir())) == 2


def test_reads_a_word_file(read):
    copy = read({"春灌.docx": docx("春灌开始", "图1：放水。"), "1.png": picture(1, "PNG")})
    assert placed(copy) == ["春灌开始", "[1.png]", "放水。"]
    assert copy.pictures[0].path.suffix == ".png"


def test_reads_a_page_with_the_pictures_it_shows(read):
    page = "<p>春灌开始</p><img src='%E5%9B%BE/a.JPG'><p>放水。</p>"
    copy = read({"春灌.html": page, "图/a.jpg": picture(1), "图/b.jpg": picture(2)})
    assert placed(copy) == ["春灌开始", "[a.jpg]", "放水。", "[b.jpg]"]


def test_reads_an_old_word_file_under_a_new_ending(read, monkeypatch):
    monkeypatch.setattr(office, "program", lambda: None)
    assert refused(read, {"春灌.docx": office.OLE + bytes(3000)}).code == "no_office"
    assert refused(read, {"春灌.wps": office.OLE + bytes(3000)}).code == "no_office"


@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
def test_reads_names_of_every_system(read, charset):
    copy = read({"春灌/稿件.txt": TEXT, "春灌/图1 闸门镕.jpg": picture(1)}, raw=charset)
    assert placed(copy) == [*STORY, "[图1 闸门镕.jpg]", "各乡镇放水。"]


def test_leaves_names_that_are_no_chinese(read):
    assert placed(read({"a.txt": "x", "\u2592\u00e9.jpg": picture(1)}, raw="cp437"))[-1].endswith(".jpg]")


def test_passes_over_what_no_person_put_there(read):
    junk = ["__MACOSX/._春灌.docx", "Thumbs.db", "a/.DS_Store", "desktop.ini", "~$春灌.docx", ".hidden.txt", "a/"]
    copy = read({"春灌.txt": TEXT, **dict.fromkeys(junk, b"x")})
    assert copy.left_out == []
    assert placed(copy) == [*STORY, "图1", "各乡镇放水。"]


def test_takes_captions_out_of_a_text_of_their_own(read):
    captions = "图1：闸门打开。林知夏 摄\n图2：渠水奔流。"
    copy = read(
        {"春灌.docx": docx(*STORY), "图片说明.txt": captions.encode("gbk"), "2.jpg": picture(2), "1.jpg": picture(1)}
    )
    assert placed(copy) == [*STORY, "[1.jpg]", "闸门打开。林知夏 摄", "[2.jpg]", "渠水奔流。"]
    assert "captions_file" in copy.told


def test_takes_captions_alone_as_the_copy(read):
    copy = read({"图片说明.txt": "图1：闸门打开。".encode(), "1.jpg": picture(1)})
    assert placed(copy) == ["[1.jpg]", "闸门打开。"]


def test_tells_what_it_left_out(read):
    copy = read({"春灌.txt": TEXT, "视频.mp4": b"x", "合同.pdf": b"%PDF", "更多.rar": b"Rar!", "假.jpg": b"no picture"})
    assert sorted(copy.left_out) == ["假.jpg", "合同.pdf", "更多.rar", "视频.mp4"]
    assert copy.told == ["other_files", "packed_files"]


def test_leaves_a_film_where_it_is(read, monkeypatch):
    monkeypatch.setattr(zips, "MAX_MEMBER", 1000)
    copy = read({"春灌.txt": TEXT, "视频.mp4": bytes(2000)})
    assert copy.left_out == ["视频.mp4"]
    assert copy.told == ["other_files"]


def test_counts_once_what_came_twice(read):
    copy = read({"春灌.txt": TEXT, "副本/春灌.txt": TEXT, "1.jpg": picture(1), "a.jpg": picture(1)})
    assert placed(copy) == [*STORY, "[1.jpg]", "各乡镇放水。"]


def test_does_not_choose_between_several(read):
    reason = refused(read, {"一.docx": docx("一"), "二.txt": TEXT, "1.jpg": picture(1)})
    assert (reason.code, reason.values) == ("several_copies", {"names": "一.docx、二.txt"})


def test_says_where_there_is_no_copy(read):
    reason = refused(read, {"1.jpg": picture(1), "a.mp4": b"x"})
    assert (reason.code, reason.values) == ("no_copy", {"names": "1.jpg、a.mp4"})
    assert refused(read, {}).code == "no_copy"


@pytest.mark.parametrize("name", ["../春灌.txt", "a/../../b.txt", "/etc/b.txt", "C:/b.txt", "..\\b.txt", "C:\\b.txt"])
def test_refuses_names_that_lead_elsewhere(read, name, tmp_path, folder):
    assert refused(read, {name: TEXT}).code == "unsafe_names"
    assert {path.name for path in tmp_path.iterdir()} == {"came.zip", "pictures"}
    assert list(folder.iterdir()) == []


def zipped(tmp_path, change, content=TEXT, **more):
    path = tmp_path / "made.zip"
    with zipfile.ZipFile(path, "w", **more) as archive:
        info = zipfile.ZipInfo("春灌.txt")
        info.compress_type = more.get("compression", zipfile.ZIP_DEFLATED)
        change(info)
        archive.writestr(info, content)
    return path.read_bytes()


def test_refuses_links(read, tmp_path):
    def link(info):
        info.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert refused(read, zipped(tmp_path, link, b"/etc/passwd")).code == "unsafe_names"


def test_refuses_what_is_packed_oddly(read, tmp_path):
    assert refused(read, zipped(tmp_path, lambda info: None, compression=zipfile.ZIP_LZMA)).code == "packed_oddly"


def test_refuses_what_needs_a_password(read):
    data = bytearray(packed({"a.txt": TEXT}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert refused(read, bytes(data)).code == "protected"


def test_refuses_bombs(read, monkeypatch):
    assert refused(read, {"a.txt": TEXT, "b.bmp": bytes(30_000_000)}).code == "bomb"
    assert refused(read, {f"{n}.txt": b"x" for n in range(501)}).code == "bomb"
    monkeypatch.setattr(zips, "MAX_UNPACKED", 1000)
    assert refused(read, {"a.txt": bytes(2000)}).code == "bomb"


def test_refuses_what_is_no_zip(read):
    assert refused(read, b"just text").code == "not_zip"
    assert refused(read, packed({"a.txt": TEXT})[:-30]).code == "broken"
    damaged = bytearray(packed({"a.txt": TEXT * 100}))
    damaged[60] ^= 0xFF
    assert refused(read, bytes(damaged)).code == "broken"


def test_tells_a_bundle_from_an_office_file(tmp_path):
    path = tmp_path / "a.zip"
    for content, is_bundle in [
        (packed({"a.txt": TEXT}), True),
        (docx("x"), False),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), False),
        (b"PK broken", True),
    ]:
        path.write_bytes(content)
        assert zips.is_bundle(path) is is_bundle


@given(st.binary(max_size=300), st.integers(0, 500))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_never_fails_on_damaged_zips(tmp_path_factory, noise, at):
    folder = tmp_path_factory.mktemp("zip")
    data = packed({"春灌.txt": TEXT, "1.jpg": picture(1)}, raw="gb18030")
    (folder / "came.zip").write_bytes(data[:at] + noise + data[at + len(noise) :])
    try:
        zips.read(folder / "came.zip", folder)
    except Unreadable as reason:
        assert reason.code
