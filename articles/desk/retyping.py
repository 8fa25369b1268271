"""The blocks of a dispatch as its page has them: what each is taken for, and what they are once the desk has said so."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.desk.understanding import PHOTO
from articles.intake.copy import HEADING, ITEM, QUOTE, TABLE
from articles.intake.copy import TEXT as PARAGRAPH
from media.models import Photo
from newsroom.text import number, printable

CAPTION, OUT = "caption", "out"
CAPTION_LENGTH = Photo._meta.get_field("caption").max_length
CREDIT_LENGTH = 200
MOST_OPEN = 1000  # blocks: a form may have no more fields than settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


@dataclass
class Row:
    """A block on the page: its place, the block as it was understood, and what is said of it now."""

    place: int
    block: dict
    kind: str = ""
    photo: int | None = None
    caption: str = ""
    credit: str = ""
    errors: list[str] = field(default_factory=list)
    picture: dict | None = None
    table: str = ""  # safe HTML

    def __post_init__(self):
        block = self.block
        self.kind = OUT if block.get("is_out") else block["kind"]
        if self.is_place:
            self.photo, self.caption, self.credit = block["photo"], block["caption"], block["credit"]

    @property
    def is_place(self):
        """Whether it is a place for a photo."""
        return self.block["kind"] == PHOTO

    @property
    def is_open(self):
        """Whether the page asks what it is; the end of a very long copy is only shown."""
        return self.place < MOST_OPEN

    @property
    def text(self):
        return self.block.get("text", "")

    @property
    def choices(self):
        """What it can be: (kind, label) pairs."""
        own = self.block["kind"]
        if self.is_place:
            back = [(PARAGRAPH, _("Caption is text"))] if self.block["caption"] or self.block["credit"] else []
            return [(PHOTO, _("Photo")), *back, (OUT, _("Leave out"))]
        if own == TABLE:
            return [(TABLE, _("Table")), (OUT, _("Leave out"))]
        kinds = [(PARAGRAPH, _("Paragraph")), (HEADING, _("Heading")), (CAPTION, _("Caption")), (OUT, _("Leave out"))]
        special = {QUOTE: _("Quotation"), ITEM: _("List")}
        return [(own, special[own]), *kinds] if own in special else kinds

    def take(self, data):
        """The row with what the page says of it; what it does not say stays."""
        kind = data.get(f"kind-{self.place}", self.kind)
        self.kind = kind if kind in dict(self.choices) else self.kind
        if not self.is_place:
            return self
        typed = data.get(f"photo-{self.place}")
        if typed is not None:
            self.photo = number(typed.strip().removeprefix("#"))
            if typed.strip() and self.photo is None:
                self.errors.append(_("Give the number of a photo, or nothing."))
        for name, most, label in (("caption", CAPTION_LENGTH, _("Caption")), ("credit", CREDIT_LENGTH, _("Credit"))):
            words = " ".join(printable(data.get(f"{name}-{self.place}", getattr(self, name))).split())
            setattr(self, name, words)
            if len(words) > most:
                self.errors.append(_("%(field)s: at most %(most)s characters.") % {"field": label, "most": most})
        return self


def blocks_of(rows, caption_of):
    """The blocks that the rows make. Words that are said to be a caption go to the photo above, or wait for one;
    `caption_of(text)` gives their caption and credit. No word goes away."""
    made = []
    for row in rows:
        if row.is_place:
            made += _of_place(row)
        elif row.kind == CAPTION:
            _caption(made, caption_of(row.text))
        elif row.kind == OUT:
            made.append({**row.block, "is_out": True})
        else:
            made.append({**_kept(row.block), "kind": row.kind})
    return made


def _kept(block):
    return {name: value for name, value in block.items() if name != "is_out"}


def _of_place(row):
    block = {**_kept(row.block), "photo": row.photo, "caption": row.caption, "credit": row.credit}
    if row.kind == OUT:
        return [{**block, "is_out": True}]
    if row.kind != PARAGRAPH:
        return [block]
    words = " ".join(filter(None, [row.caption, row.credit]))
    text = {"kind": PARAGRAPH, "text": words, "html": "", "level": 0, "is_ordered": False}
    bare = [{**block, "caption": "", "credit": ""}] if row.photo else []
    return [*bare, *([text] if words else [])]


def _caption(made, said):
    """Put a caption under the photo place above: the nearest where that has none yet, the one right above in any case."""
    places = [at for at, block in enumerate(made) if block["kind"] == PHOTO and not block.get("is_out")]
    at = places[-1] if places else None
    if at is None or (at != len(made) - 1 and (made[at]["caption"] or made[at]["credit"])):
        made.append({"kind": PHOTO, "photo": None, **said})
        return
    for name in ("caption", "credit"):
        made[at] = {**made[at], name: " ".join(filter(None, [made[at][name], said[name]]))}
