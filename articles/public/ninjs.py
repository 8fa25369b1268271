"""A story in ninjs 3.1, the IPTC's news in JSON, for other houses and their machines. Builds plain values and answers no
request, so that whoever hands stories out can use it."""

from html import escape

from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from lxml import etree

from articles.models.publication import address_of
from articles.models.taxonomy import edition_url
from articles.public import reading, related
from articles.public.languages import interface, tag_of
from articles.public.pages import absolute
from media import credits

STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# What somebody in a byline is to the story, where she did not write it; whoever is not named here did.
RELATIONS = {
    "摄影": "photographer",
    "摄影记者": "photographer",
    "摄像": "camera operator",
    "剪辑": "video editor",
    "制图": "illustrator",
    "翻译": "translator",
    "编译": "translator",
    "指导老师": "supervisor",
}


def usable(story, edition, others=None, linked=(), whole=True):
    """A story that is on the site. `others` are the stories that its body leads to, by number, as related.on_site gives
    them; `linked` the Publications that say it in other languages. What is not `whole` has no bodies, and its words are not
    read. A dict without empty values."""
    with translation.override(interface(story.language)):
        return reading.clean(_usable(story, edition, others or {}, linked, whole))


def canceled(number, record, language):
    """A story that was withdrawn: that it is not to be used any more, and the notice. `record` are its versions, the first
    one first."""
    last = record[-1]
    return reading.clean(
        _filled(
            {
                "uri": absolute(address_of(timezone.localtime(record[0].at), number)),
                "type": "text",
                "representationType": "partial",
                "version": str(last.number),
                "firstCreated": moment(record[0].at),
                "versionCreated": moment(last.at),
                "pubStatus": "canceled",
                "language": tag_of(language),
                "edNote": last.note,
                "altIds": [{"role": "story", "value": str(number)}],
                "standard": STANDARD,
            }
        )
    )


def _usable(story, edition, others, linked, whole):
    facts, source = story.facts, story.facts.get("source") or {}
    publisher = edition.masthead.publisher or edition.masthead.name
    owner = source.get("name") or publisher
    address = absolute(story.get_absolute_url())
    return _filled(
        {
            "uri": address,
            "type": "text",
            "representationType": "full" if whole else "partial",
            "version": str(story.version),
            "firstCreated": moment(story.published_at),
            "contentCreated": moment(story.published_at),
            "versionCreated": moment(story.changed_at),
            "pubStatus": "usable",
            "language": tag_of(story.language),
            "title": story.headline,
            "by": facts.get("byline_text"),
            "located": reading.place(story),
            "headlines": _said(main=story.headline, kicker=story.kicker, subtitle=story.subtitle),
            "descriptions": _said(summary=story.summary),
            "bodies": _bodies(story, others) if whole else None,
            "people": _people(facts.get("people", ()), story.language),
            "organisations": [{"name": unit, "rel": "affiliation"} for unit in _units(facts)],
            "subjects": _subjects(story),
            "infoSources": _sources(source, publisher, edition),
            "copyrightHolder": owner,
            "copyrightNotice": f"© {timezone.localtime(story.published_at).year} {owner}",
            "usageTerms": _terms(source, publisher),
            "edNote": "\n".join(_correction(note) for note in facts.get("notes", ())),
            "digitalSourceType": _source_type(reading.written_by_ai(story)),
            "associations": [*_photos(story), *_translations(story, linked), *_related(facts, others)],
            "altIds": [{"role": "story", "value": str(story.story)}],
            "standard": STANDARD,
        }
    )


def _said(**texts):
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in texts.items() if text]


def _bodies(story, others):
    text = reading.plain(story.html)
    counts = {"charCount": len(text), "wordCount": reading.words(text, story.language)}
    root = reading.carried(related.with_links(story.html, others, absolute))
    inside = escape(root.text or "", quote=False) + "".join(etree.tostring(one, encoding="unicode") for one in root)
    markup = f'<div xmlns="http://www.w3.org/1999/xhtml">{inside}</div>'
    return [
        {"role": "main", "contentType": "application/xhtml+xml", **counts, "value": markup},
        {"role": "plain", "contentType": "text/plain", **counts, "value": text},
    ]


def _people(persons, language, relation=None):
    """Each person with what she is to the work; `literal` names her as the house prints her, role included."""
    return [
        _filled(
            {
                "name": person["name"],
                "rel": relation or RELATIONS.get(person.get("role"), "author"),
                "uri": person.get("slug") and absolute(edition_url("reporter", language, person["slug"])),
                "literal": " ".join(filter(None, (person.get("unit"), person.get("role"), person["name"]))),
            }
        )
        for person in persons
    ]


def _units(facts):
    return dict.fromkeys(person["unit"] for person in facts.get("people", ()) if person.get("unit"))


