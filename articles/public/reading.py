"""What machines want to know of a story and no page shows: its words without markup, how many, where it is from; and its
facts without the characters that XML and UTF-8 cannot take."""

import lxml.html
from django.utils import timezone
from lxml import etree

from articles.public.pages import absolute
from newsroom.grammar.datelines import read_dateline
from newsroom.text import printable

BESIDE_TEXT = ("figure", "aside", "video", "audio", "script", "style")
OURS = ("srcset", "sizes", "loading", "fetchpriority", "tabindex")  # of img: what only our pages make use of
TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}
WRITTEN_BY_AI = {"generated": "trainedAlgorithmicMedia", "assisted": "compositeWithTrainedAlgorithmicMedia"}
BLOCKS = {
    "p",
    "h2",
    "h3",
    "h4",
    "li",
    "blockquote",
    "tr",
    "td",
    "th",
    "caption",
    "hr",
    "br",
    "div",
    "ul",
    "ol",
    "table",
}


def clean(value):
    """`value`, as JSON has them, with no character in its texts that XML, JSON or a screen cannot take."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: clean(part) for name, part in value.items()}
    return [clean(part) for part in value] if isinstance(value, list) else value


def parsed(html):
    """The body as an element that holds it, however deep its tags go."""
    parser = lxml.html.HTMLParser(huge_tree=True)
    return lxml.html.fragment_fromstring(printable(html), create_parent="div", parser=parser)


def carried(html):
    """The body as an element, as it can stand elsewhere: full addresses, one file a photo."""
    root = parsed(html)
    for source in list(root.iter("source")):
        source.drop_tag()
    for element in root.iter("img"):
        for name in OURS:
            element.attrib.pop(name, None)
    root.make_links_absolute(absolute("/"), handle_failures="ignore")
    return root


def plain(html):
    """The text of a body, a paragraph a line; captions and what else stands beside the text are left out."""
    root = parsed(html)
    walk, pieces = etree.iterwalk(root, events=("start", "end", "comment")), []
    for event, element in walk:
        if event != "comment" and element.tag in BLOCKS:
            pieces.append("\n")
        if event == "start" and element.tag in BESIDE_TEXT:
            walk.skip_subtree()
        elif event == "start":
            pieces.append(element.text or "")
        elif element is not root:
            pieces.append(element.tail or "")
    lines = (" ".join(line.split()) for line in printable("".join(pieces)).split("\n"))
    return "\n".join(filter(None, lines))


def words(text, language):
    """How many words `text` has; in Chinese, how many characters, as is counted there."""
    return sum(not one.isspace() for one in text) if language.startswith("zh") else len(text.split())


def place(story):
    """The place in the dateline of a story, "" where it names none."""
    outlets, dateline = story.facts.get("outlets") or [""], story.facts.get("dateline") or ""
    day = timezone.localtime(story.published_at).date()
    found = read_dateline(outlets[-1] + dateline, day, frozenset(outlets)) if dateline else None
    return (found and found.place) or ""


def written_by_ai(story):
    """What part AI had in the words of a story, as a digital source type of the IPTC; "" where it had none."""
    return WRITTEN_BY_AI.get(story.facts.get("ai"), "")


def largest(picture):
    """(address, width, height) of the largest JPEG of a photo, as media.pictures.picture gives it; the address is a path."""
    width, height = picture.get("width") or 0, picture.get("height") or 0
    best = max(sizes(picture.get("jpeg")), key=lambda one: one[1], default=None)
    if best is None:
        return picture.get("large") or picture.get("src") or "", width, height
    return best[0], best[1], round(height * best[1] / width) if width else height


def media_type(address):
    """The media type of a photo's public file, by its name."""
    return TYPES.get(address.rpartition(".")[2].lower(), "image/jpeg")


def sizes(srcset):
    """(address, width) of each file in a srcset value."""
    parts = (part.split() for part in (srcset or "").split(", "))
    return [(part[0], int(part[1][:-1])) for part in parts if len(part) == 2 and part[1][:-1].isdigit()]
