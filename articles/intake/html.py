"""HTML from outside as copy: pasted, out of a mail or a feed, or made from a Word file. Pure.

What is read is held to the words and to the few forms a story knows; nothing of the HTML itself is passed on. Elements
are taken as they come, one after the other, so that no depth of them costs more than their number.
"""

import re
from collections.abc import Mapping
from html import escape

from articles.intake import css
from articles.intake.copy import HEADING, ITEM, PICTURE, QUOTE, TEXT, Copy, Picture, Piece
from articles.intake.elements import Target, feed
from articles.intake.embedded import Pictures
from articles.intake.inline import Line
from articles.intake.tables import Table
from articles.markup.cleaning import WITH_CONTENT

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
MOST_LINES = 20  # of one item of a list
DEEPEST_TABLE = 10  # in each other; those further in are read as text
INDENT = ("\u3000", "    ", "\u00a0\u00a0")
LONG_LINE = 30  # characters, from which a line is no verse, no caption and no address
TITLE_LENGTH = 300
_LEVEL = re.compile(r"level([1-9])")
# How Word writes the number of an item in HTML: 1. or a) or (3), where its bullets are single letters of a picture font.
_NUMBERED = re.compile(r"\s*[(（]?\s*([0-9]{1,3}|[a-zA-Z]{1,4})\s*[.)）、]")
_NUMBERED_IN_HAN = re.compile(r"[^\w]*[一二三四五六七八九十百]")


def copy_of(markup, pictures: Mapping[str, Picture] | None = None, *, title="", folder=None) -> Copy:
    """`markup` as Copy. An `img` is one of `pictures`, by its `src`; one that the markup itself holds (`data:`) is written
    into `folder` where there is one. What is left out is told: linked_picture, lost_picture, media. Never raises."""
    reader = _Reader(Pictures(pictures or {}, folder))
    feed(reader, markup)
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
    feed(reader, f"<span>{inline_html}</span>")
    return reader.line.cut(start, stop).html


class _InlineReader(Target):
    """Reads the HTML of one piece."""

    def begin(self, tag, attributes):
        self.take_form(tag, attributes, css.declarations(attributes.get("style")))
        if tag == "br":
            self.line.stretches.append(("\n", self.form))

    def finish(self, tag, ending):
        """Nothing ends but its form."""

    def say(self, text):
        self.line.stretches.append((text, self.form))


class _Reader(Target):
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
        self.item = None  # of which item of a list the words are
        self.last_item = (None, None)  # of which the last piece was, and that piece
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
            kind = QUOTE if self.quotes else TEXT
            self.pieces += [Piece(kind, each.text, each.html, **look) for each in paragraphs(line)]

    def take_item(self, line, look):
        """Put a line behind as an item of a list, or as one more line of the item before it."""
        if self.lists:
            level, is_ordered = min(len(self.lists), DEEPEST_LIST), self.lists[-1] == "ol"
        else:
            level, is_ordered = self.word_item
        item, before = self.last_item
        text, html = line.text, line.html
        if item is not None and item is self.item and self.pieces and self.pieces[-1] is before:
            self.pieces.pop()
            html = f"{before.markup}<br>{html or escape(text, quote=False)}"
            text = f"{before.text}\n{text}"
        piece = Piece(ITEM, text, html, level=level, is_ordered=is_ordered, **look)
        self.pieces.append(piece)
        self.last_item = (self.item if piece.text.count("\n") < MOST_LINES else None, piece)


def paragraphs(line):
    """The line, or where its breaks are the ends of paragraphs, as in copy that was brought from a page, each of them."""
    lines = [each for each in line.lines if each.has_words]
    are_indented = any(each.text.startswith(INDENT) for each in lines[1:])
    are_long = sum(len(each.text) >= LONG_LINE for each in lines) > 1
    return [each.trimmed() for each in lines] if are_indented or are_long else [line]


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
