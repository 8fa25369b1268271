"""The card or line of a story in a list, drawn once for as long as nothing on it changes: lists share most of their cards, and the
next edition has most of those of the last."""

from ast import literal_eval
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()

COVER = ("card", "credit", "marks", "alt")  # what a card shows of a photo
LINES = 200  # a front page has nine
CARDS = 1000  # five kilobytes each, with what it is made of


class Card(NamedTuple):
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
    cover: str  # what is shown of it, as text
    marked: str
    passage: str


class Line(NamedTuple):
    """All that a line shows: when, and the headline."""

    address: str
    headline: str
    published_at: datetime


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


@register.simple_tag
def lines(stories):
    """Several Publications as items of a list, a line each."""
    language, year = get_language(), timezone.localdate().year
    shown = (Line(story.get_absolute_url(), story.headline, story.published_at) for story in stories)
    return mark_safe("\n".join(_drawn_line(language, year, line) for line in shown))


def _card(language, year, story, level, named):
    cover, section = story.cover, story.section if named else None
    marked, passage = getattr(story, "marked", ""), getattr(story, "passage", "")
    shown = Card(
        level,
        story.get_absolute_url(),
        story.kicker,
        story.headline,
        story.summary,
        section.name if named else "",
        section.get_absolute_url() if named else "",
        story.published_at,
        story.people,
        story.ai or "",
        story.is_corrected,
        repr([cover.get(name) for name in COVER]) if cover else "",
        marked,
        passage,
    )
    # what is marked is of one search: nobody asks for it again
    draw = _draw if marked or passage else _drawn
    return draw(language, year, shown)


def _draw(language, year, shown):
    cover = dict(zip(COVER, literal_eval(shown.cover), strict=True)) if shown.cover else None
    return render_to_string("public/_card.html", {"card": shown, "cover": cover})


_drawn = lru_cache(maxsize=CARDS)(_draw)  # the language and the year are how dates are written


@lru_cache(maxsize=LINES)
def _drawn_line(language, year, line):
    return render_to_string("public/_line.html", {"line": line}).strip()
