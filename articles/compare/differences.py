"""The difference of two texts as a person reads it: which blocks came, went and stayed, and inside a changed block every
character that did. Pure; what it gives is safe to print, whatever it was given."""

import time
from dataclasses import dataclass
from html import escape
from itertools import groupby

import lxml.html

from articles.compare.blocks import compared, elements
from articles.compare.runs import alike, couples, pairs, runs

SECONDS = 0.4  # for a whole body; what takes longer is told more coarsely
BLOCKS = set("p h2 h3 h4 ul ol li blockquote table caption thead tbody tfoot tr th td figure figcaption hr".split())
HOLDERS = BLOCKS | {"aside", "div"}
MARKS = set("strong em b i u s sub sup ruby rt rp q cite".split())
PRINTED = {"colspan", "rowspan", "start", "dir", "lang"}
_marks = {-1: "del", 1: "ins"}


@dataclass(frozen=True)
class Piece:
    """A block of a difference: its kind ("same", "added", "removed", "changed") and safe HTML, in which <del> and <ins>
    mark what was taken out and put in."""

    kind: str
    html: str


def difference(before, after, place=lambda kind, value: escape(value), seconds=None):
    """The Pieces that lead from one body to the other, in order. `place(kind, value)` gives the safe HTML of what stands
    in the body by number or address: ("photo", "12"), ("story", "4242"), ("video", "https://…"). What is not found
    within `seconds` is told more coarsely."""
    seconds = SECONDS if seconds is None else seconds
    until = time.monotonic() + seconds
    found = []
    for operation, run in compared(elements(before or ""), elements(after or ""), seconds):
        found += [(operation, _block(html)) for html in run]
    return [Piece(kind, html) for kind, html in _printed(_grouped(found), until, place)]


def line_difference(before, after):
    """The difference of two plain texts as safe inline HTML."""
    until = time.monotonic() + SECONDS
    return "".join(_marked(operation, _escaped(text)) for operation, text in runs(before or "", after or "", until))


def list_difference(before, after):
    """The difference of two lists of short texts as safe inline HTML, each of them whole."""
    found = compared(before, after, SECONDS)
    return "、".join(_marked(operation, _escaped(text)) for operation, run in found for text in run)


# ---- a body as nodes


@dataclass(frozen=True)
class _Node:
    """A block: either `nodes` stand in it, or `text` with the marks of each of its characters."""

    tag: str
    attributes: tuple = ()
    nodes: tuple = ()
    text: str = ""
    marks: tuple = ()

    @property
    def words(self):
        return self.text + "".join(node.words for node in self.nodes)


def _block(html):
    parent = lxml.html.fragment_fromstring(html, create_parent="div")
    is_one = len(parent) == 1 and parent[0].tag in HOLDERS and not (parent.text or parent[0].tail)
    return _node(parent[0] if is_one else parent)


def _node(element):
    holder = any(child.tag in HOLDERS for child in element.iter() if child is not element)
    tag = element.tag if element.tag in BLOCKS else "div"
    credit = element.get("data-credit")
    attributes = tuple(sorted((name, value) for name, value in element.items() if name != "data-credit"))
    if not holder and not credit:
        text, marks = _text(element)
        return _Node(tag, attributes, text=text, marks=marks)
    nodes = list(_nodes(element))
    if credit:
        nodes.append(_Node("div", text=credit, marks=((),) * len(credit)))
    return _Node(tag, attributes, tuple(nodes))


def _nodes(element):
    """The blocks in an element, the text between them as blocks of its own."""
    text, marks = element.text or "", [()] * len(element.text or "")
    for child in element:
        if child.tag in HOLDERS:
            yield from _loose(text, marks)
            yield _node(child)
            text, marks = "", []
        elif isinstance(child.tag, str):
            inner, inner_marks = _text(child)
            text, marks = text + inner, [*marks, *((_mark(child), *mark) for mark in inner_marks)]
        tail = child.tail or ""
        text, marks = text + tail, [*marks, *([()] * len(tail))]
    yield from _loose(text, marks)


def _loose(text, marks):
    if text.strip():
        yield _Node("div", text=text, marks=tuple(marks))


def _text(element):
    """The text of an element without blocks, a line feed for each break, and the marks of every character."""
    if element.tag == "br":
        return "\n", ((),)
    own = (element.text or "").replace("\n", " ")
    text, marks = [own], [()] * len(own)
    for child in element:
        if isinstance(child.tag, str):
            inner, inner_marks = _text(child)
            text.append(inner)
            marks += [(_mark(child), *mark) for mark in inner_marks] if child.tag != "br" else inner_marks
        tail = (child.tail or "").replace("\n", " ")
        text.append(tail)
        marks += [()] * len(tail)
    return "".join(text), tuple(marks)


def _mark(element):
    return element.tag, tuple(sorted(element.items()))


# ---- lining up


def _grouped(operations):
    """Stretches of nodes: (the same ones, [], []) or ([], removed, added)."""
    for is_same, run in groupby(operations, key=lambda each: each[0] == 0):
        run = list(run)
        if is_same:
            yield [node for _same, node in run], [], []
        else:
            yield [], [node for sign, node in run if sign < 0], [node for sign, node in run if sign > 0]


