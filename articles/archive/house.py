"""What stories are filed under and who is named in them, as tables of an archive copy: mastheads, people, sections, tags, topics,
pages of the house, slots, former addresses. Numbers stay only where frozen words know something by them."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime

from articles import markup
from articles.archive import Refused, library, tables
from articles.models import (
    FormerAddress,
    HousePage,
    Portrait,
    Section,
    Slot,
    Tag,
    TagAlias,
    Topic,
    TopicBlock,
    TopicStory,
)
from articles.models.taxonomy import resolved
from articles.models.topic import blocks_of
from media import guard, logos, stores
from newsroom.models import Masthead, Reporter

MASTHEADS, HOUSE_PAGES = "mastheads.json", "house_pages.json"
PEOPLE = ["number", "name", "slug", "role", "unit", "other_names", "biography", "is_unchecked", "portrait"]
SECTIONS = ["language", "slug", "name", "position", "description"]
TAGS = ["name", "slug"]
TAG_NAMES = ["name", "slug", "tag", "is_former"]
TOPICS = ["language", "slug", "title", "standfirst", "cover", "is_open", "created_at"]
BLOCKS = ["language", "topic", "kind", "heading", "words", "stories"]
SLOTS = [
    "language",
    "section",
    "position",
    "story",
    "headline",
    "photo",
    "is_pinned",
    "is_focus",
    "starts_at",
    "ends_at",
]
ADDRESSES = ["path", "story", "created"]
BATCH = 500


@dataclass
class Named:
    """What the record names: numbers of people, photos and clips, names of tags, (language, address) of topics, stories."""

    people: set = field(default_factory=set)
    photos: set = field(default_factory=set)
    clips: set = field(default_factory=set)
    tags: set = field(default_factory=set)
    topics: set = field(default_factory=set)

    def add(self, words):
        """Remember what frozen words name."""
        photos = words.get("photos", {})
        people = [*words.get("bylines", ()), *words.get("editors", ())]
        people += [one for photo in photos.values() for one in photo["people"]]
        self.people.update(one["reporter"] for one in people if one.get("reporter"))
        self.photos.update(map(int, photos))
        self.clips.update(map(int, words.get("clips", {})))
        self.tags.update(words.get("tags", ()))
        if words.get("topic"):
            self.topics.add((words["language"], words["topic"]))


# ---- out


def put(writing, named):
    """Write all tables, and let `named` know of the photos, clips and people that they name."""
    writing.put(MASTHEADS, library.as_json([_masthead(writing, one) for one in Masthead.objects.order_by("pk")]))
    writing.put(HOUSE_PAGES, library.as_json(list(_house_pages(named))))
    sections = Section.objects.order_by("masthead_id", "position", "pk")
    rows = ({**_of(one, SECTIONS), "language": one.masthead_id} for one in sections)
    writing.stream("sections.csv", tables.lines(SECTIONS, rows))
    writing.stream("topics.csv", tables.lines(TOPICS, _topics(named)))
    writing.stream("topic_blocks.csv", tables.lines(BLOCKS, _blocks(named)))
    writing.stream("slots.csv", tables.lines(SLOTS, _slots(named)))
    writing.stream("former_addresses.csv", tables.lines(ADDRESSES, _addresses()))
    tags = Tag.objects.filter(name__in=resolved(sorted(named.tags))).order_by("name")
    writing.stream("tags.csv", tables.lines(TAGS, (_of(one, TAGS) for one in tags)))
    others = TagAlias.objects.filter(tag__in=tags.order_by()).select_related("tag").order_by("name")
    rows = ({**_of(one, TAG_NAMES), "tag": one.tag.slug} for one in others)
    writing.stream("tag_names.csv", tables.lines(TAG_NAMES, rows))
    writing.stream("people.csv", tables.lines(PEOPLE, _people(named)))
    return {"people": len(named.people), "tags": len(tags)}


def _of(row, columns):
    values = ((name, getattr(row, name, None)) for name in columns)
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values}


def _masthead(writing, masthead):
    """What a masthead says; of its logo the files and not their addresses, which another site has elsewhere."""
    fields = [one.attname for one in Masthead._meta.concrete_fields if one.attname not in ("id", "logo")]
    said, logo = {name: getattr(masthead, name) for name in fields}, masthead.logo
    for name in filter(None, logos.files_of(logo)):
        with stores.photos().open(name) as file:
            writing.put(f"logos/{name}", file.read())
    if logo:
        icons = {size: stores.name_in(address) for size, address in logo["icons"].items()}
        logo = {**logo, "src": stores.name_in(logo["src"]), "icons": icons}
    return {**said, "logo": logo or None}


def _house_pages(named):
    for one in HousePage.objects.order_by("masthead_id", "position", "pk"):
        named.photos.update(markup.photos(one.body))
        named.clips.update(place.clip for place in markup.recordings(one.body) if place.clip)
        said = _of(one, ["slug", "title", "position", "body", "changed_at"])
        yield {"language": one.masthead_id, **said}


def _open_topics(named):
    for one in Topic.objects.order_by("pk").iterator():
        if one.is_open or (one.masthead_id, one.slug) in named.topics:
            yield one


def _topics(named):
    for one in _open_topics(named):
        if one.cover_id:
            named.photos.add(one.cover_id)
        yield {**_of(one, TOPICS), "language": one.masthead_id, "cover": one.cover_id}


def _blocks(named):
    for topic in _open_topics(named):
        for one in blocks_of(topic):
            said = {"kind": one.kind, "heading": one.heading, "words": one.words}
            numbers = " ".join(map(str, one.numbers))
            yield {"language": topic.masthead_id, "topic": topic.slug, **said, "stories": numbers}


def _slots(named):
    slots = Slot.objects.select_related("section").order_by("masthead_id", "section__slug", "position", "pk")
    for one in slots:
        if one.photo_id:
            named.photos.add(one.photo_id)
        section = one.section.slug if one.section else ""
        yield {**_of(one, SLOTS), "language": one.masthead_id, "section": section, "photo": one.photo_id}


def _addresses():
    for one in FormerAddress.objects.order_by("path").iterator():
        yield _of(one, ADDRESSES)


def _people(named):
    """Everybody whom the record names; of the others whom the house knows by more than copy that was never published."""
    for one in Reporter.objects.select_related("portrait").order_by("pk").iterator():
        portrait = getattr(one, "portrait", None)
        if one.pk not in named.people and one.is_unchecked and portrait is None:
            continue
        if portrait:
            named.photos.add(portrait.photo_id)
        named.people.add(one.pk)
        yield {**_of(one, PEOPLE), "number": one.pk, "portrait": portrait.photo_id if portrait else None}


# ---- and back


def read(reading):
    """Put everything of the tables on the site but what names photos. Raises Refused."""
    for said in _list(reading, MASTHEADS):
        _add(Masthead, MASTHEADS, **{**said, "logo": _logo(reading, said.get("logo"))})
    for row in _rows(reading, "people.csv", PEOPLE):
        own = {name: row[name] for name in PEOPLE if name not in ("number", "portrait", "is_unchecked")}
        number = tables.number(row["number"], "people.csv")
        _add(Reporter, "people.csv", pk=number, is_unchecked=row["is_unchecked"] == "1", **own)
    for row in _rows(reading, "sections.csv", SECTIONS):
        position = tables.number(row.pop("position"), "sections.csv")
        _add(Section, "sections.csv", masthead_id=row.pop("language"), position=position, **row)
    for row in _rows(reading, "tags.csv", TAGS):
        _add(Tag, "tags.csv", **row)
    tags = dict(Tag.objects.values_list("slug", "pk"))
    for row in _rows(reading, "tag_names.csv", TAG_NAMES):
        tag, is_former = tags.get(row.pop("tag")), row.pop("is_former") == "1"
        _add(TagAlias, "tag_names.csv", tag_id=tag, is_former=is_former, **row)
    for row in _rows(reading, "former_addresses.csv", ADDRESSES):
        story = tables.number(row["story"], "former_addresses.csv")
        _add(FormerAddress, "former_addresses.csv", path=row["path"], story=story, created=_time(row["created"]))


def read_what_shows_photos(reading):
    """The others, once the photos are in the library. Raises Refused."""
    for row in _rows(reading, "people.csv", PEOPLE):
        if row["portrait"]:
            numbers = {name: tables.number(row[name], "people.csv") for name in ("number", "portrait")}
            _add(Portrait, "people.csv", reporter_id=numbers["number"], photo_id=numbers["portrait"])
    for said in _list(reading, HOUSE_PAGES):
        if markup.clean(said.get("body", "")) != said.get("body", ""):
            raise Refused(f"{HOUSE_PAGES}: a page has what no page of the house may have")
        changed = _time(said.pop("changed_at", ""))
        page = _add(HousePage, HOUSE_PAGES, masthead_id=said.pop("language", ""), **said)
        HousePage.objects.filter(pk=page.pk).update(changed_at=changed)
    topics = {}
    for row in _rows(reading, "topics.csv", TOPICS):
        said = {name: row[name] for name in ("slug", "title", "standfirst")}
        said |= {"is_open": row["is_open"] == "1", "created_at": _time(row["created_at"])}
        topic = _add(Topic, "topics.csv", masthead_id=row["language"], cover_id=_or_none(row["cover"]), **said)
        topics[row["language"], row["slug"]] = topic
    positions = {}
    for row in _rows(reading, "topic_blocks.csv", BLOCKS):
        topic = topics.get((row["language"], row["topic"]))
        position = positions[topic] = positions.get(topic, -1) + 1
        said = {name: row[name] for name in ("kind", "heading", "words")}
        block = _add(TopicBlock, "topic_blocks.csv", topic=topic, position=position, **said)
        for at, story in enumerate(tables.numbers(row["stories"], "topic_blocks.csv")):
            _add(TopicStory, "topic_blocks.csv", block=block, position=at, story=story)
    sections = {(language, slug): pk for language, slug, pk in Section.objects.values_list("masthead", "slug", "pk")}
    for row in _rows(reading, "slots.csv", SLOTS):
        numbers = {name: tables.number(row[name], "slots.csv") for name in ("position", "story")}
        if row["section"] and (row["language"], row["section"]) not in sections:
            raise Refused(f"slots.csv: there is no section {row['section'][:40]!r}")
        _add(
            Slot,
            "slots.csv",
            masthead_id=row["language"],
            section_id=sections.get((row["language"], row["section"])),
            headline=row["headline"],
            photo_id=_or_none(row["photo"]),
            is_pinned=row["is_pinned"] == "1",
            is_focus=row["is_focus"] == "1",
            starts_at=_time(row["starts_at"]) if row["starts_at"] else None,
            ends_at=_time(row["ends_at"]) if row["ends_at"] else None,
            **numbers,
        )


def _rows(reading, name, columns):
    return tables.read(reading.text(name), columns, name)


def _list(reading, name):
    said = reading.json(name)
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise Refused(f"{name} says what no archive copy says")
    return said


def _add(model, name, /, **values):
    """A row of `model`, held to what a form would hold it to. Raises Refused, which names the file."""
    try:
        row = model(**values)
        row.full_clean()
        row.save(force_insert=True)
    except (TypeError, ValueError, ValidationError) as error:
        said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        raise Refused(f"{name}: {said}") from None
    return row


def _logo(reading, logo):
    """What Masthead.logo holds, its files stored; they are public, and so looked at as photos are."""
    if not logo:
        return None
    try:
        icons = {str(size): _kept(reading, name) for size, name in logo["icons"].items()}
        numbers = {name: int(logo[name]) for name in ("width", "height")}
        return {"src": _kept(reading, logo["src"]), **numbers, "plate": bool(logo["plate"]), "icons": icons}
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused(f"{MASTHEADS}: a logo is not what a masthead has") from None


def _kept(reading, name):
    path, sha256 = f"logos/{name}", str(name)[3:67]
    local = reading.local(path, sha256)
    try:
        seen = guard.inspect(local)
    except guard.Refused:
        seen = None
    if seen is None or seen.format != "png":
        raise Refused(f"{path} is no logo")
    return stores.address_of(stores.photos().store(local, "png").name)


def _time(text):
    found = parse_datetime(text or "")
    if found is None or found.tzinfo is None:
        raise Refused(f"{text[:40]!r} is no time")
    return found


def _or_none(cell):
    return tables.number(cell, "a table") if cell else None
