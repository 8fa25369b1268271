"""IPTC-IIM: the old record of news photos, which picture desks and the shells of operating systems still read.

In a JPEG it is resource 0x0404 of a Photoshop block in segment APP13. (IPTC Information Interchange Model 4.2;
Adobe Photoshop File Formats, "Image Resource Blocks".)
"""

import struct

from . import charset

PHOTOSHOP = b"Photoshop 3.0\0"
IPTC_RESOURCE = 0x0404
RESOURCE_SIGNATURES = (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR")
MARK = 0x1C
UTF8_MARK = b"\x1b%G"

# Of record 2. Fields given as tuples may stand more than once.
NAMES = {
    5: "title",
    25: "keywords",
    55: "date_created",
    60: "time_created",
    80: "byline",
    85: "byline_title",
    90: "city",
    92: "place",
    105: "headline",
    110: "credit",
    115: "source",
    116: "copyright",
    120: "caption",
}
NUMBERS = {name: number for number, name in NAMES.items()}
REPEATED = {"keywords", "byline"}
# The standard allows a credit 32 bytes, ten Chinese characters. Everybody reads more, and half a credit is worse than none.
LONGEST = 2000


def read(block):
    """The fields of an IIM block by the names above: strings, tuples of strings for those that repeat. Only those that
    are there; a torn block gives what comes before the tear."""
    found, marked = [], False
    for record, number, value in _datasets(block):
        if (record, number) == (1, 90):
            marked = value == UTF8_MARK
        elif record == 2 and number in NAMES:
            found.append((NAMES[number], value))
    texts = charset.decode([value for _, value in found], marked_utf8=marked)
    fields = {}
    for (name, _), text in zip(found, texts, strict=True):
        if text and name in REPEATED:
            fields[name] = (*fields.get(name, ()), text)
        elif text:
            fields.setdefault(name, text)
    return fields


def resources(data):
    """The numbered resources of a Photoshop block, as pairs of number and bytes, up to where it is torn."""
    at = 0
    while data[at : at + 4] in RESOURCE_SIGNATURES and at + 12 <= len(data):
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        at += 6 + _even(1 + data[at + 6])
        size = int.from_bytes(data[at : at + 4], "big")
        yield number, data[at + 4 : at + 4 + size]
        at += 4 + _even(size)


def write(fields):
    """An IIM block in UTF-8, marked so; `fields` as `read` gives them. Empty fields are left out."""
    block = _dataset(1, 90, UTF8_MARK) + _dataset(2, 0, b"\0\4")
    for name in sorted(fields, key=NUMBERS.__getitem__):
        for text in fields[name] if name in REPEATED else (fields[name],):
            value = charset.cut(charset.tidy(text), LONGEST)
            if value:
                block += _dataset(2, NUMBERS[name], value)
    return block


def segment(block):
    """An IIM block as JPEG segment APP13. Raises ValueError if it is longer than a segment can be."""
    resource = b"8BIM" + struct.pack(">HHL", IPTC_RESOURCE, 0, len(block)) + block + b"\0" * (len(block) % 2)
    size = 2 + len(PHOTOSHOP) + len(resource)
    if size > 0xFFFF:
        raise ValueError("too many words for one segment")
    return b"\xff\xed" + struct.pack(">H", size) + PHOTOSHOP + resource


def _datasets(block):
    """Every dataset of a block, as record, number and bytes."""
    at = 0
    while at + 5 <= len(block) and block[at] == MARK:
        record, number, size = struct.unpack_from(">BBH", block, at + 1)
        at += 5
        if size & 0x8000:  # so long that the length has a length
            digits = size & 0x7FFF
            if digits > 4:
                return
            size = int.from_bytes(block[at : at + digits], "big")
            at += digits
        yield record, number, block[at : at + size]
        at += size


def _dataset(record, number, value):
    return struct.pack(">BBBH", MARK, record, number, len(value)) + value


def _even(size):
    return size + size % 2
