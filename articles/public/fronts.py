"""What stands where on the front page and on the front of a section: the slots of the desk, and the newest after them."""

from collections import defaultdict
from copy import copy

from articles.models.frontpage import Slot
from articles.models.publication import Publication
from articles.public import lists
from articles.public.paging import SIZE, Page
from media import pictures
from newsroom.edition import once
from newsroom.prepared import prepared

UNDER, BESIDE, RIVER, BLOCK = 2, 5, 9, 4  # stories under the lead, beside it, in the newest, in a section's block
MOST = 100  # places of one front
FOCUS = 5  # stories in the carousel


def slots_of(language, section=None):
    """The slots of the front page, or of a section's front, whose time is now, in the order of their places. One query,
    of which pages of an edition share the answer."""
    return once(("slots", language), lambda: _by_front(_slots(language))).get(section, [])


@prepared(Slot)
def _slots(language):
    slots = Slot.objects.filter(masthead=language, is_on=True)
    return slots.select_related("photo").order_by("position", "pk")


def _by_front(slots):
    fronts = defaultdict(list)
    for slot in slots:
        fronts[slot.section_id].append(slot)
    return fronts


def front_page(edition, slots):
    """The front page that `slots` make, saved or not, as the context of public/front.html: what is in focus, where that
    is more than one, or the lead; the slots, filled up with the newest; the newest; a block for each section. One query,
    and one more where a slot has a photo of its own."""
    size = _reach(slots) + 1 + UNDER + BESIDE + RIVER
    sections = tuple(section.pk for section in edition.sections)
    found = _of_front(edition.masthead.language, _numbers(slots), sections, size=size)
    stories = lists.together(edition, found)
    latest = stories[:size]
    placed = in_places(edition, slots, stories, latest)
    focus = _in_focus(slots, placed)
    lead, seconds = _top(placed, latest, focus)
    shown = {story.key for story in [lead, *focus, *seconds] if story}
    river = [story for story in latest if story.key not in shown][:RIVER]
    shown |= {story.key for story in river}
    return {
        "is_front": True,
        "focus": focus,
        "lead": lead,
        "under": seconds[:UNDER],
        "beside": seconds[UNDER:],
        "river": river,
        "blocks": _blocks(edition.sections, stories, shown),
    }


def section_front(edition, section, slots):
    """The first page of a section that `slots` make, saved or not, as the context of public/section.html: the slots, then
    the newest of the section that do not stand in them. Queries as for the front page."""
    size = _reach(slots) + SIZE + 1
    found = _of_section_front(edition.masthead.language, _numbers(slots), section.pk, size=size)
    stories = lists.together(edition, found)
    newest = [story for story in stories if story.section_id == section.pk][:size]
    placed = in_places(edition, slots, stories, newest)
    shown = {story.key for story in placed}
    rows = [story for story in newest if story.key not in shown][: SIZE + 1]
    before = rows[SIZE - 1].key if len(rows) > SIZE else None
    return {
        "section": section,
        "lead": placed[0] if placed else None,
        "cards": placed[1:],
        "page": Page(rows[:SIZE], before, True),
    }


def in_places(edition, slots, stories, newest):
    """The stories that `slots` show, in the order of their places, headlines and photos as the desk put them there.

    A slot whose story is not among `stories` (not on the site) or stands higher up already is passed over and the next
    moves up; a pinned one keeps its place, if need be behind some of the `newest` that stand in no slot."""
    found = {story.story: story for story in stories}
    first = {}
    for slot in slots:
        if slot.story in found:
            first.setdefault(slot.story, slot)
    own = [slot.photo for slot in first.values() if slot.photo]
    photos = pictures.usable(own, edition.masthead.language)
    flowing = [slot for slot in first.values() if not slot.is_pinned]
    pinned = [slot for slot in first.values() if slot.is_pinned]
    fill = [story for story in newest if story.story not in first]
    placed = []
    while flowing or pinned:
        is_pinned_here = pinned and pinned[0].position <= len(placed) + 1
        if not is_pinned_here and not flowing and fill:
            placed.append(fill.pop(0))
            continue
        slot = (pinned if is_pinned_here or not flowing else flowing).pop(0)
        placed.append(_as_placed(found[slot.story], slot, photos.get(slot.photo_id)))
    return placed


def _as_placed(story, slot, photo):
    """A copy of the story with the headline and the photo of its slot: lower down the page it keeps its own."""
    if slot.headline or photo:
        story = copy(story)
        story.headline = slot.headline or story.headline
        story.cover = photo or story.cover
    return story


def _numbers(slots):
    """The numbers of the stories that stand in slots, a tuple."""
    return tuple(dict.fromkeys(slot.story for slot in slots))


@prepared(Publication)
def _of_front(language, placed, sections, *, size):
    cards = lists.bare(language)
    blocks = [cards.filter(section=section)[: 3 * BLOCK] for section in sections]
    return [*_placed(cards, placed), cards[:size], *blocks]


@prepared(Publication)
def _of_section_front(language, placed, section, *, size):
    cards = lists.bare(language)
    return [*_placed(cards, placed), cards.filter(section=section)[:size]]


def _placed(cards, numbers):
    return [cards.filter(story__in=numbers)] if numbers else []


def _reach(slots):
    """How many stories may stand in the places, with what is filled in before the pinned ones."""
    return min(max((slot.position for slot in slots), default=0), MOST) + len(slots)


def _in_focus(slots, placed):
    """Those of the `placed` stories that their slots put in focus, as many as the carousel holds: they need a photo, and
    there must be two of them, or the list is empty."""
    marked = {slot.story for slot in slots if slot.is_focus}
    focus = [story for story in placed if story.story in marked and (story.cover or {}).get("src")][:FOCUS]
    return focus if len(focus) > 1 else []


def _top(placed, latest, focus):
    """The lead, which is the first in focus where there are any, and those beside it: the slots in their order, then the
    newest; without slots the newest with a photo leads. (None, []) where there is no story."""
    heads = focus or placed[:1]
    lead = heads[0] if heads else next((s for s in latest if s.cover), latest[0] if latest else None)
    if lead is None:
        return None, []
    shown = {story.key for story in heads or [lead]}
    seconds = [story for story in placed if story.key not in shown]
    shown |= {story.key for story in seconds}
    fill = [story for story in latest if story.key not in shown]
    return lead, seconds + fill[: max(UNDER + BESIDE - len(seconds), 0)]


def _blocks(sections, stories, shown):
    """(section, stories) for each section that has stories: its newest, those that do not stand higher up rather than
    those that do, and the newest of them with a photo first."""
    blocks, by_section = [], defaultdict(list)
    for story in stories:
        by_section[story.section_id].append(story)
    for section in sections:
        newest = by_section[section.pk][: 3 * BLOCK]
        fresh_first = sorted(newest, key=lambda story: story.key in shown)
        if chosen := sorted(fresh_first[:BLOCK], key=lambda story: -story.key):
            first = next((story for story in chosen if story.cover), chosen[0])
            blocks.append((section, [first, *(story for story in chosen if story is not first)]))
    return blocks
