"""The body of a WordPress post, classic or of the block editor, as the body of a story: photo places where pictures stood,
and out of the text what it says of itself. Pure.

Classic bodies have no paragraphs but empty lines; the block editor writes HTML with comments around. Both come out as
top-level blocks. Whatever is not understood stays as text.
"""

import re
from dataclasses import dataclass, field
from datetime import date

import lxml.html

from articles import markup
from articles.intake import wpblocks, wppictures
from articles.intake.wppictures import Picture
from articles.markup.tree import parsed, written
from newsroom.grammar import captions, editors, leads

MOST_EDITOR_LINES = 6
CAPTION_LENGTH = 240
_BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:", re.ASCII)
_NAME = re.compile(r"(?<!\[)\[/?([a-z][a-z0-9_-]{2,40})(?=[\s\]/=])", re.ASCII)
_INLINE_PICTURE = re.compile(r"""src\s*=\s*(["'])data:[^"']*\1""", re.IGNORECASE)


@dataclass(frozen=True)
class Body:
    """A body as read. In `html`, which articles.markup would take as it is, the number of a photo place is the place of its
    picture among `pictures`, from 1 on. `lead` and `editors` are what was cut out of it. `told` are codes of what a person
    should know: recording (turned into a link), file (a link to one of the former site), pasted_picture (which was in the text itself, and is lost), and
    shortcode:name (left as text)."""

    html: str
    pictures: list[Picture]
    lead: leads.Lead
    editors: editors.Editors
    told: list[str] = field(default_factory=list)


def read(content, *, published: date, attached=(), hosts=(), staff=(), outlets=()):
    """The Body that the content of a post is. `published` is the day from which dates without a year are counted;
    `attached` the numbers of the files uploaded with the post, which a gallery without numbers shows; links to `hosts`, the
    names of the former site, lead to this one from now on; `staff` and `outlets` are names the house knows. Raises markup.Unfit where it is too long or too deep."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    is_classic = not _BLOCK_COMMENT.search(content)
    told = ["pasted_picture"] if _INLINE_PICTURE.search(content) else []
    content = wppictures.without_shortcodes(_INLINE_PICTURE.sub('src=""', content), attached)
    told += dict.fromkeys(f"shortcode:{name}" for name in _NAME.findall(re.sub(r"<[^<>]*>", "", content)))
    if len(content) > markup.LONGEST:
        raise markup.Unfit("too long")
    root = parsed(content)
    wppictures.write_signs(root)
    told += [*wpblocks.link_recordings(root), *wpblocks.link_here(root, hosts)]
    album = wppictures.Album()
    blocks = wpblocks.blocks(root, is_classic, album)
    blocks = _with_captions_below(blocks, album, published, staff)
    signed = _editors(blocks, staff)
    lead = _lead(blocks, published, staff, outlets)
    html = "".join(written_block(block) for block in blocks)
    return Body(markup.clean(html), album.pictures, lead, signed, told)


def written_block(block):
    """A top-level block as HTML."""
    block.tail = None
    around = lxml.html.Element("div")
    around.append(block)
    return written(around)


def _with_captions_below(blocks, album, published, staff):
    """The blocks without the paragraphs that are the caption of the picture above them: they end with whose it is."""
    kept = []
    for block in blocks:
        bare = album.bare(kept[-1]) if kept else None
        text = wpblocks.text_of(block).strip() if block.tag == "p" else ""
        if bare is not None and _is_caption(text, published, staff):
            album.caption(bare, " ".join(text.split()))
        else:
            kept.append(block)
    return kept


def _is_caption(text, published, staff):
    """Whether a paragraph says whose the picture above it is."""
    return 0 < len(text) <= CAPTION_LENGTH and captions.read_caption(text, published=published, staff=staff).is_signed


def _editors(blocks, staff):
    """What the lines at the end that only name editors say; they are taken out of `blocks`."""
    found = []
    for block in reversed([block for block in blocks if block.tag != "figure"]):
        text = wpblocks.text_of(block).strip()
        if block.tag != "p" or len(found) >= MOST_EDITOR_LINES:
            break
        if not editors.read_editors(text, staff=staff).names_editors:
            break
        found.insert(0, text)
        blocks.remove(block)
    return editors.read_editors("\n".join(found), staff=staff)


def _lead(blocks, published, staff, outlets):
    """What the text says of itself at its start or its end; that is taken out of `blocks`."""
    words = [block for block in blocks if block.tag != "figure"]
    paragraphs = [block for block in words if block.tag == "p"]
    if not words or words[0].tag != "p":
        return leads.Lead("")
    text = "\n".join(wpblocks.text_of(block) for block in paragraphs)
    lead = leads.read_lead(text, published=published, staff=staff, known_outlets=outlets)
    if lead.position == "tail" and words[-1].tag != "p":
        return leads.Lead("")
    wpblocks.cut_front(paragraphs, lead.body_start)
    left = [block for block in paragraphs if block.get("class") != wpblocks.GONE]
    wpblocks.cut_back(left, len(text) - lead.body_start - len(lead.body))
    blocks[:] = [block for block in blocks if block.get("class") != wpblocks.GONE]
    return lead
