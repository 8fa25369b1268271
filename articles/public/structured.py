"""What machines read of a story: JSON-LD."""

import json

from django.utils import timezone

from articles.models.taxonomy import edition_url
from articles.public.pages import absolute
from media import credits

ESCAPED = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def as_script(value):
    """JSON that can stand in a script element whatever words are in it."""
    return json.dumps(value, ensure_ascii=False).translate(ESCAPED)


def news_article(story, masthead):
    """The story as a schema.org NewsArticle: a dict without empty values."""
    facts = story.facts
    address = absolute(story.get_absolute_url())
    publisher = {
        "@type": "NewsMediaOrganization",
        "name": masthead.publisher or masthead.name,
        "url": absolute(masthead.get_absolute_url()),
    }
    source = facts.get("source")
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": address,
            "mainEntityOfPage": address,
            "url": address,
            "headline": story.headline,
            "alternativeHeadline": story.subtitle,
            "description": story.summary,
            "inLanguage": story.language,
            "datePublished": timezone.localtime(story.published_at).isoformat(),
            "dateModified": timezone.localtime(story.changed_at).isoformat(),
            "dateline": facts.get("dateline"),
            "articleSection": story.section.name,
            "keywords": [tag["name"] for tag in facts.get("tags", ())],
            "author": [_person(p, story.language) for p in facts.get("people", ())] or publisher,
            "publisher": publisher,
            "image": [_photo(p) for p in facts.get("photos", ()) if p.get("src")],
            "correction": [
                {"@type": "CorrectionComment", "text": note["note"], "datePublished": note["at"]}
                for note in facts.get("notes", ())
            ],
            "isBasedOn": source and (source.get("url") or source.get("name")),
        }
    )


def collection(topic, context):
    """The page of a topic as a schema.org CollectionPage with the stories it shows, each once, in their order; `context`
    is what articles.public.topics.topic_page gives. A dict without empty values."""
    shown = [story for block in context["blocks"] for story in block.stories] + context["page"].rows
    stories = list({story.story: story for story in shown}.values())
    address = absolute(topic.get_absolute_url())
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "@id": address,
            "url": address,
            "name": topic.title,
            "description": topic.standfirst,
            "inLanguage": topic.masthead_id,
            "image": _photo(context["cover"]) if context["cover"] else None,
            "mainEntity": {
                "@type": "ItemList",
                "itemListElement": [
                    {
                        "@type": "ListItem",
                        "position": place,
                        "name": story.headline,
                        "url": absolute(story.get_absolute_url()),
                    }
                    for place, story in enumerate(stories, start=1)
                ],
            },
        }
    )


def _person(person, language):
    slug = person.get("slug")
    return _filled(
        {
            "@type": "Person",
            "name": person["name"],
            "jobTitle": person.get("role"),
            "affiliation": person.get("unit"),
            "url": absolute(edition_url("reporter", language, slug)) if slug else "",
        }
    )


def _photo(picture):
    return _filled(
        {
            "@type": "ImageObject",
            "url": absolute(picture["src"]),
            "width": picture.get("width"),
            "height": picture.get("height"),
            "caption": picture.get("caption"),
            "creditText": picture.get("credit"),
            "digitalSourceType": _source_type(picture),
        }
    )


def _source_type(picture):
    """The address that schema.org has for how AI had a part in the picture; "" where it had none."""
    made = credits.made(picture)
    return f"https://schema.org/{made[0].upper()}{made[1:]}DigitalSource" if made else ""


def _filled(values):
    return {name: value for name, value in values.items() if value}
