"""Bylines and credits in house style; what is written here, the readers read back as the same people."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from .people import Credit
from .units import is_outlet

Person = Credit | Sequence[str | None]


def byline_line(outlets: Sequence[str], credits: Iterable[Person]) -> str:
    """雪川新闻网-雪川地区融媒体中心(记者 甲 乙 实习记者 丙).

    `credits` are `Credit`s or (role, name) or (role, name, unit). People of one role in a row share the word for it;
    a unit stands before the role unless it is one of the outlets. People alone go without brackets.
    """
    people = " ".join(_run(*run) for run in runs(person(credit, outlets) for credit in credits))
    line = "-".join(outlets)
    return f"{line}({people})" if line and people else line or people


def credit_line(
    photographers: Iterable[Person] = (),
    *,
    provider: str | None = None,
    agency: str | None = None,
    graphic: Iterable[str] = (),
    marks: Iterable[str] = (),
) -> str:
    """实习记者 江一帆摄 · 记者 甲 乙 通讯员 丙 摄 · 远山社发(章台摄) · 某局供图 · (资料图片) · 制图:甲.

    `photographers` as in `byline_line`, with the role None where only the name is known. Empty where nothing is
    given.
    """
    shot_by = _shot_by(person(credit) for credit in photographers)
    if agency and is_outlet(agency):
        shot_by = f"{agency}发({shot_by})" if shot_by else f"{agency}发"
    elif agency:
        shot_by = f"{shot_by}({agency})" if shot_by else f"{agency}供图"
    parts = [
        *(f"({mark})" for mark in marks),
        shot_by,
        f"{provider}供图" if provider else "",
        f"制图:{' '.join(graphic)}" if graphic else "",
    ]
    return " ".join(filter(None, parts))


def person(one: Person, outlets: Sequence[str] = ()) -> Credit:
    """`one` as a Credit, without a unit that is one of the outlets."""
    credit = one if isinstance(one, Credit) else Credit(*one)
    return Credit(credit.role, credit.name) if credit.unit in outlets else credit


def runs(people: Iterable[Credit]) -> list[tuple[str | None, str | None, list[str]]]:
    """(role, unit, names) for people of one role and unit in a row."""
    alike = groupby(people, key=lambda credit: (credit.role, credit.unit))
    return [(role, unit, [credit.name for credit in run]) for (role, unit), run in alike]


def _run(role: str | None, unit: str | None, names: list[str]) -> str:
    return " ".join(filter(None, [(unit or "") + (role or ""), *names]))


def _shot_by(people: Iterable[Credit]) -> str:
    """Statements that each end in 摄: a person without a role would inherit the role before them."""
    statements: list[list] = []
    for run in runs(people):
        if run[0] and statements and statements[-1][0][0]:
            statements[-1].append(run)
        else:
            statements.append([run])
    return " ".join(map(_statement, statements))


def _statement(runs: list[tuple[str | None, str | None, list[str]]]) -> str:
    role, unit, names = runs[0]
    if role:
        closing = "摄" if len(runs) == len(names) == 1 else " 摄"
        return " ".join(_run(*run) for run in runs) + closing
    # Without a role, spaces between names could be spaces between words of the caption.
    return f"({unit} {'、'.join(names)}摄)" if unit else f"{'、'.join(names)}摄"
