"""EXIF: what the camera says. (CIPA DC-008, Exif 2.32; its directories are those of TIFF 6.0.)

A walk of our own, for it reads the dozen tags that we want and nothing else: a tag of forty million numbers costs nothing.
"""

import re
import struct
from contextlib import suppress
from datetime import datetime, timedelta, timezone

from . import charset, iim
from .streams import LONGEST_BLOCK, Torn, take

MAKE, MODEL, ORIENTATION, ARTIST, XMP, COPYRIGHT = 0x010F, 0x0110, 0x0112, 0x013B, 0x02BC, 0x8298
IPTC, PHOTOSHOP, EXIF_DIRECTORY, GPS_DIRECTORY = 0x83BB, 0x8649, 0x8769, 0x8825
TAKEN, TAKEN_OFFSET, SCANNED, SCANNED_OFFSET = 0x9003, 0x9011, 0x9004, 0x9012
LATITUDE_SIGN, LATITUDE, LONGITUDE_SIGN, LONGITUDE = 1, 2, 3, 4
WORDS = {MAKE: "make", MODEL: "model", ARTIST: "artist", COPYRIGHT: "copyright"}

ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
# Bytes of one value, by its type.
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 13: 4}
TIME = re.compile(r"(\d{4})[:/-](\d\d)[:/-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


class _Directory(dict):
    """Tags and their raw bytes, and the byte order (`<` or `>`) that their numbers are in."""

    order = ">"

    def numbers(self, tag, letter):
        """The numbers of a tag: `H` for 16 bits, `L` for 32."""
        return [one for (one,) in struct.iter_unpack(self.order + letter, self.get(tag, b""))]

    def text(self, tag):
        return self.get(tag, b"").split(b"\0")[0].decode("ascii", "replace")


def read(stream):
    """The fields of an EXIF block, an open TIFF stream: orientation (1 to 8), make, model, artist, copyright (strings),
    taken (datetime, aware where the camera knew its time zone), lat and lon (degrees). Only those that are there."""
    main = _first_directory(stream)
    inner = _inner_directory(stream, main, EXIF_DIRECTORY)
    fields = _orientation(main) | _words(main)
    # Picture scanners know when they scanned, not when the shutter opened.
    for time, offset in ((TAKEN, TAKEN_OFFSET), (SCANNED, SCANNED_OFFSET)):
        taken = moment(inner.text(time), inner.text(offset))
        if taken:
            fields["taken"] = taken
            break
    return fields | _position(_inner_directory(stream, main, GPS_DIRECTORY))


def is_tiff(stream):
    """Whether an open binary file is a TIFF, one large EXIF directory."""
    stream.seek(0)
    return stream.read(4) in ORDERS


def blocks(stream):
    """The IPTC and XMP blocks of an open TIFF file, which its first directory holds: a dict of bytes."""
    main = _first_directory(stream)
    found = {"iptc": main.get(IPTC, b""), "xmp": main.get(XMP, b"")}
    for number, body in iim.resources(main.get(PHOTOSHOP, b"")):
        if number == iim.IPTC_RESOURCE:
            found["iptc"] = found["iptc"] or body
    return found


def moment(time, offset=""):
    """A datetime out of `2025:12:27 10:11:12` or its like and `+08:00`; naive where the offset is not that, None where the
    time is none."""
    found, shift = TIME.match(time), OFFSET.match(offset)
    if not found:
        return None
    zone = None
    with suppress(ValueError):
        if shift:
            sign = -1 if shift[1] == "-" else 1
            zone = timezone(sign * timedelta(hours=int(shift[2]), minutes=int(shift[3])))
    with suppress(ValueError):
        return datetime(*map(int, found.groups()), tzinfo=zone)
    return None


def _first_directory(stream):
    stream.seek(0)
    head = stream.read(8)
    order = ORDERS.get(head[:4])
    if order is None or len(head) < 8:
        return _Directory()
    return _directory(stream, order, struct.unpack(f"{order}L", head[4:])[0])


def _inner_directory(stream, main, tag):
    places = main.numbers(tag, "L") if len(main.get(tag, b"")) == 4 else ()
    return _directory(stream, main.order, places[0]) if places else _Directory()


def _directory(stream, order, at):
    """The directory that begins at byte `at`, as far as it is whole. Values over LONGEST_BLOCK are left out."""
    found = _Directory()
    found.order = order
    with suppress(Torn):
        stream.seek(at)
        (count,) = struct.unpack(f"{order}H", take(stream, 2))
        entries = stream.read(12 * count)
        for tag, kind, values, place in struct.iter_unpack(f"{order}HHL4s", entries[: len(entries) // 12 * 12]):
            size = SIZES.get(kind, 0) * values
            if tag not in TAGS or tag in found or not 0 < size <= LONGEST_BLOCK:
                continue
            if size <= 4:
                found[tag] = place[:size]
            else:
                stream.seek(struct.unpack(f"{order}L", place)[0])
                raw = stream.read(size)
                if len(raw) == size:
                    found[tag] = raw
    return found


def _orientation(main):
    if len(main.get(ORIENTATION, b"")) == 2:
        (way,) = main.numbers(ORIENTATION, "H")
        if 1 <= way <= 8:
            return {"orientation": way}
    return {}


def _words(main):
    """The words. Those after a NUL are an editor's name in Copyright and leavings of the buffer elsewhere."""
    names = [WORDS[tag] for tag in WORDS if tag in main]
    texts = charset.decode([main[tag].split(b"\0")[0] for tag in WORDS if tag in main])
    return {name: text for name, text in zip(names, texts, strict=True) if text}


def _position(gps):
    """Degrees north and east, if both are there and on the globe."""
    lat, lon = _degrees(gps, LATITUDE), _degrees(gps, LONGITUDE)
    if lat is None or lon is None or lat > 90 or lon > 180:
        return {}
    south, west = gps.text(LATITUDE_SIGN) == "S", gps.text(LONGITUDE_SIGN) == "W"
    return {"lat": -lat if south else lat, "lon": -lon if west else lon}


def _degrees(gps, tag):
    """Degrees out of three fractions: degrees, minutes, seconds. None where they are not that."""
    if len(gps.get(tag, b"")) != 24:
        return None
    numbers = gps.numbers(tag, "L")
    if not all(numbers[1::2]):
        return None
    degrees, minutes, seconds = (top / bottom for top, bottom in zip(numbers[::2], numbers[1::2], strict=True))
    return degrees + minutes / 60 + seconds / 3600


TAGS = {
    *WORDS,
    *(ORIENTATION, XMP, IPTC, PHOTOSHOP, EXIF_DIRECTORY, GPS_DIRECTORY),
    *(TAKEN, TAKEN_OFFSET, SCANNED, SCANNED_OFFSET),
    *(LATITUDE_SIGN, LATITUDE, LONGITUDE_SIGN, LONGITUDE),
}
