"""What a reader asks of search: read from the address, every part of it checked, and made into addresses again."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles import tokens
from articles.models.publication import FIRST_YEAR, LAST_YEAR, keys_between
from articles.models.relevance import LAST
from articles.public import lists
from articles.public.search import Limits
from newsroom.text import printable

LONGEST = tokens.LONGEST_QUERY
NEWEST = "newest"
PARTS = ("q", "order", "section", "person", "from", "to", "photo")
WITH, WITHOUT = "with", "without"
_DAY = re.compile(r"(?P<year>\d{4})年?(?:[-/.]?(?P<month>\d{1,2})月?(?:[-/.]?(?P<day>\d{1,2})日?)?)?", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """What is asked: `typed` is each part of the address as it was typed; the rest is what was understood of it. What was
    not is in `problems`, a sentence for each part, and limits nothing."""

    typed: dict
    section: object = None
    person: object = None
    people: tuple = ()
    first: date | None = None
    last: date | None = None
    photo: str = ""
    problems: dict = field(default_factory=dict)

    @property
    def words(self):
        return self.typed["q"]

    @property
    def is_newest(self):
        """Whether the newest are to come first; without words there is no other order."""
        return self.typed["order"] == NEWEST or not self.has_words

    @cached_property
    def _query(self):
        return tokens.of_query(self.words)

    @property
    def has_words(self):
        """Whether there is anything to look for in what was typed."""
        return bool(self._query.tokens)

    @property
    def has_several(self):
        """Whether several words must all be found."""
        return len(self._query.phrases) > 1

    @property
    def is_quoted(self):
        """Whether something stands in quotation marks that would be looked for otherwise without them."""
        return any(mark in self.words for mark in '"“《「『')

    @property
    def is_limited(self):
        return self.limits != Limits()

    @cached_property
    def limits(self):
        """The Limits that these choices are for the engine."""
        marks = []
        if self.section:
            marks.append(tokens.mark_of_section(self.section.pk))
        if self.person:
            marks.append(tokens.mark_of_person(self.person.number))
        if self.photo:
            marks.append(tokens.PHOTO if self.photo == WITH else tokens.NO_PHOTO)
        day_after = self.last + timedelta(days=1) if self.last else date(LAST_YEAR, 12, 31)
        since, until = keys_between(self.first or date(FIRST_YEAR, 1, 1), day_after)
        return Limits(tuple(marks), since if self.first else 0, until if self.last else LAST)

    def address(self, **changes):
        """The address of the same search with some parts changed, from ? on; "" leaves a part out."""
        parts = self.said | changes
        return "?" + urlencode({name: parts[name] for name in [*PARTS, "before"] if parts.get(name)})

    @cached_property
    def said(self):
        """The parts of the address that mean something: as understood, and as typed where that failed."""
        understood = {
            "section": self.section and self.section.slug,
            "person": self.person and self.person.slug,
            "from": self.first and self.first.isoformat(),
            "to": self.last and self.last.isoformat(),
            "photo": self.photo,
            "order": NEWEST if self.typed["order"] == NEWEST else "",
        }
        return self.typed | {name: value or "" for name, value in understood.items() if name not in self.problems}

    @property
    def without_limits(self):
        return "?" + urlencode({name: self.said[name] for name in ("q", "order") if self.said[name]})

    @property
    def by_relevance(self):
        return self.address(order="")

    @property
    def by_date(self):
        return self.address(order=NEWEST)

    @property
    def chosen(self):
        """What limits the search, as (name, value, address without it)."""
        found = []
        if self.section:
            found.append((_("Section"), self.section.name, self.address(section="")))
        if self.person:
            found.append((_("Reporter"), self.person.name, self.address(person="")))
        if self.first:
            found.append((_("From"), self.first.isoformat(), self.address(**{"from": ""})))
        if self.last:
            found.append((_("Until"), self.last.isoformat(), self.address(to="")))
        if self.photo:
            said = _("With photos") if self.photo == WITH else _("Without photos")
            found.append(("", said, self.address(photo="")))
        return found

    @property
    def namesakes(self):
        """The people of the name that was typed where there are several, as (person, address of the search for her)."""
        return [(person, self.address(person=person.slug)) for person in self.people]


def read(parameters, sections):
    """The Asked of the parameters of an address, but for its person, whom `of_person` adds. `sections` are those of the
    edition."""
    typed = {name: _line(parameters.get(name, "")) for name in PARTS}
    problems = {}
    section = next((section for section in sections if section.slug == typed["section"]), None)
    if typed["section"] and not section:
        problems["section"] = _("There is no section “%(typed)s” here.") % {"typed": typed["section"]}
    spans = {name: _span(typed[name]) for name in ("from", "to")}
    for name, span in spans.items():
        if typed[name] and not span:
            problems[name] = _("“%(typed)s” is not a date. Write it like 2026-03-05.") % {"typed": typed[name]}
    begin, end = spans["from"], spans["to"]
    if begin and end and end[1] <= begin[0]:
        begin, end = end, begin
    photo = typed["photo"] if typed["photo"] in (WITH, WITHOUT) else ""
    if typed["photo"] and not photo:
        problems["photo"] = _("Choose stories with photos or without.")
    return Asked(
        typed=typed,
        section=section,
        first=begin[0] if begin else None,
        last=end[1] - timedelta(days=1) if end else None,
        photo=photo,
        problems=problems,
    )


def of_person(asked, meant):
    """`asked` with the people whom its person means."""
    typed = asked.typed["person"]
    if not typed:
        return asked
    if len(meant) == 1:
        return replace(asked, person=meant[0])
    if meant:
        said = _("Several people are called “%(typed)s”: choose one.")
    else:
        said = _("No story here names “%(typed)s”.")
    return replace(asked, people=tuple(meant), problems=asked.problems | {"person": said % {"typed": typed}})


def _line(text):
    return " ".join(printable(text[: 10 * LONGEST]).split())[:LONGEST]


def _span(text):
    """(first day, day after) of the day, month or year that is meant; None where it is none."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if not (found := _DAY.fullmatch(plain)):
        return None
    parts = [int(part) for part in found.groups() if part]
    try:
        return lists.span_of(*parts)
    except ValueError:
        return None
