"""Byte ranges of a request (RFC 9110, section 14): players ask for a part of a file before they ask for the next. Pure."""

import re

_ONE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)


class Unsatisfiable(ValueError):
    """A range that begins behind the end of the file: to be answered with 416."""


def asked(header, size):
    """(first byte, last byte) that the Range header asks of a file of `size` bytes; None where the whole file is to be
    sent, as it is for no header, several ranges, or one that cannot be understood. Raises Unsatisfiable."""
    found = _ONE.fullmatch(header.strip().lower())
    if not found or found[1] == found[2] == "":
        return None
    if not found[1]:  # the last so many bytes
        length = min(int(found[2]), size)
        if not length:
            raise Unsatisfiable(header)
        return size - length, size - 1
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    if first >= size:
        raise Unsatisfiable(header)
    return (first, last) if first <= last else None


class Part:
    """A stretch of an open file, itself a file to be read to its end and closed."""

    def __init__(self, file, first, last):
        file.seek(first)
        self._file, self._left = file, last - first + 1

    def read(self, size=-1):
        chunk = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(chunk)
        return chunk

    def close(self):
        self._file.close()
