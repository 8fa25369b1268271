"""Pictures that came beside copy, put where the copy speaks of them: by number, by name, by caption. Pure."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from pathlib import PurePosixPath

from articles.intake import html
from articles.intake.copy import ITEM, PICTURE, QUOTE, TEXT, Piece

CAPTION_LENGTH = 240
LEAST_NAME = 4  # characters of a file's name by which a caption is known
LEAST_CAPTION = 12
HIGHEST = 99
_NUMBER = r"(?:[0-9０-９]{1,2}(?![0-9０-９])|[①-⑳]|[一二三四五六七八九十]{1,3})"
_LABEL = r"(?:图片|照片|配图|插图|图)"
_EXTENSION = r"(?:\.(?:jpe?g|png|heic|webp|tiff?|gif|avif))"
_OPEN, _CLOSE = r"[（(【\[〔<〈《]", r"[）)】\]〕>〉》]"
# All that a piece says is which picture stands here: 图1, （此处插图片2）, 【照片三】.
_MARK = re.compile(
    rf"\s*{_OPEN}?\s*(?:此处)?请?(?:插入?|配|放|附|见)?\s*{_LABEL}\s*({_NUMBER}){_EXTENSION}?\s*(?:此处|处)?\s*{_CLOSE}?\s*",
    re.IGNORECASE,
)
_FILE_MARK = re.compile(
    rf"\s*{_OPEN}?\s*(?:此处)?请?(?:插入?|配|放|附|见)?\s*{_LABEL}?\s*[：:]?\s*(.+?)\s*{_CLOSE}?\s*"
)
# A caption that says whose it is: 图1：…, 图① …
_PREFIX = re.compile(rf"\s*{_LABEL}\s*({_NUMBER})(?:\s*[：:]\s*|[.．]\s*|\s+)|\s*{_LABEL}\s*([①-⑳])\s*")
_ANY = re.compile(rf"{_LABEL}\s*({_NUMBER})\s*[：:]?|([①-⑳])")
# Words that speak of pictures in brackets: （图1）, （见图2、图3）, （图4-6）.
_IN_BRACKETS = re.compile(
    rf"{_OPEN}\s*[见如]?{_LABEL}\s*{_NUMBER}(?:\s*[、,，和与及至到\-—~～]+\s*{_LABEL}?\s*{_NUMBER})*\s*{_CLOSE}"
)
_SPAN = re.compile(rf"({_NUMBER})\s*[至到\-—~～]+\s*{_LABEL}?\s*({_NUMBER})")
# The number in a file's name: 图1.jpg, 1.jpg, 02-滑雪.jpg, 照片（3）.jpg, 滑雪2.jpg.
_NAME = re.compile(
    rf"\s*{_LABEL}\s*[-_ （(]*({_NUMBER})|\s*[（(]?([0-9０-９]{{1,2}})(?:[）)\-_.、，：: ]|\s*$)|.*[\u3400-\u9fff][-_ ]?([0-9]{{1,2}})\s*$"
)
_HAN_DIGITS = {character: number for number, character in enumerate("一二三四五六七八九", 1)}
_HAS_CREDIT = re.compile(r"摄|供图|资料图|图片|制图")


def place(copy, pictures):
    """`copy` with `pictures` put where it speaks of them; the others stand at its end, in the order of their names.

    A picture that the copy has already is not put there twice. `told` says picture_marks where words like （图1） were taken
    out for the picture that now stands there, caption_from_name where the name of a file became a caption, and
    pictures_at_end where some found no place."""
    here = {picture.sha256 for picture in copy.pictures}
    new = [picture for picture in sorted(pictures, key=natural) if picture.sha256 not in here]
    if not new:
        return copy
    board = _Board(copy, new)
    for number, piece in enumerate(copy.pieces):
        if piece.kind in (TEXT, ITEM, QUOTE):
            board.look_at(number, piece)
    for number in range(len(copy.pieces) - 1, 0, -1):
        board.look_for_names(number, copy.pieces[number])
    pieces = board.pieces()
    told = [*copy.told, *board.told]
    return replace(copy, pieces=pieces, pictures=[*copy.pictures, *new], told=list(dict.fromkeys(told)))


def natural(picture):
    """What orders pictures as people count them: 图2 before 图10."""
    return [
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in re.findall(r"[0-9]{1,18}|[^0-9]+", unicodedata.normalize("NFKC", picture.name).lower())
    ]


def number_in(name):
    """The number that a file's name gives its picture; None where it gives none."""
    found = _NAME.match(PurePosixPath(name).stem)
    return _value(next(filter(None, found.groups()))) if found else None


