"""What search engines and other machines read of a page: JSON-LD in the words of schema.org."""

import json
import re

from django.utils import timezone, translation
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from articles.models.housepage import ABOUT
from articles.models.taxonomy import edition_url
from articles.public import reading
from articles.public.languages import interface, tag_of
from articles.public.pages import absolute, origin
from media import credits
from newsroom.edition import once
from newsroom.text import printable

WRITTEN_OUT = re.compile(r"\\[bfu]")  # how JSON writes the characters that no text may have
ESCAPED = [(mark, f"\\u{ord(mark):04x}") for mark in "<>&\u2028\u2029"]
SCHEMA = {"@context": "https://schema.org"}


def as_script(value):
    """JSON that can stand in a script element whatever words are in it."""
    text = json.dumps(value, ensure_ascii=False)
    if WRITTEN_OUT.search(text) or printable(text) != text:
        text = json.dumps(reading.clean(value), ensure_ascii=False)
    for mark, escaped in ESCAPED:
        text = text.replace(mark, escaped)
    return text


def news_article(story, edition, linked=()):
    """The story as a schema.org NewsArticle; `linked` are the Publications that say it in other languages. A dict without
    empty values, as all of these are."""
    facts, source = story.facts, story.facts.get("source") or {}
    address, house = absolute(story.get_absolute_url()), organisation(edition)
    owner = _organisation(source["name"]) if source else house
    place = reading.place(story)
    return _filled(
        {
            **SCHEMA,
            "@type": "NewsArticle",
            "@id": address,
            "mainEntityOfPage": {
                "@type": "WebPage",
                "@id": address,
                "breadcrumb": breadcrumbs(edition, (story.section.name, story.section), (story.headline, story)),
            },
            "url": address,
            "headline": story.headline,
            "alternativeHeadline": story.subtitle,
            "description": story.summary,
            "inLanguage": tag_of(story.language),
            "datePublished": _moment(story.published_at),
            "dateModified": _moment(story.changed_at),
            "dateline": facts.get("dateline"),
            "locationCreated": place and {"@type": "Place", "name": place},
            "articleSection": story.section.name,
            "keywords": [tag["name"] for tag in facts.get("tags", ())],
            "wordCount": _count(story),
            "isAccessibleForFree": True,
            "author": people(facts.get("people", ()), edition) or _writer(source) or house,
            "publisher": house,
            "copyrightHolder": owner,
            "copyrightYear": timezone.localtime(story.published_at).year,
            "sourceOrganization": source and owner,
            "isBasedOn": source and _original(source),
            "image": _images(story, edition),
            "correction": [
                {"@type": "CorrectionComment", "text": note["note"], "datePublished": note["at"]}
                for note in facts.get("notes", ())
            ],
            "digitalSourceType": _source_type(reading.written_by_ai(story)),
            "translationOfWork": next((_translation(one) for one in linked if one.story == story.original), None),
            "workTranslation": []
            if story.original
            else [_translation(one) for one in linked if one.story != story.story],
        }
    )


def listing(edition, name, address, description, stories):
    """A page that lists stories, as a schema.org CollectionPage with them in their order."""
    return _filled(
        {
            **SCHEMA,
            "@type": "CollectionPage",
            "@id": absolute(address),
            "url": absolute(address),
            "name": name,
            "description": description,
            "inLanguage": tag_of(edition.masthead.language),
            "isPartOf": {"@type": "WebSite", "@id": f"{_home(edition)}#site"},
            "breadcrumb": breadcrumbs(edition, (name, address)),
            "mainEntity": _items(stories),
        }
    )


def collection(edition, topic, context):
    """The page of a topic with the stories it shows, each once, in their order; `context` is what
    articles.public.topics.topic_page gives."""
    shown = [story for block in context["blocks"] for story in block.stories] + context["page"].rows
    stories = list({story.story: story for story in shown}.values())
    page = listing(edition, topic.title, topic.get_absolute_url(), topic.standfirst, stories)
    with translation.override(interface(topic.masthead_id)):
        topics = (_("Topics"), edition_url("topics", topic.masthead_id))
    page["breadcrumb"] = breadcrumbs(edition, topics, (topic.title, topic))
    return page | _filled({"image": _photo(context["cover"], edition) if context["cover"] else None})


def profile(edition, reporter, stories, portrait=None):
    """The page of a person as a schema.org ProfilePage with her latest stories; `portrait` is a picture."""
    address = absolute(edition_url("reporter", edition.masthead.language, reporter.slug))
    said = {"name": reporter.name, "role": reporter.role, "unit": reporter.unit, "slug": reporter.slug}
    person = people([said], edition)[0] | _filled(
        {
            "alternateName": reporter.names[1:],
            "description": reporter.biography,
            "image": _photo(portrait, edition) if portrait else None,
        }
    )
    return _filled(
        {
            **SCHEMA,
            "@type": "ProfilePage",
            "@id": address,
            "url": address,
            "name": reporter.name,
            "inLanguage": tag_of(edition.masthead.language),
            "breadcrumb": breadcrumbs(edition, (reporter.name, address)),
            "mainEntity": person,
            "hasPart": [
                {"@type": "NewsArticle", "headline": s.headline, "url": absolute(s.get_absolute_url())} for s in stories
            ],
        }
    )


