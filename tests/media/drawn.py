"""Photos that the tests draw themselves, and the bytes of hostile ones."""

import struct
import zlib
from io import BytesIO

from PIL import Image


def picture(size=(300, 200), mode="RGB"):
    """A picture that is dark at the left and light at the right; in RGB its upper half is reddish."""
    grey = Image.linear_gradient("L").rotate(90).resize(size)
    if mode != "RGB":
        return grey.convert(mode)
    red = grey.point(lambda value: min(255, value + 60))
    red.paste(grey.crop((0, size[1] // 2, *size)), (0, size[1] // 2))
    return Image.merge("RGB", (red, grey, grey))


def encoded(format, size=(300, 200), mode="RGB", **save):
    """The bytes of that picture as a file of Pillow's `format`."""
    stream = BytesIO()
    picture(size, mode).save(stream, format, **save)
    return stream.getvalue()


def heic(size=(300, 200), **save):
    """The bytes of that picture as phones keep it."""
    import pillow_heif

    stream = BytesIO()
    pillow_heif.from_pillow(picture(size)).save(stream, format="HEIF", **save)
    return stream.getvalue()


def box(kind, body):
    """A box of an ISO media file."""
    return struct.pack(">L", len(body) + 8) + kind + body


def oriented(way, size=(300, 200)):
    """A JPEG that says in EXIF how it lies."""
    exif = Image.Exif()
    exif[0x0112] = way
    return encoded("JPEG", size, exif=exif)


def png_chunk(kind, body):
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def png(width, height, *chunks, pixels=b""):
    """A PNG of one grey channel that claims this size, whatever its pixels are."""
    head = png_chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0))
    body = head + b"".join(chunks) + png_chunk(b"IDAT", zlib.compress(pixels)) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg_segment(marker, body):
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def with_segment(marker, body, jpeg=None):
    """A JPEG with one segment more, first of all."""
    jpeg = jpeg or encoded("JPEG")
    return jpeg[:2] + jpeg_segment(marker, body) + jpeg[2:]


def with_xmp(packet, jpeg=None):
    return with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet, jpeg)


def with_exif(tiff, jpeg=None):
    return with_segment(0xE1, b"Exif\0\0" + tiff, jpeg)


def with_datasets(datasets, jpeg=None, *, mark=b""):
    """A JPEG with an IPTC record of pairs of number and bytes."""
    block = b"".join(struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value for number, value in datasets)
    if mark:
        block = struct.pack(">BBBH", 0x1C, 1, 90, len(mark)) + mark + block
    resource = b"8BIM" + struct.pack(">HHL", 0x0404, 0, len(block)) + block + b"\0" * (len(block) % 2)
    return with_segment(0xED, b"Photoshop 3.0\0" + resource, jpeg)


def scan_of(jpeg):
    """A JPEG in two parts: what leads to its first scan, and that scan to the end."""
    at = jpeg.index(b"\xff\xda")
    return jpeg[:at], jpeg[at:]
