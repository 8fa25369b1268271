"""The elements of HTML from outside, one after the other. Pure."""

import re
from collections import Counter
from dataclasses import replace

from lxml import etree

from articles.intake import css
from articles.intake.inline import Form, Line
from newsroom.text import printable

DEEPEST = 1000  # elements in each other, before what follows is read as if they had ended
PIECE_LENGTH = 4000
ADDRESS_LENGTH = 2000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LINK = re.compile(r"(https?://|mailto:)\S", re.ASCII | re.IGNORECASE)


def feed(target, markup):
    """Let `target` hear what is in `markup`, however it is nested."""
    markup = printable(markup)
    pieces = _in_pieces(markup) if _may_be_deep(markup) else [markup]
    while pieces:
        # As bytes, so that no `meta` in it says otherwise.
        parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
        try:
            while pieces and len(target.open) <= DEEPEST:
                parser.feed(pieces.pop().encode())
            parser.close()
        except etree.XMLSyntaxError as error:  # there was no element and no word in it
            if "memory" in str(error).lower():
                raise MemoryError from None
        target.end_all()


def _may_be_deep(markup):
    """Whether more elements may be open at once than a parser closes in good time: it looks through them all each time."""
    open, most = Counter(), 0
    for closing, tag in _TAG.findall(markup):
        if not closing:
            open[tag] += 1
            most += 1
        elif open[tag]:
            open[tag] -= 1
            most -= 1
        if most > DEEPEST:
            return True
    return False


def _in_pieces(markup):
    """`markup` in pieces that end where a tag does, the last one first."""
    pieces, at = [], 0
    while at < len(markup):
        end = markup.find(">", at + PIECE_LENGTH) + 1 or len(markup)
        pieces.append(markup[at:end])
        at = end
    return pieces[::-1]


class Target:
    """What the parser calls. An element that is open keeps the form of the words around it, and what its end brings."""

    def __init__(self):
        self.line = Line()
        self.form = Form()
        self.open = []
        self.heard = []

    def start(self, tag, attributes):
        self.hear()
        around = self.form
        self.open.append((tag, around, self.begin(tag, attributes)))

    def end(self, tag):
        self.hear()
        if self.open:
            tag, around, ending = self.open.pop()
            self.finish(tag, ending)
            self.form = around

    def end_all(self):
        """End what the markup did not."""
        self.hear()
        while self.open:
            self.end("")

    def data(self, text):
        self.heard.append(text)

    def hear(self):
        """Take all words since the last tag."""
        if self.heard:
            text, self.heard = printable("".join(self.heard)), []
            self.say(text)

    def comment(self, text):
        """Comments are nobody's words."""

    def pi(self, target, data=None):
        """Nor are instructions."""

    def close(self):
        """The parser asks for no result."""

    def take_form(self, tag, attributes, said):
        """Let the words from here on look as the element says."""
        self.form = css.formed(self.form, tag, attributes, said)
        if tag == "a" and (address := _address(attributes.get("href"))):
            self.form = replace(self.form, href=address)


def _address(value):
    """The address that a link may keep, "" where it leads nowhere a story may lead."""
    value = re.sub(r"[\t\r\n]", "", value or "").strip()  # as browsers do
    return value if _LINK.match(value) and len(value) <= ADDRESS_LENGTH else ""
