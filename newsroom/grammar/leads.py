"""The lead of a story: outlets, byline and dates before the body, or the byline at its very end.

    lead     = [ "据" ] [ dateline ] [ credits ] body ; or feature NEWLINE body ; or body tail
    credits  = "(" people ["报道"] ")" | people "报道" ":"
    feature  = ["□"|"■"] people | works ["题:" title]            its own line, no brackets
    tail     = "(" people ")" at the very end, or a last line role ":" names

Whatever does not fit stays in the body: the body is a piece of the text as typed, and only blanks, the lead and the
tail stand outside it. Leads are sought in the first 600 characters, tails in the last 300.
"""

import re
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass, field
from datetime import date

from .datelines import Dateline, read_dateline
from .dates import opening_date
from .names import keys
from .people import ROLE, Credit, People, read_people, starts_with_role
from .text import fold, skip_blank
from .units import OWN

HEAD = 600
TAIL = 300
_LONGEST_DATELINE = 80

# Where a dateline may end: after its word, or before the credits.
_DATELINE_END = re.compile(r"(?:讯|电|消息)(?=[ (:]|$)|讯(?=[0-9])|(?=[ (]|$)")
_AFTER_WORD = re.compile(r" *:|")
_AFTER_BRACKET = re.compile(r"\) *:?")
_REPORTS = re.compile(r"报道 *:")
_TITLE = re.compile(r" *题 *: *")
_MARKS = "□■"
_TAIL_LABEL = re.compile(rf"(?:{ROLE.pattern}) *:")


@dataclass(frozen=True)
class Lead:
    """What the start (or the end) of a story says of it, and the body as typed.

    `dispatch` is 讯, 电 or 消息. `body` is `text[body_start:body_start + len(body)]`. `works` maps a name to what
    that person did (文, 图) beside a role. `position` is "tail" where the byline closes the body. Flags: `unclosed`
    bracket, `unread` byline, `unresolved` names run together, `impossible_date`.
    """

    body: str
    body_start: int = 0
    outlets: tuple[str, ...] = ()
    dispatch: str | None = None
    place: str | None = None
    dispatch_date: date | None = None
    credits: tuple[Credit, ...] = ()
    event_date: date | None = None
    event_date_end: date | None = None
    date_text: str | None = None
    title: str | None = None
    reprint: bool = False
    works: dict[str, tuple[str, ...]] = field(default_factory=dict)
    collective: str | None = None
    position: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Byline:
    """People and a title as far as they stand from some offset on; `stop` is the offset after them."""

    stop: int
    people: People | None = None
    title: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Head:
    """All that stands before the body."""

    byline: _Byline
    dateline: Dateline | None = None
    reprint: bool = False
    flags: tuple[str, ...] = ()


def read_lead(text: str, *, published: date, staff: Collection[str] = (), known_outlets: Collection[str] = ()) -> Lead:
    """Read a story's text: dateline, byline, dates, body. Never raises; what is not understood stays in the body.

    `published` gives dates their year. `staff` are the names of the house, which part names run together;
    `known_outlets` are outlets whose names end like no outlet's.
    """
    staff = keys(staff)
    head = _read_head(text[:HEAD], published, staff, frozenset(map(fold, known_outlets)))
    body_start = len(text) - len(text[head.byline.stop :].lstrip())
    body_end = max(body_start, len(text.rstrip()))
    people, position = head.byline.people, None
    if people is None and (tail := _read_tail(text, body_start, body_end, staff)):
        (people, body_end), position = tail, "tail"
    people, dateline = people or People(), head.dateline or Dateline(())
    body = text[body_start:body_end].rstrip()
    opening = opening_date(fold(body[:60]), published)
    return Lead(
        body=body,
        body_start=body_start,
        outlets=dateline.outlets,
        dispatch=dateline.word,
        place=dateline.place,
        dispatch_date=dateline.day,
        credits=people.credits,
        event_date=opening.start,
        event_date_end=opening.end,
        date_text=opening.text,
        title=head.byline.title,
        reprint=head.reprint,
        works=people.works,
        collective=people.collective,
        position=position,
        flags=tuple(dict.fromkeys(dateline.flags + head.flags + people.flags + opening.flags)),
    )


