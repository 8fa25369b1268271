"""The body of a WordPress post as blocks that stand beneath each other: paragraphs, headings, lists, tables, figures. Pure."""

import re
from urllib.parse import urlsplit, urlunsplit

import lxml.html
from lxml import etree

from articles.intake import wppictures

BLOCKS = set("p h1 h2 h3 h4 h5 h6 ul ol table blockquote hr pre figure dl".split())
UNSEEN = set("script style noscript template title textarea xmp svg math object select head".split())
MEDIA = ("video", "audio", "iframe", "embed")
# What stands around blocks and is none itself.
AROUND = set(
    "div section article main header footer center details summary form fieldset nav address body html dt dd figcaption li aside".split()
)
RENAMED = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
GONE = "gone"  # marks a paragraph that was cut away


def link_recordings(root):
    """Put links in place of video, audio and frames, whose files stay where they are; codes of what was found."""
    found = []
    for element in list(root.iter(*MEDIA)):
        sources = [element, *element.iter("source")]
        address = next((one.get("src") or one.get("data-src") for one in sources if one.get("src")), "") or ""
        address = f"https:{address}" if address.startswith("//") else address.strip()
        link = lxml.html.Element("a")
        link.text = address
        if address.startswith(("https://", "http://")):
            link.set("href", address)
        link.tail, element.tail = element.tail, None
        element.getparent().replace(element, link)
        found.append("recording")
    return found[:1]


def link_here(root, hosts):
    """Let links to pages of the former site, by its `hosts`, lead to the same path here, where that is known; codes of what
    was found. Links to its files, which are not here, stay as they are."""
    found = []
    for link in root.iter("a"):
        try:
            parts = urlsplit((link.get("href") or "").strip())
        except ValueError:
            continue
        if parts.scheme not in ("http", "https") or (parts.hostname or "").removeprefix("www.") not in hosts:
            continue
        if "/wp-content/" in parts.path:
            found += [] if link.find(".//img") is not None else ["file"]
        else:
            link.set("href", urlunsplit(("", "", parts.path or "/", parts.query, parts.fragment)))
    return found[:1]


def blocks(root, is_classic, album):
    """The blocks below `root`, pictures among them as places of `album`. Where `is_classic`, empty lines part paragraphs
    and line ends are line breaks."""
    flow = _Flow(is_classic)
    flow.walk(root)
    flow.end()
    return [part for block in flow.blocks for part in _with_places(block, album)]


class _Flow:
    """Makes blocks of what stands in a container: words between blocks become paragraphs."""

    def __init__(self, is_classic):
        self.is_classic = is_classic
        self.blocks = []
        self.paragraph = None

    def walk(self, container):
        self.add_text(container.text)
        for child in list(container):
            tail, child.tail = child.tail, None
            self.add(child)
            self.add_text(tail)

    def add(self, element):
        tag = element.tag
        if not isinstance(tag, str) or tag in UNSEEN:
            return
        if tag == "figure" and not _is_shown_whole(element):
            _mark_pull_quote(element)
            tag = "div"
        elif tag == "p" and element.find(".//figure") is not None:
            tag = "div"
        if tag in BLOCKS and tag != "dl":
            self.end()
            self.blocks.append(element)
        elif tag in AROUND or tag == "dl" or any(child.tag in BLOCKS | AROUND for child in element.iter()):
            self.end()
            self.walk(element)
            self.end()
        elif _is_bare_picture(element):
            self.end()
            self.open().append(element)
            self.end()
        else:
            self.open().append(element)

    def add_text(self, text):
        if not text:
            return
        parts = re.split(r"\n[ \t\u3000\u00a0]*\n\s*", text) if self.is_classic else [text]
        for place, part in enumerate(parts):
            if place:
                self.end()
            lines = part.split("\n") if self.is_classic else [part]
            for number, line in enumerate(lines):
                if number and self.paragraph is not None:
                    self.paragraph.append(lxml.html.Element("br"))
                if line.strip() or self.paragraph is not None:
                    _append_text(self.open(), line if line.strip() else " ")

    def open(self):
        if self.paragraph is None:
            self.paragraph = lxml.html.Element("p")
        return self.paragraph

    def end(self):
        if self.paragraph is not None:
            self.blocks.append(self.paragraph)
        self.paragraph = None


def _append_text(element, text):
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _is_shown_whole(figure):
    """Whether a figure is a photo or a gallery, and not a table, a quotation or a link in a frame."""
    if figure.get("data-numbers"):
        return True
    words = "".join(figure.xpath(".//text()[not(ancestor::figcaption)]"))
    return figure.find(".//img") is not None and not words.strip()


def _mark_pull_quote(figure):
    if "wp-block-pullquote" in (figure.get("class") or ""):
        for quote in figure.findall("blockquote"):
            quote.set("data-pull", "")


def _is_bare_picture(element):
    """Whether an inline element is a picture and nothing else."""
    return (element.tag == "img" or element.find(".//img") is not None) and not element.text_content().strip()


