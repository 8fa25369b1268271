"""Cursors: where to go on in a list, as a text that means nothing outside. Pure."""

import base64
import binascii
import re

LONGEST = 80
WHOLE = re.compile(r"[0-9]{1,19}")


def made(kind, *parts):
    """The cursor of a place, told by whole numbers and short texts, in a list of that kind."""
    text = ".".join((kind, *map(str, parts)))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(kind, count, cursor):
    """The parts, as texts, of a cursor that `made` gave for a list of that kind; ValueError for anything else."""
    if len(cursor) > LONGEST:
        raise ValueError(cursor)
    try:
        text = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, UnicodeError) as error:
        raise ValueError(cursor) from error
    found, *parts = text.split(".")
    if found != kind or len(parts) != count or made(kind, *parts) != cursor:
        raise ValueError(cursor)
    return parts


def number(text):
    """A whole number that a column can hold; ValueError for anything else."""
    if not WHOLE.fullmatch(text) or int(text) >= 2**63:
        raise ValueError(text)
    return int(text)
