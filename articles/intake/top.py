"""The lines over a story: which is kicker, headline, subtitle, and where the story itself begins. Pure."""

from dataclasses import dataclass, field

from articles.intake.copy import HEADING, PICTURE, TABLE, TEXT
from newsroom.grammar import captions, leads

LONGEST_HEADING = 60  # of the lines over the story; a longer one is text
MOST_LINES = 4
MOST_STYLED_LINES = 8


@dataclass(frozen=True)
class Top:
    """Places of pieces over the story, by what they are. `captions` are those under or over a picture that stands there."""

    kicker: list[int] = field(default_factory=list)
    headline: list[int] = field(default_factory=list)
    subtitle: list[int] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)


def split(pieces, *, published, staff, outlets):
    """A Top, and the places of all other pieces in order: pictures over the story, their captions, and the story."""
    lines = [place for place, piece in enumerate(pieces) if piece.kind not in (PICTURE, TABLE)]
    begin = _begin(pieces, lines, published, staff, outlets)
    above, signed = lines[:begin], []
    for place in above[1:]:
        if captions.read_caption(pieces[place].text, published=published, staff=staff).is_signed:
            signed.append(place)
    heading = [place for place in above if place not in signed]
    kicker, headline, subtitle = _parted(pieces, heading)
    taken = {*heading}
    return Top(kicker, headline, subtitle, signed), [place for place in range(len(pieces)) if place not in taken]


def _begin(pieces, lines, published, staff, outlets):
    """How many of the lines stand over the story."""
    known = {"published": published, "staff": staff, "known_outlets": outlets}
    is_styled = any(_is_styled(pieces, place) for place in lines[:MOST_LINES])
    plain = next((n for n, place in enumerate(lines) if not _is_styled(pieces, place)), 1) if is_styled else None
    for number, place in enumerate(lines[: MOST_STYLED_LINES if is_styled else MOST_LINES]):
        text = pieces[place].text
        following = "\n".join(pieces[other].text for other in lines[number : number + (2 if number else 1)])
        lead = leads.read_lead(following, **known)
        # a headline may name an outlet; only a lead goes on with who, where or when
        if lead.credits or lead.dispatch:
            return number
        if lead.event_date or len(text) > LONGEST_HEADING or text[-1:] in tuple("。！？"):
            return number if plain is None else min(number, plain)
    return min(1, len(lines)) if plain is None else plain


def _is_styled(pieces, place):
    piece = pieces[place]
    return piece.kind == HEADING or (piece.kind == TEXT and piece.is_centred)


def _parted(pieces, places):
    """Kicker, headline and subtitle: the headline is the first heading, else what stands in the largest letters, else by
    the order in which newspapers print them."""
    if not places:
        return [], [], []
    headline = _by_level(pieces, places) or _by_size(pieces, places) or _by_order(places)
    first, last = headline[0], headline[-1]
    return [p for p in places if p < first], headline, [p for p in places if p > last]


def _by_level(pieces, places):
    levels = [pieces[place].level for place in places if pieces[place].kind == HEADING]
    if not levels or len(levels) == len(places) > 1 and len(set(levels)) == 1:
        return []
    return _run(places, lambda place: pieces[place].kind == HEADING and pieces[place].level == min(levels))


def _by_size(pieces, places):
    sizes = [pieces[place].size or 0 for place in places]
    if len(set(sizes)) > 1:
        return _run(places, lambda place: (pieces[place].size or 0) == max(sizes))
    if len({pieces[place].is_bold for place in places}) > 1:
        return _run(places, lambda place: pieces[place].is_bold)
    return []


def _run(places, holds):
    """The first places in a row for which `holds`."""
    found = []
    for place in places:
        if holds(place):
            found.append(place)
        elif found:
            break
    return found


def _by_order(places):
    """One line is the headline; of two the first is, with a subtitle below it; of more the second, below its kicker."""
    return places[1:2] if len(places) > 2 else places[:1]
