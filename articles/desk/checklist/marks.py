"""Marks: pairs that do not close, half-width marks in Chinese."""

import re

from django.utils.translation import gettext as _

from articles.desk.checklist.points import Advice, Spot

PAIRS = ("《》", "“”", "（）", "‘’", "〈〉", "【】")
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
        elif mark == right:
            if not opened:
                return at
            opened.pop()
    return opened[0] if opened else None
