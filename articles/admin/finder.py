"""The stories on the site that the desk can put somewhere: the newest, those of a section, those that have some words."""

import re

from articles.models import Publication
from articles.public.paging import LARGEST_KEY
from articles.public.search import find
from newsroom.text import number, printable

SIZE = 24


def found(language, asked):
    """What the finder shows of one language edition, as a dict: `stories` (cards, newest first), `older`, the key before
    which to go on or None, and `q` and `section`, what was asked for. `asked` is the data of a form: q is words, a
    story's number or nothing; section is a section's number or nothing; before is a key or nothing."""
    typed = " ".join(printable(asked.get("q", "")[:80]).split())
    section = number(asked.get("section", ""))
    before = asked.get("before", "")
    before = min(int(before), LARGEST_KEY) if re.fullmatch(r"[0-9]{1,19}", before) else None
    stories, older = _with_words(language, typed, before, section) if typed else _newest(language, before, section)
    return {"q": typed, "section": section, "stories": stories, "older": older}


def on_site(language, story):
    """Whether story number `story` is on the site in this language edition; None is no story."""
    return story is not None and Publication.objects.filter(language=language, story=story).exists()


def _newest(language, before, section):
    cards = Publication.objects.cards().filter(language=language).before(before)
    if section:
        cards = cards.filter(section=section)
    stories = list(cards[: SIZE + 1])
    return stories[:SIZE], stories[SIZE - 1].key if len(stories) > SIZE else None


def _with_words(language, typed, before, section):
    if story := number(typed):
        cards = Publication.objects.cards().filter(language=language, story=story)
        if by_number := list(cards):
            return by_number, None
    page = find(typed, language, before=before, size=SIZE)
    stories = [story for story in page.stories if not section or story.section_id == section]
    return stories, page.before if page.more else None
