"""Which words belong to which picture: captions under or over the pictures of copy, and captions without any. Pure."""

import re
from dataclasses import dataclass, replace
from statistics import median

from articles.intake.copy import PICTURE, TEXT
from newsroom.grammar import captions

CAPTION_LENGTH = 240
_OPENS_A_CAPTION = re.compile(r"[ \u3000]*(?:图为|图(?:片)?[ ]?[①-⑳0-9一二三四五六七八九十]{1,3}[：:. 、]|[▲△▼↑←→↓])")
_CIRCLED = {chr(0x2460 + number): number + 1 for number in range(20)}
_HAN = {character: number for number, character in enumerate("一二三四五六七八九十", 1)}
_PLACES = {"左": 1, "上": 1, "右": -1, "下": -1}


@dataclass(frozen=True)
class Shown:
    """Photos that stand together: (caption, place of the picture among those of the copy, or None) of each, and the
    places of the pieces that were their captions."""

    photos: list[tuple[captions.Caption, int | None]]
    lines: list[int]


def show(pieces, places, *, published, staff):
    """For the pieces at `places`, in order: a Shown for pictures with their captions, or for a caption whose picture did
    not come along, and the place of every other piece."""
    read = _reader(pieces, published, staff)
    is_caption = _judge(pieces, places, read)
    at, found = 0, []
    while at < len(places):
        if pieces[places[at]].kind != PICTURE:
            place = places[at]
            found.append(Shown([(read(place), None)], [place]) if _is_signed(pieces[place], read(place)) else place)
            at += 1
            continue
        run = at
        while run < len(places) and pieces[places[run]].kind == PICTURE:
            run += 1
        pictures = [pieces[place].picture for place in places[at:run]]
        lines = []
        while run < len(places) and len(lines) < len(pictures) and is_caption(places[run]):
            lines.append(places[run])
            run += 1
        if not lines and run < len(places):  # pictures at the very end go where a caption waits for one
            lines = _over(found, is_caption)
        found.append(Shown(_shared_out(pictures, [read(line) for line in lines]), lines))
        at = run
    return found


def _reader(pieces, published, staff):
    known = {}

    def read(place):
        if place not in known:
            known[place] = captions.read_caption(pieces[place].text, published=published, staff=staff)
        return known[place]

    return read


def _is_signed(piece, caption):
    return piece.kind == TEXT and len(piece.text) <= CAPTION_LENGTH and caption.is_signed


def _judge(pieces, places, read):
    """What tells whether a piece beside a picture is its caption: it is signed, or opens as captions do, or it is centred
    or in smaller letters while the text is not."""
    texts = [pieces[place] for place in places if pieces[place].kind == TEXT and len(pieces[place].text) > 60]
    centres_text = sum(piece.is_centred for piece in texts) * 2 > len(texts)
    sizes = [piece.size for piece in texts if piece.size]
    usual = median(sizes) if sizes else None

    def is_caption(place):
        piece = pieces[place]
        if piece.kind != TEXT or not 0 < len(piece.text) <= CAPTION_LENGTH:
            return False
        if read(place).is_signed or _OPENS_A_CAPTION.match(piece.text):
            return True
        if piece.is_bold:
            return False
        return (piece.is_centred and not centres_text) or bool(usual and piece.size and piece.size < usual)

    return is_caption


def _over(found, is_caption):
    """The line over a picture that has none below, taken back out of `found` where it is its caption."""
    if not found:
        return []
    last = found[-1]
    if isinstance(last, Shown) and len(last.photos) == 1 and last.photos[0][1] is None:
        found.pop()
        return last.lines
    if isinstance(last, int) and is_caption(last):
        found.pop()
        return [last]
    return []


def _shared_out(pictures, said):
    """(caption, picture) of each: one caption under several pictures is that of all of them, with the credit of each where
    it says which is whose."""
    if not said:
        return [(captions.Caption(""), picture) for picture in pictures]
    if len(said) == 1:
        return [(_of_one(said[0], number, len(pictures)), picture) for number, picture in enumerate(pictures, 1)]
    more = [captions.Caption("")] * (len(pictures) - len(said))
    return list(zip([*said, *more], pictures, strict=True))


def _of_one(caption, number, total):
    """The caption with the photographers of picture `number` of `total` alone, where it tells them apart."""
    names = [n for key, names in caption.per_image.items() if _which(key, total) == number for n in names]
    if not names:
        return caption
    return replace(caption, photographers=tuple(c for c in caption.photographers if c.name in names))


def _which(key, total):
    """The number that a picture has by what a caption calls it: 图①, 图2, 左."""
    for character in key:
        if character in _CIRCLED:
            return _CIRCLED[character]
        if character in _HAN:
            return _HAN[character]
        if character in _PLACES:
            return _PLACES[character] % (total + 1)
    digits = re.search(r"[0-9]{1,3}", key)
    return int(digits[0]) if digits else 0