def _read_head(text: str, published: date, staff: Set[str], known: Set[str]) -> _Head:
    """Dateline and byline at the start of `text`. A dateline counts only with its word or with a byline after it."""
    folded = fold(text)
    start = skip_blank(folded, 0)
    reprint = folded.startswith("据", start)
    at = start + reprint
    flags: tuple[str, ...] = ()
    for end in _dateline_ends(folded, at):
        dateline = read_dateline(folded[at:end], published, known)
        if not dateline:
            continue
        end = _AFTER_WORD.match(folded, end).end() if dateline.word else end
        byline = _read_byline(text, folded, end, staff)
        flags += byline.flags
        if dateline.word or byline.people:
            return _Head(byline, dateline, reprint, flags)
    byline = _read_byline(text, folded, start, staff)
    return _Head(byline if byline.people else _Byline(0), flags=flags + byline.flags)


def _dateline_ends(folded: str, at: int) -> Iterator[int]:
    line_end = _line_end(folded, at)
    for found in _DATELINE_END.finditer(folded, at, min(line_end, at + _LONGEST_DATELINE)):
        yield found.end()


def _read_byline(text: str, folded: str, at: int, staff: Set[str]) -> _Byline:
    """The title after 题: and every bracket, 报道: or line of people from `at` on."""
    title = None
    if label := _TITLE.match(folded, at):
        at = _line_end(folded, label.end())
        title = text[label.end() : at].strip()
    people, flags = None, ()
    while True:
        at_blank = skip_blank(folded, at)
        found = (
            _read_bracket(folded, at_blank, staff)
            or _read_reports(folded, at_blank, staff)
            or _read_feature(text, folded, at_blank, staff)
        )
        if not found:
            return _Byline(at, people, title, flags)
        flags += found.flags
        if not found.people:
            return _Byline(at, people, title, flags)
        people = people + found.people if people else found.people
        title = title or found.title
        at = found.stop


def _read_bracket(folded: str, at: int, staff: Set[str]) -> _Byline | None:
    """(记者 甲 通讯员 乙); without people, but flagged, where the bracket begins as a byline and cannot be read."""
    if not folded.startswith("(", at):
        return None
    close = folded.find(")", at)
    content = folded[at + 1 : close] if close > 0 else folded[at + 1 :]
    closed = close > 0 and "(" not in content
    people = read_people(content, staff) if closed else None
    if people and people.all_have_roles:
        return _Byline(_AFTER_BRACKET.match(folded, close).end(), people)
    if starts_with_role(content):
        line = folded[at : _line_end(folded, at)]
        return _Byline(at, flags=("unread" if line.count(")") >= line.count("(") else "unclosed",))
    return None


def _read_reports(folded: str, at: int, staff: Set[str]) -> _Byline | None:
    """记者柳依报道: inside the first line."""
    found = _REPORTS.search(folded, at, min(_line_end(folded, at), at + _LONGEST_DATELINE))
    people = read_people(folded[at : found.start()], staff) if found else None
    if not people or not people.credits or not people.all_have_roles:
        return None
    return _Byline(found.end(), people)


def _read_feature(text: str, folded: str, at: int, staff: Set[str]) -> _Byline | None:
    """A line of its own that is people from end to end, with the title after 题: where it gives one."""
    marked = folded[at : at + 1] in _MARKS and at < len(folded)
    line_end = _line_end(folded, at)
    if line_end == HEAD:
        return None  # the line may go on behind what was looked at
    label = _TITLE.search(folded, at, line_end)
    people = read_people(folded[at + marked : label.start() if label else line_end], staff)
    if not people or not people.all_have_roles or not (marked or _is_plain_byline(people)):
        return None
    return _Byline(line_end, people, text[label.end() : line_end].strip() if label else None)


def _is_plain_byline(people: People) -> bool:
    """Whether people on a line without brackets or □ can be nothing else: a headline may be made of short words."""
    if not people.credits:
        return people.collective.startswith(OWN)
    return not people.doubtful or any(credit.unit or credit.role in ("文", "图") for credit in people.credits)


def _read_tail(text: str, start: int, end: int, staff: Set[str]) -> tuple[People, int] | None:
    """The people who close the body `text[start:end]`, and the offset where they begin."""
    base = max(start, end - TAIL)
    folded = fold(text[base:end])
    if folded.endswith(")"):
        at = folded.rfind("(")
        people = read_people(folded[at + 1 : -1], staff) if at >= 0 else None
    else:
        at = folded.rfind("\n") + 1
        people = read_people(folded[at:], staff) if at and _TAIL_LABEL.match(folded, at) else None
    return (people, base + at) if people and people.all_have_roles else None


def _line_end(folded: str, at: int) -> int:
    end = folded.find("\n", at)
    return end if end >= 0 else len(folded)
