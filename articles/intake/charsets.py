"""Words of mails in whatever charset they are, which often is another one than the mail says. Pure."""

import binascii
import codecs
import quopri
import re
from email.utils import parseaddr

from newsroom.text import printable

# Which decoder to use for a name; others are not asked, for Python has some that are no charsets.
CHARSETS = {
    **dict.fromkeys(["big5", "big5-hkscs", "cp950", "x-big5"], "big5hkscs"),
    **dict.fromkeys(["utf-16", "utf-16le", "utf-16be", "utf-7", "hz-gb-2312", "iso-2022-jp", "iso-2022-kr"], ""),
    **dict.fromkeys(["euc-jp", "shift_jis", "euc-kr", "koi8-r", "koi8-u", "cp1251", "iso-8859-5"], ""),
    **{f"windows-{number}": "" for number in range(1250, 1259)},
}
# Their bytes are letters of ASCII, or UTF-16: nothing else may be tried first.
_SHIFTED = {"utf-16", "utf-16le", "utf-16be", "utf-7", "hz-gb-2312", "iso-2022-jp", "iso-2022-kr"}
_WESTERN = {"windows-1252"}
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LOST = "\ufffd"
LONGEST_HEADER = 4000
_WORD = re.compile(r"=\?([!-)+->@-~]{1,40})(?:\*[^?]{0,20})?\?([bBqQ])\?([^?]*)\?=")


def text_of(data, charset=""):
    """The text in `data`, of which the mail says that it is in `charset`. Bytes that mean nothing become U+FFFD.

    UTF-8 shows by itself and comes first; gb2312 is read as GB18030, which has it and all that is sent under its name."""
    charset = charset.lower().strip(" \"'")
    decoder = CHARSETS.get(charset)
    if data.startswith(_MARKS):
        charset, decoder = "utf-16", ""
    tries = ["utf-8-sig"]
    if decoder is not None and charset not in _WESTERN:
        tries = [decoder or charset, *tries] if charset in _SHIFTED else [*tries, decoder or charset]
    for name in tries:
        try:
            return printable(data.decode(name))
        except (UnicodeDecodeError, ValueError):
            continue
    if "8859" in charset or charset in _WESTERN or charset == "us-ascii":
        return printable(_western_or_chinese(data))
    return printable(data.decode("gb18030", "replace"))


def header(value):
    """What a header says, its encoded words decoded. Those that split a character between them are put together first."""
    value = re.sub(r"\r?\n[ \t]?", " ", value[:LONGEST_HEADER])
    made, run, at = [], [], 0

    def close():
        if run:
            made.append(text_of(b"".join(data for _, data in run), run[0][0]))
            run.clear()

    for found in _WORD.finditer(value):
        between = value[at : found.start()]
        if between.strip():
            close()
            made.append(_raw(between))
        elif not run:
            made.append(between)
        if run and run[0][0] != found[1].lower():
            close()
        run.append((found[1].lower(), _decoded(found[2], found[3])))
        at = found.end()
    close()
    made.append(_raw(value[at:]))
    return " ".join("".join(made).split())


def sender(value):
    """(name, address) of a From header."""
    name, address = parseaddr(value[:LONGEST_HEADER])
    return header(name).strip(" \"'"), _raw(address) if "@" in address else ""


def _raw(text):
    """Text in which the bytes that are not ASCII stand as surrogates, as the parser leaves them."""
    data = text.encode("utf-8", "surrogateescape")
    return text_of(data) if not text.isascii() else text


def _decoded(encoding, text):
    data = text.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return quopri.decodestring(data.replace(b" ", b"_"), header=True)
    try:
        return binascii.a2b_base64(data + b"===")
    except binascii.Error:
        return data


def _western_or_chinese(data):
    """What calls itself Latin is Chinese where it decodes as such, and most of it is in daily use."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
    foreign = [c for c in text if not c.isascii()]
    usual = sum(_is_usual(c) for c in foreign)
    return text if usual * 2 >= len(foreign) else data.decode("cp1252", "replace")


def _is_usual(character):
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
