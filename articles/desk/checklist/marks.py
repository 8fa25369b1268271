"""Marks: pairs that do not close, half-width marks in Chinese."""

import re

from django.utils.translation import gettext as _

from articles.desk.checklist.points import Advice, Spot

PAIRS = ("《》", "“”", "（）", "‘’", "〈〉", "【】", "「」", "『』")
# 1） and （一）: before the first of these a bracket never opens.
LABEL = re.compile(r"(?:^|[\s，。；：、])(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])$")
SECONDS = re.compile(r"[’′°] ?[0-9.]+$")  # 45°30’20”, and 5’10”
HALF_WIDTH = re.compile(r"[,;:?!](?=[\u4e00-\u9fff])")


def unpaired(facts):
    """An opening or closing mark without the other, paragraph by paragraph. A quotation over several paragraphs opens
    each of them with “ and closes the last alone."""
    texts = list(facts.texts())
    for left, right in PAIRS:
        for place, (field, line) in enumerate(texts):
            goes_on = left in "“‘" and texts[place + 1 : place + 2] and texts[place + 1][1].startswith(left)
            alone = _alone(line, left, right)
            if alone is None or (goes_on and line[alone] == left):
                continue
            text = _("%(left)s and %(right)s do not pair up.") % {"left": left, "right": right}
            yield Advice(text, field, spots=[Spot.at(line, alone, min(len(line), alone + 8))])
            break  # one a pair is enough to begin with: the rest is often the same slip


def half_width(facts):
    """Half-width marks between Chinese characters; all of them in one point."""
    for field, line in facts.texts():
        if found := HALF_WIDTH.search(line):
            text = _("There are half-width marks between Chinese characters.")
            yield Advice(text, field, spots=[Spot.at(line, found.start(), found.end())])
            return


def _alone(line, left, right):
    """Where in `line` a mark stands without its other half; None where all pair up."""
    opened = []
    for at, mark in enumerate(line):
        if mark == left:
            opened.append(at)
        elif mark == right and not _stands_alone(line, at, bool(opened)):
            if not opened:
                return at
            opened.pop()
    return opened[0] if opened else None


def _stands_alone(line, at, is_open):
    """Whether the closing mark at this place closes nothing: an apostrophe, minutes and seconds, feet and inches, the
    bracket behind the number of an item."""
    mark, before, after = line[at], line[at - 1 : at], line[at + 1 : at + 2]
    if mark == "’" and _is_latin(before) and _is_latin(after):
        return True
    if is_open:
        return False
    if mark == "’":
        return _is_latin(before) or before.isdigit() or after.isdigit()
    wanted = {"”": SECONDS, "）": LABEL}.get(mark)
    return bool(wanted and wanted.search(line[:at]))


def _is_latin(character):
    return character.isascii() and character.isalpha()
