"""What a feed says, in whatever form it is written: plain values, full addresses, and no character that XML cannot take."""

from dataclasses import dataclass
from datetime import datetime
from html import escape

import lxml.html
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from articles.models.taxonomy import edition_url
from articles.public import related
from articles.public.languages import direction, interface, tag_of
from articles.public.pages import absolute
from articles.public.reading import carried, clean
from newsroom.text import printable

KINDS = ("rss", "atom", "json")


@dataclass(frozen=True)
class Person:
    """Somebody in the byline; `address` is that of her page, "" where she has none."""

    name: str
    role: str
    unit: str
    address: str


@dataclass(frozen=True)
class Photo:
    """A photo of a story: one file, and what is owed for it."""

    address: str
    width: int
    height: int
    caption: str
    alt: str
    credit: str


@dataclass(frozen=True)
class Item:
    """A story. `categories` are its section and tags; `source` is that of a reprint, or None: a dict of name, title,
    author and url; `ai` is "assisted", "generated" or ""."""

    address: str
    headline: str
    summary: str
    html: str
    language: str
    published: datetime
    changed: datetime
    people: list[Person]
    categories: list[str]
    photos: list[Photo]
    cover: str
    source: dict | None
    notes: list[dict]
    ai: str


@dataclass(frozen=True)
class Channel:
    """A feed: `addresses` are those of its three forms by kind, `kind` is the one that is written."""

    kind: str
    addresses: dict[str, str]
    title: str
    description: str
    page: str
    language: str
    publisher: str
    home: str
    logo: str
    changed: datetime
    hubs: tuple[str, ...]
    items: list[Item]

    @property
    def address(self):
        """The address of the form that is written."""
        return self.addresses[self.kind]


def describe(edition, kind, name, page, addresses, stories):
    """The feed of `stories`, Publications with their text. `name` is that of the section, tag or the like, "" for the
    paper itself; `page` is the page that it follows; `addresses` are its forms by kind. One query where a story leads to
    others."""
    stories, masthead = list(stories), edition.masthead
    with translation.override(interface(masthead.language)):
        house = masthead.name or _("Newsroom")
        title = " - ".join(part for part in (name, house) if part)
        others = related.on_site(story.html for story in stories)
        return Channel(
            kind=kind,
            addresses={kind: absolute(address) for kind, address in addresses.items()},
            title=printable(title),
            description=printable(masthead.slogan or masthead.about or title),
            page=absolute(page),
            language=tag_of(masthead.language),
            publisher=printable(masthead.publisher or house),
            home=absolute(masthead.get_absolute_url()),
            logo=absolute((masthead.logo or {}).get("src", "")),
            changed=timezone.localtime(max((story.changed_at for story in stories), default=_this_morning())),
            hubs=tuple(settings.WEBSUB_HUBS),
            items=[_item(story, others) for story in stories],
        )


def _this_morning():
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _item(story, others):
    facts, language = clean(story.facts), story.language
    photos = [photo for photo in facts.get("photos", ()) if photo.get("src")]
    cover, source = clean(story.cover) or {}, facts.get("source")
    return Item(
        address=absolute(story.get_absolute_url()),
        headline=printable(story.headline),
        summary=printable(story.summary),
        html=_text(story, facts, others),
        language=tag_of(language),
        published=timezone.localtime(story.published_at),
        changed=timezone.localtime(story.changed_at),
        people=[_person(person, language) for person in facts.get("people", ())],
        categories=[printable(story.section.name), *(tag["name"] for tag in facts.get("tags", ()))],
        photos=[_photo(photo) for photo in photos],
        cover=absolute(cover.get("large") or cover.get("src", "")),
        source=source and source | {"url": iri_to_uri(source.get("url") or "")},
        notes=facts.get("notes", []),
        ai=facts.get("ai", ""),
    )


def _person(person, language):
    slug = person.get("slug")
    address = absolute(edition_url("reporter", language, slug)) if slug else ""
    return Person(person["name"], person.get("role") or "", person.get("unit") or "", address)


def _photo(photo):
    said = {name: photo.get(name) or "" for name in ("caption", "alt", "credit")}
    return Photo(absolute(photo["src"]), photo["width"], photo["height"], **said)


def _text(story, facts, others):
    """The story in full as feed readers show it, with what readers of the page see around it: corrections, the part of AI,
    byline, source. Full addresses, one file a photo."""
    body = related.with_links(printable(story.html), others, absolute)
    around = {"story": story, "facts": facts, "body": body, "is_rtl": direction(story.language) == "rtl"}
    root = carried(render_to_string("public/_feed_text.html", around).strip())
    parts = (lxml.html.tostring(element, encoding="unicode") for element in root)
    return printable(escape(root.text or "", quote=False) + "".join(parts))
