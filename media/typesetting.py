"""Words set in type on a picture: fonts, line breaks as Chinese papers make them, and both directions. Pure."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont, features

FOLDER = Path(__file__).parent / "fonts"
SERIF, NASKH, CYRILLIC = "NotoSerifSC-Bold.ttf", "NotoNaskhArabic-Bold.ttf", "NotoSerif-Bold.ttf"
NO_START = frozenset("，。、；：？！）》」』】〉〕”’…—·%％,.;:?!)]}»›،؛؟～")
NO_END = frozenset("（《「『【〈〔“‘([{«‹")
ELLIPSIS = "…"
WANTING = "〓"  # what printers set where a type is wanting
ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
OTHER = re.compile(r"[\u0400-\u052f]")
STRONG = re.compile(r"[^\W\d_]")
# A character that lines may break beside (Chinese letters and marks), or a word that holds together.
HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef—…“”‘’·\U00020000-\U0003ffff"
ATOM = re.compile(rf"(\s*)([{HAN}]|[^\s{HAN}]+(?:’[^\s{HAN}]+)*)")


@dataclass(frozen=True)
class Atom:
    """A piece of a line that is never broken; `is_spaced` where a space stands before it."""

    text: str
    is_spaced: bool = False


def can_set(text):
    """Whether the letters of `text` can be set here: Arabic ones want a library that joins them."""
    return not ARABIC.search(text) or _joins()


@cache
def _joins():
    return bool(features.check("raqm") and features.check("fribidi"))


def settable(text):
    """`text` as the fonts can set it: letters that they lack become 〓, other marks (emoji) go."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(mark if _has(mark) else WANTING if mark.isalnum() else "" for mark in text)


@lru_cache(maxsize=20_000)
def _has(mark):
    if mark.isspace() or mark in "\u200c\u200d\u200e\u200f":
        return True
    if not mark.isprintable():
        return False
    font = _font(_family(mark), 24)
    return font.getmask(mark).getbbox() is not None and bytes(font.getmask(mark)) != bytes(font.getmask("\uffff"))


@lru_cache(maxsize=64)
def _font(name, size):
    return ImageFont.truetype(FOLDER / name, size)


def _family(text):
    if ARABIC.search(text):
        return NASKH
    return CYRILLIC if OTHER.search(text) else SERIF


def lines_of(text, size, width, most):
    """The lines of `text` set in `size` into `width`: at most `most`, the last cut with … where there are more, as even
    in length as they can be. Each is a list of Atoms."""
    atoms = _atoms(text, size, width)
    lines = _filled(atoms, size, width)
    if len(lines) > most:
        return [*lines[: most - 1], _cut(lines[most - 1], size, width)]
    narrow, wide = width // 2, width
    while narrow < wide:
        middle = (narrow + wide) // 2
        if len(_filled(atoms, size, middle)) > len(lines):
            narrow = middle + 1
        else:
            wide = middle
    return _filled(atoms, size, wide)


def fit(text, sizes, width, most):
    """The largest of `sizes` in which `text` has at most `most` lines, and those lines; the smallest, cut, if need be."""
    for size in sizes:
        if len(_filled(_atoms(text, size, width), size, width)) <= most:
            break
    return size, lines_of(text, size, width, most)


def width_of(line, size):
    """How wide a line of atoms is, in pixels."""
    return sum(_wide(atom.text, size) + (_space(size) if at and atom.is_spaced else 0) for at, atom in enumerate(line))


def draw_line(draw, line, size, at, fill, *, is_rtl=False):
    """Set a line with its base line at the height of `at`; from there to the right, or to the left where it `is_rtl`."""
    x, y = at
    for number, atom in enumerate(_from_the_right(line) if is_rtl else line):
        wide = _wide(atom.text, size)
        gap = _space(size) if number and atom.is_spaced else 0
        x = x - gap - wide if is_rtl else x + gap
        family = _family(atom.text)
        more = {"direction": "rtl"} if family == NASKH and _joins() else {}
        draw.text((x, y), atom.text, font=_font(family, size), fill=fill, anchor="ls", **more)
        x = x if is_rtl else x + wide


def draw_letter(draw, letter, size, side, fill):
    """Set one letter in the middle of a square as wide as `side`."""
    font = _font(_family(letter), size)
    left, top, right, foot = draw.textbbox((0, 0), letter, font=font, anchor="ls")
    draw.text(((side - left - right) / 2, (side - top - foot) / 2), letter, font=font, fill=fill, anchor="ls")


def _from_the_right(line):
    """The atoms of a line as they stand from the right: each stretch of words from the left, with the numbers after them, is
    turned round in itself."""
    placed, stretch = [], []
    for atom in line:
        is_other = not ARABIC.search(atom.text)
        if is_other and (stretch or STRONG.search(atom.text)):
            stretch.append(atom)
        else:
            placed += [*_turned(stretch), atom]
            stretch = []
    return placed + _turned(stretch)


def _turned(stretch):
    spaces = [*(atom.is_spaced for atom in stretch[1:]), stretch[0].is_spaced] if stretch else []
    return [replace(atom, is_spaced=space) for atom, space in zip(stretch, spaces, strict=True)][::-1]


def _atoms(text, size, width):
    """The atoms of `text`: no line begins with a closing mark nor ends with an opening one. A word wider than the line is
    taken apart."""
    atoms = []
    for space, piece in ATOM.findall(text):
        before = atoms[-1] if atoms else None
        if before and not space and (set(piece) <= NO_START or before.text[-1] in NO_END):
            atoms[-1] = replace(before, text=before.text + piece)
        elif _wide(piece, size) > width:
            atoms += [Atom(letter, bool(space) and at == 0) for at, letter in enumerate(piece)]
        else:
            atoms.append(Atom(piece, bool(space)))
    return atoms


def _filled(atoms, size, width):
    """The atoms in lines, each as full as it goes."""
    lines, line, used = [], [], 0
    for atom in atoms:
        wide = _wide(atom.text, size) + (_space(size) if line and atom.is_spaced else 0)
        if line and used + wide > width:
            lines.append(line)
            line, used, wide = [], 0, _wide(atom.text, size)
        line.append(atom)
        used += wide
    return [*lines, line] if line else lines


def _cut(line, size, width):
    line = list(line)
    while line and width_of([*line, Atom(ELLIPSIS)], size) > width:
        line.pop()
    while line and line[-1].text[-1] in NO_START | NO_END:
        text = line.pop().text[:-1]
        if text:
            line.append(Atom(text))
    return [*line, Atom(ELLIPSIS)]


@lru_cache(maxsize=20_000)
def _wide(text, size):
    return _font(_family(text), size).getlength(text)


def _space(size):
    return size * 0.26
