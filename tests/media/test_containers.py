import pytest

from media.containers import TYPES, Container, recognised
from tests.media.recorded import MP4, RECORDINGS, isomedia


@pytest.mark.parametrize(("extension", "head"), RECORDINGS.items())
def test_what_browsers_play_is_recognised_by_its_container(extension, head):
    kind = "audio" if TYPES[extension].startswith("audio/") else "video"
    assert recognised(head) == Container(kind, extension)


def test_an_mp3_without_tags_is_recognised_by_its_first_frame():
    assert recognised(b"\xff\xf3\x84\xc4" + bytes(100)) == Container("audio", "mp3")


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff",
        b"<html><script>alert(1)</script>",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        b"MZ\x90\x00",
        b"#EXTM3U\n",
        isomedia(b"heic", b"mif1"),
        isomedia(b"avif", b"mif1", b"isom"),
        b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska",
        b"OggS\x00\x02" + bytes(22) + b"\x80theora",
        b"RIFF\x24\x08\x00\x00WEBPVP8 ",
        b"RIFF\x24\x08\x00\x00AVI LIST",
        b"\xff\xff\xff\xff",
        b"\x00\x00\x00\x01" + MP4[4:],
    ],
)
def test_anything_else_is_not(head):
    assert recognised(head) is None
