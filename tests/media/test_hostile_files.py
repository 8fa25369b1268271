"""Files that are no photos, or photos that would do harm: each refused with its reason, within bounds, or safely taken."""

import os
import struct
import subprocess
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from media import guard, metadata
from tests.media import drawn

MEGABYTES = 150  # more than what an interpreter with Pillow takes anyway
SECONDS = 10  # of the processor; a machine may be slow, where others take no more than two


def zipped():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("photo.png", b"\x89PNG\r\n\x1a\n")
    return stream.getvalue()


def many_scans(count, **save):
    """A progressive JPEG that sends its first scan `count` times, and no other."""
    head, scans = drawn.scan_of(drawn.encoded("JPEG", (16, 16), progressive=True, **save))
    return head + scans[: scans.index(b"\xff\xc4")] * count + b"\xff\xd9"


def padded(where):
    head, scan = drawn.scan_of(drawn.encoded("JPEG"))
    return head + b"\xff" * 100_000 + scan if where == "head" else head + scan[:200] + b"\xff" * 200 + scan[200:]


def frames(count):
    pictures = [Image.new("P", (40, 40), number % 256) for number in range(count)]
    stream = BytesIO()
    pictures[0].save(stream, "GIF", save_all=True, append_images=pictures[1:])
    return stream.getvalue()


def tiff(entries, *, following=0, behind=b""):
    """A TIFF of one directory; entries as tag, type, count, value."""
    body = struct.pack("<4sLH", b"II*\0", 8, len(entries))
    body += b"".join(struct.pack("<HHLL", *entry) for entry in entries)
    return body + struct.pack("<L", following) + behind


def strip_of(width, height, at=0, size=1000):
    return [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, at),
        (277, 3, 1, 1),
        (278, 4, 1, height),
        (279, 4, 1, size),
    ]


def webp_claiming(width, height):
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<L", 10) + b"\0\0\0\0" + canvas
    return b"RIFF" + struct.pack("<L", len(body)) + body


def jpeg_claiming(width, height):
    jpeg = drawn.encoded("JPEG", (16, 16))
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def gif_claiming(width, height):
    gif = drawn.encoded("GIF", (16, 16))
    return gif[:6] + struct.pack("<HH", width, height) + gif[10:]


def isomedia_claiming(data, width, height):
    """An AVIF or HEIC that says in its property for that how large it is."""
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">LL", width, height) + data[at + 8 :]


def colour_after_colour(width, height):
    """A JPEG that is not progressive but sends each colour in a scan of its own, which a decoder must hold all the same."""
    head, scan = drawn.scan_of(jpeg_claiming(width, height))
    return head + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + scan[14:]


def in_passes(count, width, height):
    jpeg = many_scans(count, subsampling=0)
    at = jpeg.index(b"\xff\xc2") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def see_through(width, height):
    """A PNG of four channels, each line of which is to be computed from the line before."""
    packer, row = zlib.compressobj(1), b"\4" + b"\0" * 4 * width
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = drawn.png_chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 6, 0, 0, 0))
    body = head + drawn.png_chunk(b"IDAT", pixels) + drawn.png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def endless_grid():
    """A HEIC of 65,536 tiles, none of which is there. (ISO/IEC 23008-12 §6.6.2.3.2)"""
    tiles = b"".join(struct.pack(">H", 2) for _ in range(256))
    entry = lambda number, kind: drawn.box(b"infe", b"\x02\0\0\0" + struct.pack(">HH", number, 0) + kind + b"\0")  # noqa: E731
    extents = struct.pack(">HHHHLL", 1, 1, 0, 1, 0, 12)
    meta = b"".join(
        (
            drawn.box(b"hdlr", b"\0" * 8 + b"pict" + b"\0" * 13),
            drawn.box(b"pitm", b"\0\0\0\0\0\x01"),
            drawn.box(b"iinf", b"\0\0\0\0\0\x02" + entry(1, b"grid") + entry(2, b"hvc1")),
            drawn.box(b"iloc", b"\x01\0\0\0\x44\0\0\x01" + extents),
            drawn.box(b"iref", b"\0\0\0\0" + drawn.box(b"dimg", struct.pack(">HH", 1, 256) + tiles)),
            drawn.box(b"idat", b"\0\x01\xff\xff" + struct.pack(">LL", 60_000, 60_000)),
        )
    )
    return HEIC_HEAD + drawn.box(b"meta", b"\0\0\0\0" + meta)