def _subjects(story):
    section, topic = story.section, story.topic
    found = [{"name": section.name, "rel": "section", "uri": absolute(section.get_absolute_url())}]
    for tag in story.facts.get("tags", ()):
        uri = absolute(edition_url("tag", story.language, tag["slug"])) if tag.get("slug") else ""
        found.append(_filled({"name": tag["name"], "rel": "about", "uri": uri}))
    if topic is not None and topic.is_open:
        found.append({"name": topic.title, "rel": "topic", "uri": absolute(topic.get_absolute_url())})
    return found


def _sources(source, publisher, edition):
    masthead = edition.masthead
    reached = [("email", masthead.email), ("telephone", masthead.telephone)]
    house = {
        "name": publisher,
        "role": "publisher",
        "uri": absolute(masthead.get_absolute_url()),
        "contactInfo": [{"type": kind, "role": "newsroom", "value": value} for kind, value in reached if value],
    }
    if not source:
        return [_filled(house)]
    origin = {"name": source["name"], "role": "originator", "uri": iri_to_uri(source.get("url") or "")}
    written = {"name": source.get("author"), "role": "author"}
    return [_filled(origin), *([written] if source.get("author") else []), _filled(house)]


def _terms(source, publisher):
    if source:
        return _("It belongs to %(source)s; ask there before you use it elsewhere.") % {"source": source["name"]}
    return _(
        "Ask %(publisher)s before you use it elsewhere; name the house, the people of the byline, and to whom each photo "
        "is owed."
    ) % {"publisher": publisher}


def _correction(note):
    return f"{_('Correction')} {timezone.localtime(parse_datetime(note['at'])):%Y-%m-%d %H:%M} {note['note']}"


def _photos(story):
    """Each photo of the story as a news object of its own, that of the cover named so."""
    cover = (story.cover or {}).get("number")
    pictures = [picture for picture in story.facts.get("photos", ()) if picture.get("src")]
    return [
        {"name": f"photo-{place}", "rel": "cover" if picture.get("number") == cover else "photo"}
        | _photo(picture, story)
        for place, picture in enumerate(pictures, start=1)
    ]


def _photo(picture, story):
    address, _width, _height = reading.largest(picture)
    creators = picture.get("creators", ())
    shot = [person for person in creators if person["work"] == "photo"]
    drawn = [person for person in creators if person["work"] == "graphic"]
    return _filled(
        {
            "uri": absolute(address),
            "type": "graphic" if drawn and not shot else "picture",
            "representationType": "full",
            "pubStatus": "usable",
            "language": tag_of(story.language),
            "by": picture.get("credit"),
            "descriptions": _said(caption=picture.get("caption"), altText=picture.get("alt")),
            "people": [
                *_people(shot, story.language, "photographer"),
                *_people(drawn, story.language, "illustrator"),
            ],
            "infoSources": [
                {"name": name, "role": role}
                for role, name in (("provider", picture.get("provider")), ("agency", picture.get("agency")))
                if name
            ],
            "copyrightNotice": picture.get("copyright"),
            "rightsInfo": picture.get("licence_url") and {"linkedRights": iri_to_uri(picture["licence_url"])},
            "digitalSourceType": _source_type(credits.made(picture)),
            "renditions": list(_renditions(picture)),
            "altIds": [{"role": "photo", "value": str(picture.get("number"))}],
        }
    )


def _renditions(picture):
    """The public files of a photo, the whole picture in every width and format, then its crops."""
    width, height, focus = picture.get("width") or 0, picture.get("height") or 0, picture.get("focus")
    for kind in ("jpeg", "webp", "avif"):
        for address, wide in reading.sizes(picture.get(kind)):
            high = round(height * wide / width) if width else 0
            poi = {"x": wide * focus[0] // 100, "y": high * focus[1] // 100} if focus and high else None
            yield _rendition(f"{kind}-{wide}", address, wide, high, poi)
    for name in ("card", "square"):
        crop = picture.get(name) or {}
        for kind in ("jpeg", "webp", "avif"):
            if crop.get(kind):
                yield _rendition(f"{name}-{kind}", crop[kind], crop["width"], crop["height"])
    if picture.get("social"):
        yield _rendition("social", picture["social"])


def _rendition(name, address, width=None, height=None, poi=None):
    return _filled(
        {
            "name": name,
            "href": absolute(address),
            "contentType": reading.media_type(address),
            "width": width,
            "height": height,
            "poi": poi,
        }
    )


def _translations(story, linked):
    return [_other(one, "translation") for one in linked if one.story != story.story]


def _related(facts, others):
    return [_other(others[number], "related") for number in facts.get("related", ()) if number in others]


def _other(story, relation):
    return {
        "name": f"{relation}-{story.story}",
        "rel": relation,
        "uri": absolute(story.get_absolute_url()),
        "type": "text",
        "representationType": "partial",
        "language": tag_of(story.language),
        "title": story.headline,
        "headlines": _said(main=story.headline),
    }


def _source_type(word):
    return {"name": word, "uri": f"{SOURCE_TYPES}{word}"} if word else None


def moment(at):
    """A time as news objects have it."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def _filled(values):
    return {name: value for name, value in values.items() if value}
