"""The single list of what a body may have, and the function that holds every body to it."""

import re

import nh3

from articles.markup.places import KINDS
from articles.markup.tree import paragraph, parsed, put_behind, written
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
    "OrderedList": {"listTypes": [{"label": "1, 2, 3 …", "type": "decimal", "description": ""}]},  # `type` is not kept
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"protocols": ["http", "https", "mailto"], "enableTarget": False},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    "PullQuote": True,
    "Photo": True,
    "Gallery": True,
    "Recording": True,
    "Related": True,
    "Paste": True,
    "Tools": True,
}

TAGS = set(
    "p br h2 h3 h4 strong em b i u s sub sup ul ol li blockquote a figure figcaption aside table caption thead tbody tfoot "
    "tr th td hr ruby rt rp span cite q time".split()
)
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "time": {"datetime"},
    "blockquote": {"data-pull"},
    "figure": {"data-photo", "data-credit", "data-gallery", "data-video", "data-audio", "data-clip"},
    "aside": {"data-story"},
}
WITH_CONTENT = set("script style iframe noscript template title textarea xmp svg math object select".split())
LONGEST = 1_000_000  # characters; checked before any parsing
DEEPEST = 100  # elements in each other; the HTML parser drops what stands deeper than 256
CREDIT_LENGTH = 200
ADDRESS_LENGTH = 2000
MOST_IN_GALLERY = 60

_NUMBER = re.compile(r"[1-9][0-9]{0,14}", re.ASCII)


def _attribute(tag, name, value):
    """The value that an attribute may keep, None where the attribute has to go."""
    return _RULES[name](value) if name in _RULES else value


def _href(value):
    """A full address, or one on this site: nothing that only looks relative."""
    value = re.sub(r"[\t\r\n]", "", value)  # as browsers do
    return value if re.match(r"(https?://|mailto:|/(?![/\\])|#)", value, re.ASCII | re.IGNORECASE) else None


def _number(value):
    return value if re.fullmatch(r"[0-9]{1,15}|", value, re.ASCII) else ""


def _numbers(value):
    found = [word for word in value.split() if _NUMBER.fullmatch(word)]
    return " ".join(list(dict.fromkeys(found))[:MOST_IN_GALLERY])


def _recording(value):
    """The https address of a recording, "" for what is none: the place then waits."""
    value = value.strip()
    plain = re.fullmatch(r"https://[^\s\\/?#@\"'<>`]+([/?#][^\s\\\"'<>`]*)?", value, re.IGNORECASE)
    return value if plain and len(value) <= ADDRESS_LENGTH else ""


_RULES = {
    "href": _href,
    "data-photo": _number,
    "data-clip": _number,
    "data-story": _number,
    "data-gallery": _numbers,
    "data-video": _recording,
    "data-audio": _recording,
    "data-pull": lambda value: "",
    "data-credit": lambda value: " ".join(value.split())[:CREDIT_LENGTH],
}

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
    cleaned = printable(html)
    for _round in range(DEEPEST):  # what is left of one round may stand where it cannot, as a heading in a heading
        before, cleaned = cleaned, _held_to_the_list(cleaned)
        if cleaned == before:
            break
    return "" if re.fullmatch(r"(\s|<p>(\s|<br>|&nbsp;)*</p>)*", cleaned) else cleaned


def _held_to_the_list(html):
    """`html` after one round of cleaning."""
    cleaned = printable(_cleaner.clean(html))
    if _depth(cleaned) > DEEPEST:
        raise Unfit("too deep")
    return _with_tidy_places(cleaned) if "<figure" in cleaned or "<aside" in cleaned else cleaned


def _depth(cleaned):
    """How deeply the elements of sanitised HTML stand in each other."""
    depth = deepest = 0
    for closing, tag in re.findall(r"<(/?)([a-z0-9]+)", cleaned):
        if tag not in {"br", "hr"}:
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


def _with_tidy_places(cleaned):
    """The body with places that are one thing each and hold nothing but their caption: what else stood in them comes
    right behind."""
    root = parsed(cleaned)
    changed = False
    for place in list(root.iter("figure", "aside")):
        changed |= _one_kind(place)
        changed |= _emptied(place, place.find("figcaption") if place.tag == "figure" else None)
        if place.tag == "aside" and not (place.get("data-story") or "").strip("0"):
            place.drop_tree()
            changed = True
    return written(root) if changed else cleaned


def _one_kind(place):
    """Let a figure be what the first of its attributes says, and that alone; whether anything had to go."""
    said = [name for name in KINDS if place.get(name) is not None]
    for name in said[1:]:
        del place.attrib[name]
    return len(said) > 1


def _emptied(place, caption):
    """Put what a place holds beside its caption behind it; whether there was anything."""
    strays = [child for child in place if child is not caption]
    loose = [place.text, *(child.tail for child in place)]
    words = " ".join(text.strip() for text in loose if text and text.strip())
    if not strays and not words:
        return False
    place.text = None
    for child in place:
        child.tail = None
    put_behind(place, [paragraph(words), *strays] if words else strays)
    return True
