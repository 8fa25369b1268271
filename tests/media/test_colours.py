"""Colours of wide, printed and deep pictures come out as those of sRGB: pixel for pixel what arithmetic says of them, which
is done here by hand and not by the library that the renditions are made with."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from media import renditions
from media.metadata import Inscription
from tests.media import drawn

CLOSE = 5  # of 255: what a JPEG of quality 80 may be off, and an AVIF before it
COLOURS = [
    (255, 255, 255),
    (0, 0, 0),
    (128, 128, 128),
    (200, 60, 40),
    (60, 160, 80),
    (40, 70, 180),
    (220, 180, 150),
    (255, 0, 0),
    (0, 255, 0),
    (30, 200, 220),
]
# Red, green and blue of a space in XYZ under D50, as the makers of the spaces publish them.
SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
WHITE = (0.9642, 1.0, 0.8249)


def fixed(*numbers):
    return b"".join(struct.pack(">l", round(number * 65_536)) for number in numbers)


def profile(kind, space, within, tags):
    """The bytes of an ICC profile. (ICC.1:2001-04 §6)"""
    table, body, at = struct.pack(">L", len(tags)), b"", 132 + 12 * len(tags)
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">LL", at + len(body), len(data))
        body += data
    head = b"\0" * 8 + b"\x02\x40\0\0" + kind + space + within + b"\0" * 12 + b"acsp" + b"\0" * 28
    head += fixed(*WHITE)
    head = head.ljust(128, b"\0")
    data = head + table + body
    return struct.pack(">L", len(data)) + data[4:]


def wide(primaries, gamma):
    """The profile of a space with three primaries and one curve."""
    curve = b"curv\0\0\0\0" + struct.pack(">LH", 1, round(gamma * 256))
    tags = {b"wtpt": b"XYZ \0\0\0\0" + fixed(*WHITE)}
    for letter, primary in zip("rgb", primaries, strict=True):
        tags[f"{letter}XYZ".encode()] = b"XYZ \0\0\0\0" + fixed(*primary)
        tags[f"{letter}TRC".encode()] = curve
    return profile(b"mntr", b"RGB ", b"XYZ ", tags)


def solved(matrix, values):
    """What x is in matrix · x = values, by Cramer's rule; the matrix by its columns."""

    def determinant(a, b, c):
        return (
            a[0] * (b[1] * c[2] - b[2] * c[1]) - b[0] * (a[1] * c[2] - a[2] * c[1]) + c[0] * (a[1] * b[2] - a[2] * b[1])
        )

    columns, whole = list(matrix), determinant(*matrix)
    return [determinant(*columns[:n], values, *columns[n + 1 :]) / whole for n in range(3)]


def seen(xyz):
    """The colour of sRGB for XYZ under D50. (IEC 61966-2-1)"""
    linear = [min(max(part, 0), 1) for part in solved(SRGB, xyz)]
    return [255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055) for part in linear]


def expected(colour, primaries, gamma):
    linear = [(part / 255) ** gamma for part in colour]
    return seen([sum(linear[n] * primaries[n][row] for n in range(3)) for row in range(3)])


def whole(tmp_path, data):
    """The public JPEG of a photo."""
    (tmp_path / "original").write_bytes(data)
    made = renditions.make(
        tmp_path / "original", tmp_path / "public", widths=(64,), formats=("jpeg",), metadata=Inscription()
    )
    (one,) = (one for one in made if one.kind == "wide")
    with Image.open(tmp_path / "public" / one.name) as photo:
        assert "icc_profile" not in photo.info
        return photo.convert("RGB")


def middle(tmp_path, picture, format, **save):
    stream = BytesIO()
    picture.save(stream, format, **save)
    return whole(tmp_path, stream.getvalue()).getpixel((32, 32))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
@pytest.mark.parametrize(
    ("primaries", "gamma"), [(ADOBE_RGB, 2.19921875), (DISPLAY_P3, 2.2)], ids=["AdobeRGB", "Display P3"]
)
def test_colours_of_a_wide_space_are_those_that_arithmetic_gives(tmp_path, format, primaries, gamma):
    save = {"quality": 100} if format in ("JPEG", "WEBP", "AVIF") else {}
    if format in ("JPEG", "AVIF"):
        save["subsampling"] = "4:4:4"
    for colour in COLOURS:
        found = middle(tmp_path, Image.new("RGB", (64, 64), colour), format, icc_profile=wide(primaries, gamma), **save)
        assert found == pytest.approx(expected(colour, primaries, gamma), abs=CLOSE), colour


def test_colours_of_a_phone_are_those_that_arithmetic_gives(tmp_path):
    import pillow_heif

    for colour in COLOURS:
        stream = BytesIO()
        picture = Image.new("RGB", (64, 64), colour)
        picture.info["icc_profile"] = wide(DISPLAY_P3, 2.2)
        pillow_heif.from_pillow(picture).save(stream, format="HEIF", quality=-1, chroma=444)
        found = whole(tmp_path, stream.getvalue()).getpixel((32, 32))
        assert found == pytest.approx(expected(colour, DISPLAY_P3, 2.2), abs=CLOSE), colour


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_printed_colours_without_a_profile_are_those_of_plain_inks(tmp_path, format):
    for inks in ((0, 0, 0, 0), (255, 0, 0, 0), (0, 200, 40, 30), (10, 20, 30, 200), (0, 0, 0, 255), (90, 90, 90, 0)):
        save = {"quality": 100, "subsampling": "4:4:4"} if format == "JPEG" else {}
        found = middle(tmp_path, Image.new("CMYK", (64, 64), inks), format, **save)
        plain = [(255 - ink) * (255 - inks[3]) / 255 for ink in inks[:3]]
        assert found == pytest.approx(plain, abs=CLOSE), inks