class _Board:
    """Which picture stands where among the pieces."""

    def __init__(self, copy, pictures):
        self.copy, self.new, self.told = copy, pictures, []
        self.first = len(copy.pictures)
        self.waiting = dict(enumerate(pictures))
        self.before, self.after, self.instead = defaultdict(list), defaultdict(list), {}
        self.edited = {}
        self.by_number = {}
        for at, picture in self.waiting.items():
            if (number := number_in(picture.name)) is not None:
                self.by_number.setdefault(number, at)

    def look_at(self, number, piece):
        """Place what this piece speaks of by number or by the name of a file."""
        is_short = len(piece.text) <= CAPTION_LENGTH
        if is_short and (found := _MARK.fullmatch(piece.text)):
            self._put_instead(number, self._take_number(found[1]))
        elif is_short and (found := _FILE_MARK.fullmatch(piece.text)) and (at := self._named(found[1])) is not None:
            self._put_instead(number, self._take(at))
        if number in self.instead:
            return
        if is_short and (found := _PREFIX.match(piece.text)):
            self._put_over_caption(number, piece, found)
        else:
            self._put_after_words(number, piece)

    def look_for_names(self, number, piece):
        """Place pictures whose file is named as this caption begins."""
        if piece.kind != TEXT or len(piece.text) > CAPTION_LENGTH or number in self.instead:
            return
        words = _plain(piece.text)
        for at, picture in list(self.waiting.items()):
            name = _plain(_unnumbered(PurePosixPath(picture.name).stem))
            is_signed = bool(_HAS_CREDIT.search(piece.text[-20:]))
            begins = words.startswith(name) and (len(words) > len(name) or is_signed)
            is_cut = is_signed and len(words) >= 2 * LEAST_NAME and name.startswith(words)
            if len(name) >= LEAST_NAME and not name.isascii() and (begins or is_cut):
                self.before[number].append(self._take(at))

    def pieces(self):
        """The pieces of the copy with the pictures in them."""
        made = []
        for number, piece in enumerate(self.copy.pieces):
            made += [_picture(at) for at in self.before[number]]
            made.append(_picture(self.instead[number]) if number in self.instead else self.edited.get(number, piece))
            made += [_picture(at) for at in self.after[number]]
        if self.waiting:
            self.told.append("pictures_at_end")
        for at, picture in self.waiting.items():
            made.append(_picture(at + self.first))
            words = _unnumbered(PurePosixPath(picture.name).stem)
            if _is_caption(words):
                made.append(Piece(TEXT, words))
                self.told.append("caption_from_name")
        return made

    def _put_instead(self, number, at):
        if at is not None:
            self.instead[number] = at

    def _put_over_caption(self, number, piece, found):
        marks = [next(filter(None, mark.groups())) for mark in _ANY.finditer(piece.text)]
        several = len(marks) > 1
        taken = [self._take_number(mark) for mark in (marks if several else [found[1] or found[2]])]
        taken = [at for at in taken if at is not None]
        self.before[number] += taken
        if taken and not several and found.end() < len(piece.text):
            self._cut(number, piece, [(0, found.end())])

    def _put_after_words(self, number, piece):
        gone = []
        for found in _IN_BRACKETS.finditer(piece.text):
            taken = [self._take_number(mark) for mark in _numbers(found[0])]
            if taken and None not in taken:
                gone.append(found.span())
            self.after[number] += [at for at in taken if at is not None]
        if gone:
            self._cut(number, piece, gone)

    def _cut(self, number, piece, gone):
        """Take the stretches `gone` out of a piece."""
        borders = [0, *(at for span in gone for at in span), len(piece.text)]
        kept = [(a, b) for a, b in zip(borders[::2], borders[1::2], strict=True) if a < b]
        text = "".join(piece.text[a:b] for a, b in kept)
        markup = "".join(html.cut(piece.html, a, b) for a, b in kept) if piece.html else ""
        self.edited[number] = replace(piece, text=text, html=markup)
        self.told.append("picture_marks")

    def _take_number(self, mark):
        number = mark if isinstance(mark, int) else _value(mark)
        at = self.by_number.get(number)
        return self._take(at) if at in self.waiting else None

    def _take(self, at):
        del self.waiting[at]
        return at + self.first

    def _named(self, words):
        """The place of the waiting picture that is called so; without its extension where a camera named it (a headline may be
        the name of a file)."""
        words = words.lower()
        for at, picture in self.waiting.items():
            stem = PurePosixPath(picture.name).stem.lower()
            if words == picture.name.lower() or (words == stem and len(stem) > LEAST_NAME and stem.isascii()):
                return at
        return None


def _picture(at):
    return Piece(PICTURE, picture=at)


def _value(mark):
    """The number that 3, ３, ③, 三 or 十二 is."""
    mark = unicodedata.normalize("NFKC", mark)
    if mark.isdigit():
        return int(mark)
    tens, ten, ones = mark.rpartition("十")
    return (_HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + _HAN_DIGITS.get(ones[-1:], 0)


def _numbers(bracket):
    """The numbers that （图1、图3-5） speaks of."""
    found = []
    for part in re.split(r"[、,，和与及]", bracket):
        if span := _SPAN.search(part):
            first, last = _value(span[1]), _value(span[2])
            found += range(first, min(last, HIGHEST) + 1)
        else:
            found += [_value(mark) for mark in re.findall(_NUMBER, part)]
    return found


def _unnumbered(stem):
    """A file's name without the number that it begins or ends with."""
    stem = re.sub(
        rf"^\s*(?:{_LABEL}\s*[-_ （(]*{_NUMBER}|[（(]?[0-9]{{1,2}}(?![0-9年月日]))[）)\-_.、，：: ]*", "", stem
    )
    return re.sub(r"[-_ ]?(?:[（(][0-9]{1,2}[）)]|(?<=[\u3400-\u9fff])[-_ ]?[0-9]{1,2})\s*$", "", stem).strip()


def _plain(text):
    """Letters and digits alone, by which a name and a caption are compared."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def _is_caption(words):
    """Whether the name of a file is a caption: a sentence, or signed."""
    han = sum("\u3400" <= c <= "\u9fff" for c in words)
    return han >= LEAST_CAPTION or (han >= 2 * LEAST_NAME and bool(_HAS_CREDIT.search(words[-12:])))
