"""Stories that another newsroom hands on, in ninjs 3.1 as its change feed has them: what each says in so many words, with
nothing to guess. Pure."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
from lxml import etree

from articles.intake import feeds, html, plaintext
from articles.intake.copy import HEADING, PICTURE, Copy, Note, Picture, Piece, Unreadable
from newsroom.grammar import leads
from newsroom.text import printable

PHOTO = "photo"
LONGEST_BODY = 2_000_000
MOST_PHOTOS = 60
MOST_PEOPLE = 60
MOST_TAGS = 20
_WORKS = {"photographer": "photo", "illustrator": "graphic"}
_AI = {"trainedAlgorithmicMedia": "generated", "compositeWithTrainedAlgorithmicMedia": "assisted"}


@dataclass(frozen=True)
class Person:
    """Somebody in a byline or credit: name, role and unit as they are printed there; `work` of a credit is photo or graphic."""

    name: str
    role: str = ""
    unit: str = ""
    work: str = ""


@dataclass(frozen=True)
class Photo:
    """A photo of a story: its number there; the address of its original, "" where that is not handed on, and of the largest
    public file; what is said of it and whom it is owed to, with the credit as printed; `made` as the IPTC says it."""

    number: int
    original: str
    file: str
    caption: str = ""
    alt: str = ""
    credit: str = ""
    people: tuple = ()
    provider: str = ""
    agency: str = ""
    copyright: str = ""
    licence: str = ""
    terms: str = ""
    made: str = ""
    is_cover: bool = False


@dataclass
class Story:
    """One story as it is there now. `lines` are those of an article by name; `sections` what its section is called, by name
    and address; `origin` the house that it is from, where that is yet another one, and `origin_address` where it stands there. `blocks` are words as understood dispatches
    have them, and photo places {kind, photo: number there, caption: where the story says another one}; `copy` its pieces."""

    number: int
    version: int
    is_canceled: bool
    language: str
    address: str
    notice: str = ""
    is_whole: bool = True
    lines: dict = field(default_factory=dict)
    people: list = field(default_factory=list)
    tags: list = field(default_factory=list)
    sections: list = field(default_factory=list)
    origin: str = ""
    origin_address: str = ""
    standfirst: str = ""
    ai_part: str = ""
    photos: list = field(default_factory=list)
    blocks: list = field(default_factory=list)
    copy: Copy | None = None

    @property
    def headline(self):
        return self.lines.get("headline", "")

    @property
    def cover(self):
        """The number there of the photo that stands for the story and in none of its places; None where there is none."""
        placed = {block["photo"] for block in self.blocks if block["kind"] == PHOTO}
        return next((photo.number for photo in self.photos if photo.is_cover and photo.number not in placed), None)


def read(item):
    """The Story that a news object of the change feed is. Raises Unreadable: broken."""
    try:
        return _read(item)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError, etree.LxmlError) as error:
        raise Unreadable("broken") from error


def _read(item):
    numbers = [one.get("value") for one in _dicts(item.get("altIds")) if one.get("role") == "story"]
    status = item["pubStatus"]
    if status not in ("usable", "canceled"):
        raise ValueError(status)
    story = Story(
        number=_number(numbers[0] if numbers else ""),
        version=_number(item.get("version")),
        is_canceled=status == "canceled",
        language=feeds.line(item.get("language")).lower(),
        address=feeds.address(item.get("uri")),
        notice=_lines(item.get("edNote")),
    )
    return story if story.is_canceled else _with_words(story, item)


def _with_words(story, item):
    infos = _dicts(item.get("infoSources"))
    origin = next((one for one in infos if one.get("role") == "originator"), None)
    by = feeds.line(item.get("by"))
    units = [
        feeds.line(one.get("name")) for one in _dicts(item.get("organisations")) if one.get("rel") == "affiliation"
    ]
    story.people = [
        _person(one, units) for one in _dicts(item.get("people"))[:MOST_PEOPLE] if feeds.line(one.get("name"))
    ]
    said = {one.get("role"): feeds.line(one.get("value")) for one in _dicts(item.get("headlines"))}
    headline = said.get("main") or feeds.line(item.get("title"))
    if not headline:
        raise ValueError("headline")
    story.lines = {
        "kicker": said.get("kicker", ""),
        "headline": headline,
        "subtitle": said.get("subtitle", ""),
        **_byline(by, story.people, _day(item)),
        "source_url": (feeds.address(origin.get("uri")) if origin else "") or story.address,
        "source_author": next((feeds.line(one.get("name")) for one in infos if one.get("role") == "author"), ""),
    }
    if origin:
        story.origin, story.origin_address = feeds.line(origin.get("name")), feeds.address(origin.get("uri"))
    subjects = _dicts(item.get("subjects"))
    story.tags = [feeds.line(one.get("name"))[:40] for one in subjects if one.get("rel") == "about"][:MOST_TAGS]
    for one in subjects:
        if one.get("rel") == "section":
            story.sections += [
                feeds.line(one.get("name")),
                feeds.address(one.get("uri")).rstrip("/").rpartition("/")[2],
            ]
    source_type = item.get("digitalSourceType")
    story.ai_part = _AI.get(source_type.get("name"), "") if isinstance(source_type, dict) else ""
    shown = [one for one in _dicts(item.get("associations")) if one.get("rel") in ("cover", "photo")]
    story.photos = [_photo(one) for one in shown[:MOST_PHOTOS]]
    _take_body(story, item, by, {href: _photo_number(one) for one in shown for href in _hrefs(one)})
    summary = next((_lines(d.get("value")) for d in _dicts(item.get("descriptions")) if d.get("role") == "summary"), "")
    opening = re.sub(r"\s", "", "".join(block["text"] for block in story.blocks if block["kind"] != PHOTO))
    if not opening.startswith(re.sub(r"\s", "", summary).rstrip("…")):
        story.standfirst = summary
    return story


# ---- people


def _person(one, units):
    """Somebody by name, role and unit: `literal` is these in a row, and the units stand among the organisations."""
    name = feeds.line(one.get("name"))
    before = feeds.line(one.get("literal")).removesuffix(name).strip()
    unit = next(
        (u for u in sorted(units, key=len, reverse=True) if u and (before == u or before.startswith(f"{u} "))), ""
    )
    role = before[len(unit) :].strip()
    if not unit and " " in role:  # a credit: its units stand nowhere else
        unit, _space, role = role.rpartition(" ")
    return Person(name[:60], role[:20], unit[:60], _WORKS.get(one.get("rel"), ""))


def _byline(by, people, day):
    """outlets, dateline and collective, of a byline as printed; put together again they print the same."""
    inside = re.search(r"[(（]([^()（）]*)[)）]\s*$", by)
    before = by[: inside.start()].strip() if inside else "" if people else by
    collective = inside[1].strip() if inside and not people else ""
    lead = (
        leads.read_lead(f"{before}(记者 某某)某日", published=day, staff=(), known_outlets=frozenset())
        if before
        else None
    )
    joined = "-".join(lead.outlets) if lead else ""
    if joined and before.startswith(joined):
        return {"outlets": joined, "dateline": before[len(joined) :].strip(), "collective": collective}
    if before and not inside and not people:  # it names nobody and no outlet that is known as one
        return {"outlets": "", "dateline": "", "collective": before}
    return {"outlets": before, "dateline": "", "collective": collective}


def _day(item):
    try:
        return datetime.fromisoformat(item["firstCreated"]).date()
    except (KeyError, TypeError, ValueError):
        return datetime.now(UTC).date()


# ---- photos


def _photo(one):
    infos = {info.get("role"): feeds.line(info.get("name")) for info in _dicts(one.get("infoSources"))}
    said = {d.get("role"): _lines(d.get("value")) for d in _dicts(one.get("descriptions"))}
    renditions = _dicts(one.get("renditions"))
    original = next((feeds.address(r.get("href")) for r in renditions if r.get("name") == "original"), "")
    whole = [r for r in renditions if re.fullmatch(r"(jpeg|webp)-[0-9]+", feeds.line(r.get("name")))]
    largest = max(whole, key=lambda r: (_width(r), feeds.line(r.get("contentType")) == "image/jpeg"), default={})
    rights, source_type = one.get("rightsInfo"), one.get("digitalSourceType")
    caption = said.get("caption", "")[:500]
    alt = " ".join(said.get("altText", "").split())[:200]
    return Photo(
        number=_photo_number(one),
        original=original,
        file=feeds.address(largest.get("href")) or feeds.address(one.get("uri")),
        caption=caption,
        alt="" if alt == caption[:200] else alt,
        credit=feeds.line(one.get("by")),
        people=tuple(_person(person, ()) for person in _dicts(one.get("people")) if feeds.line(person.get("name"))),
        provider=infos.get("provider", "")[:80],
        agency=infos.get("agency", "")[:40],
        copyright=feeds.line(one.get("copyrightNotice"))[:120],
        licence=feeds.address(rights.get("linkedRights")) if isinstance(rights, dict) else "",
        terms=feeds.line(one.get("usageTerms"))[:300],
        made=feeds.line(source_type.get("name")) if isinstance(source_type, dict) else "",
        is_cover=one.get("rel") == "cover",
    )


def _photo_number(one):
    return _number(
        next((found.get("value") for found in _dicts(one.get("altIds")) if found.get("role") == "photo"), None)
    )


def _hrefs(one):
    return [href for r in _dicts(one.get("renditions")) if (href := feeds.address(r.get("href")))]


def _width(rendition):
    width = rendition.get("width")
    return width if isinstance(width, int) and not isinstance(width, bool) else 0


# ---- the body


def _take_body(story, item, by, numbers):
    """Put pieces and blocks on `story`. `numbers` is address of a file → number of its photo there."""
    bodies = {one.get("contentType"): one.get("value") for one in _dicts(item.get("bodies"))}
    markup, plain = bodies.get("application/xhtml+xml"), bodies.get("text/plain")
    story.is_whole = isinstance(markup, str) or isinstance(plain, str)
    marks = []
    if isinstance(markup, str):
        if len(markup) > LONGEST_BODY:
            raise ValueError("body")
        marked = _marked(markup, numbers, marks)
        copy = html.copy_of(marked, {f"supplied:{n}": Picture(Path(), str(n), str(n)) for n in range(len(marks))})
    else:
        copy = plaintext.copy_of(_lines(plain)[:LONGEST_BODY]) if isinstance(plain, str) else Copy([])
    if not story.is_whole:
        summary = next(
            (_lines(d.get("value")) for d in _dicts(item.get("descriptions")) if d.get("role") == "summary"), ""
        )
        copy = replace(plaintext.copy_of(summary), told=["summary_only"])
    for piece in copy.pieces:
        if piece.kind == PICTURE:
            number, caption = marks[int(copy.pictures[piece.picture].name)]
            of_library = next((photo.caption for photo in story.photos if photo.number == number), "")
            story.blocks.append({"kind": PHOTO, "photo": number, "caption": "" if caption == of_library else caption})
        else:
            story.blocks.append(
                {
                    "kind": piece.kind,
                    "text": piece.text,
                    "html": piece.html,
                    "level": piece.level,
                    "is_ordered": piece.is_ordered,
                }
            )
    head = [Piece(HEADING, story.headline, level=1), *([Piece("text", by)] if by else [])]
    notes = [Note(words) for name in ("usageTerms", "edNote") if (words := _lines(item.get(name)))]
    pictures = [replace(one, name=str(marks[int(one.name)][0])) for one in copy.pictures]
    story.copy = Copy([*head, *copy.pieces], pictures, notes, copy.told, story.headline, list(story.tags))


def _marked(markup, numbers, marks):
    """A body in which each photo is a mark by itself, with no caption; `marks` gets (number there, caption) of each."""
    root = lxml.html.fragment_fromstring(printable(markup), create_parent="div")
    for figure in [one for one in root.iter("figure") if next(one.iterancestors("figure"), None) is None]:
        images = list(figure.iter("img"))
        if not images:  # of a recording its caption alone would be left
            for caption in list(figure.iter("figcaption")) if list(figure.iter("video", "audio")) else ():
                caption.drop_tree()
            continue
        found = [_mark(image, numbers, marks) for image in images]
        own = [one for one in figure.iterchildren("figcaption") if images[0].xpath("ancestor::figure[2]")]
        found += [_paragraph(" ".join(one.text_content().split())) for one in own if one.text_content().strip()]
        at, parent = figure.getparent().index(figure), figure.getparent()
        figure.drop_tree()  # what stands behind it stays
        parent[at:at] = found
    return etree.tostring(root, encoding="unicode", method="html")


def _mark(image, numbers, marks):
    holder = next(image.iterancestors("figure"))
    said = next((one for one in holder.iter("span") if one.get("class") == "caption"), None)
    marks.append(
        (numbers.get(image.get("src")), " ".join(said.text_content().split())[:500] if said is not None else "")
    )
    paragraph = etree.Element("p")
    etree.SubElement(paragraph, "img", src=f"supplied:{len(marks) - 1}")
    return paragraph


def _paragraph(text):
    paragraph = etree.Element("p")
    paragraph.text = text
    return paragraph


# ---- values


def _dicts(value):
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _lines(value):
    return printable(value).replace("\r\n", "\n").strip() if isinstance(value, str) else ""


def _number(value):
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise ValueError(value)
    return int(text)
