"""Bytes that do not say, or lie about, which character set they are in."""

import codecs
import unicodedata

SAMPLE = 10_000


def decode(values, *, marked_utf8=False):
    """The strings that `values` (bytes, all of one record) stand for, tidied.

    All of a record is in one character set, so all of it decides: UTF-8 where it is strictly that; else GB18030 where it
    decodes and reads as Chinese; else UTF-8 if the record is marked so, else Windows-1252. The mark comes so late because
    software that writes GBK has been seen to mark it UTF-8."""
    values = [value.removeprefix(codecs.BOM_UTF8) for value in values]
    texts = _strictly(values, "utf-8")
    if texts is None:
        texts = _strictly(values, "gb18030")
        if texts is not None and not _reads_as_chinese("".join(texts)):
            texts = None
    if texts is None:
        charset = "utf-8" if marked_utf8 else "cp1252"
        texts = [value.decode(charset, "replace") for value in values]
    return [tidy(text) for text in texts]


def tidy(text):
    """`text` without control characters (line breaks and tabs stay), lone surrogates, and blanks around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def cut(text, size):
    """`text` in UTF-8, at most `size` bytes of it, cut between two characters."""
    return text.encode()[:size].decode(errors="ignore").encode()


def _strictly(values, charset):
    """The strings, or None if one of them is not in `charset`. A last character may be cut: fields have a size."""
    try:
        return [codecs.getincrementaldecoder(charset)().decode(value) for value in values]
    except UnicodeDecodeError:
        return None


def _reads_as_chinese(text):
    """Whether at least half of the characters beyond ASCII are in GB 2312, the everyday part of GB18030: western text
    decodes as GB18030 too, into rare characters."""
    foreign = [c for c in text[:SAMPLE] if not c.isascii()]
    everyday = sum(1 for c in foreign if _is_everyday(c))
    return 2 * everyday >= len(foreign)


def _is_everyday(character):
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
