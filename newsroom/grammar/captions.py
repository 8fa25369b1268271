"""Captions: the words under a photo, and at their end who took it, when, and what kind of picture it is.

    caption = text [ "(" 月日 "摄" ")" ] [ "(" marker ")" ] [ credit ]

A caption is read from its end, one sign at a time (signs.py): each is cut out and the text before it looked at again,
within the last 300 characters. Everything else, (左) and 图为 among it, stays in the caption as typed.
"""

import re
from collections.abc import Collection, Set
from dataclasses import dataclass, field
from datetime import date

from .dates import find_days, opening_date
from .names import keys
from .people import Credit
from .signs import Sign, both, read_sign
from .text import fold, trim_blank

TAIL = 300
FRONT = 100

_COMBINED = "拼版照片"
_BEFORE_FRONT = re.compile(r"[ \n▲△▼↑]*(?:这是|图为)?")
_SHOT_AFTER = re.compile(r" ?(?:拍摄的|摄(?!影|制|氏))")
_FULL_STOPS = tuple("。!?…")
_CLOSERS = "”’」』)》"


@dataclass(frozen=True)
class Caption:
    """What a caption line says. `caption` is the text as typed without the signs that were cut out of it.

    Photographers have the role None where only 摄 is given. `provider` is who handed the photo in (供图), `agency`
    the house that put it out. `graphic` are the people of 制图. `per_image` maps a picture (图①) to the names of its
    photographers. Flags: `unclosed` bracket (then nothing was taken), `unresolved` names, `impossible_date`.
    """

    caption: str
    photographers: tuple[Credit, ...] = ()
    event_date: date | None = None
    event_date_end: date | None = None
    shot_date: date | None = None
    provider: str | None = None
    agency: str | None = None
    graphic: tuple[Credit, ...] = ()
    per_image: dict[str, tuple[str, ...]] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether the line says anything of where its photo comes from."""
        return bool(self.photographers or self.provider or self.agency or self.graphic or self.marks)


def read_caption(text: str, *, published: date, staff: Collection[str] = ()) -> Caption:
    """Read a caption line. Never raises; what is not understood stays in the caption.

    `published` gives dates their year; `staff` are the names of the house, which part names run together.
    """
    base = max(0, len(text) - TAIL)
    tail = fold(text[base:])
    unclosed = tail.rfind("(") > tail.rfind(")")
    signs = [] if unclosed else _read_signs(tail, published, keys(staff))
    caption = (text[:base] + _without(text[base:], tail, signs, base == 0)).strip()
    front = fold(caption[:FRONT])
    front = front[_BEFORE_FRONT.match(front).end() :]
    opening = opening_date(front, published)
    shot = next((sign.shot_date for sign in signs if sign.shot_date), None) or _shot_in_words(front, published)
    combined = (_COMBINED,) if front.startswith(_COMBINED) else ()
    return Caption(
        caption=caption,
        photographers=sum((sign.photographers for sign in signs), ()),
        event_date=opening.start or shot,
        event_date_end=opening.end,
        shot_date=shot,
        provider=both(*(sign.provider for sign in signs)),
        agency=both(*(sign.agency for sign in signs)),
        graphic=sum((sign.graphic for sign in signs), ()),
        per_image={
            picture: tuple(credit.name for credit in sign.photographers) for sign in signs for picture in sign.pictures
        },
        marks=combined + sum((sign.marks for sign in signs), ()),
        flags=(("unclosed",) if unclosed else ()) + sum((sign.flags for sign in signs), ()) + opening.flags,
    )


def _read_signs(tail: str, published: date, staff: Set[str]) -> list[Sign]:
    """The signs at the end of folded `tail`, in the order of the text.

    A full stop may follow the last sign. Across another one only brackets count: the sentence before it is caption.
    """
    signs: list[Sign] = []
    end = len(tail)
    while True:
        stop = trim_blank(tail, end)
        sentence = trim_blank(tail, stop - 1) if tail.endswith("。", 0, stop) else stop
        bracket_only = bool(signs) and sentence < stop
        sign = read_sign(tail, sentence, published, staff, bracket_only)
        if not sign:
            return signs[::-1]
        signs.append(sign)
        end = sign.start


def _without(typed: str, tail: str, signs: list[Sign], is_whole: bool) -> str:
    """`typed` without the signs, the blanks before them, and a full stop after one that the words do not need."""
    kept, at = "", 0
    for sign in signs:
        kept += typed[at : max(at, trim_blank(tail, sign.start))]
        at = sign.end
        closed = fold(kept[-8:]).rstrip(_CLOSERS).endswith(_FULL_STOPS) or (is_whole and not kept.strip())
        if closed and tail.startswith("。", at):
            at += 1
    return kept + typed[at:]


def _shot_in_words(front: str, published: date) -> date | None:
    """The day of 这是3月8日拍摄的…."""
    found = find_days(front, published)
    return found[1].start if found and _SHOT_AFTER.match(front, found[1].stop) else None
