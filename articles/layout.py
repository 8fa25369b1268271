"""House layout: the small marks of a body as the paper prints them, in one go. Pure.

After GB/T 15834-2011 (punctuation: full-width marks in Chinese text, “ ” and ‘ ’, …… of six points, —— of two ems) and
GB/T 15835-2011 (numbers: Arabic figures half-width, their marks too), and after Chinese news practice (no space between
Chinese and anything else). No letter or figure is ever taken out, and what is laid out once stays as it is.
"""

import re
from html import escape, unescape

from articles.markup.tags import INLINE, TAG
from newsroom.grammar.people import ROLE

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
MARKS = "，。、；：？！（）《》〈〉“”‘’「」『』【】…—·"
SPACED = {"h2", "h3", "h4", "figcaption", "caption"}  # a headline parts its halves, a caption its credit, by a space
FULL = str.maketrans(",;:?!", "，；：？！")
HALF = {code: code - 0xFEE0 for start, end in ("０９", "ＡＺ", "ａｚ") for code in range(ord(start), ord(end) + 1)}
PARTING = "\u2029"  # where a paragraph falls into two

_nothing = "\u00ad\u200b\u2060\ufeff"
_space = f" \t\xa0\u2000-\u200a\u202f\u3000{_nothing}"
_address = re.compile(
    r"(?:https?://|www\.)[\w\-.~:/?#\[\]@!$&'()*+,;=%]*[\w/=#&~%\-]|[\w.+-]+@[\w-]+\.[\w.-]*\w", re.ASCII
)
_other_word = re.compile(rf"(?:(?![{HAN}])[^\W\d_])+")
_other_letter = re.compile(rf"(?![{HAN}A-Za-zＡ-Ｚａ-ｚ])[^\W\d_]")
# Between people a space is their only mark: （记者 林知夏 江一帆）, and whole lines such as 责编：林知夏 校对：江一帆.
_people = re.compile(rf"[（(](?:[{HAN}]{{0,12}}?)(?:{ROLE.pattern})[ \u3000]?[^（）()\n。，]*[）)]")
_names = rf"[{HAN}·]{{2,16}}"
_line_of_people = re.compile(
    rf"\s*(?:[{HAN}]{{0,12}}?(?:{ROLE.pattern})[ \u3000][^。！？；，…]*|{_names}[:：][^。！？；，…]*|{_names}(?: {_names}){{2,}}\s*)"
)


def lay_out(html):
    """The sanitised body in house layout. Paragraphs in other scripts than Chinese keep their marks; links, numbers of
    photos and everything else in tags stay as they are."""
    return _through(_through(html, _lines), _marks)


# ---- going through a body


def _through(html, rules):
    """The body with `rules(text, tag)` done to the text of every block: a list of (start, end, new text). A line feed
    stands for a break."""
    written, open_blocks, leaf, at = [], [], [], 0
    for tag in TAG.finditer(html):
        if html[at : tag.start()]:
            leaf.append(html[at : tag.start()])
        at = tag.end()
        name = tag[2]
        if name in INLINE:
            leaf.append(tag)
            continue
        block = open_blocks[-1] if open_blocks else None
        text = _leaf(leaf, block, rules)
        leaf = []
        if tag[1] and name == "p" and not text and _may_go(written, open_blocks):
            written.pop()
        else:
            written += [text, tag[0]] if text else [tag[0]]
        if tag[1]:
            del open_blocks[-1:]
        elif name != "hr":
            open_blocks.append(tag)
    return "".join(written) + _leaf([*leaf, html[at:]] if html[at:] else leaf, None, rules)


def _may_go(written, open_blocks):
    """Whether the paragraph that ends here is empty, and stands where an empty one means nothing."""
    is_empty = written and open_blocks and written[-1] == open_blocks[-1][0] and open_blocks[-1][2] == "p"
    return is_empty and not (len(open_blocks) > 1 and open_blocks[-2][2] in {"li", "td", "th"})


def _leaf(pieces, block, rules):
    """A stretch of text and inline tags, laid out; as it was where nothing changed."""
    text, tags = "", [""]
    for piece in pieces:
        if isinstance(piece, str):
            read = re.sub(f"[\r\n{PARTING}]", " ", unescape(piece))
        elif piece[2] == "br":
            read = "\n"
        else:
            tags[-1] += piece[0]
            continue
        text += read
        tags += [""] * len(read)
    was = text
    while edits := rules(text, block[2] if block else None):
        text, tags = _edited(text, tags, edits)
    if text == was and text:
        return "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces)
    return _written(text, tags, block) if text else _unpaired(tags[0])


def _unpaired(tags):
    """The tags around no text: nothing, unless an end stands elsewhere."""
    ends = [tag[1] for tag in TAG.finditer(tags)]
    return "" if ends.count("/") * 2 == len(ends) else tags


def _edited(text, tags, edits):
    """Text and tags after the edits; `tags` are those before each character, and behind the last. Their order stays."""
    now, stand, at, pending = [], [], 0, ""
    for start, end, new in [*sorted(edits), (len(text), len(text), "")]:
        for n in range(at, start):
            now.append(text[n])
            stand.append(pending + tags[n])
            pending = ""
        for n, character in enumerate(new):
            now.append(character)
            stand.append(pending + (tags[start + n] if start + n < end else ""))
            pending = ""
        pending += "".join(tags[start + len(new) : end])
        at = end
    return "".join(now), [*stand, pending + tags[-1]]


