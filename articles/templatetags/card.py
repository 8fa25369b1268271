"""The card of a story in a list, drawn once for as long as nothing on it changes: lists share most of their cards, and the
next edition has most of those of the last."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()

CARDS = 1000  # five kilobytes each, with what it is made of


@dataclass(frozen=True)
class Card:
    """All that a card shows, and nothing else: its template is given no more. Two that are equal are drawn alike."""

    level: int
    address: str
    kicker: str
    headline: str
    summary: str
    section: str  # "" where the list says already whose it is
    section_address: str
    published_at: datetime
    people: str
    ai: str
    is_corrected: bool
    picture: str  # what follows, as text: it decides whether two cards are equal
    cover: dict = field(compare=False)
    marked: str = ""
    passage: str = ""


@register.simple_tag
def card(story, level=2, named=False):
    """The card of a Publication under a heading of that level, the second where none is said; `named` says its section
    on it."""
    return cards([story], level, named)


@register.simple_tag
def cards(stories, level=2, named=False):
    """The same of several Publications, one below the other."""
    language, year = get_language(), timezone.localdate().year
    return mark_safe("\n".join(_card(language, year, story, int(level or 2), named) for story in stories))


def _card(language, year, story, level, named):
    cover = story.cover and {name: story.cover.get(name) for name in ("card", "credit", "marks", "alt")}
    marked, passage = getattr(story, "marked", ""), getattr(story, "passage", "")
    shown = Card(
        level=level,
        address=story.get_absolute_url(),
        kicker=story.kicker,
        headline=story.headline,
        summary=story.summary,
        section=story.section.name if named else "",
        section_address=story.section.get_absolute_url() if named else "",
        published_at=story.published_at,
        people=story.people,
        ai=getattr(story, "ai", "") or "",
        is_corrected=story.is_corrected,
        picture=repr(cover),
        cover=cover,
        marked=marked,
        passage=passage,
    )
    # what is marked is of one search: nobody asks for it again
    draw = _draw if marked or passage else _drawn
    return draw(language, year, shown)


def _draw(language, year, shown):
    return render_to_string("public/_card.html", {"card": shown})


_drawn = lru_cache(maxsize=CARDS)(_draw)  # the language and the year are how dates are written
