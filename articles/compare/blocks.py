"""The blocks of a body: paragraphs, headings, photo places, list items …, and how two lists of them line up. Pure."""

import re
import time
from html import escape

from diff_match_patch import diff_match_patch

from articles.markup.tags import INLINE, TAG

VOID = {"br", "hr"}
FRAME = re.compile(r"(?:<(?:p|h[1-6]|ul|ol|li|blockquote)\b[^>]*>)+")
LISTS = {"ul", "ol"}
_first_code = 0x40000  # from here on no character is a letter or a mark, which the clean-up of a difference would heed


def elements(html):
    """The top-level blocks of a sanitised body, as they are written there; text that stands loose becomes a paragraph."""
    found, loose = [], []
    for piece, is_block in _top_level(html):
        if is_block:
            _paragraph(loose, found)
            found.append(piece)
        else:
            loose.append(piece)
    _paragraph(loose, found)
    return found


def blocks(html):
    """The elements of a body, each item of a list in a list of its own, so that items merge like paragraphs. `joined`
    puts them together again."""
    return [block for element in elements(html) for block in _items(element)]


def joined(parts):
    """The body that the blocks make. Neighbouring lists that open alike become one list."""
    html = []
    opening = None  # of the list that stands last in html
    for part in parts:
        match = re.match(r"<([uo]l)\b[^>]*>", part)
        if match and opening == match[0]:
            html[-1] = html[-1].removesuffix(f"</{match[1]}>") + part.removeprefix(opening)
        else:
            html.append(part)
        opening = match[0] if match else None
    return "".join(html)


def rewritten(html, lines):
    """The body `html` with other words: every line stands as the block in its place did, further ones as the last,
    after a heading as paragraphs. What stood inside the blocks is gone."""
    frames = [found[0] for block in blocks(html) if (found := FRAME.match(block))]
    written = []
    for at, line in enumerate(lines):
        frame = frames[min(at, len(frames) - 1)] if frames else "<p>"
        if at >= len(frames) and frame.startswith("<h"):
            frame = "<p>"
        ends = (f"</{name}>" for name in reversed(re.findall(r"<(\w+)", frame)))
        written.append(f"{frame}{escape(line, quote=False)}{''.join(ends)}")
    return joined(written)


def different(before, after, seconds=2.0):
    """Where two lists of strings differ: [(start, end, start, end)], a stretch of `before` that became a stretch of
    `after`, in order. The shortest such list; what is not found within `seconds` is told as one stretch."""
    return stretches(compared(before, after, seconds))


def compared(before, after, seconds):
    """The difference of two lists of strings as [(operation, strings)]: -1 removed, 0 same, 1 added."""
    codes = {}
    coded = [
        "".join(codes.setdefault(each, chr(_first_code + len(codes))) for each in side) for side in (before, after)
    ]
    strings = list(codes)
    return [(operation, [strings[ord(code) - _first_code] for code in run]) for operation, run in raw(*coded, seconds)]


def raw(before, after, seconds):
    """The difference of two strings as diff_match_patch gives it, found within `seconds` or coarser."""
    tool = diff_match_patch()
    tool.Diff_Timeout = 0  # else it first looks for a half that is the same, which no clock stops
    return tool.diff_main(before, after, False, time.time() + seconds)


def stretches(operations):
    """The places where something was removed or added, of a difference as `compared` gives it."""
    found = []
    i = j = 0
    for operation, run in operations:
        if operation == 0:
            i, j = i + len(run), j + len(run)
            continue
        if found and found[-1][1] == i and found[-1][3] == j:
            start, _i, other, _j = found.pop()
        else:
            start, other = i, j
        if operation < 0:
            i += len(run)
        else:
            j += len(run)
        found.append((start, i, other, j))
    return found


def _top_level(html):
    """(piece, whether it is a block) in order: top-level elements, and the text and inline elements between them."""
    depth = at = start = 0
    for tag in TAG.finditer(html):
        closing, name = tag[1], tag[2].lower()
        if name in VOID:
            if depth == 0 and name == "hr":
                yield from _between(html[at : tag.start()])
                yield tag[0], True
                at = tag.end()
            continue
        if closing:
            depth -= 1
            if depth == 0:
                yield html[start : tag.end()], name not in INLINE
                at = tag.end()
        else:
            if depth == 0:
                yield from _between(html[at : tag.start()])
                start = at = tag.start()
            depth += 1
    yield from _between(html[at:])


def _between(text):
    if text:
        yield text, False


def _paragraph(loose, found):
    """Make a paragraph of the loose text gathered so far."""
    text = "".join(loose).strip()
    loose.clear()
    if text:
        found.append(f"<p>{text}</p>")


def _items(html):
    """Every item of a list in a list of its own; a list that holds anything else stays whole, and so do other elements."""
    opening = TAG.match(html)
    if opening[2] not in LISTS:
        return [html]
    closing = f"</{opening[2]}>"
    pieces = list(_top_level(html[opening.end() :].removesuffix(closing)))
    items = [piece for piece, _is_block in pieces if piece.strip()]
    if not items or not all(re.match(r"<li\b", item) for item in items):
        return [html]
    return [opening[0] + item + closing for item in items]
