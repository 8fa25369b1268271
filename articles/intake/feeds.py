"""What ninjs and feeds have in common: a story of another house as Copy. Pure."""

from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from articles.intake import html, plaintext
from articles.intake.copy import HEADING, Copy, Note, Piece
from newsroom.text import is_web_address, printable

LONGEST_LINE = 500
LONGEST_ADDRESS = 2000
LONGEST_NOTE = 5000
MOST_KEYWORDS = 30
MOST_PICTURES = 50
MOST_STORIES = 500
SHORT = 400  # characters; a text that ends cut off and is no longer than that is a summary


def line(value):
    """A value out of somebody's file as one line of text; empty where it is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(printable(str(value)).split())[:LONGEST_LINE]


def address(value, base=""):
    """An absolute http(s) address; empty for any other."""
    value = line(value)
    try:
        value = urljoin(base, value) if value else ""
    except ValueError:
        return ""
    return value if is_web_address(value) and len(value) <= LONGEST_ADDRESS else ""


def time(value, zone=UTC):
    """A time as RFC 3339 or RFC 822 write it, as ISO 8601 with its zone, which is `zone` where it names none; empty for
    what is no time."""
    value = line(value)
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        try:
            found = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return ""
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone)
    return found.isoformat()


def picture(where, caption="", credit=""):
    """The note that a picture lies at an address, with its caption and whose it is."""
    return Note("\n".join(filter(None, [caption, where])), credit)


def story(reprint, *, markup="", text="", is_summary=False, pictures=(), notes=(), keywords=(), told=()):
    """The Copy of one story: its headline over its body, which is `markup` or, where that has no words, `text`.

    `is_summary` says that the feed has no more of it, `pictures` are notes of those that lie elsewhere. `told` may say
    summary_only and pictures_elsewhere."""
    copy = html.copy_of(markup) if markup else Copy([])
    if not copy.text.strip():
        copy = plaintext.copy_of(printable(text))
    pieces = copy.pieces
    if reprint.headline:
        if pieces and pieces[0].text == reprint.headline:
            pieces = pieces[1:]
        pieces = [Piece(HEADING, reprint.headline, level=1), *pieces]
    told = [*told, *(code for code in copy.told if code != "linked_picture")]
    if is_summary or _is_cut(copy.text):
        told.append("summary_only")
    if pictures or "linked_picture" in copy.told:
        told.append("pictures_elsewhere")
    return replace(
        copy,
        pieces=pieces,
        title=reprint.headline,
        reprint=reprint,
        notes=[*notes, *pictures][: 2 * MOST_PICTURES],
        keywords=list(dict.fromkeys(filter(None, keywords)))[:MOST_KEYWORDS],
        told=list(dict.fromkeys(told)),
    )


def _is_cut(text):
    text = text.rstrip()
    return len(text) <= SHORT and text.endswith(("…", "...", "[…]", "[...]", "阅读全文", "查看全文", "[&hellip;]"))
