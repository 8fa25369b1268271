"""People, tags and sections by their names: what search offers beside stories."""

from dataclasses import dataclass

from articles.models.publicname import PublicName
from articles.models.taxonomy import edition_url
from articles.tokens import fold

MOST = 8
REPORTER, TAG, SECTION = "reporter", "tag", "section"


@dataclass(frozen=True)
class Name:
    """Somebody or something that stories on the site are about: its kind, its name, its address, and for a person her
    number and slug."""

    kind: str
    name: str
    url: str
    number: int | None = None
    slug: str = ""


def named(edition, phrases, person=""):
    """(names, people): the names of an edition in which one of these folded phrases stands, the nearest first, sections
    before others; and the people who are meant by `person`, an address or a whole name. One query, none where nothing is
    asked. Only what stories on the site carry is there."""
    language = edition.masthead.language
    phrases = [phrase for phrase in phrases if phrase][:4]
    sections = [
        Name(SECTION, section.name, section.get_absolute_url(), slug=section.slug)
        for section in edition.sections
        if any(phrase in fold(section.name) for phrase in phrases)
    ]
    whole = fold(person)
    rows = PublicName.objects.looked_for(language, phrases, person, whole)[: 2 * MOST] if phrases or whole else ()
    found = [(row, _name(row, language)) for row in rows]
    meant = [name for _row, name in found if name.kind == REPORTER and name.slug == person]
    meant = meant or [name for row, name in found if name.kind == REPORTER and row.folded == whole]
    names = [name for row, name in found if any(phrase in row.folded for phrase in phrases)]
    return [*sections[:2], *names][:MOST], meant


def _name(row, language):
    if row.reporter is None:
        return Name(TAG, row.tag.name, edition_url("tag", language, row.tag.slug), row.tag_id, row.tag.slug)
    address = edition_url("reporter", language, row.reporter.slug)
    return Name(REPORTER, row.reporter.name, address, row.reporter_id, row.reporter.slug)
