"""Who copy says it is by: roles, units, names and what each person did.

    people = { [unit] role [sp] names }        a role stays in force until the next role
    names  = name { sep name }                 sep = space 、 , / ;
    works  = 文|图|文/图|图/文 "/" or space, then names; or names, then 文/图

A text is people as a whole or not at all: one word that fits nowhere, and nothing is taken. That is what keeps
记者从…获悉 and 通讯员队伍 in the story.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from .names import HAN, read_names
from .units import OWN, is_outlet, is_plainly_unit, is_unit

LONGEST = 300

ROLE = re.compile(
    r"(?:首席|特约|特派|见习|实习|全媒体|融媒体?|摄影|文字|视频){0,3}记者"
    r"|特约通讯员|通讯员|实习生|指导(?:老师|教师)|(?:特约)?评论员|摄影师?|摄像|剪辑|翻译|编译|制图|作者"
)
_TEAM = re.compile(rf"[{HAN}]*(?:本报|本网|本台|报道|采访|采编|采写|评论|记者|融媒|创作)[{HAN}]*组|[{HAN}]*编辑部")
_CLOSING = re.compile(r"(?:综合报道|联合报道|摄影报道|报道|采写|整理)$")
_WORD = re.compile(rf"[{HAN}A-Za-z]+(?: ?· ?[{HAN}A-Za-z]+)*")
_GAP = re.compile(r"[ \n、,/;:|]*")
_GLUED_WORKS = re.compile(rf"(?<=[{HAN}]{{2}})(?:文/图|图/文)(?![{HAN}])")
_LABEL_MARKS = frozenset(":|/")
_WORKS = {"文": ("文",), "图": ("图",), "文图": ("文", "图"), "图文": ("图", "文")}


@dataclass(frozen=True)
class Credit:
    """One person as copy credits them: the role as it was then (None where only 摄 is given), name, unit."""

    role: str | None
    name: str
    unit: str | None = None


@dataclass(frozen=True)
class People:
    """Everybody a line names. `works` tells who did words and pictures where a role is given as well.

    `collective` is a team without a personal name (本网报道组, 本报评论员). `doubtful` says that some word may be no
    name at all; the flag `unresolved`, that some string holds several names which the staff table cannot part.
    """

    credits: tuple[Credit, ...] = ()
    works: dict[str, tuple[str, ...]] = field(default_factory=dict)
    collective: str | None = None
    doubtful: bool = False
    flags: tuple[str, ...] = ()

    @property
    def all_have_roles(self) -> bool:
        """Whether nobody stands before the first role; true of a team as well."""
        return all(credit.role for credit in self.credits)

    def __add__(self, other: "People") -> "People":
        works = {name: self.works.get(name, ()) + done for name, done in other.works.items()}
        return People(
            self.credits + other.credits,
            {**self.works, **works},
            "、".join(filter(None, (self.collective, other.collective))) or None,
            self.doubtful or other.doubtful,
            self.flags + other.flags,
        )


@dataclass(frozen=True)
class _Word:
    """A word and the separators before it; `works` where it is 文 or 图 and not a part of a name."""

    text: str
    gap: str
    works: tuple[str, ...] = ()


def read_people(text: str, staff: Set[str] = frozenset()) -> People | None:
    """The people that the whole of folded `text` names, or None where any of it is something else.

    `staff` are the keys of names known to the house; they part names run together. Names before any role get the role
    None: the caller decides whether such a line counts. A closing 报道 is dropped. Longer than 300 characters is
    None.
    """
    if len(text) > LONGEST:
        return None
    words = _read_words(_GLUED_WORKS.sub(r" \g<0>", _CLOSING.sub("", text.strip())))
    if not words:
        return None
    reading = _Reading(staff)
    for word, following in zip(words, [*words[1:], None], strict=True):
        if not reading.take(word, following):
            return None
    return reading.finish()


def starts_with_role(text: str) -> bool:
    """Whether folded `text` begins as people do: a role, or a unit and its role."""
    word = _WORD.match(text.lstrip()[:60])
    return bool(word) and any(_roles_in(word[0]))


def _roles_in(word: str) -> Iterator[tuple[str | None, str, str]]:
    """Every (unit, role, rest) that a word such as 雪川新闻网记者林知夏 can be cut into."""
    for found in ROLE.finditer(word, 0, 60):
        unit = word[: found.start()]
        if not unit or is_unit(unit):
            yield unit or None, found[0], word[found.end() :]


def _read_words(text: str) -> list[_Word]:
    """The words of `text` with the separators before each; none where anything else stands between."""
    words: list[_Word] = []
    at = 0
    while at < len(text):
        gap = _GAP.match(text, at)[0]
        word = _WORD.match(text, at + len(gap))
        if not word:
            words = words if at + len(gap) == len(text) else []
            break
        words.append(_Word(word[0].replace(" ", ""), gap))
        at = word.end()
    return [] if words and words[0].gap else _join_works(_join_spaced_names(words))


def _join_spaced_names(words: list[_Word]) -> list[_Word]:
    """A lone character, space and another lone character are one name: typesetters space 韩 松 to three."""
    joined: list[_Word] = []
    previous_is_lone = False
    for word in words:
        lone = len(word.text) == 1
        pair = previous_is_lone and lone and not word.gap.strip()
        if pair and not (word.text in _WORKS and joined[-1].text in _WORKS):
            joined[-1] = _Word(joined[-1].text + word.text, joined[-1].gap)
            previous_is_lone = False
        else:
            joined.append(word)
            previous_is_lone = lone
    return joined


def _join_works(words: list[_Word]) -> list[_Word]:
    joined: list[_Word] = []
    for word in words:
        works = _WORKS.get(word.text, ())
        if works and joined and joined[-1].works:
            joined[-1] = _Word("", joined[-1].gap, joined[-1].works + works)
        else:
            joined.append(_Word(word.text, word.gap, works))
    return joined


class _Reading:
    """People as far as they have been read: what is in force for the next name, and who has been named."""

    def __init__(self, staff: Set[str]):
        self.staff = staff
        self.role: str | None = None
        self.unit: str | None = None
        self.role_unit = ""  # that of another house, given with the role: 远山社通讯员 北屏县文联 贺兰
        self.unit_ahead = ""  # a unit that still waits for its role or name
        self.works_ahead: tuple[str, ...] = ()
        self.role_waits = self.works_wait = False  # for a first name
        self.group = 0  # how many credits stood before the role or works now in force
        self.credits: list[Credit] = []
        self.works: dict[str, tuple[str, ...]] = {}
        self.collective: str | None = None
        self.doubtful = self.unresolved = False

    def take(self, word: _Word, following: _Word | None) -> bool:
        """Read one more word; False where it fits nowhere."""
        if not (self.role_waits or self.works_wait or {":", "|"}.isdisjoint(word.gap)):
            return False
        if word.works:
            return self._take_works(word.works, following)
        if cuts := list(_roles_in(word.text)):
            return self._take_first_fitting(cuts)
        if len(word.text) <= 20 and _TEAM.fullmatch(word.text):
            self._name_team(self.unit_ahead + word.text)
            self.unit_ahead = ""
            return True
        if self._is_unit(word.text, following):
            self.unit_ahead += word.text
            return True
        return self._take_names(word.text)

    def finish(self) -> People | None:
        """All that was named, or None where a role, a unit or works stand without a name."""
        if self.unit_ahead or self.works_wait or not self._close_role():
            return None
        if not self.credits and not self.collective:
            return None
        flags = ("unresolved",) if self.unresolved else ()
        return People(tuple(self.credits), self.works, self.collective, self.doubtful, flags)

    def _take_first_fitting(self, cuts: list[tuple[str | None, str, str]]) -> bool:
        for unit, role, rest in cuts:
            if not rest:
                return self._take_role(unit, role)
            if (names := read_names(rest, self.staff)) and names.sure:
                return self._take_role(unit, role) and self._take_names(rest)
        return False

    def _take_role(self, unit: str | None, role: str) -> bool:
        if not self._close_role():
            return False
        if not self.works_wait:
            self.works_ahead = ()
        self.role, self.unit = role, (self.unit_ahead + (unit or "")) or None
        self.role_unit = self.unit if self.unit and self.unit not in OWN else ""
        self.unit_ahead, self.role_waits, self.group = "", True, len(self.credits)
        return True

    def _close_role(self) -> bool:
        """Whether the role in force may end here: it has its names, or is the commentator, the house's own voice."""
        if self.role_waits and self.role.endswith("评论员"):
            self._name_team((self.unit or "") + self.role)
            self.role, self.role_waits = None, False
        return not self.role_waits

    def _take_works(self, works: tuple[str, ...], following: _Word | None) -> bool:
        """文/名 starts new names; 名 文/图 says what the names before did, with their role or instead of one."""
        named = self.credits[self.group :]
        labels_next = following is not None and not _LABEL_MARKS.isdisjoint(following.gap)
        if labels_next or not named or (self.works_ahead and following):
            self.works_ahead, self.works_wait, self.group = works, True, len(self.credits)
            return True
        del self.credits[self.group :]
        for credit in named:
            self._credit(credit.name, credit.unit, works)
        self.group = len(self.credits)
        return True

    def _take_names(self, text: str) -> bool:
        found = read_names(text, self.staff)
        if not found:
            return False
        if self.unit_ahead:
            outer = self.role_unit if self.role_waits and self.role_unit != self.unit_ahead else ""
            self.unit, self.unit_ahead = outer + self.unit_ahead, ""
        for name in found.names:
            self._credit(name, self.unit, self.works_ahead)
        self.doubtful |= not found.sure
        self.unresolved |= not found.resolved
        self.role_waits = self.works_wait = False
        return True

    def _is_unit(self, text: str, following: _Word | None) -> bool:
        """Whether `text` is a unit: plainly, or an outlet that is no clear name, or one that opens before a role."""
        if text in self.staff or is_plainly_unit(text):
            return text not in self.staff
        names = read_names(text, self.staff)
        is_clear_name = names is not None and names.sure and names.resolved
        opens_before_role = self.role is None and following is not None and any(_roles_in(following.text))
        return is_outlet(text) and (opens_before_role or not is_clear_name)

    def _name_team(self, team: str) -> None:
        self.collective = f"{self.collective}、{team}" if self.collective else team

    def _credit(self, name: str, unit: str | None, works: tuple[str, ...]) -> None:
        if self.role or not works:
            self.credits.append(Credit(self.role, name, unit))
        else:
            self.credits += [Credit(work, name, unit) for work in works]
        if self.role and works:
            self.works[name] = self.works.get(name, ()) + works
