"""The copy of a dispatch piece by piece, as it came, each marked as what it was taken for."""

from dataclasses import dataclass

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from articles import markup
from articles.desk import understanding
from articles.intake.copy import ITEM, PICTURE, QUOTE, TABLE
from articles.intake.plaintext import BLANKS
from media.models import Photo
from media.pictures import picture
from newsroom.grammar import editors

LABELS = {
    "kicker": gettext_lazy("kicker"),
    "headline": gettext_lazy("headline"),
    "subtitle": gettext_lazy("subtitle"),
    "lead": gettext_lazy("byline"),
    "byline": gettext_lazy("byline"),
    "heading": gettext_lazy("Heading"),
    "caption": gettext_lazy("Caption"),
    "editors": gettext_lazy("editor line"),
    "picture": gettext_lazy("Photo"),
    "table": gettext_lazy("Table"),
    "text": gettext_lazy("body"),
}
KINDS = {QUOTE: gettext_lazy("Quotation"), ITEM: gettext_lazy("List")}
LONGEST_UNREAD = 120


@dataclass
class Marked:
    """One piece: what it was taken for (a key of LABELS) and the word for it; `opening` are its first words, read as
    dateline and byline, `text` what follows; `html` of a table, `picture` of a photo; `is_unread` where it looks like a
    byline or an editor line that could not be read."""

    role: str
    label: str
    opening: str = ""
    text: str = ""
    html: str = ""
    picture: dict | None = None
    is_unread: bool = False


def marked(dispatch, understood, pictures):
    """The pieces of a Dispatch in order. `pictures` maps numbers of photos to pictures."""
    copy = understanding.as_copy(dispatch.pieces)
    opening = understood.opening
    body = [place for place, role in enumerate(understood.became) if role in ("lead", "byline", "text")]
    found = []
    for piece, role in zip(copy.pieces, understood.became, strict=True):
        is_special = role == "text" and piece.kind in KINDS
        one = Marked(role, str(KINDS[piece.kind] if is_special else LABELS.get(role, role)))
        if piece.kind == PICTURE:
            one.picture = pictures.get(_photo(dispatch, piece.picture))
        elif piece.kind == TABLE:
            one.html = table(piece.html)
        else:
            one.opening, one.text, opening = _parted(piece.text.strip(BLANKS), role, opening)
            one.is_unread = _is_unread(one, body[:1] == [len(found)], understood.flags)
        found.append(one)
    return found


def pictures_of(numbers):
    """Number → picture of the photos that may be shown, with its address in the library; three queries, none for none."""
    numbers = set(filter(None, numbers))
    if not numbers:
        return {}
    photos = Photo.objects.usable().filter(pk__in=numbers).prefetch_related("credits", "renditions")
    return {photo.pk: picture(photo) | {"name": photo.file_name} for photo in photos}


def _photo(dispatch, place):
    return dispatch.photos[place] if place is not None and place < len(dispatch.photos) else None


def table(html):
    """A table of copy as safe HTML."""
    try:
        return mark_safe(markup.clean(html))
    except markup.Unfit:
        return ""


def _parted(text, role, opening):
    """The part of `text` that `opening` is, the rest of it, and the rest of `opening`."""
    if role in ("lead", "byline") and opening:
        if text and opening.startswith(text):
            return text, "", opening[len(text) :].strip(BLANKS + "\n")
        if text.startswith(opening):
            return opening, text[len(opening) :], ""
    return "", text, opening


def _is_unread(one, is_first, flags):
    """Whether a piece of the body says who, and was not understood: the first one where no byline was found, and lines of
    people elsewhere."""
    if not any(str(understanding.FLAGS[code]) in flags for code in ("unread", "unclosed", "unresolved")):
        return False
    if is_first:
        return str(understanding.NO_BYLINE) in flags
    is_line = one.role == "text" and len(one.text) <= LONGEST_UNREAD
    return is_line and "unread" in editors.read_editors(one.text).flags
