"""The body of a story as HTML: what may stand in it, said once, and the few things the product does with it. Pure.

A photo stands in the body as `<figure data-photo="12"><figcaption>…</figcaption></figure>`: the number of the photo and,
where the desk wrote one, a caption of its own. `data-photo=""` is a place that waits for its photo; `data-credit` then
keeps the credit line that copy gave, until the photo takes it over.
"""

import re
from dataclasses import dataclass
from html import escape

import lxml.html
import nh3

from newsroom.text import printable

# What the editor offers; the toolbar has no fonts, colours or alignment by design.
EDITOR = {
    "Bold": True,
    "Italic": True,
    "Underline": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    "Photo": True,
}

TAGS = set(
    "p br h2 h3 h4 strong em b i u s sub sup ul ol li blockquote a figure figcaption table caption thead tbody tfoot "
    "tr th td hr ruby rt rp span cite q time".split()
)
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "time": {"datetime"},
    "figure": {"data-photo", "data-credit"},
}
WITH_CONTENT = set("script style iframe noscript template title textarea xmp svg math object select".split())
LONGEST = 1_000_000  # characters; checked before any parsing
DEEPEST = 100  # elements in each other; the HTML parser drops what stands deeper than 256
CREDIT_LENGTH = 200


def _attribute(tag, name, value):
    if name == "href":  # a full address, or one on this site: nothing that only looks relative
        value = re.sub(r"[\t\r\n]", "", value)  # as browsers do
        return value if re.match(r"(https?://|mailto:|/(?![/\\])|#)", value, re.ASCII | re.IGNORECASE) else None
    if name == "data-photo":
        return value if re.fullmatch(r"[0-9]{1,15}|", value, re.ASCII) else ""
    if name == "data-credit":
        return " ".join(value.split())[:CREDIT_LENGTH]
    return value


_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    clean_content_tags=WITH_CONTENT,
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


class Unfit(ValueError):
    """A body that is too long or nested too deeply to be taken; nothing of it is cut off without a word."""


def clean(html):
    """`html` with nothing in it but what a story may have. Whatever writes a body calls this: form, intake, script.
    Raises Unfit."""
    if len(html) > LONGEST:
        raise Unfit("too long")
    cleaned = printable(_cleaner.clean(printable(html)))
    if _depth(cleaned) > DEEPEST:
        raise Unfit("too deep")
    if "<figure" in cleaned:
        cleaned = _only_captions_in_figures(cleaned)
    return "" if re.fullmatch(r"(\s|<p>(\s|<br>|&nbsp;)*</p>)*", cleaned) else cleaned


def _depth(cleaned):
    """How deeply the elements of sanitised HTML stand in each other."""
    depth = deepest = 0
    for closing, tag in re.findall(r"<(/?)([a-z0-9]+)", cleaned):
        if tag not in {"br", "hr"}:
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


def _only_captions_in_figures(cleaned):
    """What stands in a figure beside its caption is put behind it: a figure prints a photo and a caption alone."""
    root = _tree(cleaned)
    moved = False
    for figure in list(root.iter("figure")):
        caption = figure.find("figcaption")
        strays = [child for child in figure if child is not caption]
        loose = [figure.text, *(child.tail for child in figure)]
        if not strays and not any(text and text.strip() for text in loose):
            continue
        moved = True
        place = figure
        words = " ".join(text.strip() for text in loose if text and text.strip())
        figure.text = None
        for child in figure:
            child.tail = None
        behind = strays
        if words:
            paragraph = lxml.html.Element("p")
            paragraph.text = words
            behind = [paragraph, *strays]
        tail, figure.tail = figure.tail, None
        for element in behind:
            place.addnext(element)
            place = element
        place.tail = tail
    return _inner(root) if moved else cleaned


@dataclass(frozen=True)
class Figure:
    """A photo place in a body: the photo's number (None while it waits for one), the caption written on the place
    (empty: the photo's own), and the credit line kept for the photo to come."""

    photo: int | None
    caption: str = ""
    credit: str = ""


def figure_html(figure):
    """The place as it stands in a body."""
    credit = f' data-credit="{escape(figure.credit)}"' if figure.credit else ""
    return (
        f'<figure data-photo="{figure.photo or ""}"{credit}><figcaption>{escape(figure.caption)}</figcaption></figure>'
    )


def figures(html):
    """The photo places of a body, in order."""
    return [_figure(element) for element in _tree(html).iter("figure")]


def replace_figures(html, replacement):
    """The body with every photo place replaced by the HTML that `replacement(figure, position)` gives; an empty string
    takes the place out."""
    root = _tree(html)
    for position, element in enumerate(list(root.iter("figure"))):
        new = replacement(_figure(element), position)
        if new:
            fresh = lxml.html.fragment_fromstring(new, create_parent="div")
            children = list(fresh)
            for child in children:
                element.addprevious(child)
            children[-1].tail = element.tail
            element.tail = None
            element.getparent().remove(element)
        else:
            element.drop_tree()
    return _inner(root)


def place_photo(html, position, number):
    """The body in which the photo place at `position` has taken the photo `number`; the kept caption and credit are
    the photo's from now on."""
    return replace_figures(html, lambda figure, at: figure_html(Figure(number) if at == position else figure))


def text(html):
    """The words of a body without markup: a line a block, photo places left out."""
    root = _tree(html)
    for element in list(root.iter("figure")):
        element.drop_tree()
    for element in root.iter("p", "h2", "h3", "h4", "li", "tr", "blockquote", "br", "hr"):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _tree(html):
    return lxml.html.fragment_fromstring(html or "", create_parent="div")


def _inner(root):
    html = escape(root.text or "", quote=False) + "".join(
        lxml.html.tostring(child, encoding="unicode") for child in root
    )
    return html.replace("</source>", "")  # an element without an end, which the library does not know yet


def _figure(element):
    number = element.get("data-photo") or ""
    caption = element.find(".//figcaption")
    return Figure(
        photo=int(number) if number.isascii() and number.isdigit() else None,
        caption=" ".join(caption.text_content().split()) if caption is not None else "",
        credit=element.get("data-credit") or "",
    )
