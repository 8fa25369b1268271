"""What the rules of advice look at, gathered once, so that the rules themselves ask no database."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from articles import markup
from articles.desk.checklist.names import suspects
from articles.markup import Figure, Gallery
from articles.models import HouseWord, Outlet, Publication
from articles.models.publication import keys_between
from newsroom.models import Reporter

LOOK_BACK = timedelta(days=90)
PROSE = ("kicker", "headline", "subtitle", "standfirst")


@dataclass(frozen=True)
class Facts:
    """A story as the rules see it. `day` is when it came in, which gives dates their year; `lines` are the lines of the
    body; `captions` (photo number, printed caption); `known` the names of the house that are in question; `recent`
    (story, headline, day) of what went out in the last 90 days; `outlet_is_known` says whether the source is on the list, None
    where the house keeps no list or the story has no source."""

    words: dict
    day: date
    lines: list[str] = field(default_factory=list)
    captions: list[tuple[int, str]] = field(default_factory=list)
    known: frozenset = frozenset()
    recent: list[tuple[int, str, date]] = field(default_factory=list)
    house_words: list[HouseWord] = field(default_factory=list)
    outlet_is_known: bool | None = None

    def texts(self):
        """(field of the form, line) of every line that readers read."""
        for name in PROSE:
            for line in self.words.get(name, "").split("\n"):
                yield name, line
        for line in self.lines:
            yield "body", line


def gather(article, words):
    """The Facts of frozen words: one query each for house words, headlines, names in question and the outlet, the last
    two only where there is something to ask."""
    lines = markup.text(words["body"]).split("\n")
    captions = captions_of(words)
    return Facts(
        words=words,
        day=article.received,
        lines=lines,
        captions=captions,
        known=_known(suspects(words, lines, captions)),
        recent=_recent(words),
        house_words=list(HouseWord.objects.all()),
        outlet_is_known=_is_known(words["source"]) if words["source"] else None,
    )


def captions_of(words):
    """(photo number, caption as it is printed) of the photos in a body, in order."""
    found = []
    for place in markup.places(words["body"]):
        numbers = [place.photo] if isinstance(place, Figure) else place.photos if isinstance(place, Gallery) else []
        own = place.caption if isinstance(place, Figure) else ""
        found += [(n, own or words["photos"].get(str(n), {}).get("caption", "")) for n in numbers if n]
    return found


def _known(names):
    """Those of the names that the house knows; a person made from a name in copy may be the slip itself."""
    return Reporter.objects.filter(is_unchecked=False).known(names) if names else frozenset()


def _recent(words):
    today = timezone.localdate()
    first, after = keys_between(today - LOOK_BACK, today + timedelta(days=1))
    others = Publication.objects.filter(language=words["language"], key__gte=first, key__lt=after)
    return list(others.exclude(story=words["story"] or 0).values_list("story", "headline", "date"))


def _is_known(name):
    """Whether an outlet is on the house's list; None where there is no list."""
    if Outlet.objects.filter(name=name).exists():
        return True
    return False if Outlet.objects.exists() else None
