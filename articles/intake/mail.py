"""A mail as copy: the file that hangs on it, or its own words, with the pictures that came along. Pure."""

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from articles.intake import html, parcels, plaintext, quoting, zips
from articles.intake.copy import PICTURE, Copy, Note, Piece, Unreadable
from articles.intake.post import Letter, opened

MAX_BYTES = 60_000_000
MAX_ZIPS = 3
MAX_DEPTH = 10
_FORWARD = re.compile(r"\s*(?:fwd?|转发|轉寄|转)\s*[：:]", re.IGNORECASE)
_PREFIX = re.compile(r"\s*(?:re|fwd?|答复|回复|回覆|转发|轉寄|转)\s*(?:\[[0-9]+\])?\s*[：:]\s*", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"(?:来稿|投稿|稿件|新闻稿?|稿子|无主题|no subject|无标题)[0-9\s]*", re.IGNORECASE)


def read(path, folder):
    """The Copy that the mail at `path` brings, its pictures written into `folder`.

    A file that is copy is the copy, and the words of the mail become a note of their sender; else its words are, without
    signature and earlier mails. Who sent it on what subject is always a note. `told`: mail_words, quoted_reply, forwarded,
    nested_mail, signature, linked_attachments, winmail, sealed, automatic_mail, small_pictures, zip_not_opened,
    damaged_letters, and what the readers of its parts tell.

    Raises Unreadable: too_large, too_many_parts, broken, no_copy and several_copies with `names`, and what the reader of the
    file that is copy raises."""
    path = Path(path)
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable("too_large", bytes=MAX_BYTES)
    post = opened(path.read_bytes())
    with tempfile.TemporaryDirectory(prefix="mail-", dir=folder) as work:
        parcel = parcels.sort(_files(post, work), folder, work)
        chosen = parcels.only_copy(parcel)
        pages = _Pages(post, parcel.pictures, folder)
        readings = [_reading(letter, pages) for letter in post.letters]
        if chosen:
            copy = parcels.read(chosen, folder, parcel.pictures)
            copy, left = _with_covering_notes(copy, readings, post, pages)
        else:
            copy, left = _longest(readings, post)
        if not copy.pieces and not parcel.captions:
            raise post.reason or Unreadable("no_copy", names=parcels.listed([*parcel.pictures, *parcel.others]))
        small = [picture.name for picture in parcel.pictures if picture.sha256 in left & post.ornaments]
        told = [*copy.told, *post.told, *(["small_pictures"] if small else [])]
        parcel.pictures = [picture for picture in parcel.pictures if picture.sha256 not in left]
        copy = parcels.together(replace(copy, told=told, left_out=[*copy.left_out, *small]), parcel)
    sender = readings[0].author if readings else ""  # of the outermost letter
    return replace(copy, told=list(dict.fromkeys(copy.told)), sender=sender)


def _files(post, work):
    """The files of a mail, those in zips among them."""
    for name, data in post.files:
        if not name.lower().endswith(".zip") or post.zips >= MAX_ZIPS:
            yield name, data
            continue
        post.zips += 1
        file = parcels.write(data, name, work)
        try:
            yield from zips.unpacked(file.path)
        except Unreadable as reason:
            post.told.append("zip_not_opened")
            post.reason = reason
            yield name, data


class _Pages(dict):
    """The pictures of a mail by what its pages call them; `folder` is for those that a page itself holds."""

    def __init__(self, post, pictures, folder):
        self.pictures = {picture.sha256: picture for picture in pictures}
        self.folder = folder
        named = {address: self.pictures.get(digest) for address, digest in post.by_address.items()}
        super().__init__((address, picture) for address, picture in named.items() if picture)

    def get(self, source, default=None):
        return super().get(source.lower(), default)


@dataclass
class _Reading:
    """A letter as pieces: what is its own, with codes of what else there was; `covering` are the words that somebody put
    over a mail that was forwarded."""

    letter: Letter
    copy: Copy
    covering: list
    shown: set

    @property
    def author(self):
        return f"{self.letter.sender} <{self.letter.address}>" if self.letter.address else self.letter.sender

    def note(self, pieces):
        lines = [self.letter.subject, *(piece.text for piece in pieces if piece.kind != PICTURE)]
        return Note("\n".join(filter(None, lines)) or self.letter.address, self.author)


