"""The words of one paragraph with the form that a story keeps of them. Pure."""

import re
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from operator import itemgetter

from articles.intake.plaintext import BLANKS

EDGES = BLANKS + "\n\r\u200b"


@dataclass(frozen=True)
class Form:
    """What a stretch of words looks like: `baseline` is "sub" or "sup", `href` where it leads, `size` in points."""

    strong: bool = False
    em: bool = False
    u: bool = False
    s: bool = False
    baseline: str = ""
    href: str = ""
    size: float | None = None
    is_centred: bool = False
    keeps_blanks: bool = False

    @property
    def is_plain(self):
        return not (self.strong or self.em or self.u or self.s or self.baseline or self.href)


PLAIN = Form()
# The tags of a form from the outside in: what an element is opened by, and how it is read from a form.
_LEVELS = [
    ("a", lambda form: form.href),
    ("strong", lambda form: form.strong),
    ("em", lambda form: form.em),
    ("u", lambda form: form.u and not form.href),
    ("s", lambda form: form.s),
    ("", lambda form: form.baseline),
]


class Line:
    """Words in the making: stretches of text, each of one form."""

    def __init__(self, stretches=()):
        self.stretches = [(text, form) for text, form in stretches if text]

    def add(self, text, form):
        """Put `text` behind, its blanks held together as HTML does unless the form keeps them."""
        if not form.keeps_blanks:
            text = re.sub(r"[ \t\n\r\f]+", " ", text)
            if text.startswith(" ") and (not self.stretches or self.stretches[-1][0].endswith((" ", "\n"))):
                text = text[1:]
        if not self.stretches:
            text = text.lstrip(EDGES)
        if text:
            self.stretches.append((text, form))

    def add_break(self, form):
        """Put a line break behind. Says whether one stood there, so that the two are the end of a paragraph."""
        at_break = self.stands_at_a_break
        if self.stretches:
            self.stretches.append(("\n", form))
        return at_break

    @property
    def stands_at_a_break(self):
        """Whether nothing to see stands behind the last line break, or the start."""
        for text, _form in reversed(self.stretches):
            if last := text.rstrip(BLANKS):
                return last.endswith("\n")
        return True

    @property
    def text(self):
        return "".join(text for text, _form in self.stretches)

    @property
    def has_words(self):
        """Whether there is anything to see in it."""
        return any(text.strip(EDGES) for text, _form in self.stretches)

    @property
    def words(self):
        """The forms of the stretches in which there is anything to see."""
        return [form for text, form in self.stretches if text.strip(EDGES)]

    def trimmed(self):
        """The line without blanks at both ends, and around its line breaks."""
        text = self.text
        first = len(text) - len(text.lstrip(EDGES))
        return self.cut(first, max(first, len(text.rstrip(EDGES))))

    def cut(self, start, stop=None):
        """The line from character `start` to `stop`."""
        if not start and (stop is None or stop >= len(self.text)):
            return self
        kept, at = [], 0
        for text, form in self.stretches:
            first, last = max(start - at, 0), len(text) if stop is None else min(max(stop - at, 0), len(text))
            at += len(text)
            if first < last:
                kept.append((text[first:last], form))
        return Line(kept)

    @property
    def lines(self):
        """Its lines, between line breaks."""
        if "\n" not in self.text:
            return [self]
        lines = [[]]
        for text, form in self.stretches:
            first, *more = text.split("\n")
            lines[-1].append((first, form))
            lines += [[(each, form)] for each in more]
        return [Line(line) for line in lines]

    def without(self, **form):
        """The line with a part of its form changed."""
        return Line([(text, replace(each, **form)) for text, each in self.stretches])

    @property
    def html(self):
        """The line as HTML; empty where no more is to be said than its text does."""
        if all(form.is_plain for form in self.words) and "\n" not in self.text:
            return ""
        # Neighbours of one form are one stretch, so that many of them are looked at once, not once for each part of a form.
        alike = groupby(self.stretches, key=itemgetter(1))
        return rendered([("".join(text for text, _form in group), form) for form, group in alike])


def rendered(stretches, levels=tuple(_LEVELS)):
    """Stretches as HTML, one element around all neighbours that share it."""
    if not levels:
        return "".join(escape(text, quote=False).replace("\n", "<br>") for text, _form in stretches)
    (tag, value), rest = levels[0], levels[1:]
    written = ""
    for found, group in groupby(stretches, key=lambda stretch: value(stretch[1])):
        group = list(group)
        inner = rendered(group, rest)
        name = tag or found
        if found and (tag == "a" or "".join(text for text, _form in group).strip()):
            address = f' href="{escape(found)}"' if tag == "a" else ""
            inner = f"<{name}{address}>{inner}</{name}>"
        written += inner
    return written
