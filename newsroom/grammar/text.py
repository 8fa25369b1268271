"""One width for all copy, without moving a character.

Copy arrives with full- and half-width marks mixed. Every reader here looks at the folded text and cuts the text
as typed at the same offsets, which works because folding replaces characters one for one.
"""

_DASHES = "‐‑‒–—―−－"
_DOTS = "•・‧･∙⋅．"
_BARS = "丨│┃∣︱｜"
_SPACES = "\t\u00a0\u3000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\ufeff"
_LINE_ENDS = "\r\v\f\x85\u2028\u2029"

_FOLD = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _DOTS), "·"),
    **dict.fromkeys(map(ord, _BARS), "|"),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _LINE_ENDS), "\n"),
    **dict.fromkeys(map(ord, "【〔"), "["),
    **dict.fromkeys(map(ord, "】〕"), "]"),
    **dict.fromkeys(map(ord, "∶︰﹕"), ":"),
    **dict.fromkeys(map(ord, "〜∼"), "~"),
    ord("﹑"): "、",
    ord("｡"): "。",
}

BLANK = " \n"


def fold(text: str) -> str:
    """`text` in half-width marks, every kind of space as a space; character for character the same length."""
    return text.translate(_FOLD)


def skip_blank(text: str, at: int) -> int:
    """The offset of the first character of folded `text` from `at` on that is not blank."""
    while at < len(text) and text[at] in BLANK:
        at += 1
    return at


def trim_blank(text: str, end: int) -> int:
    """The offset after the last character of folded `text` before `end` that is not blank."""
    while end > 0 and text[end - 1] in BLANK:
        end -= 1
    return end