def _reading(letter, pages):
    """The _Reading of a letter: its own words, or those that it forwards."""
    whole = _whole(letter.words, pages)
    parted = quoting.part(quoting.lines_of(whole.pieces))
    told, covering, own = [*whole.told, *parted.told], [], parted.own
    has_words = any(piece.text for piece in own)
    if parted.quoted and (_FORWARD.match(letter.subject) or not has_words):
        told.append("forwarded")
        covering, own = own, _innermost(parted.quoted, told)
    elif parted.quoted:
        told.append("quoted_reply")
    shown = {picture.sha256 for picture in whole.pictures}
    subject = _PREFIX.sub("", letter.subject, count=1)
    title = "" if _SAYS_NOTHING.fullmatch(subject) else subject
    copy = replace(whole, pieces=own, told=list(dict.fromkeys(told)), title=title)
    return _Reading(letter, _with_its_pictures_alone(copy), covering, shown)


def _innermost(pieces, told):
    """What a mail forwards, where it forwards one that forwards."""
    for _ in range(MAX_DEPTH):
        parted = quoting.part(pieces)
        told += parted.told
        if any(piece.text for piece in parted.own):
            if parted.quoted:
                told.append("quoted_reply")
            return parted.own
        pieces = parted.quoted
    return pieces


def _whole(words, pages):
    """The words of a letter in order. A picture stands among them where more words follow it."""
    last = max((at for at, (kind, text) in enumerate(words) if kind != "picture" and text.strip()), default=-1)
    whole = Copy([])
    for at, (kind, text) in enumerate(words):
        if kind == "page":
            part = html.copy_of(text, pages, folder=pages.folder)
        elif kind == "plain":
            part = plaintext.copy_of(text)
        elif at < last and (picture := pages.pictures.get(text)):
            part = Copy([Piece(PICTURE, picture=0)], [picture])
        else:
            continue
        whole = _joined(whole, part)
    return whole


def _joined(one, other):
    known = {picture.sha256: at for at, picture in enumerate(one.pictures)}
    pictures = list(one.pictures)
    places = []
    for picture in other.pictures:
        if picture.sha256 not in known:
            known[picture.sha256] = len(pictures)
            pictures.append(picture)
        places.append(known[picture.sha256])
    pieces = [
        piece if piece.picture is None else replace(piece, picture=places[piece.picture]) for piece in other.pieces
    ]
    return replace(one, pieces=[*one.pieces, *pieces], pictures=pictures, told=[*one.told, *other.told])


def _with_its_pictures_alone(copy):
    """`copy` with those pictures alone that one of its pieces shows."""
    used = sorted({piece.picture for piece in copy.pieces if piece.picture is not None})
    places = {old: new for new, old in enumerate(used)}
    pieces = [p if p.picture is None else replace(p, picture=places[p.picture]) for p in copy.pieces]
    return replace(copy, pieces=pieces, pictures=[copy.pictures[at] for at in used])


def _with_covering_notes(copy, readings, post, pages):
    """The copy of a file with the letters as notes, and the pictures (by SHA-256) that only adorn these."""
    notes = [reading.note([*reading.covering, *reading.copy.pieces]) for reading in readings]
    has_words = any(reading.copy.text or reading.covering for reading in readings)
    of_the_mail = [code for reading in readings for code in reading.copy.told if code not in ("lost_picture", "media")]
    told = [*copy.told, *(["mail_words"] if has_words else []), *of_the_mail]
    return replace(copy, notes=[*copy.notes, *notes], told=told), post.ornaments & pages.pictures.keys()


def _longest(readings, post):
    """The copy that the letter with most words is, with the others as notes, and the pictures (by SHA-256) that were cut
    from it or adorn it."""
    best = max(readings, key=lambda reading: len(reading.copy.text))
    notes = [
        reading.note(reading.covering if reading is best else [*reading.covering, *reading.copy.pieces])
        for reading in readings
    ]
    if not best.copy.text:
        return Copy([]), set()
    kept = {picture.sha256 for picture in best.copy.pictures}
    left = {digest for reading in readings for digest in reading.shown} | post.ornaments
    return replace(best.copy, notes=[*best.copy.notes, *notes]), left - kept