HEIC_HEAD = drawn.box(b"ftyp", b"heic\0\0\0\0mif1heic")
HEIC, AVIF = drawn.heic(), drawn.encoded("AVIF")
MANIFEST = bytes.fromhex("d8fec3d61b0e483c92975828877ec481") + b"\0\0\0\0manifest\0"
JUMBF = b"JP\0\x01\0\0\0\x01" + drawn.box(b"jumb", drawn.box(b"jumd", b"c2pa" + b"\0" * 13 + b"c2pa\0"))
JPEG, PNG = drawn.encoded("JPEG"), drawn.encoded("PNG")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ROW = b"\0" * 101
REFUSED = {
    "empty": (b"", "empty"),
    "one byte": (b"\xff", "not_a_photo"),
    "text": ("今天没有照片。".encode(), "not_a_photo"),
    "zip": (zipped(), "not_a_photo"),
    "svg": (SVG, "not_a_photo"),
    "svg with a prologue": (b'<?xml version="1.0"?>' + SVG, "not_a_photo"),
    "html": (b"<!doctype html><img src=x onerror=alert(1)>", "not_a_photo"),
    "pdf": (b"%PDF-1.7\n%\xff\xff\xff\xff", "not_a_photo"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n", "not_a_photo"),
    "bmp": (drawn.encoded("BMP"), "not_a_photo"),
    "ico": (drawn.encoded("ICO", (32, 32)), "not_a_photo"),
    "film": (b"\0\0\0\x18ftypisom\0\0\0\0mp41mp42" + b"\0" * 500, "not_a_photo"),
    "NULs": (b"\0" * 5000, "not_a_photo"),
    "a blank before the signature": (b" " + JPEG, "not_a_photo"),
    "signature of a JPEG only": (b"\xff\xd8\xff", "broken"),
    "signature of a PNG only": (b"\x89PNG\r\n\x1a\n", "broken"),
    "signature of a TIFF only": (b"II*\0", "broken"),
    "signature of a WebP only": (b"RIFF\x10\0\0\0WEBP", "broken"),
    "signature of an AVIF only": (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", "broken"),
    "html called a JPEG": (b"\xff\xd8\xff<html><script>alert(1)</script>", "broken"),
    "half a JPEG": (JPEG[: len(JPEG) // 2], "broken"),
    "half a PNG": (PNG[: len(PNG) // 2], "broken"),
    "half a WebP": (drawn.encoded("WEBP")[:-200], "broken"),
    "half a GIF": (drawn.encoded("GIF")[:2000], "broken"),
    "half a TIFF": (drawn.encoded("TIFF")[:-50_000], "broken"),
    "signature of a HEIC only": (HEIC_HEAD, "broken"),
    "half a HEIC": (HEIC[: len(HEIC) // 2], "broken"),
    "a HEIC without its pixels": (HEIC[: HEIC.index(b"mdat") + 4], "broken"),
    "a HEIC called an AVIF": (HEIC.replace(b"heic", b"avif"), "broken"),
    "an AVIF called a HEIC": (AVIF.replace(b"avif", b"heic"), "broken"),
    "a HEIC that claims 4 billion pixels": (isomedia_claiming(HEIC, 65_000, 65_000), "too_many_pixels"),
    "an AVIF that claims 4 billion pixels": (isomedia_claiming(AVIF, 65_000, 65_000), "broken"),
    "a HEIC of 65,536 tiles": (endless_grid(), "broken"),
    "a HEIC whose boxes hold each other": (HEIC_HEAD + b"\0\0\0\x08meta" * 10_000, "broken"),
    "a HEIC with a box of 16 exabytes": (HEIC_HEAD + b"\0\0\0\x01meta" + b"\xff" * 8 + b"\0" * 100, "broken"),
    "a HEIC with a manifest of content credentials that never ends": (
        HEIC_HEAD + struct.pack(">L", 2**31) + b"uuid" + MANIFEST + HEIC[24:],
        "broken",
    ),
    "a JPEG of 98 million pixels in passes": (in_passes(1, 9_900, 9_900), "in_passes"),
    "a JPEG of 98 million pixels in a hundred passes": (in_passes(100, 9_900, 9_900), "in_passes"),
    "a JPEG of 98 million pixels, colour after colour": (colour_after_colour(9_900, 9_900), "in_passes"),
    "half an AVIF": (drawn.encoded("AVIF")[:-200], "broken"),
    "a PNG that claims 30001 across": (drawn.png(30_001, 1), "too_many_pixels"),
    "a PNG that claims 2 billion across": (drawn.png(2**31 - 1, 2**31 - 1), "too_many_pixels"),
    "a PNG that claims 900 million pixels": (drawn.png(30_000, 30_000), "too_many_pixels"),
    "a JPEG that claims 4 billion pixels": (jpeg_claiming(65_500, 65_500), "too_many_pixels"),
    "a GIF that claims 4 billion pixels": (gif_claiming(65_535, 65_535), "too_many_pixels"),
    "a WebP that claims 268 million pixels": (webp_claiming(16_383, 16_383), "broken"),
    "a TIFF that claims 4 billion pixels": (tiff(strip_of(65_535, 65_535)), "too_many_pixels"),
    "a PNG whose 90 million pixels are not there": (drawn.png(9_500, 9_500), "broken"),
    "a PNG without a size": (drawn.png(0, 0), "broken"),
    "a PNG with a wrong checksum": (PNG[:29] + b"\0\0\0\0" + PNG[33:], "broken"),
    "a PNG whose text unpacks to 80 MB": (
        drawn.png(100, 1, drawn.png_chunk(b"zTXt", b"x\0\0" + zlib.compress(b" " * 80_000_000)), pixels=ROW),
        "broken",
    ),
    "a JPEG of 101 scans": (many_scans(101), "broken"),
    "a JPEG of 10,000 scans": (many_scans(10_000), "broken"),
    "a JPEG padded before its scan": (padded("head"), "broken"),
    "a JPEG padded inside its scan": (padded("scan"), "broken"),
    "a TIFF without entries": (tiff([]), "broken"),
    "a TIFF whose pixels are past its end": (tiff(strip_of(100, 100, at=2**31)), "broken"),
    "a TIFF that announces 65,535 entries": (b"II*\0\x08\0\0\0\xff\xff", "broken"),
}
TAKEN = {
    "a PNG called .jpg": PNG,
    "a JPEG with a page behind it": JPEG + SVG + b"<script>alert(1)</script>",
    "a JPEG with a comment of script": drawn.with_segment(0xFE, b"<?php system($_GET[0]); ?>"),
    "a JPEG of 100 scans": many_scans(100),
    "a GIF of 1,000 frames": frames(1000),
    "a TIFF whose next directory is itself": tiff(
        strip_of(10, 10, at=126, size=100), following=8, behind=b"\x80" * 110
    ),
    "a JPEG with a packet of entities": drawn.with_xmp(
        b"<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;'>]><x>&b;</x>"
    ),
    "a JPEG whose EXIF directory is itself": drawn.with_exif(tiff([(0x8769, 4, 1, 8), (0x8825, 4, 1, 8)], following=8)),
    "a JPEG of 25 million pixels in a hundred passes": in_passes(100, 5_000, 5_000),
    "a HEIC": HEIC,
    "an AVIF with a thousand manifests of content credentials": AVIF + drawn.box(b"uuid", MANIFEST) * 1000,
    "a JPEG with a thousand manifests of content credentials": JPEG[:2]
    + drawn.jpeg_segment(0xEB, JUMBF) * 1000
    + JPEG[2:],
    "a PNG with a torn manifest of content credentials": drawn.png(
        100, 1, drawn.png_chunk(b"caBX", b"\xff" * 5000), pixels=ROW
    ),
    "a PNG of 99 million black pixels": drawn.png(9_900, 10_000, pixels=b"\0" * 9_901 * 10_000),
}


def worked():
    """The seconds that the processor has worked for this process and those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def seconds_for(path):
    started = worked()
    try:
        return guard.inspect(path).format, worked() - started
    except guard.Refused as refusal:
        return refusal.code, worked() - started


class Weighed:
    """Runs the guard's child as `subprocess.run` does, and knows afterwards how many megabytes it took."""

    megabytes = 0

    def run(self, command, **options):
        for unwanted in ("capture_output", "timeout", "check"):
            options.pop(unwanted)
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        stdout, stderr = child.stdout.read(), child.stderr.read()
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        child.stdout.close()
        child.stderr.close()
        self.megabytes = used.ru_maxrss / 1000
        return subprocess.CompletedProcess(command, child.returncode, stdout, stderr)


@pytest.fixture
def weighed(monkeypatch):
    weighed = Weighed()
    monkeypatch.setattr(guard.subprocess, "run", weighed.run)
    return weighed


@pytest.fixture(scope="module")
def idle(tmp_path_factory):
    """The megabytes that the child takes for a file of nothing."""
    path = tmp_path_factory.mktemp("idle") / "photo.png"
    path.write_bytes(drawn.png(1, 1, pixels=b"\0\0"))
    with pytest.MonkeyPatch.context() as patch:
        weighed = Weighed()
        patch.setattr(guard.subprocess, "run", weighed.run)
        guard.inspect(path)
    return weighed.megabytes


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_file_is_refused_with_its_reason(tmp_path, what):
    data, code = REFUSED[what]
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    answer, seconds = seconds_for(path)
    assert answer == code
    assert seconds < SECONDS


@pytest.mark.parametrize("what", TAKEN)
def test_a_strange_file_is_taken_for_the_photo_in_it(tmp_path, what):
    path = tmp_path / "photo.jpg"
    path.write_bytes(TAKEN[what])
    answer, seconds = seconds_for(path)
    assert answer in guard.EXTENSIONS
    assert seconds < SECONDS


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count otherwise")
@pytest.mark.parametrize("what", [*REFUSED, *TAKEN])
def test_no_hostile_file_takes_much_memory(tmp_path, weighed, idle, what):
    path = tmp_path / "photo.jpg"
    path.write_bytes(REFUSED[what][0] if what in REFUSED else TAKEN[what])
    seconds_for(path)
    assert weighed.megabytes < idle + MEGABYTES


@pytest.mark.parametrize("what", [*REFUSED, *TAKEN])
def test_no_hostile_file_upsets_the_reader_of_words(what):
    data = REFUSED[what][0] if what in REFUSED else TAKEN[what]
    started = worked()
    assert metadata.read(data).creators == ()
    assert worked() - started < SECONDS


def test_a_file_over_80_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(JPEG)
    with path.open("r+b") as stream:
        stream.truncate(80_000_001)
    assert seconds_for(path)[0] == "too_large"


def test_a_file_that_takes_too_long_by_the_wall_clock_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "photo.jpg"
    path.write_bytes(JPEG)
    monkeypatch.setattr(guard, "CHILD_WALL_SECONDS", 0.01)
    assert seconds_for(path)[0] == "took_too_long"


@pytest.mark.skipif(guard.resource is None, reason="this system has no such limits")
def test_a_file_that_takes_too_much_of_the_processor_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "photo.jpg"
    path.write_bytes(see_through(9_900, 10_000))
    monkeypatch.setattr(guard, "CHILD_PROCESSOR_SECONDS", 1)
    answer, seconds = seconds_for(path)
    assert answer == "took_too_long"
    assert seconds < SECONDS


@pytest.mark.skipif(guard.resource is None, reason="this system has no such limits")
def test_the_child_cannot_take_more_than_a_gigabyte():
    program = "from media import guard; guard._limit(20); bytearray(1 << 30)"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=Path(guard.__file__).parents[1], check=False
    )
    assert b"MemoryError" in ended.stderr
