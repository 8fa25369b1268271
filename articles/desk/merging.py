"""Two people changed the same article: what both wrote, put together, and where they clash. Pure.

A content is what articles.desk.contents.content_of gives. `base` is the content that both began with, `theirs` the one
that was saved meanwhile, `mine` the one that is to be saved now.
"""

from dataclasses import dataclass
from typing import Any

from articles.compare.blocks import blocks, different, joined

SETS = {"tags", "related"}


@dataclass(frozen=True)
class Clash:
    """A place that both changed, each in another way: the field's name, or for the body the number of the block where
    it begins ("body:3"), with the values of both sides and of before; HTML where it is the body."""

    key: str
    field: str
    theirs: Any
    mine: Any
    base: Any


@dataclass(frozen=True)
class Merge:
    """What both wrote, holding mine where they clash, and the clashes. `body` is the body in parts, for `settle`:
    a list of blocks, or the Clash that stands there."""

    content: dict
    clashes: tuple = ()
    body: tuple = ()


def merge(base, theirs, mine):
    """The Merge of two contents that both came from `base`. A field that only one side changed is taken from it; bodies
    merge block by block, tags and related stories as sets. Keys that a side lacks it has not touched."""
    content, clashes, body = {}, [], ()
    for field in {**theirs, **mine}:
        was = base.get(field)
        hers, own = theirs.get(field, was), mine.get(field, was)
        if hers == own or own == was:
            content[field] = hers
        elif hers == was:
            content[field] = own
        elif field == "body":
            body = _bodies(was or "", hers, own)
            found = [part for part in body if isinstance(part, Clash)]
            clashes += found
            content[field] = _whole(body, {clash.key: "mine" for clash in found})
        elif field in SETS and not _both_moved(was or [], hers, own):
            content[field] = _sets(was or [], hers, own)
        else:
            content[field] = own
            clashes.append(Clash(field, field, hers, own, was))
    return Merge(content, tuple(clashes), body)


def settle(merged, choices, own=None):
    """The content after somebody chose: `choices` maps the key of every clash to "theirs", "mine" or "own" (what `own` has
    for that key), for the body also "both" (theirs, then what mine has beside it). KeyError where a clash has no choice,
    ValueError where it is none."""
    content, own = dict(merged.content), own or {}
    for clash in merged.clashes:
        choice = choices[clash.key]
        may = {"theirs": True, "mine": True, "both": clash.field == "body", "own": clash.key in own}
        if not may.get(choice):
            raise ValueError(f"{clash.key}: {choice}")
        if clash.field != "body":
            content[clash.field] = own[clash.key] if choice == "own" else getattr(clash, choice)
    if merged.body:
        content["body"] = _whole(merged.body, choices, own)
    return content


# ---- bodies


@dataclass(frozen=True)
class _Edit:
    """One side put `new` in the place of the blocks start … end of the base."""

    start: int
    end: int
    new: list
    is_mine: bool

    @property
    def adds(self):
        return len(self.new) > self.end - self.start

    def meets(self, other):
        """Whether the two edits cannot both be done without asking: they share a block, or both add at one place."""
        if max(self.start, other.start) < min(self.end, other.end):
            return True
        if self.start == self.end and other.start == other.end:
            return self.start == other.start
        inserting, lasting = (self, other) if self.start == self.end else (other, self)
        if inserting.start != inserting.end:
            return False
        inside = lasting.start < inserting.start < lasting.end
        return inside or (lasting.adds and inserting.start in (lasting.start, lasting.end))


def _bodies(base, theirs, mine):
    """The merged body in parts: lists of blocks, and a Clash where both changed the same blocks."""
    was = blocks(base)
    edits = _edits(was, blocks(theirs), is_mine=False) + _edits(was, blocks(mine), is_mine=True)
    edits.sort(key=lambda edit: (edit.start, edit.end))
    parts, at = [], 0
    for group in _groups(edits):
        start, end = min(edit.start for edit in group), max(edit.end for edit in group)
        parts.append(was[at:start])
        parts.append(_part(was, start, end, group))
        at = end
    return (*parts, was[at:])


def _edits(was, now, is_mine):
    found = []
    for start, end, first, last in different(was, now):
        if end - start == last - first:  # each block for itself, so that the other side's work on its neighbour stays
            found += [_Edit(start + n, start + n + 1, [now[first + n]], is_mine) for n in range(end - start)]
        else:
            found.append(_Edit(start, end, now[first:last], is_mine))
    return found


def _groups(edits):
    """Edits that meet, directly or through one another, stand together."""
    groups = []
    for edit in edits:
        if groups and any(edit.meets(other) for other in groups[-1] if other.is_mine != edit.is_mine):
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return groups


def _part(was, start, end, group):
    theirs = _applied(was, start, end, [edit for edit in group if not edit.is_mine])
    mine = _applied(was, start, end, [edit for edit in group if edit.is_mine])
    before = was[start:end]
    if theirs in (mine, before):
        return mine
    if mine == before:
        return theirs
    return Clash(f"body:{start}", "body", joined(theirs), joined(mine), joined(before))


def _applied(was, start, end, edits):
    now, at = [], start
    for edit in edits:
        now += [*was[at : edit.start], *edit.new]
        at = edit.end
    return now + was[at:end]


def _whole(parts, choices, own=None):
    return joined(
        block for part in parts for block in (_chosen(part, choices, own) if isinstance(part, Clash) else part)
    )


def _chosen(clash, choices, own):
    choice = choices[clash.key]
    if choice == "own":
        return blocks(own[clash.key])
    if choice == "both":
        theirs = blocks(clash.theirs)
        return theirs + [block for block in blocks(clash.mine) if block not in theirs]
    return blocks(getattr(clash, choice))


# ---- sets


def _kept(values, others):
    return [value for value in values if value in others]


def _moved(was, now):
    return _kept(was, now) != _kept(now, was)


def _both_moved(was, theirs, mine):
    """Whether both put what was there before into another order, and not the same one."""
    return _moved(was, theirs) and _moved(was, mine) and _moved(_kept(theirs, was), _kept(mine, was))


def _sets(was, theirs, mine):
    """What either side added, without what either took out, in the order of the side that changed the order."""
    first, second = (mine, theirs) if _moved(was, mine) else (theirs, mine)
    values = [value for value in first if value in second or value not in was]
    for at, value in enumerate(second):
        if value not in was and value not in values:
            before = [values.index(other) for other in second[:at] if other in values]
            values.insert(max(before) + 1 if before else 0, value)
    return values
