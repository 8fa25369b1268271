"""Copy as it came, whatever the file: its pieces in order, before anything in them is understood. Pure."""

from dataclasses import dataclass, field
from html import escape
from pathlib import Path

TEXT, HEADING, ITEM, QUOTE, TABLE, PICTURE = "text", "heading", "item", "quote", "table", "picture"


class Unreadable(ValueError):
    """A file that cannot be read as copy. `code` says why, `values` what the message about it needs."""

    def __init__(self, code, **values):
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Picture:
    """A picture that came with copy: its file on disk, the name it came under, its SHA-256 as hexadecimal digits, and what
    a person wrote to describe it."""

    path: Path
    name: str
    sha256: str
    alt: str = ""


@dataclass(frozen=True)
class Piece:
    """One paragraph, heading, item of a list, quote, table or picture.

    `text` is its text as typed, with tabs and line breaks; `html` the same words with what a story keeps of their form
    (strong, em, links …), empty where there is none. A table has the whole of it in `html`. `level` is that of a heading
    (1 to 6) or the depth of an item (from 1), whose list `is_ordered` or not. `size` is the largest size of its letters in
    points, where the file says one. `picture` is the place of a picture among those of the copy."""

    kind: str
    text: str = ""
    html: str = ""
    level: int = 0
    is_ordered: bool = False
    is_centred: bool = False
    is_bold: bool = False
    size: float | None = None
    picture: int | None = None

    @property
    def markup(self):
        """Its words as HTML, where nothing is said of their form too."""
        return self.html or escape(self.text, quote=False)


@dataclass(frozen=True)
class Note:
    """A comment that somebody wrote into copy: its text, who, and the words it stands at."""

    text: str
    author: str = ""
    passage: str = ""


@dataclass(frozen=True)
class Reprint:
    """Where a story comes from that another house published: the name of that house, the address there, the original's
    headline, who wrote it, its key in that house's feed, when it was published there (ISO 8601, with its zone), and the
    place that its dateline names."""

    source: str = ""
    address: str = ""
    headline: str = ""
    author: str = ""
    key: str = ""
    published: str = ""
    place: str = ""


@dataclass(frozen=True)
class Copy:
    """All that one file, or one mail, brought. `told` are codes of what was left out or looked odd; `title` and `subject`
    tags that the file itself gives; `reprint` is set where it is another house's story; `sender` is who
    sent a mail, with the address; `left_out` are the names of files that came with it and were not taken."""

    pieces: list[Piece]
    pictures: list[Picture] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    title: str = ""
    keywords: list[str] = field(default_factory=list)
    reprint: Reprint | None = None
    left_out: list[str] = field(default_factory=list)
    sender: str = ""

    @property
    def text(self):
        """The words of all of it, a line a piece."""
        return "\n".join(piece.text for piece in self.pieces if piece.kind != PICTURE)
