"""The dateline that opens a story: who reports, from where, when, and the word 讯, 电 or 消息.

dateline = outlet { ("-"|"—"|"/") outlet } [place] [date] [word]
         | outlet D日 place word
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from .dates import find_days
from .names import HAN
from .units import is_outlet, outlet_end

_WORDS = ("消息", "讯", "电")
_PLACE = re.compile(rf"[{HAN}·]{{0,10}}")
_JOINTS = re.compile(r" ?[-/]+ ?")


@dataclass(frozen=True)
class Dateline:
    """What a dateline says; `word` is None where the credits follow the outlets at once."""

    outlets: tuple[str, ...]
    place: str | None = None
    day: date | None = None
    word: str | None = None
    flags: tuple[str, ...] = ()


def read_dateline(text: str, published: date, known: Set[str] = frozenset()) -> Dateline | None:
    """The dateline that the whole of folded `text` is, or None. `known` are outlets by their full names."""
    text = text.strip()
    word = next((word for word in _WORDS if text.endswith(word)), None)
    text = text.removesuffix(word or "").rstrip()
    dated = find_days(text, published)
    days, flags = None, ()
    head, after = text, ""
    if dated:
        start, days = dated
        head, after = text[:start].rstrip(), text[days.stop :].strip()
        flags = () if days.start else ("impossible_date",)
    *joined, last = _JOINTS.split(head)
    end = outlet_end(last, known)
    before = last[end:].strip()
    place = before or after
    if not end or not all(is_outlet(outlet, known) for outlet in joined) or (before and after):
        return None
    if not _may_be_place(place) or (place and not dated and word not in ("讯", "电")):
        return None
    return Dateline((*joined, last[:end]), place or None, days.start if days else None, word, flags)


def _may_be_place(text: str) -> bool:
    """Han only, and no word of running text; 记者站 belongs to an outlet but is not where the news is from."""
    return bool(_PLACE.fullmatch(text)) and not any(mark in text for mark in ("的", "了", "记者", "通讯员"))
