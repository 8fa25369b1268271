"""Atom 1.0 with the full text, an author element a person, and media:content with its credit."""

from django.utils.feedgenerator import rfc3339_date
from lxml import etree

from articles.public.feeds.xml import ATOM, LANGUAGE, NAMES, add, add_photos, written

TYPE = "application/atom+xml"


def write(channel):
    """The feed as bytes."""
    root = etree.Element(f"{{{ATOM}}}feed", {LANGUAGE: channel.language}, nsmap={None: ATOM, "media": NAMES["media"]})
    add(root, "atom:id", channel.address)
    add(root, "atom:title", channel.title)
    if channel.description != channel.title:
        add(root, "atom:subtitle", channel.description)
    add(root, "atom:updated", rfc3339_date(channel.changed))
    _add_person(root, channel.publisher, channel.home)
    add(root, "atom:link", rel="self", type=TYPE, href=channel.address)
    add(root, "atom:link", rel="alternate", type="text/html", href=channel.page)
    for hub in channel.hubs:
        add(root, "atom:link", rel="hub", href=hub)
    if channel.logo:
        add(root, "atom:logo", channel.logo)
    for item in channel.items:
        _add(root, item, channel)
    return written(root)


def _add(root, item, channel):
    entry = add(root, "atom:entry")
    if item.language != channel.language:
        entry.set(LANGUAGE, item.language)
    add(entry, "atom:id", item.address)
    add(entry, "atom:title", item.headline)
    add(entry, "atom:updated", rfc3339_date(item.changed))
    add(entry, "atom:published", rfc3339_date(item.published))
    for person in item.people:
        _add_person(entry, person.name, person.address)
    add(entry, "atom:link", rel="alternate", type="text/html", href=item.address)
    if item.source and item.source.get("url"):
        add(entry, "atom:link", rel="via", title=item.source.get("name"), href=item.source["url"])
    for name in item.categories:
        add(entry, "atom:category", term=name)
    add(entry, "atom:summary", item.summary)
    add(entry, "atom:content", item.html, type="html")
    add_photos(entry, item.photos)


def _add_person(parent, name, address):
    author = add(parent, "atom:author")
    add(author, "atom:name", name)
    if address:
        add(author, "atom:uri", address)