def _written(text, tags, block):
    html, open_tags = [], []
    for character, before in zip([*text, ""], tags, strict=True):
        html.append(before)
        for tag in TAG.finditer(before):
            if tag[1]:
                del open_tags[-1:]
            else:
                open_tags.append(tag)
        if character == PARTING:
            closing = "".join(f"</{tag[2]}>" for tag in reversed(open_tags))
            html.append(f"{closing}</p>{block[0]}{''.join(tag[0] for tag in open_tags)}")
        else:
            html.append("<br>" if character == "\n" else escape(character, quote=False))
    return "".join(html)


# ---- rules: each gives the edits of one kind, the first kind that has any is done


def _lines(text, tag):
    """Space at the ends of lines, breaks at the ends of a block, and two breaks on end, which part a paragraph."""
    parting = PARTING if tag == "p" else "\n"
    return (
        _found(f"^[\n{_space}]+|[\n{_space}]+$", text, "")
        or _found(f"[{_space}]+(?=\n)|(?<=\n)[{_space}]+", text, "")
        or _found(r"\n{2,}", text, parting)
    )


def _marks(text, tag):
    characters = len(re.findall(f"[{HAN}]", text))
    if len(_other_word.findall(text)) > characters or len(_other_letter.findall(text)) > characters:
        return []
    if not characters:
        return _figures(text, tag)
    addresses = [match.span() for match in _address.finditer(text)]
    for rule in (_figures, _spaces, _points, _quotes, _brackets, _full_width, _doubled):
        edits = rule(text, tag)
        free = [edit for edit in edits if not any(edit[0] < end and start < edit[1] for start, end in addresses)]
        if free:
            return free
    return []


def _found(pattern, text, new):
    """The edits that put `new` for every match, a text or what a function gives for the match."""
    made = ((match.start(), match.end(), new(match) if callable(new) else new) for match in re.finditer(pattern, text))
    return [edit for edit in made if text[edit[0] : edit[1]] != edit[2]]


def _figures(text, tag):
    figures = _found("[０-９Ａ-Ｚａ-ｚ]", text, lambda match: match[0].translate(HALF))
    return figures or _found("(?<=[0-9])．(?=[0-9])", text, ".") + _found("(?<=[0-9])％", text, "%")


def _spaces(text, tag):
    """One space at most; none beside Chinese, but between two Chinese words of a heading or a caption, and between
    people."""
    edits = _found(f"[{_nothing}]+", text, "") or _found(f"[{_space}]+", text, " ")
    if edits:
        return edits
    parted = f" (?=[{MARKS}])|(?<=[{MARKS}]) |(?<=[{HAN}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) (?=[{HAN}])"
    if tag in SPACED or _line_of_people.fullmatch(text):
        return _found(parted, text, "")
    people = [match.span() for match in _people.finditer(text)]
    kept = [edit for edit in _found(f" (?=[{HAN}])", text, "") if any(a < edit[0] < z for a, z in people)]
    kept = [edit for edit in kept if re.fullmatch(f"[{HAN}]", text[edit[0] - 1])]
    return [edit for edit in _found(f" (?=[{HAN}{MARKS}])|(?<=[{HAN}{MARKS}]) ", text, "") if edit not in kept]


def _points(text, tag):
    """…… and ——; a sentence that ends in a point."""
    ellipsis = r"(?<![A-Za-z0-9.])\.{3,}|\.{3,}(?![A-Za-z0-9.])|。{3,}|…+"
    dash = "(?<![A-Za-z0-9－-])[-－]{2,}|[-－]{2,}(?![A-Za-z0-9－-])|—{2,}"
    end = rf"(?<=[{HAN}])\.(?=[”’」』）]*(?:\n|$))"
    return _found(ellipsis, text, "……") + _found(dash, text, "——") + _found(end, text, "。")


def _quotes(text, tag):
    """“ ” for pairs of straight quotes with Chinese in or beside them, where the paragraph has pairs only."""
    double = [match.start() for match in re.finditer('["＂]', text)]
    edits = []
    if len(double) % 2 == 0:
        for start, end in zip(double[::2], double[1::2], strict=True):
            if _is_chinese(text[max(start - 1, 0) : start] + text[start + 1 : end] + text[end + 1 : end + 2]):
                edits += [(start, start + 1, "“"), (end, end + 1, "”")]
    if not edits:
        single = rf"(?<![A-Za-z0-9])'[^'\"]*[{HAN}][^'\"]*'(?![A-Za-z0-9])"
        for match in re.finditer(single, text):
            edits += [(match.start(), match.start() + 1, "‘"), (match.end() - 1, match.end(), "’")]
    return edits


def _brackets(text, tag):
    edits = []
    for match in re.finditer(r"[(（]([^()（）\n]*)[)）]", text):
        start, end = match.span()
        beside = text[max(start - 1, 0) : start] + text[end : end + 1]
        is_mixed = match[0][0] + match[0][-1] in ("(）", "（)")
        if match[0][0] + match[0][-1] != "（）" and (is_mixed or _is_chinese(match[1] + beside)):
            edits += [(start, start + 1, "（"), (end - 1, end, "）")]
    return [edit for edit in edits if text[edit[0]] != edit[2]]


def _full_width(text, tag):
    """Marks behind Chinese, and commas and the like before it; never between figures."""
    behind = f"(?<=[{HAN}{MARKS}])[,;:?!]"
    before = f"[,;:](?=[{HAN}《“‘「『【（])"
    return _found(f"{behind}|{before}", text, lambda match: match[0].translate(FULL))


def _doubled(text, tag):
    return _found(r"([，。、；：])\1+", text, lambda match: match[1])


def _is_chinese(text):
    return bool(re.search(f"[{HAN}]", text))
