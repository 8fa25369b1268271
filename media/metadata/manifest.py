"""What content credentials (C2PA) say of how a picture came about, and which program says so.

A manifest store is JUMBF with CBOR in it, and both keep texts plainly, so the two that matter are found without unpacking the rest.
Nothing is verified: a signature proves who says a thing, not that it is so, and what is printed the desk decides."""

TEXTS = {"source_type": b"digitalSourceType", "generator": b"claim_generator"}
LONGEST_TEXT = 200


def read(block):
    """What the bytes of a manifest store say, a dict of texts: source_type (an address of the IPTC list) and generator. The last of
    each counts, as the manifest of the picture itself follows those of what it was made from."""
    found = {name: list(_texts(block, key)) for name, key in TEXTS.items()}
    return {name: texts[-1] for name, texts in found.items() if texts}


def _texts(block, key):
    """Every text of CBOR (RFC 8949 §3.1, major type 3) that stands right behind `key`."""
    at = block.find(key)
    while at >= 0:
        at += len(key)
        head = block[at : at + 3]
        if head and 0x60 <= head[0] <= 0x77:
            start, length = at + 1, head[0] - 0x60
        elif len(head) > 1 and head[0] == 0x78:
            start, length = at + 2, head[1]
        else:
            start, length = at, 0
        if 0 < length <= LONGEST_TEXT:
            yield block[start : start + length].decode("utf-8", "replace")
        at = block.find(key, at)