def site(edition):
    """The paper as a schema.org WebSite that can be searched."""
    home, language = _home(edition), edition.masthead.language
    return _filled(
        {
            **SCHEMA,
            "@type": "WebSite",
            "@id": f"{home}#site",
            "url": home,
            "name": edition.masthead.name,
            "description": edition.masthead.slogan or edition.masthead.about,
            "inLanguage": tag_of(language),
            "publisher": organisation(edition),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": absolute(edition_url("search", language)) + "?q={query}",
                },
                "query-input": "required name=query",
            },
        }
    )


def organisation(edition):
    """The house as a schema.org NewsMediaOrganization, with its logo, contact and what it says of itself; the same object for
    all pages of an edition."""
    return once(("house", edition.masthead.language), lambda: _house(edition))


def _house(edition):
    masthead = edition.masthead
    about = next((page for page in edition.house_pages if page.slug == ABOUT), None)
    logo = masthead.logo or {}
    return _filled(
        {
            "@type": "NewsMediaOrganization",
            "@id": f"{_home(edition)}#house",
            "name": masthead.publisher or masthead.name,
            "alternateName": masthead.name if masthead.publisher else "",
            "url": _home(edition),
            "logo": logo.get("src")
            and _filled(
                {
                    "@type": "ImageObject",
                    "url": absolute(logo["src"]),
                    "width": logo.get("width"),
                    "height": logo.get("height"),
                }
            ),
            "email": masthead.email,
            "telephone": masthead.telephone,
            "address": masthead.address,
            "correctionsPolicy": absolute(edition_url("corrections", masthead.language)),
            "masthead": about and absolute(about.get_absolute_url()),
        }
    )


def breadcrumbs(edition, *steps):
    """The way from the front page to a page as a schema.org BreadcrumbList; each step is a name and an address, or what has
    one."""
    ways = [(edition.masthead.name or edition.masthead.publisher, _home(edition)), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            _filled({"@type": "ListItem", "position": place, "name": name, "item": absolute(_address(at))})
            for place, (name, at) in enumerate(ways, start=1)
        ],
    }


def people(persons, edition):
    """A node for each person, once, with every role she has; `persons` are dicts of name, role, unit and slug. Who has no
    unit belongs to the house."""
    nodes = {}
    for person in persons:
        slug, unit = person.get("slug"), person.get("unit")
        house = {"@type": "NewsMediaOrganization", "@id": f"{_home(edition)}#house"}
        node = {
            "@type": "Person",
            "name": person["name"],
            "jobTitle": person.get("role"),
            "affiliation": _organisation(unit) if unit else house,
            "url": absolute(edition_url("reporter", edition.masthead.language, slug)) if slug else "",
        }
        known = nodes.setdefault((person["name"], slug, unit), _filled(node))
        roles = dict.fromkeys([*_list(known.get("jobTitle")), *_list(person.get("role"))])
        if len(roles) > 1:
            known["jobTitle"] = list(roles)
    return list(nodes.values())


def _list(value):
    return value if isinstance(value, list) else [value] if value else []


def _home(edition):
    return absolute(edition.masthead.get_absolute_url())


def _address(where):
    return where if isinstance(where, str) else where.get_absolute_url()


def _moment(at):
    return timezone.localtime(at).isoformat()


def _count(story):
    if story.language.startswith("zh"):
        return story.facts.get("characters")
    return reading.words(reading.plain(story.html), story.language)


def _writer(source):
    """Who wrote what is reprinted, where nobody of ours stands above it."""
    if not source:
        return None
    return {"@type": "Person", "name": source["author"]} if source.get("author") else _organisation(source["name"])


def _original(source):
    written = source.get("author") and {"@type": "Person", "name": source["author"]}
    return _filled(
        {
            "@type": "NewsArticle",
            "headline": source.get("title"),
            "url": iri_to_uri(source.get("url") or ""),
            "author": written,
            "publisher": _organisation(source["name"]),
        }
    )


def _organisation(name):
    return {"@type": "Organization", "name": name}


def _translation(story):
    address = absolute(story.get_absolute_url())
    return {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "headline": story.headline,
        "inLanguage": tag_of(story.language),
    }


def _items(stories):
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": story.headline, "url": origin() + story.get_absolute_url()}
            for place, story in enumerate(stories, start=1)
        ],
    }


def _images(story, edition):
    """The photos of a story, that of its cover the first."""
    cover = (story.cover or {}).get("number")
    pictures = [picture for picture in story.facts.get("photos", ()) if picture.get("src")]
    return [_photo(picture, edition) for picture in sorted(pictures, key=lambda one: one.get("number") != cover)]


def _photo(picture, edition):
    address, width, height = reading.largest(picture)
    terms = iri_to_uri(picture.get("licence_url") or "")
    made_by = people(picture.get("creators", ()), edition)
    supplied = picture.get("provider") or picture.get("agency")
    return _filled(
        {
            "@type": "ImageObject",
            "url": absolute(address),
            "contentUrl": absolute(address),
            "width": width,
            "height": height,
            "caption": picture.get("caption"),
            "creditText": picture.get("credit"),
            "creator": made_by or (supplied and _organisation(supplied)),
            "copyrightNotice": picture.get("copyright"),
            "license": terms,
            "acquireLicensePage": terms,
            "digitalSourceType": _source_type(credits.made(picture)),
        }
    )


def _source_type(word):
    """The address that schema.org has for a digital source type of the IPTC; "" for none."""
    return f"https://schema.org/{word[0].upper()}{word[1:]}DigitalSource" if word else ""


def _filled(values):
    return {name: value for name, value in values.items() if value}