def _printed(stretches, until, place):
    """(kind, html) of every node, changed ones paired."""
    for same, removed, added in stretches:
        for node in same:
            yield "same", _shown(node, 0, place)
        weights = [[(node, couples(node.words)) for node in side] for side in (removed, added)]
        for i, j in pairs(*weights, until, _likeness):
            if i is None:
                yield "added", _shown(added[j], 1, place)
            elif j is None:
                yield "removed", _shown(removed[i], -1, place)
            elif removed[i] == added[j]:  # written in another way, read the same
                yield "same", _shown(added[j], 0, place)
            else:
                yield "changed", _changed(removed[i], added[j], until, place)


def _likeness(one, other):
    (node, words), (other_node, other_words) = one, other
    if (node.tag, node.attributes) != (other_node.tag, other_node.attributes):
        return 0
    is_place = any(name.startswith("data-") and value for name, value in node.attributes)
    return 1 if is_place or node.words == other_node.words else alike(words, other_words)


def _changed(before, after, until, place):
    """A block that became another of its kind, with what changed marked inside."""
    if not before.nodes and not after.nodes:
        return _wrapped(after, _characters(before, after, until), 0, place)
    if after.tag == "tr" and len(before.nodes) == len(after.nodes):
        cells = zip(before.nodes, after.nodes, strict=True)
        return _wrapped(after, "".join(_cell(one, other, until, place) for one, other in cells), 0, place)
    first, second = (node.nodes or _as_nodes(node) for node in (before, after))
    number = {}
    coded = [[str(number.setdefault(node, len(number))) for node in side] for side in (first, second)]
    known = list(number)
    operations = [
        (sign, known[int(n)]) for sign, run in compared(*coded, max(until - time.monotonic(), 0)) for n in run
    ]
    return _wrapped(after, "".join(html for _kind, html in _printed(_grouped(operations), until, place)), 0, place)


def _as_nodes(node):
    return tuple(_loose(node.text, node.marks))


def _cell(before, after, until, place):
    if before == after:
        return _shown(after, 0, place)
    if (before.tag, before.attributes) == (after.tag, after.attributes):
        return _changed(before, after, until, place)
    return _shown(before, -1, place) + _shown(after, 1, place)


# ---- printing


def _shown(node, sign, place):
    """A node as it stands; with a sign, as removed or added whole."""
    if node.nodes:
        return _wrapped(node, "".join(_shown(child, sign, place) for child in node.nodes), sign, place)
    return _wrapped(node, _marked(sign, _styled(node.text, node.marks)), sign, place)


def _wrapped(node, inner, sign, place):
    kept = [(name, value) for name, value in node.attributes if name in PRINTED]
    classes = [{-1: "is-removed", 1: "is-added"}[sign]] if sign else []
    shown = ""
    for name, value in node.attributes:
        if name == "data-pull":
            classes.append("is-pull")
        elif name.startswith("data-"):
            shown += f'<div class="is-place">{_marked(sign, place(name.removeprefix("data-"), value))}</div>'
    if classes:
        kept.append(("class", " ".join(classes)))
    opening = "".join(f' {name}="{escape(value)}"' for name, value in kept)
    return f"<{node.tag}{opening}>" + ("" if node.tag == "hr" else f"{shown}{inner}</{node.tag}>")


def _characters(before, after, until):
    """The text of two blocks, what changed of it marked; text whose marks changed is printed both ways."""
    html = []
    i = j = 0
    for sign, text in runs(before.text, after.text, until):
        old, new = before.marks[i : i + len(text)], after.marks[j : j + len(text)]
        if sign < 0:
            html.append(_marked(-1, _styled(text, old)))
        elif sign > 0:
            html.append(_marked(1, _styled(text, new)))
        else:
            html += _restyled(text, old, new)
        i, j = i + len(text) * (sign <= 0), j + len(text) * (sign >= 0)
    return "".join(html)


def _restyled(text, old, new):
    at = 0
    for is_same, run in groupby(zip(old, new, strict=True), key=lambda marks: marks[0] == marks[1]):
        end = at + len(list(run))
        if is_same:
            yield _styled(text[at:end], new[at:end])
        else:
            for sign, marks in ((-1, old), (1, new)):
                yield _marked(sign, _styled(text[at:end], marks[at:end], with_values=True))
        at = end


def _styled(text, marks, with_values=False):
    """Text in its marks; `with_values` prints the address of a link and the like behind it."""
    html = []
    at = 0
    for mark, run in groupby(marks):
        end = at + len(list(run))
        part = _escaped(text[at:end])
        for tag, attributes in reversed(mark):
            part = _in_mark(part, tag, attributes, with_values)
        html.append(part)
        at = end
    return "".join(html)


def _in_mark(html, tag, attributes, with_values):
    if with_values and attributes:
        html += f"<small>{escape(' '.join(value for _name, value in attributes))}</small>"
    if tag == "a":
        return f'<span class="is-link" title="{escape(dict(attributes).get("href", ""))}">{html}</span>'
    return f"<{tag}>{html}</{tag}>" if tag in MARKS else html


def _marked(sign, html):
    return f"<{_marks[sign]}>{html}</{_marks[sign]}>" if sign and html else html


def _escaped(text):
    return escape(text).replace("\n", "<br>")
