"""Editor lines: who edited, proofread and signed a story, and where it was taken from.

editors = item { sp item } ;  item = role { role } (":"|"|"|"丨"|"/"|"-"|space) names
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from .names import keys
from .people import ROLE, Credit, read_people
from .text import fold

LONGEST = 1000

EDITOR_ROLES = tuple(
    "责任编辑 执行编辑 值班编辑 实习编辑 见习编辑 美术编辑 图文编辑 图片编辑 视频编辑 文字编辑 新媒体编辑 网络编辑 版面编辑 "
    "责编 编辑 校对 美编 责校 审核 编审 审签 审校 签发 一审 二审 三审 初审 复审 终审 一校 二校 三校 责任校对 值班编委 "
    "值班主任 值班总编 总监制 监制 主编 统筹 策划 排版".split()
)
REVIEW_STAGES = frozenset("一审 二审 三审 初审 复审 终审 审核 编审 审签".split())
SOURCE_ROLES = ("来源", "稿源")


def _spaced(role: str) -> str:
    """`role` as typesetters stretch it: 编  辑 is as wide as 责任编辑."""
    return " {0,4}".join(role)


_EDITOR_ROLE = "|".join(map(_spaced, sorted(EDITOR_ROLES, key=len, reverse=True)))
_SOURCE_ROLE = "|".join(map(_spaced, SOURCE_ROLES))
_ONE_ROLE = re.compile(_EDITOR_ROLE)
_ITEM = re.compile(
    rf"(?:(?<=[ \n、,;|/\[\]()·])|^)"
    rf"(?P<role>(?P<editor>(?:{_EDITOR_ROLE})+)|(?P<source>{_SOURCE_ROLE})|{ROLE.pattern})"
    r"(?: *[:|/-][ :|/-]*| +|\n)"
)
_AROUND = " \n、,;|/[]()·"


@dataclass(frozen=True)
class Editors:
    """The people of an editor line, each with the role as typed, and the source that the story was taken from.

    Flags: `same_person_two_stages` where one person signed two review stages, `unread` where a role is followed by
    what are not names, `unresolved` names run together.
    """

    people: tuple[Credit, ...] = ()
    source: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def names_editors(self) -> bool:
        """Whether the whole line was read and is the desk's own, not a reporter's byline."""
        is_desk = any(credit.role in EDITOR_ROLES for credit in self.people) or self.source is not None
        return is_desk and "unread" not in self.flags


def read_editors(text: str, *, staff: Collection[str] = ()) -> Editors:
    """Read an editor line, or several; nobody where the text does not begin with a role. Never raises."""
    line = fold(text[: LONGEST + 1]).strip(_AROUND)
    items = list(_ITEM.finditer(line)) if len(line) <= LONGEST else []
    if not items or items[0].start() > 0:
        return Editors()
    staff = keys(staff)
    people: list[Credit] = []
    source = None
    flags: tuple[str, ...] = ()
    ends = [*(item.start() for item in items[1:]), len(line)]
    for item, end in zip(items, ends, strict=True):
        value = line[item.end() : end]
        if item["source"]:
            source = "、".join(filter(None, (source, _without_marks(value)))) or None
            continue
        named = read_people(value.strip(_AROUND), staff)
        if not named or named.collective or any(credit.role for credit in named.credits):
            flags += ("unread",)
            continue
        roles = _ONE_ROLE.findall(item["role"]) if item["editor"] else [item["role"]]
        people += [Credit(r.replace(" ", ""), one.name, one.unit) for r in roles for one in named.credits]
        flags += named.flags
    if _signs_twice(people):
        flags = ("same_person_two_stages", *flags)
    return Editors(tuple(people), source, flags)


def _without_marks(value: str) -> str:
    """`value` without the marks around it; a bracket that both opens and closes in it is its own."""
    inside = value.strip(_AROUND)
    if inside.count("(") > inside.count(")") and value.find(")", value.rfind("(")) > 0:
        inside += ")"
    return inside


def _signs_twice(people: list[Credit]) -> bool:
    """Whether one person signed two stages of review: each stage is there to be another pair of eyes."""
    signed = {(credit.role, credit.name) for credit in people if credit.role in REVIEW_STAGES}
    return len({name for _, name in signed}) < len(signed)
