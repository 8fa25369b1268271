"""Copy understood: headline, byline, body, photo places and editor line, read from its pieces with the grammar. Pure.

Whatever is not understood stays in the body as it came: nothing of the copy is dropped.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from articles.intake import top
from articles.intake.copy import HEADING, ITEM, PICTURE, QUOTE, TABLE, TEXT
from articles.intake.html import cut
from articles.intake.plaintext import BLANKS
from articles.intake.showing import Shown, show
from newsroom.grammar import captions, editors, leads

HEADING_LENGTH = 20
BOLD_HEADING_LENGTH = 40
MOST_EDITOR_LINES = 6
PARAGRAPH_ENDS = '。！？!?…”"）)'
SENTENCE_ENDS = '。！？!?…；;：:，,、”"'
WORDS = (TEXT, HEADING, ITEM, QUOTE)  # the kinds of pieces that are read; tables and pictures only stand in their place


@dataclass(frozen=True)
class Paragraph:
    """A piece of the body. `kind`, `html`, `level` and `is_ordered` as a Piece has them."""

    text: str
    kind: str = TEXT
    html: str = ""
    level: int = 0
    is_ordered: bool = False

    @property
    def is_heading(self):
        return self.kind == HEADING


@dataclass(frozen=True)
class PhotoPlace:
    """Where copy has a picture or a caption, a photo stands: the caption as read, and the place of the picture among
    those of the copy, None where it did not come along."""

    caption: captions.Caption
    picture: int | None = None


@dataclass(frozen=True)
class Dispatch:
    """What one dispatch says, understood as far as the grammar goes. `flags` are codes of what needs a person's eye;
    `opening` is what stood before the body: dateline and byline as typed. `became` says of each piece of the copy, in
    order, what it was taken for: kicker, headline, subtitle, lead (where byline or dateline were cut from it), byline
    (nothing else was in it), caption, picture, editors, heading or text."""

    headline: str
    lead: leads.Lead
    blocks: list[Paragraph | PhotoPlace]
    editors: editors.Editors
    kicker: str = ""
    subtitle: str = ""
    flags: list[str] = field(default_factory=list)
    opening: str = ""
    became: list[str] = field(default_factory=list)


def read(copy, *, published: date, staff=(), outlets=()):
    """The Dispatch that `copy` is. `published` is the day it was received, from which dates without a year are counted;
    `staff` are the known names, which part names that are run together; `outlets` the known outlets."""
    known = {"published": published, "staff": staff}
    pieces = [replace(piece, text=piece.text.strip(BLANKS)) for piece in copy.pieces]
    became = [piece.kind if piece.kind in (PICTURE, TABLE) else "" for piece in pieces]
    heading, rest = top.split(pieces, **known, outlets=outlets)
    for role in ("kicker", "headline", "subtitle"):
        for place in getattr(heading, role):
            became[place] = role
    rest, signed = _editors(pieces, rest, staff, became)
    body = [place for place in rest if pieces[place].kind in WORDS and place not in heading.captions]
    text = "\n".join(pieces[place].text for place in body)
    lead = leads.read_lead(text, **known, known_outlets=outlets)
    _cut_to_the_body(pieces, body, lead, became)
    blocks = _blocks(pieces, [place for place in rest if became[place] != "byline"], became, known)
    headline = _joined(pieces, heading.headline)
    flags = []
    if not headline:
        headline = lead.title or copy.title or _first_sentence(lead.body)
        if not (lead.title or copy.title):
            flags.append("no_headline")
    flags += [*lead.flags, *signed.flags]
    for block in blocks:
        if isinstance(block, PhotoPlace):
            flags += block.caption.flags
    return Dispatch(
        headline=headline,
        kicker=" ".join(" ".join(pieces[place].text.split("\n")) for place in heading.kicker),
        subtitle=" ".join(" ".join(pieces[place].text.split("\n")) for place in heading.subtitle),
        lead=lead,
        blocks=blocks,
        editors=signed,
        flags=list(dict.fromkeys(flags)),
        opening=text[: lead.body_start],
        became=became,
    )


def _joined(pieces, places):
    """A headline that was broken over several lines, in one: with a space where a word in Latin letters would run on."""
    line = ""
    for text in "\n".join(pieces[place].text for place in places).split("\n"):
        line += (" " if line and line[-1].isascii() and text[:1].isascii() else "") + text
    return line


def _first_sentence(body):
    line = body.strip().partition("\n")[0]
    return re.split(r"(?<=[。！？])", line, maxsplit=1)[0][:40].rstrip("。") or "—"


def _editors(pieces, rest, staff, became):
    """The places without those at the end that only name editors, and what these say. Pictures may come after them."""
    words = [place for place in rest if pieces[place].kind in WORDS]
    found = []
    while words and len(found) < MOST_EDITOR_LINES:
        if not editors.read_editors(pieces[words[-1]].text, staff=staff).names_editors:
            break
        found.insert(0, words.pop())
    for place in found:
        became[place] = "editors"
    line = "\n".join(pieces[place].text for place in found)
    return [place for place in rest if place not in found], editors.read_editors(line, staff=staff)


def _cut_to_the_body(pieces, places, lead, became):
    """Cut the byline at the start or the end out of the pieces at `places`, whose texts `lead` was read from."""
    start, end = lead.body_start, lead.body_start + len(lead.body)
    at = 0
    for place in places:
        piece = pieces[place]
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        at += len(piece.text) + 1
        if first >= last:
            became[place] = "byline"
        elif (first, last) != (0, len(piece.text)):
            became[place] = "lead"
            html = cut(piece.html, first, last) if piece.html else ""
            pieces[place] = replace(piece, text=piece.text[first:last], html=html)


def _blocks(pieces, places, became, known):
    """The body: paragraphs, and photo places for pictures and captions."""
    blocks = []
    for found in show(pieces, places, **known):
        if isinstance(found, Shown):
            blocks += [PhotoPlace(caption, picture) for caption, picture in found.photos]
            for place in found.lines:
                became[place] = "caption"
        else:
            piece = pieces[found]
            kind = HEADING if _is_heading(pieces, places, found, blocks) else piece.kind
            became[found] = became[found] or ("heading" if kind == HEADING else "text")
            blocks.append(Paragraph(piece.text, kind, piece.html, piece.level, piece.is_ordered))
    return _with_loose_pictures_placed(blocks)


def _is_heading(pieces, places, place, blocks):
    """Whether a piece is a sub-heading: it says so, or all of it is bold, or it is short and without a closing mark, alone
    between two paragraphs of sentences. Lines of a poem, a table or a notice (时间:… 地点:…) come several together."""
    piece = pieces[place]
    if piece.kind != TEXT or not blocks:
        return piece.kind == HEADING
    at = places.index(place)
    around = [pieces[other] for other in places[at + 1 : at + 2]]
    if not around or not piece.text:
        return False
    if piece.is_bold and len(piece.text) <= BOLD_HEADING_LENGTH and piece.text[-1] not in SENTENCE_ENDS:
        return True
    if not _looks_like_a_heading(piece.text):
        return False
    before = blocks[-1]
    follows_an_end = isinstance(before, PhotoPlace) or before.text[-1:] in tuple(PARAGRAPH_ENDS)
    after = around[0]
    return follows_an_end and not (after.kind == TEXT and _looks_like_a_heading(after.text))


def _looks_like_a_heading(line):
    is_data = "\t" in line or sum(character.isdigit() for character in line) > 4
    return 0 < len(line) <= HEADING_LENGTH and line[-1] not in SENTENCE_ENDS and not is_data


def _with_loose_pictures_placed(blocks):
    """Pictures that only hang on at the end, as a mail brings them, go to the places that wait for one, in order."""
    loose = []
    while blocks and _is_bare(blocks[-1]):
        loose.insert(0, blocks.pop())
    for number, block in enumerate(blocks):
        if loose and isinstance(block, PhotoPlace) and block.picture is None:
            blocks[number] = replace(block, picture=loose.pop(0).picture)
    return blocks + loose


def _is_bare(block):
    return (
        isinstance(block, PhotoPlace)
        and block.picture is not None
        and not block.caption.caption
        and not block.caption.is_signed
    )
