"""What counts of a story: its authors' work, that of translators and editors, and each photo that it showed first. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from articles.ledger.sharing import EQUAL
from newsroom.grammar.names import key

STORY, PHOTO, TRANSLATION, EDITING = "story", "photo", "translation", "editing"
TRANSLATORS = frozenset({"翻译", "编译"})
HOUSE = ""  # the key of whoever is nobody in particular


@dataclass(frozen=True)
class Person:
    """Somebody who has a part in a work: `key` says who, the others how she was printed."""

    key: str
    name: str
    unit: str = ""
    role: str = ""


@dataclass(frozen=True)
class Rate:
    """What works that fit it get, in hundredths of a point and of a yuan; `number` is that of its row."""

    kind: str
    points: int
    fee: int = 0
    section: str = ""
    language: str = ""
    least: int | None = None
    most: int | None = None
    number: int | None = None

    def fits(self, work):
        """Whether this is the rate for `work`."""
        kinds = {work.kind, *(work.forms if work.kind == STORY else ())}
        size = work.photos if self.kind == "photos" else work.characters
        return (
            self.kind in kinds
            and self.section in ("", work.section)
            and self.language in ("", work.language)
            and (self.least is None or size >= self.least)
            and (self.most is None or size <= self.most)
        )


@dataclass(frozen=True)
class Rules:
    """How the newsroom counts; what is not said is how it counts before it has said anything."""

    sharing: str = EQUAL
    photo_sharing: str = EQUAL
    first_part: int = 60
    roles: tuple = ()  # of (role, weight in hundredths)
    reprints: int = 0
    translations: int = 0
    moved_in: int = 0
    counts_withdrawn: bool = False
    counts_translators: bool = False
    counts_editors: bool = False
    money: str = "none"
    yuan: int = 0  # hundredths, a point
    views: int = 0  # hundredths of a point for a thousand
    rates: tuple = (Rate(STORY, 100), Rate(PHOTO, 100))


@dataclass(frozen=True)
class Work:
    """One thing that is counted once: the `percent` of what it would get, and the `people` who share it."""

    kind: str
    story: int
    day: date
    section: str
    language: str
    people: tuple
    photo: int | None = None
    percent: int = 100
    forms: frozenset = field(default=frozenset())
    characters: int = 0
    photos: int = 0


def key_of(reporter, name):
    """The key by which the ledger knows a person: her number, or her name where she has none."""
    return f"r{reporter}" if reporter else f"n{key(name)[:120]}"


def works_of(story, facts, rules, same: Callable[[Person], Person] = lambda person: person):
    """The Works of a story under `rules`. `facts` are those that articles.ledger.facts keeps; `same` gives for a person
    whose work hers is counted as."""
    if facts["is_gone"] or (facts["is_withdrawn"] and not rules.counts_withdrawn):
        return []
    found = [*_of_words(story, facts, rules, same), *_of_photos(story, facts, rules, same)]
    return [work for work in found if work.percent]


def _of_words(story, facts, rules, same):
    base = {
        "story": story,
        "day": date.fromisoformat(facts["day"]),
        "section": facts["section"],
        "language": facts["language"],
        "characters": facts["characters"],
        "photos": facts["photo_count"],
        "forms": frozenset(facts["forms"]),
    }
    moved = rules.moved_in if facts["is_moved"] else 100
    people = [Person(key_of(number, name), name, unit, role) for role, name, unit, number in facts["bylines"]]
    translators = [one for one in people if one.role in TRANSLATORS] if rules.counts_translators else []
    authors = [one for one in people if one not in translators]
    if authors or not translators:
        percents = [moved]
        percents += [rules.reprints] if facts["is_reprint"] else []
        percents += [rules.translations] if facts["is_translation"] else []
        named = _each_once(authors, same) or (Person(HOUSE, facts["collective"]),)
        yield Work(STORY, people=named, percent=min(percents), **base)
    if translators:
        yield Work(TRANSLATION, people=_each_once(translators, same), percent=moved, **base)
    if rules.counts_editors and facts["editors"]:
        editors = [Person(key_of(number, name), name, "", role) for role, name, number in facts["editors"]]
        yield Work(EDITING, people=_each_once(editors, same), percent=moved, **base)


def _of_photos(story, facts, rules, same):
    for photo in facts["photos"]:
        if not photo["is_held"] and not rules.counts_withdrawn:  # a correction took it out
            continue
        percents = [100]
        percents += [rules.moved_in] if facts["is_moved"] else []
        percents += [rules.reprints] if facts["is_reprint"] or photo["is_outside"] else []
        people = [Person(key_of(number, name), name, unit, role) for role, name, unit, number in photo["people"]]
        yield Work(
            PHOTO,
            story=story,
            day=date.fromisoformat(photo["day"]),
            section=facts["section"],
            language=facts["language"],
            people=_each_once(people, same) or (Person(HOUSE, ""),),
            photo=photo["photo"],
            percent=min(percents),
        )


def _each_once(people, same):
    """The people as the ledger counts them; who stands there twice has one part, by the first of her roles."""
    found = {}
    for person in map(same, people):
        found.setdefault(person.key, person)
    return tuple(found.values())
