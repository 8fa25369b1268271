"""Stories of other houses in ninjs, the IPTC's news in JSON: 1.3, 2 and 3. Pure."""

import json
from datetime import UTC

from articles.intake import feeds
from articles.intake.copy import Note, Reprint, Unreadable

MAX_BYTES = 20_000_000
# What a news object may be that is no text.
NO_TEXT = {"audio", "video", "picture", "graphic", "component", "planning", "event"}
_WRITERS = {"author", "by", "byline", "creator", "writer", "reporter"}
_HELD_BACK = {"withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
_LIST_NAMES = ("items", "_items", "newsitems", "newsItems")


def read(data, *, zone=UTC):
    """The stories in `data`, one ninjs object or several, each as Copy with its Reprint. Objects that are no text are left
    out. `zone` is that of times that name none.

    `told`: withheld, canceled, embargoed (a note says until when), summary_only, pictures_elsewhere (a note for each, with
    its address). What the house says on use and its notes to editors are notes.

    Raises Unreadable: too_large, broken, no_story, too_many_stories."""
    items = [item for item in _items(_parsed(data)) if _is_text(item)]
    if len(items) > feeds.MOST_STORIES:
        raise Unreadable("too_many_stories", most=feeds.MOST_STORIES)
    stories = [story for story in (_story(item, zone) for item in items) if story.pieces]
    if not stories:
        raise Unreadable("no_story")
    return stories


def _parsed(data):
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large", bytes=MAX_BYTES)
    try:
        return json.loads(data)
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        raise Unreadable("broken") from None


def _items(found):
    """The news objects in what was parsed, by their names in small letters: versions differ in the large ones."""
    if isinstance(found, dict):
        inner = next((found[name] for name in _LIST_NAMES if isinstance(found.get(name), list)), None)
        found = [found] if inner is None else inner
    return [_small(item) for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _small(item):
    return {name.lower(): value for name, value in item.items()}


def _is_text(item):
    return feeds.line(item.get("type")).lower() not in NO_TEXT


def _story(item, zone):
    markup, text = _body(item)
    summary = _said(item, "description", "descriptions")
    is_summary = not markup and not text and bool(summary)
    told = [_HELD_BACK[status] for status in [feeds.line(item.get("pubstatus")).lower()] if status in _HELD_BACK]
    notes = [Note(words, feeds.line(item.get("copyrightholder"))) for words in _remarks(item)]
    if embargo := feeds.time(item.get("embargoed") or item.get("embargoeduntil"), zone):
        told.append("embargoed")
        notes.insert(0, Note(" ".join(filter(None, [embargo, feeds.line(item.get("embargoedreason"))]))))
    return feeds.story(
        _reprint(item, zone),
        markup=markup,
        text=text or summary,
        is_summary=is_summary,
        pictures=_pictures(item),
        notes=notes,
        keywords=_keywords(item),
        told=told,
    )


def _reprint(item, zone):
    key = feeds.line(item.get("uri")) or feeds.line(item.get("guid"))
    sources = _names(item, "infosources") or _names(item, "infosource")
    times = ("versioncreated", "contentcreated", "firstcreated")
    return Reprint(
        source=feeds.line(item.get("copyrightholder")) or next(iter(sources), "") or feeds.line(item.get("source")),
        address=feeds.address(item.get("link")) or feeds.address(item.get("uri")),
        headline=_headline(item),
        author=feeds.line(item.get("by")) or feeds.line(item.get("byline")) or "、".join(_people(item, _WRITERS)),
        key=key,
        published=next(filter(None, (feeds.time(item.get(name), zone) for name in times)), ""),
        place=feeds.line(item.get("located")),
    )


def _headline(item):
    return " ".join(_said(item, "headline", "headlines").split())[: feeds.LONGEST_LINE] or feeds.line(item.get("title"))


def _said(item, one, many):
    """The plain words of `one` (headline, headline_text …), or of the first of `many`, the main one before others."""
    for name in (one, f"{one}_text"):
        if isinstance(item.get(name), str) and item[name].strip():
            return item[name]
    values = [_small(value) for value in _list(item.get(many)) if isinstance(value, dict)]
    values.sort(key=lambda value: feeds.line(value.get("role")).lower() not in ("main", "text"))
    return next((v["value"] for v in values if isinstance(v.get("value"), str) and not _is_page(v)), "")


def _body(item):
    """(HTML, plain text) of a story, either of which may be empty."""
    bodies = [_small(body) for body in _list(item.get("bodies")) if isinstance(body, dict)]
    bodies = [body for body in bodies if isinstance(body.get("value"), str) and not _is_xml(body)]
    pages = [item.get("body_xhtml"), item.get("body_html"), *(body["value"] for body in bodies if _is_page(body))]
    plain = [item.get("body_text"), *(body["value"] for body in bodies if not _is_page(body))]
    return _first(pages), _first(plain)


def _is_page(body):
    kind = feeds.line(body.get("contenttype")).lower()
    return "html" in kind or (
        not kind and feeds.line(body.get("role")).lower() in ("html", "xhtml", "html5", "richtext")
    )


def _is_xml(body):
    return feeds.line(body.get("contenttype")).lower() in ("application/xml", "text/xml", "application/nitf+xml")


def _first(values):
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def _remarks(item):
    """What the house says to editors: on what terms the story may be used, and its own notes."""
    found = [feeds.line(item.get(name)) for name in ("usageterms", "ednote", "editorial_note", "copyrightnotice")]
    return [words for words in found if words]


def _pictures(item):
    """Notes of the pictures that belong to a story."""
    found = item.get("associations")
    found = list(found.values()) if isinstance(found, dict) else _list(found)
    notes = []
    for picture in found:
        if isinstance(picture, dict) and (note := _picture(_small(picture))):
            notes.append(note)
    return notes[: feeds.MOST_PICTURES]


def _picture(item):
    where = _largest(item.get("renditions")) or feeds.address(item.get("uri"))
    if feeds.line(item.get("type")).lower() not in ("picture", "graphic", "") or not where:
        return None
    caption = _said(item, "description", "descriptions") or _headline(item)
    credit = feeds.line(item.get("by")) or feeds.line(item.get("byline"))
    return feeds.picture(where, " ".join(caption.split())[: feeds.LONGEST_NOTE], credit)


def _largest(renditions):
    """The address of the largest rendition."""
    found = list(renditions.values()) if isinstance(renditions, dict) else _list(renditions)
    found = [_small(rendition) for rendition in found if isinstance(rendition, dict)]
    found = [rendition for rendition in found if feeds.address(rendition.get("href"))]
    best = max(found, key=lambda rendition: _number(rendition.get("width")), default={})
    return feeds.address(best.get("href"))


def _number(value):
    return value if isinstance(value, int | float) and value == value else 0


def _people(item, rels):
    people = _list(item.get("people")) + _list(item.get("person"))
    people = [_small(person) for person in people if isinstance(person, dict)]
    return [
        n
        for person in people
        if feeds.line(person.get("rel")).lower() in rels and (n := feeds.line(person.get("name")))
    ]


def _names(item, name):
    return [
        n for value in _list(item.get(name)) if isinstance(value, dict) and (n := feeds.line(_small(value).get("name")))
    ]


def _keywords(item):
    """Subjects, and the people the story is about."""
    words = [feeds.line(word) for name in ("keywords", "keyword") for word in _list(item.get(name))]
    return [*words, *_names(item, "subjects"), *_names(item, "subject"), *_people(item, {"about"})]


def _list(value):
    return value if isinstance(value, list) else []
