"""A body as a tree of elements, and back."""

from html import escape

import lxml.html


def parsed(html):
    """The body below a `div` of no meaning."""
    return lxml.html.fragment_fromstring(html or "", create_parent="div")


def written(root):
    """What stands below `root`, as HTML."""
    html = escape(root.text or "", quote=False) + "".join(
        lxml.html.tostring(child, encoding="unicode") for child in root
    )
    return html.replace("</source>", "")  # an element without an end, which the library does not know yet


def put_behind(element, strays):
    """Move `strays`, a list of elements, to right behind `element`; what followed it follows them."""
    tail, element.tail = element.tail, None
    place = element
    for stray in strays:
        place.addnext(stray)
        place = stray
    place.tail = (place.tail or "") + (tail or "") or None


def paragraph(words):
    """A paragraph of plain text."""
    made = lxml.html.Element("p")
    made.text = words
    return made
