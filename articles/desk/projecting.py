"""What readers get of a version, before it is stored: so that it can be stored, and held against what is."""

from dataclasses import dataclass, field

from articles.desk.rendering import facts_of_tags, record_of, render, tags_of, usable_photos
from articles.models import Publication, PublicationByline, PublicationCredit, PublicationPhoto, PublicationTag
from newsroom import edition
from newsroom.models import Reporter


@dataclass
class Projection:
    """The Publication of a version with the `rows` of each kind that belong to it (tags, bylines, photos, credits; no empty
    ones), none of them saved; the Tags and the numbers of the people that they are of."""

    publication: Publication
    tags: list
    people: list
    rows: list = field(default_factory=list)


def projections(versions):
    """The Projection of each of `versions`, as record and library are now."""
    photos = usable_photos(versions)
    return [projection(version, photos) for version in versions]


def projection(version, photos=None):
    """The Projection of `version`; `photos` as usable_photos gives them, where they were read already."""
    publication = render(version, *record_of(version.story, version.number), photos)
    tags, people = tags_of(version.words["tags"]), _people(version.words)
    publication.facts["tags"] = facts_of_tags(tags)
    rows = [
        [PublicationTag(publication=publication, tag=tag) for tag in tags],
        [PublicationByline(publication=publication, reporter_id=number) for number in people],
        [
            PublicationPhoto(publication=publication, photo=photo["number"], position=position)
            for position, photo in enumerate(publication.facts["photos"])
        ],
        _credits(publication, version.words),
    ]
    return Projection(publication, tags, people, [of_a_kind for of_a_kind in rows if of_a_kind])


def _people(words):
    """The numbers of the reporters in byline and photo credits, each once, of those who are still on the books."""
    credited = [p["reporter"] for photo in words["photos"].values() for p in photo["people"]]
    return _on_the_books([*(b["reporter"] for b in words["bylines"]), *credited])


def _credits(publication, words):
    """The rows of who is owed which of the photos that `publication` shows."""
    shown = [photo["number"] for photo in publication.facts["photos"]]
    owed = {number: [p["reporter"] for p in words["photos"][str(number)]["people"]] for number in shown}
    known = set(_on_the_books(reporter for people in owed.values() for reporter in people))
    return [
        PublicationCredit(publication=publication, reporter_id=reporter, photo=number, position=position)
        for position, number in enumerate(shown)
        for reporter in dict.fromkeys(owed[number])
        if reporter in known
    ]


def _on_the_books(numbers):
    """Those of the numbers that a reporter has, each once, in their order."""
    numbers = dict.fromkeys(n for n in numbers if n)
    known = _known(frozenset(numbers))
    return [n for n in numbers if n in known]


def _known(numbers):
    found = Reporter.objects.filter(pk__in=numbers).values_list("pk", flat=True)
    return edition.once(("on the books", numbers), lambda: set(found)) if numbers else set()
