"""What RSS and Atom have in common: elements by their prefixed names, and the photos of a story."""

from lxml import etree

from articles.public.reading import media_type

ATOM = "http://www.w3.org/2005/Atom"
NAMES = {
    "atom": ATOM,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def add(parent, name, text=None, **attributes):
    """A new element of `parent`, with a text and with those attributes that have a value. Returns it."""
    prefix, _colon, local = name.rpartition(":")
    given = {key.rstrip("_"): str(value) for key, value in attributes.items() if value not in (None, "")}
    element = etree.SubElement(parent, f"{{{NAMES[prefix]}}}{local}" if prefix else local, given)
    element.text = text
    return element


def add_photos(parent, photos):
    """Each photo of a story with its caption and its credit (Media RSS)."""
    for photo in photos:
        content = add(
            parent,
            "media:content",
            url=photo.address,
            medium="image",
            type=media_type(photo.address),
            width=photo.width,
            height=photo.height,
        )
        if photo.caption:
            add(content, "media:description", photo.caption, type="plain")
        if photo.credit:
            add(content, "media:credit", photo.credit)


def written(root):
    """The document as bytes."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
