"""From the working copy to what readers get: first the exact words, then the page they make."""

import hashlib
import json
from datetime import date, datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from articles import markup, printing
from articles.desk import embeds
from articles.desk.originals import original_of
from articles.models import Byline, Publication, Section, Tag, Topic, Version
from articles.models.publication import key_of
from articles.models.taxonomy import resolved
from media.models import Photo
from media.pictures import words as photo_words
from newsroom import edition
from newsroom.models import Reporter

SUMMARY_LENGTH = 100


def freeze(article, bylines=None, tags=None, editors=None, photos=None, clips=None):
    """Everything of `article` that publishing would make public, as a dict of plain values. Bylines, tag names and the
    people of the editor line may be given where they are not saved yet, as in a preview; what is said of photos and
    clips, by number, where it is known already."""
    if bylines is None:
        bylines = article.bylines.select_related("reporter")
    if tags is None:
        tags = article.tags.names()
    if editors is None:
        editors = article.editors.all() if article.pk else []
    in_body = markup.photos(article.body)
    numbers = {*in_body, article.cover_id} - {None}
    if photos is None:
        photos = _facts_of_photos(numbers)
    return {
        "story": article.story,
        "language": article.language,
        "section": article.section.slug if article.section else "",
        "kicker": article.kicker,
        "headline": article.headline,
        "subtitle": article.subtitle,
        "standfirst": article.standfirst,
        "outlets": [part for part in article.outlets.split("-") if part],
        "dateline": article.dateline,
        "collective": article.collective,
        "event_date": _iso(article.event_date),
        "bylines": [
            {"role": b.role, "name": b.printed_name, "unit": b.unit, "reporter": b.reporter_id} for b in bylines
        ],
        "body": article.body,
        "photos": {str(number): photos[number] for number in sorted(numbers) if number in photos},
        "clips": embeds.facts_of_clips(article.body) if clips is None else clips,
        "cover": article.cover_id or next(iter(in_body), None),
        "tags": sorted(tags),
        "source": article.source,
        "source_title": article.source_title,
        "source_author": article.source_author,
        "source_url": article.source_url,
        "editors": [{"role": e.role, "name": e.name, "reporter": e.reporter_id} for e in editors],
        "topic": article.topic.slug if article.topic else "",
        "translation_of": article.translation_of_id,
        "related": list(article.related),
        # only where AI had a part: what was signed and published before this could be said keeps its fingerprint
        **({"ai_part": article.ai_part} if article.ai_part else {}),
    }


def freeze_all(articles, photos=None):
    """The words of each of `articles`, in their order, as `freeze` gives them; in a constant number of queries. `photos`
    as photos_of gives them for all, where they were read already."""
    articles = list(articles)
    bylines = Prefetch("bylines", Byline.objects.select_related("reporter"))
    prefetch_related_objects(articles, bylines, "editors", "tags", "section", "topic")
    photos = {photo.pk: photo_words(photo) for photo in (photos_of(*articles) if photos is None else photos)}
    clips = embeds.facts_of_clips("".join(article.body for article in articles))
    return [
        freeze(
            article,
            article.bylines.all(),
            sorted(tag.name for tag in article.tags.all()),
            article.editors.all(),
            photos,
            {n: clips[n] for n in embeds.clips_in(article.body) if n in clips},
        )
        for article in articles
    ]


def photos_of(*articles):
    """The photos of `articles`, of their bodies and their covers, as rows with their credits."""
    return _photo_rows({n for article in articles for n in (*markup.photos(article.body), article.cover_id)} - {None})


def _photo_rows(numbers):
    return list(Photo.objects.filter(pk__in=numbers).prefetch_related("credits")) if numbers else []


def _facts_of_photos(numbers):
    return {photo.pk: photo_words(photo) for photo in _photo_rows(numbers)}


def fingerprint(words):
    """SHA-256 of the words, in hexadecimal; the same words give the same fingerprint on every machine."""
    return hashlib.sha256(canonical(words)).hexdigest()


