"""Where a file keeps what it says of itself: the EXIF, IPTC and XMP blocks inside JPEG, PNG, WebP, AVIF and HEIC.

Only the ways to the blocks are walked. Pillow's own readers miss the IPTC of a PNG, and XMP that stands behind the pixels.
(A TIFF is itself an EXIF directory, so its blocks are for `exif.py` to find.)
"""

import zlib

from . import iim, isomedia
from .streams import LONGEST_BLOCK, Torn, block, number, skip, take

# A file of 80 MB in pieces of 8 kB, as PNG writers cut them, has ten thousand.
MOST_PIECES = 100_000
MOST_TEXTS = 20
# Of a JPEG: nothing follows them. 00 and FF are no markers at all.
LONE_MARKERS = {0x00, 0x01, *range(0xD0, 0xD9), 0xFF}
EXIF_MARK = b"Exif\0\0"
XMP_MARK = b"http://ns.adobe.com/xap/1.0/\0"
# Content credentials: a JUMBF box that names itself so near its head. (C2PA 2.1 §11.3)
C2PA, MANIFEST_HEAD = b"c2pa", 128
PNG_XMP = b"XML:com.adobe.xmp"
# How ImageMagick and exiftool keep blocks in a PNG: as text, in hexadecimal digits.
PNG_PROFILES = {
    b"Raw profile type exif": "exif",
    b"Raw profile type APP1": "exif",
    b"Raw profile type iptc": "iptc",
    b"Raw profile type xmp": "xmp",
}


def find(stream):
    """The blocks of an open binary file, a dict of bytes: exif (a TIFF stream), iptc (IIM), xmp (a packet), c2pa (a store of
    content credentials, at least its mark).

    The first of each kind counts; none longer than LONGEST_BLOCK, and none behind a tear."""
    found = {"exif": b"", "iptc": b"", "xmp": b"", "c2pa": b""}
    stream.seek(0)
    head = stream.read(12)
    walk = next((walk for mark, at, walk in WALKS if head[at:].startswith(mark)), None)
    if walk is None:
        return found
    stream.seek(0)
    try:
        for kind, body in walk(stream):
            found[kind] = found[kind] or body.removeprefix(EXIF_MARK)
    except (Torn, zlib.error, ValueError, OverflowError, OSError):
        pass  # what was found before stays
    return found


def _jpeg(stream):
    """Segments up to the first scan. A Photoshop block may run over several of them."""
    photoshop = credentials = b""
    try:
        for marker, body in _segments(stream):
            if marker == 0xE1 and body.startswith(EXIF_MARK):
                yield "exif", body
            elif marker == 0xE1 and body.startswith(XMP_MARK):
                yield "xmp", body.removeprefix(XMP_MARK)
            elif marker == 0xED and body.startswith(iim.PHOTOSHOP) and len(photoshop) < LONGEST_BLOCK:
                photoshop += body.removeprefix(iim.PHOTOSHOP)
            elif marker == 0xEB and body.startswith(b"JP") and (credentials or C2PA in body[:MANIFEST_HEAD]):
                # what goes on in a further segment says its kind and size again
                credentials += body[16 if credentials else 8 :] if len(credentials) < LONGEST_BLOCK else b""
    except Torn:
        pass  # the part of it that is there may hold the words
    if credentials:
        yield "c2pa", credentials
    yield from _iptc_of(photoshop)


def _segments(stream):
    """Marker and body of each segment before the pixels. Junk and padding between segments is passed over, as decoders do."""
    marker = 0
    for _ in range(MOST_PIECES):
        before, marker = marker, number(stream, 1)
        if before != 0xFF or marker in LONE_MARKERS:
            continue
        if marker in (0xD9, 0xDA):
            return
        yield marker, take(stream, max(number(stream, 2) - 2, 0))
        marker = 0


def _png(stream):
    """Chunks, to the very end: XMP may come after the pixels."""
    skip(stream, 8)
    texts = 0
    for _ in range(MOST_PIECES):
        size, kind = number(stream, 4), take(stream, 4)
        if kind == b"IEND":
            return
        if kind == b"eXIf":
            yield "exif", block(stream, size)
        elif kind in (b"iTXt", b"tEXt", b"zTXt") and texts < MOST_TEXTS:
            texts += 1
            yield from _png_text(kind, block(stream, size))
        elif kind == b"caBX":
            yield "c2pa", block(stream, size) or C2PA
        else:
            skip(stream, size)
        skip(stream, 4)  # the checksum


def _png_text(kind, body):
    keyword, _, text = body.partition(b"\0")
    if kind == b"iTXt":
        compressed = text[:1] == b"\1"
        text = text[2:].split(b"\0", 2)[-1]
    else:
        compressed = kind == b"zTXt"
        text = text[1:] if compressed else text
    if keyword != PNG_XMP and keyword not in PNG_PROFILES:
        return
    if compressed:
        text = zlib.decompressobj().decompress(text, LONGEST_BLOCK)
    if keyword == PNG_XMP:
        yield "xmp", text
    else:
        yield from _raw_profile(PNG_PROFILES[keyword], text)


def _raw_profile(kind, text):
    """A block out of its hexadecimal digits, which follow a name and a length."""
    body = bytes.fromhex(b"".join(text.split()[2:]).decode("ascii"))
    if kind == "iptc" and body.startswith(iim.PHOTOSHOP):
        body = body.removeprefix(iim.PHOTOSHOP)
    if kind == "iptc" and body.startswith(iim.RESOURCE_SIGNATURES):
        yield from _iptc_of(body)
    elif body.startswith(XMP_MARK):
        yield "xmp", body.removeprefix(XMP_MARK)
    else:
        yield kind, body


def _webp(stream):
    skip(stream, 12)
    for _ in range(MOST_PIECES):
        kind, size = take(stream, 4), int.from_bytes(take(stream, 4), "little")
        if kind == b"EXIF":
            yield "exif", block(stream, size)
        elif kind == b"XMP ":
            yield "xmp", block(stream, size)
        elif kind == b"C2PA":
            yield "c2pa", block(stream, size) or C2PA
        else:
            skip(stream, size)
        skip(stream, size % 2)


def _iptc_of(photoshop):
    for resource, body in iim.resources(photoshop):
        if resource == iim.IPTC_RESOURCE:
            yield "iptc", body


WALKS = (
    (b"\xff\xd8\xff", 0, _jpeg),
    (b"\x89PNG\r\n\x1a\n", 0, _png),
    (b"WEBP", 8, _webp),
    (b"ftyp", 4, isomedia.walk),
)
