"""The signs at the end of a caption: who took the photo, who gave it, what kind of picture it is.

    credit = people ("摄"|"摄影报道") | "摄影" (":"|"/"|space) names | names "/摄" | 图/names | "(" people "摄" ")"
           | agency "发(" names "摄)" | people 摄 "(" agency ")" | provider (供图|提供) | 图片来源: provider
           | 制图: names
    marker = 资料图片|资料照片|无人机照片|手机照片|视频截图|拼版照片|…AI生成

The end of a sign is plain; where it begins is not, since a caption need not close with a full stop. So the people
before 摄 are tried from the longest stretch to the shortest. After a full stop, or inside a bracket, almost any name
will do; anywhere else only a role, or what surely is a name.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from .dates import read_days
from .names import HAN
from .people import Credit, People, read_people
from .text import trim_blank
from .units import is_outlet, is_unit

REACH = 150
MARKERS = ("资料图片", "资料照片", "资料图", "无人机照片", "手机照片", "视频截图", "拼版照片")

_AI = re.compile(rf"[{HAN}]{{0,20}}AI(?:技术)?生成[{HAN}]{{0,4}}", re.IGNORECASE)
_PARTS = re.compile(r"[ ,、;]+")
_PICTURES = re.compile(r"图?(?P<circled>[①-⑳]+)|图[0-9]{1,2}|图[一二三四五六七八九十]|[上下左右中]图")
_SHOT_AFTER = re.compile(r" ?拍?摄")
_SENTENCE_END = tuple("。!?;…\n")
_CLOSERS = "》”’」』)]"
_NO_CREDIT = frozenset((*_SENTENCE_END, *_CLOSERS))  # no credit reaches across these
_SOFT_END = frozenset(" ,、/")
_BETWEEN = frozenset(" \n,、;")  # parts of a bracket
_LABEL = re.compile(
    rf"(?<![{HAN}A-Za-z/])(?:(?P<by>摄影|图片|图)|(?P<graphic>制图)|(?P<source>图片来源|图源|来源|图片提供|供图))"
    r"(?P<mark> ?[:|/] ?| +)"
)
_PHOTO_BY = re.compile(rf"(?<![{HAN}])(?:图片|照片|图)?由 ?")
_GIVER = re.compile(rf"[{HAN}A-Za-z0-9·、“”]{{1,40}}")
_GIVER_ENDS = ("者", "本人", "单位", "家属")


@dataclass(frozen=True)
class Sign:
    """What one stretch `text[start:end]` at the end of a caption says."""

    start: int
    end: int
    photographers: tuple[Credit, ...] = ()
    provider: str | None = None
    agency: str | None = None
    graphic: tuple[Credit, ...] = ()
    pictures: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    shot_date: date | None = None
    flags: tuple[str, ...] = ()


def both(*givers: str | None) -> str | None:
    """Those who gave a photo as one text, each once; None where nobody did."""
    return "、".join(dict.fromkeys(filter(None, givers))) or None


def read_sign(text: str, end: int, published: date, staff: Set[str], bracket_only: bool = False) -> Sign | None:
    """The sign that ends at offset `end` of folded `text`, or None. With `bracket_only`, no credit without one."""
    if text.endswith(")", 0, end):
        return _read_bracket(text, end, published, staff)
    return None if bracket_only else _read_credit(text, 0, end, staff)


def _read_bracket(text: str, end: int, published: date, staff: Set[str]) -> Sign | None:
    start = text.rfind("(", 0, end)
    content = text[start + 1 : end - 1]
    if start < 0 or ")" in content:
        return None
    if marker := _read_marker(content, start, end, published):
        return marker
    before = trim_blank(text, start)
    if inside := _read_inside(text, start, end, published, staff):
        agency = _read_agency(text, 0, before, staff)
        return replace(inside, start=agency.start, agency=both(agency.agency, inside.agency)) if agency else inside
    signed = _read_shot_by(text, 0, before, staff)
    if not signed:
        return None
    if pictures := _read_pictures(content):
        return replace(signed, end=end, pictures=pictures)
    if len(content) >= 3 and _GIVER.fullmatch(content):
        return replace(signed, end=end, agency=content)
    return None


def _read_marker(content: str, start: int, end: int, published: date) -> Sign | None:
    """(资料图片), (3月2日摄), or both in one bracket; every part has to be the one or the other."""
    marks, shot = [], None
    for part in filter(None, _PARTS.split(content)):
        days = read_days(part, 0, published)
        if part in MARKERS:
            marks.append(part)
        elif _AI.fullmatch(part):
            marks.append("AI生成")
        elif days and days.start and _SHOT_AFTER.fullmatch(part, days.stop):
            shot = days.start
        else:
            return None
    return Sign(start, end, marks=tuple(marks), shot_date=shot) if marks or shot else None


def _read_pictures(content: str) -> tuple[str, ...]:
    """图①③ as ("图①", "图③"), 左图 as it is; empty where `content` names anything else."""
    parts = [_PICTURES.fullmatch(part) for part in _PARTS.split(content)]
    if not all(parts):
        return ()
    pictures = [[f"图{number}" for number in part["circled"]] if part["circled"] else [part[0]] for part in parts]
    return tuple(chain.from_iterable(pictures))


def _read_inside(text: str, start: int, end: int, published: date, staff: Set[str]) -> Sign | None:
    """The credits that fill a bracket from end to end, markers among them: (资料图片,记者 甲摄)."""
    whole, at = Sign(start, end), end - 1
    while at > start + 1:
        sign = _read_credit(text, start + 1, at, staff) or _read_last_marker(text, start + 1, at, published)
        if not sign:
            return None
        whole = replace(
            whole,
            photographers=sign.photographers + whole.photographers,
            provider=both(sign.provider, whole.provider),
            agency=both(sign.agency, whole.agency),
            graphic=sign.graphic + whole.graphic,
            marks=sign.marks + whole.marks,
            shot_date=sign.shot_date or whole.shot_date,
            flags=sign.flags + whole.flags,
        )
        at = sign.start
        while at > start + 1 and text[at - 1] in _BETWEEN:
            at -= 1
    return whole if end - start > 2 else None


def _read_last_marker(text: str, low: int, end: int, published: date) -> Sign | None:
    start = next((at for at in range(end, low, -1) if text[at - 1] in _BETWEEN), low)
    return _read_marker(text[start:end], start, end, published)


def _read_credit(text: str, low: int, end: int, staff: Set[str]) -> Sign | None:
    """The credit without a bracket that ends at `end` and begins at `low` or later."""
    return (
        _read_shot_by(text, low, end, staff)
        or _read_label(text, low, end, staff)
        or _read_provider(text, low, end, staff)
        or _read_agency(text, low, end, staff)
    )


def _starts(text: str, low: int, end: int) -> Iterator[tuple[int, bool]]:
    """Where a credit that ends at `end` may begin, the longest first; True where a sentence or bracket precedes it."""
    reach = max(low, end - REACH)
    start = next((at for at in range(end, reach, -1) if text[at - 1] in _NO_CREDIT), reach)
    if start > reach:
        yield start, text[low:start].rstrip(_CLOSERS).endswith(_SENTENCE_END)
    elif reach == low:
        yield start, low > 0
    for at in range(start + 1, end):
        if text[at - 1] in _SOFT_END and text[at] not in _SOFT_END:
            yield at, False


def _read_shot_by(text: str, low: int, end: int, staff: Set[str]) -> Sign | None:
    """People before 摄; 拍摄 and 俯摄 are verbs of the caption."""
    closing = next((word for word in ("摄影报道", "/摄影", "摄") if text.endswith(word, low, end)), None)
    if not closing:
        return None
    stop = end - len(closing)
    while stop > low and text[stop - 1] in _SOFT_END:
        stop -= 1
    if text.endswith(("拍", "俯"), low, stop):
        return None
    for start, after_sentence in _starts(text, low, stop):
        stretch = text[start:stop].lstrip()
        people = _read_people(stretch, staff)
        if people and _may_sign(people, stretch, after_sentence):
            return Sign(start, end, photographers=people.credits, flags=people.flags)
    return None


def _read_people(text: str, staff: Set[str]) -> People | None:
    """People who may have taken a photo: 文/甲 图/乙 is the byline of a story."""
    people = read_people(text, staff)
    if not people or not people.credits or people.works or people.collective:
        return None
    if any(credit.role in ("文", "图") for credit in people.credits):
        return None
    return people


def _may_sign(people: People, stretch: str, after_sentence: bool) -> bool:
    """Whether people before 摄 are its photographers, and not, in part, words of the caption."""
    first = people.credits[0]
    if first.role:
        begins = stretch.startswith(((first.unit or "") + first.role, first.role))
        return begins or (after_sentence and is_outlet(first.unit or ""))
    if not all(credit.role is None for credit in people.credits):
        return False
    surely_names = not people.doubtful and not people.flags
    alone = len(people.credits) == 1
    if after_sentence:
        return surely_names or (alone and not (people.doubtful and people.flags))
    return surely_names and first.unit is None and (alone or " " not in stretch)


def _read_label(text: str, low: int, end: int, staff: Set[str]) -> Sign | None:
    """摄影:names, 图/names, 制图:names, 图片来源:provider, from the last such label on."""
    for label in reversed(list(_LABEL.finditer(text, max(low, end - REACH), end))):
        spaced = not label["mark"].strip()
        value = text[label.end() : end]
        if label["source"]:
            if not spaced and _GIVER.fullmatch(value):
                return Sign(label.start(), end, provider=value)
            continue
        people = _read_people(value, staff)
        if not people:
            continue
        if label["graphic"]:
            drawn = tuple(replace(credit, role=credit.role or "制图") for credit in people.credits)
            return Sign(label.start(), end, graphic=drawn, flags=people.flags)
        if not spaced or (label["by"] == "摄影" and not people.doubtful):
            return Sign(label.start(), end, photographers=people.credits, flags=people.flags)
    return None


def _read_provider(text: str, low: int, end: int, staff: Set[str]) -> Sign | None:
    """某局供图, 图片由某局提供; 提供 alone only after a sentence and a body or such as 受访者."""
    if text.endswith("供图", low, end):
        for start, _ in _starts(text, low, end - 2):
            giver = _PHOTO_BY.sub("", text[start : end - 2].strip(), count=1)
            if _GIVER.fullmatch(giver) or _is_credited(read_people(giver, staff)):
                return Sign(start, end, provider=giver)
    elif text.endswith("提供", low, end):
        for start, after_sentence in _starts(text, low, end - 2):
            stretch = text[start : end - 2].strip()
            label = _PHOTO_BY.match(stretch)
            giver = stretch[label.end() :] if label else stretch
            named = is_unit(giver) or giver.endswith(_GIVER_ENDS) or _is_credited(read_people(giver, staff))
            photo_by = label and label[0].strip() != "由"
            if photo_by and _GIVER.fullmatch(giver) or (after_sentence and named and "由" not in stretch):
                return Sign(start, end, provider=giver)
    return None


def _is_credited(people: People | None) -> bool:
    return bool(people and people.credits and people.all_have_roles)


def _read_agency(text: str, low: int, end: int, staff: Set[str]) -> Sign | None:
    """远山社发."""
    if not text.endswith("发", low, end):
        return None
    for start, _ in _starts(text, low, end - 1):
        agency = text[start : end - 1].strip()
        if agency not in staff and is_outlet(agency):
            return Sign(start, end, agency=agency)
    return None
