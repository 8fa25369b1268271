"""RSS 2.0 with the full text, a dc:creator a person, and media:content with its credit."""

from django.utils.feedgenerator import rfc2822_date, rfc3339_date
from lxml import etree

from articles.public.feeds.xml import LANGUAGE, NAMES, add, add_photos, written

TYPE = "application/rss+xml"


def write(channel):
    """The feed as bytes."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap=NAMES)
    head = add(root, "channel")
    add(head, "title", channel.title)
    add(head, "link", channel.page)
    add(head, "description", channel.description)
    add(head, "language", channel.language)
    add(head, "lastBuildDate", rfc2822_date(channel.changed))
    add(head, "atom:link", rel="self", type=TYPE, href=channel.address)
    for hub in channel.hubs:
        add(head, "atom:link", rel="hub", href=hub)
    if channel.logo:
        image = add(head, "image")
        for name, text in (("url", channel.logo), ("title", channel.title), ("link", channel.page)):
            add(image, name, text)
    for item in channel.items:
        _add(head, item, channel)
    return written(root)


def _add(head, item, channel):
    element = add(head, "item")
    if item.language != channel.language:
        element.set(LANGUAGE, item.language)
    add(element, "title", item.headline)
    add(element, "link", item.address)
    add(element, "description", item.summary)
    for person in item.people:
        add(element, "dc:creator", person.name)
    for name in item.categories:
        add(element, "category", name)
    add(element, "guid", item.address, isPermaLink="true")
    add(element, "pubDate", rfc2822_date(item.published))
    add(element, "atom:updated", rfc3339_date(item.changed))
    if item.source:
        add(element, "dc:source", item.source.get("url") or item.source.get("name"))
    add(element, "content:encoded", item.html)
    add_photos(element, item.photos)
