"""The places of a body where something other than text stands: photos, galleries, recordings, related stories."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

import lxml.html

from articles.markup.tree import parsed, written

# What a figure can be, the first that is said deciding; one that says nothing is a photo place.
KINDS = ("data-photo", "data-gallery", "data-video", "data-audio", "data-clip")


@dataclass(frozen=True)
class Figure:
    """A photo place in a body: the photo's number (None while it waits for one), the caption written on the place
    (empty: the photo's own), and the credit line kept for the photo to come."""

    photo: int | None
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Gallery:
    """Several photos in their order, by number, with a caption for all of them."""

    photos: tuple[int, ...]
    caption: str = ""


@dataclass(frozen=True)
class Recording:
    """A place for video or audio: an https address with its kind ("video" or "audio"), or the number of a clip, whose
    kind the clip knows. Both are empty while the place waits. The caption is the title where the address is a page."""

    kind: str = ""
    address: str = ""
    clip: int | None = None
    caption: str = ""


@dataclass(frozen=True)
class Related:
    """Another story of ours, by its number."""

    story: int


def figure_html(figure):
    """The photo place as it stands in a body."""
    credit = f' data-credit="{escape(figure.credit)}"' if figure.credit else ""
    return (
        f'<figure data-photo="{figure.photo or ""}"{credit}><figcaption>{escape(figure.caption)}</figcaption></figure>'
    )


def places(html):
    """All places of a body in order."""
    return list(_places(html))


@lru_cache(maxsize=8)  # who publishes a story asks this of its body twenty times
def _places(html):
    return tuple(_place(element) for element in _elements(parsed(html)))


def place_of(element):
    """The place that an element of a parsed body is, a figure or an aside; None where it is none."""
    return _place(element) if element.tag == "figure" or _number(element.get("data-story")) else None


def figures(html):
    """The photo places of a body, in order."""
    return [place for place in places(html) if isinstance(place, Figure)]


def recordings(html):
    """The video and audio places of a body, in order."""
    return [place for place in places(html) if isinstance(place, Recording)]


def photos(html):
    """The numbers of all photos of a body, of photo places and galleries, each once, in order."""
    found = {}
    for place in places(html):
        if isinstance(place, Figure) and place.photo:
            found.setdefault(place.photo)
        elif isinstance(place, Gallery):
            found.update(dict.fromkeys(place.photos))
    return list(found)


def replace_places(html, replacement):
    """The body with every place replaced by the HTML that `replacement(place, position)` gives; an empty string takes the
    place out."""
    return _replace(html, (Figure, Gallery, Recording, Related), replacement)


def replace_figures(html, replacement):
    """The body with every photo place replaced, as `replace_places` does; the position counts photo places."""
    return _replace(html, (Figure,), replacement)


def place_photo(html, position, number):
    """The body in which the photo place at `position` has taken the photo `number`; the kept caption and credit are
    the photo's from now on."""
    return replace_figures(html, lambda figure, at: figure_html(Figure(number) if at == position else figure))


def _replace(html, kinds, replacement):
    root = parsed(html)
    found = [(element, _place(element)) for element in _elements(root)]
    wanted = [(element, place) for element, place in found if isinstance(place, kinds)]
    for position, (element, place) in enumerate(wanted):
        new = replacement(place, position)
        if new:
            fresh = list(lxml.html.fragment_fromstring(new, create_parent="div"))
            for child in fresh:
                element.addprevious(child)
            fresh[-1].tail = element.tail
            element.tail = None
            element.getparent().remove(element)
        else:
            element.drop_tree()
    return written(root)


def _elements(root):
    """The elements of a body that are places, in order."""
    return [element for element in root.iter("figure", "aside") if place_of(element)]


def _place(element):
    if element.tag == "aside":
        return Related(_number(element.get("data-story")))
    caption = element.find(".//figcaption")
    said = " ".join(caption.text_content().split()) if caption is not None else ""
    kind = next((name for name in KINDS if element.get(name) is not None), "data-photo")
    value = element.get(kind) or ""
    if kind == "data-gallery":
        return Gallery(tuple(int(word) for word in value.split() if word.isascii() and word.isdigit()), said)
    if kind == "data-clip":
        return Recording(clip=_number(value), caption=said)
    if kind in {"data-video", "data-audio"}:
        return Recording(kind.removeprefix("data-"), value, None, said)
    return Figure(_number(value), said, element.get("data-credit") or "")


def _number(value):
    """The number that an attribute says, None where it says none."""
    return int(value) or None if value and value.isascii() and value.isdigit() else None