# ---- pictures


def _with_places(block, album):
    """`block` as the blocks of a story: pictures in it stand before it where it begins with them, else behind it."""
    if block.tag == "figure":
        return _figure(block, album)
    begins, places = _begins_with_a_picture(block), []
    for figure in list(block.iterdescendants("figure")):
        if _is_shown_whole(figure):
            places += _figure(figure, album)
            figure.drop_tree()
        else:
            figure.drop_tag()
    for image in wppictures.images(block):
        places.append(album.place(wppictures.picture_of(image)))
        image.drop_tree()
    block = _tidied(block)
    if block is None:
        return places
    return [*places, block] if begins else [block, *places]


def _begins_with_a_picture(block):
    for event, element in etree.iterwalk(block, events=("start", "end")):
        if event == "start" and element.tag == "img":
            return True
        words = element.text if event == "start" else element.tail if element is not block else ""
        if (words or "").strip():
            return False
    return False


def _figure(figure, album):
    caption = _caption(figure.findall("figcaption"))
    if numbers := figure.get("data-numbers"):
        pictures = [wppictures.Picture(int(number), "") for number in numbers.split()]
        return [album.gallery(pictures, caption)]
    found = wppictures.images(figure)
    number = int(figure.get("data-number") or 0)
    if len(found) == 1:
        caption = caption or _caption(figure.iter("figcaption"))
        return [album.place(wppictures.picture_of(found[0], caption, number))]
    pictures = [wppictures.picture_of(image, _caption_of(image, figure)) for image in found]
    return [album.gallery(pictures, caption)] if pictures else []


def _caption(elements):
    return " ".join(" ".join(element.text_content().split()) for element in elements).strip()


def _caption_of(image, gallery):
    """The caption of one picture of a gallery: that of the innermost figure around it."""
    for around in image.iterancestors():
        if around is gallery:
            return ""
        if around.tag in ("figure", "li"):
            return _caption(around.iter("figcaption"))
    return ""


# ---- what a story has of a block


def _tidied(block):
    """`block` as a story has it; None where there is nothing in it."""
    if block.tag == "hr":
        return block
    if not block.text_content().strip():
        return None
    block.tag = RENAMED.get(block.tag, block.tag)
    if block.tag == "pre":
        _break_lines(block)
    if "wp-block-pullquote" in (block.get("class") or "") and block.tag == "blockquote":
        block.set("data-pull", "")
    block.attrib.pop("class", None)
    for element in list(block.iterdescendants("span", "font", "ins")):
        element.drop_tag()
    if block.tag == "p":
        _trim(block)
    return block


def _break_lines(block):
    block.tag = "p"
    lines = (block.text or "").split("\n")
    block.text = lines[0]
    for place, line in enumerate(lines[1:]):
        made = lxml.html.Element("br")
        made.tail = line
        block.insert(place, made)


def _trim(block):
    """Take line breaks and blanks off both ends of a paragraph."""
    text = text_of(block)
    cut_front([block], len(text) - len(text.lstrip()))
    cut_back([block], len(text.lstrip()) - len(text.strip()))


# ---- words of paragraphs


def text_of(block):
    """The words of a block; a line break counts as one character."""
    return "".join("\n" if attribute is None else getattr(element, attribute) for element, attribute in _slots(block))


def _slots(block):
    """(element, "text" or "tail") for all words of a block in their order, (element, None) for a line break."""
    if block.text:
        yield block, "text"
    for child in block:
        if child.tag == "br":
            yield child, None
        elif isinstance(child.tag, str):
            yield from _slots(child)
        if child.tail:
            yield child, "tail"


def cut_front(paragraphs, count):
    """Take the first `count` characters out of paragraphs that are read as lines beneath each other; those of which nothing
    is left are marked GONE."""
    for paragraph in paragraphs:
        length = len(text_of(paragraph))
        if count < length or count <= 0:
            _cut(paragraph, _slots(paragraph), max(count, 0), from_start=True)
            return
        paragraph.set("class", GONE)
        count -= length + 1


def cut_back(paragraphs, count):
    """The same with the last characters."""
    for paragraph in reversed(paragraphs):
        length = len(text_of(paragraph))
        if count < length or count <= 0:
            _cut(paragraph, reversed(list(_slots(paragraph))), max(count, 0), from_start=False)
            return
        paragraph.set("class", GONE)
        count -= length + 1


def _cut(paragraph, slots, count, *, from_start):
    breaks = []
    for element, attribute in list(slots):
        if count <= 0:
            break
        if attribute is None:
            breaks.append(element)
            count -= 1
            continue
        text = getattr(element, attribute)
        setattr(element, attribute, text[count:] if from_start else text[: max(len(text) - count, 0)])
        count -= len(text)
    for element in breaks:
        element.drop_tree()
    for element in reversed(list(paragraph.iterdescendants())):
        if element.tag != "br" and not element.text_content() and not len(element):
            element.drop_tree()
