"""The boxes of AVIF and HEIC files, as far as they lead to EXIF and XMP. (ISO/IEC 14496-12 §8.11, 23008-12 annex A.)"""

from io import BytesIO

from .streams import LONGEST_BLOCK, Torn, block, number, skip, take

MANIFEST = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")  # C2PA 2.1 §A.5.1
MOST_BOXES = 1000
XMP_TYPE = b"application/rdf+xml\0"


def walk(stream):
    """The blocks of an open file, as pairs of kind (exif, xmp or c2pa) and bytes."""
    first, credentials = _first_meta(stream)
    if credentials:
        yield "c2pa", credentials
    meta = _boxes(BytesIO(first[4:]))
    items = {kind: item for item, kind in reversed(list(_kinds(meta.get(b"iinf", b""))))}
    kinds = {item: kind for kind, item in items.items()}
    for item, in_meta, extents in _locations(meta.get(b"iloc", b"")):
        if item in kinds:
            source = BytesIO(meta.get(b"idat", b"")) if in_meta else stream
            body = _join(source, extents)
            if kinds.pop(item) == "exif":
                # Four bytes say how far after them the TIFF stream begins.
                yield "exif", body[4 + int.from_bytes(body[:4], "big") :]
            else:
                yield "xmp", body


def _first_meta(stream):
    """The first meta box, and the store of content credentials that stands before it, b"" where there is none."""
    credentials = b""
    for _ in range(MOST_BOXES):
        size, kind = _head(stream)
        if kind == b"meta":
            return block(stream, size), credentials
        if kind == b"uuid" and size >= len(MANIFEST):
            size -= len(MANIFEST)
            if take(stream, len(MANIFEST)) == MANIFEST and not credentials:
                credentials = block(stream, size) or MANIFEST
                continue
        skip(stream, size)
    raise Torn


def _boxes(stream):
    """The boxes inside a box, by their kind."""
    found = {}
    try:
        for _ in range(MOST_BOXES):
            size, kind = _head(stream)
            found[kind] = block(stream, size)
    except Torn:
        pass
    return found


def _head(stream):
    """Size of the body, and kind, of the box that comes next. A box that runs to the end of the file is its last: Torn."""
    size, kind, head = number(stream, 4), take(stream, 4), 8
    if size == 1:
        size, head = number(stream, 8), 16
    if size < head:
        raise Torn
    return size - head, kind


def _kinds(iinf):
    """Number and kind of each item that interests us."""
    stream = BytesIO(iinf)
    version = number(stream, 1)
    skip(stream, 3 + (2 if version == 0 else 4))
    try:
        while True:
            size, _ = _head(stream)
            entry = BytesIO(block(stream, size))
            version = number(entry, 1)
            skip(entry, 3)
            item = number(entry, 4 if version == 3 else 2)
            skip(entry, 2)
            kind = take(entry, 4)
            _name, _, rest = entry.read().partition(b"\0")
            if kind == b"Exif":
                yield item, "exif"
            elif kind == b"mime" and rest.startswith(XMP_TYPE):
                yield item, "xmp"
    except Torn:
        return


def _locations(iloc):
    """Where each item is: its number, whether inside the meta box, and its extents as pairs of offset and length."""
    stream = BytesIO(iloc)
    version = number(stream, 1)
    skip(stream, 3)
    sizes = number(stream, 2)
    offset_size, length_size, base_size, index_size = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    if length_size not in (4, 8):  # else items may have any number of parts that take no room
        raise Torn
    wide = 4 if version == 2 else 2
    for _ in range(number(stream, wide)):
        item = number(stream, wide)
        in_meta = version > 0 and number(stream, 2) & 15 == 1
        skip(stream, 2)
        base = number(stream, base_size)
        extents = []
        for _ in range(number(stream, 2)):
            skip(stream, index_size if version > 0 else 0)
            extents.append((base + number(stream, offset_size), number(stream, length_size)))
        yield item, in_meta, extents


def _join(stream, extents):
    if sum(length for _, length in extents) > LONGEST_BLOCK:
        return b""
    body = b""
    for offset, length in extents:
        stream.seek(offset)
        body += take(stream, length)
    return body
