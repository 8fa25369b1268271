"""Plain text as copy: its bytes decoded, its lines as pieces. Pure."""

import codecs

from articles.intake.copy import TEXT, Copy, Piece, Unreadable

LONGEST = 200_000  # characters
BLANKS = " \t\u3000\u00a0\ufeff"


def decode(data):
    """The text in `data`: UTF-8, UTF-16 with its mark, or GB18030 (which takes in GBK and GB2312). Raises Unreadable."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries = ["utf-16"]
    else:
        tries = ["utf-8-sig", "gb18030"]
    for charset in tries:
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise Unreadable("not_text")


def copy_of(text):
    """`text` as Copy: each line that is not blank is a piece."""
    lines = (line.strip(BLANKS) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return Copy([Piece(TEXT, line) for line in lines if line])