def canonical(value):
    """JSON in one fixed form, as UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def render(version, corrections=(), first=None, photos=None):
    """The unsaved Publication that `version` makes. `corrections` are the versions whose notes readers see, newest
    first; `first` is when the story was first published, the time of `version` where None; `photos` as usable_photos gives
    them, where they were read already."""
    words = version.words
    first = first or version.at
    day = timezone.localtime(first).date()
    shown = printing.pictures(words, usable_photos([version]) if photos is None else photos)
    named = [*words["bylines"], *(person for photo in words["photos"].values() for person in photo["people"])]
    slugs = _slugs({one["reporter"] for one in named})
    for number, shot in shown.items():
        for creator, person in zip(shot["creators"], words["photos"][str(number)]["people"], strict=True):
            creator["slug"] = slugs.get(person["reporter"], "")
    people = [{**b, "slug": slugs.get(b["reporter"], "")} for b in words["bylines"]]
    byline = printing.byline(words, people)
    text = markup.text(words["body"])
    return Publication(
        key=key_of(first, version.story),
        story=version.story,
        version=version.number,
        language=words["language"],
        section=_section(words["language"], words["section"]),
        topic=Topic.objects.filter(masthead=words["language"], slug=words["topic"]).first()
        if words.get("topic")
        else None,
        original=original_of(words),
        date=day,
        published_at=first,
        changed_at=version.at,
        is_corrected=bool(corrections),
        headline=words["headline"],
        kicker=words["kicker"],
        subtitle=words["subtitle"],
        summary=words["standfirst"] or opening(text),
        people=" ".join(dict.fromkeys(b["name"] for b in words["bylines"])),
        cover=shown.get(words["cover"]),
        photo_count=len(shown.keys() & markup.photos(words["body"])),
        ai=words.get("ai_part") or None,
        html=printing.printed(words, shown),
        facts={
            "byline": byline,
            "byline_text": "".join(segment["text"] for segment in byline),
            "outlets": words["outlets"],
            "dateline": words["dateline"],
            "people": people,
            "tags": [],  # filled by publishing.project, which knows the tags' addresses
            "photos": list(shown.values()),
            "standfirst": words["standfirst"],
            "notes": [{"at": c.at.isoformat(), "note": c.note} for c in corrections],
            "source": printing.source(words),
            "editor_line": printing.editor_line(words),
            "event_date": words["event_date"],
            "related": words.get("related", []),
            "ai": words.get("ai_part", ""),
            "characters": sum(not c.isspace() for c in text),
        },
    )


def usable_photos(versions):
    """Number → Photo with its public files, of those that `versions` show and that may be shown."""
    return printing.shown(
        Photo.objects.usable(), {n for version in versions for n in printing.photos_in(version.words)}
    )


def _slugs(people):
    """Number → address, of those of the reporters with these numbers who are on the books."""
    found = Reporter.objects.filter(pk__in=people)
    return edition.once(("slugs", frozenset(people)), lambda: dict(found.values_list("pk", "slug")))


def _section(language, slug):
    return edition.once(("section", language, slug), lambda: Section.objects.get(masthead=language, slug=slug))


def preview(article, bylines=None, tags=None, editors=None):
    """The Publication that publishing `article` now would make, unsaved; an article without a section shows the first.
    None where there is no section at all."""
    if not article.section_id:
        article.section = Section.objects.filter(masthead=article.language).first()
    words = freeze(article, bylines, tags, editors)
    return unsaved(words, timezone.now()) if article.section else None


def unsaved(words, at):
    """The Publication that frozen words would make if they went out at the time `at`, unsaved. A note that would go out
    with them is not among its notes."""
    notes, first = record_of(words["story"])
    publication = render(Version(story=words["story"] or 0, number=0, at=at, words=words), notes, first)
    slugs = {tag.name: tag.slug for tag in tags_of(words["tags"])}
    publication.facts["tags"] = [{"name": name, "slug": slugs.get(name, "")} for name in resolved(words["tags"])]
    return publication


def record_of(story, until=None):
    """What readers are told of a story beside its words: the versions whose notes they see, newest first, and when it
    was first published, None where it was not before. Versions after the number `until` are left out."""
    if until == 1:  # there is nothing to tell of a story before its first version, whose own time is the first
        return [], None
    versions = Version.objects.filter(story=story).defer("words").order_by("number")
    versions = list(versions if until is None else versions.filter(number__lte=until))
    return [version for version in versions[::-1] if version.tells_readers], versions[0].at if versions else None


def tags_of(names):
    """The tags of now that these names mean, in their order; names that are no tag are left out."""
    names = resolved(names)
    found = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    return [found[name] for name in names if name in found]


def facts_of_tags(tags):
    """Tags as the facts of a Publication have them."""
    return [{"name": tag.name, "slug": tag.slug} for tag in tags]


def opening(text):
    """The first sentences of a body, as lists show it where there is no standfirst."""
    paragraph = text.partition("\n")[0]
    if len(paragraph) <= SUMMARY_LENGTH:
        return paragraph
    end = max(paragraph.rfind(mark, 0, SUMMARY_LENGTH) for mark in "。！？")
    return paragraph[: end + 1] if end > SUMMARY_LENGTH // 3 else paragraph[: SUMMARY_LENGTH - 1] + "…"


def _iso(value):
    return value.isoformat() if isinstance(value, (date, datetime)) else value
