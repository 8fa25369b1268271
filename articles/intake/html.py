"""HTML from outside as copy: pasted, out of a mail or a feed, or made from a Word file. Pure.

What is read is held to the words and to the few forms a story knows; nothing of the HTML itself is passed on. Elements
are taken as they come, one after the other, so that no depth of them costs more than their number.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from articles.intake import css
from articles.intake.copy import HEADING, ITEM, PICTURE, QUOTE, TEXT, Copy, Picture, Piece
from articles.intake.embedded import Pictures
from articles.intake.inline import Form, Line
from articles.intake.tables import Table
from articles.markup.cleaning import WITH_CONTENT
from newsroom.text import printable

MEDIA = {"iframe", "object", "video", "audio", "embed"}
UNSEEN = WITH_CONTENT | MEDIA | {"head", "datalist", "applet", "rp", "map", "frameset"}
BLOCKS = set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary "
    "table tbody td tfoot th thead tr ul".split()
)
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol", "menu", "dir"}
DEEPEST_LIST = 9
DEEPEST_TABLE = 10  # in each other; those further in are read as text
DEEPEST = 1000  # elements in each other, before what follows is read as if they had ended
PIECE_LENGTH = 4000
ADDRESS_LENGTH = 2000
TITLE_LENGTH = 300
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LINK = re.compile(r"(https?://|mailto:)\S", re.ASCII | re.IGNORECASE)
_LEVEL = re.compile(r"level([1-9])")
# How Word writes the number of an item in HTML: 1. or a) or (3), where its bullets are single letters of a picture font.
_NUMBERED = re.compile(r"\s*[(（]?\s*([0-9]{1,3}|[a-zA-Z]{1,4})\s*[.)）、]")
_NUMBERED_IN_HAN = re.compile(r"[^\w]*[一二三四五六七八九十百]")


def copy_of(markup, pictures: Mapping[str, Picture] | None = None, *, title="", folder=None) -> Copy:
    """`markup` as Copy. An `img` is one of `pictures`, by its `src`; one that the markup itself holds (`data:`) is written
    into `folder` where there is one. What is left out is told: linked_picture, lost_picture, media. Never raises."""
    reader = _Reader(Pictures(pictures or {}, folder))
    _feed(reader, markup)
    reader.flush()
    return Copy(
        reader.story,
        pictures=reader.pictures.used,
        told=list(dict.fromkeys(reader.pictures.told)),
        title=title or " ".join(reader.title.split())[:TITLE_LENGTH],
    )


def cut(inline_html, start, stop=None):
    """`inline_html`, as a Piece has it, from character `start` of its text to `stop`; a line break counts as one."""
    reader = _InlineReader()
    _feed(reader, f"<span>{inline_html}</span>")
    return reader.line.cut(start, stop).html


def _feed(target, markup):
    markup = printable(markup)
    pieces = _in_pieces(markup) if _may_be_deep(markup) else [markup]
    while pieces:
        # As bytes, so that no `meta` in it says otherwise.
        parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
        try:
            while pieces and len(target.open) <= DEEPEST:
                parser.feed(pieces.pop().encode())
            parser.close()
        except etree.XMLSyntaxError:  # there was no element and no word in it
            continue
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


class _Target:
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


class _InlineReader(_Target):
    """Reads the HTML of one piece."""

    def begin(self, tag, attributes):
        self.take_form(tag, attributes, css.declarations(attributes.get("style")))
        if tag == "br":
            self.line.stretches.append(("\n", self.form))

    def finish(self, tag, ending):
        """Nothing ends but its form."""

    def say(self, text):
        self.line.stretches.append((text, self.form))


class _Reader(_Target):
    """Makes pieces of HTML. `pieces` is where they go: to the story, or to the innermost cell that is open."""

    def __init__(self, pictures):
        super().__init__()
        self.pictures = pictures
        self.title = ""
        self.story = self.pieces = []
        self.waiting = []  # pictures in the midst of words, which come behind them
        self.unseen = 0  # how many elements are open that nobody sees
        self.listens = None  # what takes the words of such an element
        self.tables = []
        self.lists = []
        self.item = self.last_item = None  # of which item of a list the words are, and the last piece was
        self.word_item = None  # the item that a paragraph of Word says it is: its level, and whether it is numbered
        self.heading = self.quotes = 0

    def begin(self, tag, attributes):
        """Read the start of an element; what its end is to call."""
        said = css.declarations(attributes.get("style"))
        if self.unseen or self.is_unseen(tag, attributes, said):
            return self.open_unseen(tag, said)
        if tag in BLOCKS:
            self.flush()
        self.take_form(tag, attributes, said)
        if found := _LEVEL.search(said.get("mso-list", "")):
            self.word_item = (int(found[1]), False)
            return self.end_word_item
        opening = _OPENINGS.get(tag)
        return opening(self, tag, attributes) if opening else self.nothing

    def finish(self, tag, ending):
        if tag in BLOCKS and not self.unseen:
            self.flush()
        ending()

    def say(self, text):
        if not self.unseen:
            self.line.add(text, self.form)
        elif self.listens:
            self.listens(text)

    def is_unseen(self, tag, attributes, said):
        """Whether nobody sees an element."""
        if tag in ("html", "body"):
            return False
        return tag in UNSEEN or "hidden" in attributes or css.is_hidden(said) or said.get("mso-list") == "ignore"

    def open_unseen(self, tag, said):
        listens = self.listens
        if said.get("mso-list") == "ignore":
            self.listens = self.take_label
        elif tag == "title" and not self.title:
            self.listens = self.take_title
        elif tag in MEDIA:
            self.pictures.told.append("media")
        self.unseen += 1

        def end():
            self.unseen -= 1
            self.listens = listens

        return end

    def take_title(self, text):
        self.title += text

    def take_label(self, text):
        """The bullet or number that Word puts before an item, as text."""
        if self.word_item is None or not text.strip():
            return
        if _NUMBERED_IN_HAN.match(text):  # a story's lists know no such numbers
            self.line.add(text, self.form)
            self.word_item = None
        elif _NUMBERED.match(text):
            self.word_item = (self.word_item[0], True)

    def nothing(self):
        """The end of an element of which nothing more is to be said."""

    def open_heading(self, tag, attributes):
        self.heading = int(tag[1])
        return self.end_heading

    def end_heading(self):
        self.heading = 0

    def open_quote(self, tag, attributes):
        self.quotes += 1
        return self.end_quote

    def end_quote(self):
        self.quotes -= 1

    def open_list(self, tag, attributes):
        self.lists.append(tag)
        return self.lists.pop

    def open_item(self, tag, attributes):
        around, self.item = self.item, object()

        def end():
            self.item = around

        return end

    def end_word_item(self):
        self.word_item = None

    def open_break(self, tag, attributes):
        if self.line.add_break(self.form):
            self.flush()
        return self.nothing

    def open_annotation(self, tag, attributes):
        self.line.add("(", self.form)
        return lambda: self.line.add(")", self.form)

    def open_picture(self, tag, attributes):
        place = self.pictures.place(attributes)
        if place is None:
            return self.nothing
        if self.line.stands_at_a_break:
            self.flush()
        self.waiting.append(Piece(PICTURE, picture=place))
        if not self.line.has_words:
            self.flush()
        return self.nothing

    def open_table(self, tag, attributes):
        if len(self.tables) >= DEEPEST_TABLE:
            return self.nothing
        table, outside = Table(), (self.pieces, self.lists, self.item, self.heading)
        self.tables.append(table)
        self.pieces, self.lists, self.item, self.heading = table.strays, [], None, 0

        def end():
            self.tables.remove(table)
            self.pieces, self.lists, self.item, self.heading = outside
            self.pieces.extend(table.pieces)

        return end

    def open_row(self, tag, attributes):
        if self.tables:
            self.tables[-1].row()
        return self.nothing

    def open_cell(self, tag, attributes):
        if not self.tables:
            return self.nothing
        around, self.pieces = self.pieces, self.tables[-1].cell(tag, attributes).pieces

        def end():
            self.pieces = around

        return end

    def flush(self):
        """End the line: what was read of it is a piece, and pictures that waited for its end come behind."""
        if self.line.has_words:
            line, self.line = self.line.trimmed(), Line()
            if line.has_words:
                self.take(line)
        self.pieces += self.waiting
        self.waiting = []

    def take(self, line):
        """Put a line behind as a piece."""
        forms = line.words
        is_bold = all(form.strong for form in forms)
        sizes = [form.size for form in forms if form.size]
        look = {
            "is_centred": all(form.is_centred for form in forms),
            "is_bold": is_bold,
            "size": max(sizes) if sizes else None,
        }
        if self.heading:
            line = line.without(strong=False) if is_bold else line
            self.pieces.append(Piece(HEADING, line.text, line.html, level=self.heading, **look))
        elif self.lists or self.word_item:
            self.take_item(line, look)
        else:
            self.pieces.append(Piece(QUOTE if self.quotes else TEXT, line.text, line.html, **look))

    def take_item(self, line, look):
        """Put a line behind as an item of a list, or as one more line of the item before it."""
        if self.lists:
            level, is_ordered = min(len(self.lists), DEEPEST_LIST), self.lists[-1] == "ol"
        else:
            level, is_ordered = self.word_item
        last = self.pieces[-1] if self.pieces else None
        if self.item and last is not None and self.last_item == (self.item, id(last)):
            before = Line([*last_line(last), ("\n", Form())])
            line = Line([*before.stretches, *line.stretches])
            self.pieces.pop()
        piece = Piece(ITEM, line.text, line.html, level=level, is_ordered=is_ordered, **look)
        self.pieces.append(piece)
        self.last_item = (self.item, id(piece))


def last_line(piece):
    """The words of a piece that is there, with their form."""
    reader = _InlineReader()
    if not piece.html:
        return [(piece.text, Form())]
    _feed(reader, f"<span>{piece.html}</span>")
    return reader.line.stretches


_OPENINGS = {
    **dict.fromkeys(HEADINGS, _Reader.open_heading),
    **dict.fromkeys(LISTS, _Reader.open_list),
    "li": _Reader.open_item,
    "blockquote": _Reader.open_quote,
    "br": _Reader.open_break,
    "rt": _Reader.open_annotation,
    "img": _Reader.open_picture,
    "table": _Reader.open_table,
    "tr": _Reader.open_row,
    "td": _Reader.open_cell,
    "th": _Reader.open_cell,
}


def _address(value):
    """The address that a link may keep, "" where it leads nowhere a story may lead."""
    value = re.sub(r"[\t\r\n]", "", value or "").strip()  # as browsers do
    return value if _LINK.match(value) and len(value) <= ADDRESS_LENGTH else ""
