"""Plain text into a dispatch: what copy says of itself, read with the grammar, and the rest in order. Pure."""

import codecs
import re
from dataclasses import dataclass, field
from datetime import date

from newsroom.grammar import captions, editors, leads

LONGEST = 200_000  # characters
HEADING_LENGTH = 20
CAPTION_LENGTH = 240
LONGEST_HEADING = 60  # of the lines over the story; a longer one is text
PARAGRAPH_ENDS = '。！？!?…”"）)'
SENTENCE_ENDS = '。！？!?…；;：:，,、”"'


class Unreadable(ValueError):
    """Bytes that are not text in UTF-8, UTF-16 or GB18030."""


@dataclass(frozen=True)
class Paragraph:
    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class PhotoPlace:
    """Where copy has a caption, a photo stands."""

    caption: captions.Caption


@dataclass(frozen=True)
class Dispatch:
    """What one dispatch says, understood as far as the grammar goes. `flags` are codes of what needs a person's eye."""

    headline: str
    lead: leads.Lead
    blocks: list[Paragraph | PhotoPlace]
    editors: editors.Editors
    kicker: str = ""
    subtitle: str = ""
    flags: list[str] = field(default_factory=list)


def decode(data):
    """The text in `data`: UTF-8, UTF-16 with its mark, or GB18030 (which takes in GBK and GB2312). Raises Unreadable."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries = ["utf-16"]
    else:
        tries = ["utf-8-sig", "gb18030"]
    for charset in tries:
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise Unreadable("neither UTF-8 nor UTF-16 nor GB18030")


def read(text, *, published: date, staff=(), outlets=()):
    """The Dispatch that `text` is. `published` is the day it was received, from which dates without a year are
    counted; `staff` are the known names, which part names that are run together; `outlets` the known outlets."""
    lines = [line.strip(" \t\u3000\u00a0\ufeff") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    flags = []
    above, rest = _above_the_lead(lines, published, staff, outlets)
    photos, above = _captions_among(above, published, staff)
    rest, signed = _editors(rest, staff)
    lead = leads.read_lead("\n".join(rest), published=published, staff=staff, known_outlets=outlets)
    kicker, headline, subtitle = _heading(above)
    if not headline:
        headline = lead.title or _first_sentence(lead.body)
        if not lead.title:
            flags.append("no_headline")
    blocks = [*photos, *_blocks([line for line in lead.body.split("\n") if line.strip()], published, staff)]
    flags += [*lead.flags, *signed.flags]
    for block in blocks:
        if isinstance(block, PhotoPlace):
            flags += block.caption.flags
    return Dispatch(
        headline=headline,
        kicker=kicker,
        subtitle=subtitle,
        lead=lead,
        blocks=blocks,
        editors=signed,
        flags=list(dict.fromkeys(flags)),
    )


def _above_the_lead(lines, published, staff, outlets):
    """The lines over the story (kicker, headline, subtitle) and those from the lead on."""
    for number, line in enumerate(lines[:4]):
        following = "\n".join(lines[number : number + 2])
        lead = leads.read_lead(following, published=published, staff=staff, known_outlets=outlets)
        # a headline may name an outlet; only a lead goes on with who, where or when
        if lead.credits or lead.dispatch or lead.event_date or len(line) > LONGEST_HEADING or line[-1] in "。！？":
            return lines[:number], lines[number:]
    return lines[:1], lines[1:]


def _captions_among(above, published, staff):
    """The photo places among the lines over the story, where some put the picture first, and the other lines."""
    read = [(line, captions.read_caption(line, published=published, staff=staff)) for line in above]
    photos = [PhotoPlace(caption) for _line, caption in read[1:] if caption.is_signed]
    return photos, [line for place, (line, caption) in enumerate(read) if place == 0 or not caption.is_signed]


def _heading(above):
    """Kicker, headline and subtitle out of up to three lines."""
    if not above:
        return "", "", ""
    if len(above) == 1:
        return "", above[0], ""
    if len(above) == 2:
        return "", above[0], above[1]
    return above[0], above[1], " ".join(above[2:])


def _first_sentence(body):
    line = body.strip().partition("\n")[0]
    return re.split(r"(?<=[。！？])", line, maxsplit=1)[0][:40].rstrip("。") or "—"


def _editors(lines, staff):
    """The lines without those at the end that only name editors, and what these say."""
    found = []
    while lines and len(found) < 6 and editors.read_editors(lines[-1], staff=staff).names_editors:
        found.insert(0, lines[-1])
        lines = lines[:-1]
    return lines, editors.read_editors("\n".join(found), staff=staff)


def _blocks(lines, published, staff):
    blocks = []
    for number, line in enumerate(lines):
        line = line.strip(" \t\u3000\u00a0")
        if len(line) <= CAPTION_LENGTH:
            caption = captions.read_caption(line, published=published, staff=staff)
            if caption.is_signed:
                blocks.append(PhotoPlace(caption))
                continue
        blocks.append(Paragraph(line, is_heading=_is_heading(lines, number, blocks)))
    return blocks


def _is_heading(lines, number, blocks):
    """Whether a line is a sub-heading: short and without a closing mark, alone between two paragraphs of sentences.
    Lines of a poem, a table or a notice (时间:… 地点:…) come several together."""
    if not 0 < number < len(lines) - 1 or not _looks_like_a_heading(lines[number]):
        return False
    follows_an_end = isinstance(blocks[-1], PhotoPlace) or lines[number - 1][-1] in PARAGRAPH_ENDS
    return follows_an_end and not _looks_like_a_heading(lines[number + 1])


def _looks_like_a_heading(line):
    is_data = "\t" in line or sum(character.isdigit() for character in line) > 4
    return len(line) <= HEADING_LENGTH and line[-1] not in SENTENCE_ENDS and not is_data