INKS = {  # in Lab, inside of what sRGB can show
    (0, 0, 0, 0): (100, 0, 0),
    (255, 0, 0, 0): (60, -25, -30),
    (0, 255, 0, 0): (52, 55, 0),
    (0, 0, 255, 0): (85, 0, 65),
    (0, 0, 0, 255): (24, 0, 0),
    (255, 255, 0, 0): (35, 20, -35),
}
DARKEST = 20  # the lightness of all inks together


def press():
    """The profile of a press that prints those colours; what it is not told of comes out dark."""
    table = b""
    for corner in range(16):
        inks = tuple(255 if corner & 8 >> n else 0 for n in range(4))
        lightness, a, b = INKS.get(inks, (DARKEST, 0, 0))
        table += bytes((round(lightness * 2.55), a + 128, b + 128))
    straight = bytes(range(256))
    lut = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1) + straight * 4 + table + straight * 3
    return profile(b"prtr", b"CMYK", b"Lab ", {b"wtpt": b"XYZ \0\0\0\0" + fixed(*WHITE), b"A2B0": lut})


def xyz(lightness, a, b):
    """XYZ for Lab. (CIE 15)"""
    y = (lightness + 16) / 116
    parts = [
        part**3 if part > 6 / 29 else 3 * (6 / 29) ** 2 * (part - 4 / 29) for part in (y + a / 500, y, y - b / 200)
    ]
    return [part * white for part, white in zip(parts, WHITE, strict=True)]


def on_screen(lab):
    """The colour of sRGB for what was printed: the darkest that the press can do becomes black, as every picture desk does.
    (ISO 18619)"""
    return seen(
        [
            (part - black) * white / (white - black)
            for part, black, white in zip(xyz(*lab), xyz(DARKEST, 0, 0), WHITE, strict=True)
        ]
    )


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
@pytest.mark.parametrize("inks", INKS)
def test_printed_colours_with_a_profile_are_those_of_its_press(tmp_path, format, inks):
    save = {"quality": 100, "subsampling": "4:4:4"} if format == "JPEG" else {}
    found = middle(tmp_path, Image.new("CMYK", (64, 64), inks), format, icc_profile=press(), **save)
    assert found == pytest.approx(on_screen(INKS[inks]), abs=CLOSE)


def deep_png(*channels):
    """A PNG of 16 bits, 64 wide and 64 high, in one colour of one (grey), three or four channels."""
    row = b"\0" + b"".join(struct.pack(">H", one) for one in channels) * 64
    kind = {1: 0, 3: 2, 4: 6}[len(channels)]
    head = drawn.png_chunk(b"IHDR", struct.pack(">LLBBBBB", 64, 64, 16, kind, 0, 0, 0))
    body = head + drawn.png_chunk(b"IDAT", zlib.compress(row * 64)) + drawn.png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def deep_tiff(*channels, order="<"):
    """The same as a TIFF."""
    count, size = len(channels), 64 * 64 * 2 * len(channels)
    entries = [
        (256, 3, 1, 64), (257, 3, 1, 64), (258, 3, 1, 16), (259, 3, 1, 1), (262, 3, 1, 1 if count == 1 else 2),
        (273, 4, 1, 200), (277, 3, 1, count), (278, 3, 1, 64), (279, 4, 1, size),
    ]  # fmt: skip
    if count == 3:  # the bits of three channels stand outside of the directory
        entries[2] = (258, 3, 3, 190)
    body = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}LH", 8, len(entries))
    for tag, kind, number, value in entries:
        inside = kind == 3 and number == 1
        body += struct.pack(f"{order}HHL", tag, kind, number)
        body += struct.pack(f"{order}HH", value, 0) if inside else struct.pack(f"{order}L", value)
    body = body.ljust(190, b"\0") + struct.pack(f"{order}3H", 16, 16, 16)
    return body.ljust(200, b"\0") + b"".join(struct.pack(f"{order}H", one) for one in channels) * 64 * 64


@pytest.mark.parametrize(
    "channels", [(0,), (257,), (32_896,), (65_535,), (40_000, 10_000, 60_000), (65_535, 0, 32_896)]
)
def test_sixteen_bits_are_257ths_of_eight(tmp_path, channels):
    plain = [one / 257 for one in (channels * 3)[:3]]
    for data in (deep_png(*channels), deep_tiff(*channels), deep_tiff(*channels, order=">")):
        assert whole(tmp_path, data).getpixel((32, 32)) == pytest.approx(plain, abs=CLOSE)


def test_sixteen_bits_that_are_see_through_lie_on_white(tmp_path):
    assert whole(tmp_path, deep_png(65_535, 0, 0, 0)).getpixel((32, 32)) == (255, 255, 255)
    assert whole(tmp_path, deep_png(65_535, 0, 0, 65_535)).getpixel((32, 32)) == pytest.approx((255, 0, 0), abs=CLOSE)
