"""Reading a file that may end, or lie, anywhere."""

from io import SEEK_CUR

# No camera or desk writes longer ones; a file that holds one wants our memory.
LONGEST_BLOCK = 1 << 20


class Torn(Exception):
    """The file ends before what it announced."""


def take(stream, size):
    """The next `size` bytes. Raises Torn where there are fewer."""
    data = stream.read(size)
    if len(data) != size:
        raise Torn
    return data


def number(stream, size):
    """The next `size` bytes as a number, the highest byte first. Raises Torn."""
    return int.from_bytes(take(stream, size), "big")


def skip(stream, size):
    """Leave out the next `size` bytes."""
    stream.seek(size, SEEK_CUR)


def block(stream, size):
    """The next `size` bytes, or b"" in place of a block that is longer than LONGEST_BLOCK. Raises Torn."""
    if size > LONGEST_BLOCK:
        skip(stream, size)
        return b""
    return take(stream, size)
