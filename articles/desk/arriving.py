"""Dispatches come in: a file, a paste or a mail becomes a Dispatch with its pictures in the photo library, and is recognised
where it came before."""

import contextlib
import hashlib
import os
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from heapq import nsmallest
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from articles.desk import understanding
from articles.desk.reasons import told, unreadable
from articles.intake import copy as intake
from articles.intake import formats, html, plaintext
from articles.models import Dispatch
from media import stores, uploads
from newsroom.text import printable

MOST_PHOTOS = 60
PHRASE = 8  # characters
SKETCH = 64  # hashes
ALIKE = 0.35  # of the hashes
LOOK_BACK = timedelta(days=45)
MOST_LOOKED_AT = 1500
MOST_SAME, MOST_SHOWN = 3, 5


class Refused(Exception):
    """A dispatch was not taken or not filed; the message says why, in the user's language."""


def take_text(text, *, user, photos=(), section=None, received=None, name=""):
    """A Dispatch of words that were pasted or read elsewhere. `photos` stand behind the copy. Raises Refused."""
    check(text)
    copy = plaintext.copy_of(printable(text))
    return _stored(copy, text=text, user=user, photos=photos, section=section, received=received, name=name)


def take_markup(markup, *, user, photos=(), section=None, received=None, name=""):
    """A Dispatch of HTML that was pasted. Raises Refused."""
    with _folder() as folder:
        copy = html.copy_of(markup, folder=folder)
        check(copy.text, has_pictures=bool(copy.pictures))
        return _stored(copy, user=user, photos=photos, section=section, received=received, name=name)


def take_file(path, name, *, user, photos=(), section=None, received=None):
    """The Dispatches that the file at `path` brings, which came under `name`: one, but for feeds of partners. The file
    is kept, and its pictures go to the photo library; `photos` stand behind the first. Raises Refused, having stored
    nothing but photos."""
    path = Path(path)
    with _folder() as folder:
        try:
            copies = formats.read(path, name, folder, zone=timezone.get_default_timezone())
        except intake.Unreadable as error:
            raise Refused(unreadable(error, name)) from error
        for copy in copies:
            check(copy.text, has_pictures=bool(copy.pictures))
        original = stores.copies().store(path, _extension(name))
        more = {"user": user, "section": section, "received": received, "original": original}
        is_named = len(copies) > 1 or name.endswith(".eml")  # by its headline or subject, not by its file
        taken = []
        for copy in copies:
            title = (copy.title if is_named else "") or name
            taken.append(_stored(copy, name=title, photos=() if taken else photos, **more))
    return taken


def keep_unread(path, name, reason, *, user=None):
    """The Dispatch of a file that cannot be read, kept as it came with the reason."""
    original = stores.copies().store(path, _extension(name))
    return Dispatch.objects.create(
        name=name[:200],
        original=original.name,
        size=original.size,
        sha256=original.sha256,
        failure=reason[:300],
        received=timezone.localdate(),
        created_by=user,
    )


def check(text, *, has_pictures=False):
    """Raises Refused where `text` is nothing that can be filed."""
    if not printable(text).strip() and not has_pictures:
        raise Refused(_("The dispatch is empty: paste the copy or choose a file."))
    if len(text) > plaintext.LONGEST:
        raise Refused(
            _("The dispatch has %(length)s characters, more than the %(most)s that one story may have. Split it up.")
            % {"length": f"{len(text):,}", "most": f"{plaintext.LONGEST:,}"}
        )


def understood(dispatch):
    """The Understood of a Dispatch, with what the desk corrected."""
    found = read(dispatch)
    if dispatch.said is not None:
        found.said = dispatch.said
        found.flags = understanding.still_open(found.flags, dispatch.said)
    return found


def read(dispatch):
    """The Understood of a Dispatch as it came, whatever the desk corrected."""
    copy = understanding.as_copy(dispatch.pieces)
    return understanding.understand(copy, received=dispatch.received, photos=dispatch.photos)


def before(dispatch):
    """What came before and is the same or an older copy of a Dispatch, as (Dispatch, likeness from 0 to 1): first the
    same file or the same words, then what is alike. At most five."""
    others = Dispatch.objects.filter(dropped_at=None, pk__lt=dispatch.pk).exclude(failure__gt="")
    near = dict(_near(dispatch, others))
    if dispatch.supply_id:  # of one story of a supplier, however much of it is new
        near |= {
            pk: near.get(pk, ALIKE) for pk in others.filter(supply=dispatch.supply_id).values_list("pk", flat=True)
        }
    if not (near or dispatch.words_hash):
        return []
    same = others.filter(words_hash=dispatch.words_hash).order_by("-pk").values("pk")[:MOST_SAME]
    shown = others.filter(Q(pk__in=same) | Q(pk__in=list(near))).select_related("article", "created_by__reporter")
    rows = shown.defer("pieces", "text", "said", "article__body", "article__copy").order_by("-pk")
    found = [(other, near.get(other.pk, 1.0)) for other in rows]
    return sorted(found, key=lambda pair: -pair[1])[:MOST_SHOWN]


def _near(dispatch, others):
    """(number, likeness) of those of `others`, lately come, that are alike but not the same, the likest first. Of each no
    more is read than its sketch."""
    mine = set(dispatch.sketch)
    if len(mine) <= SKETCH // 4:
        return []
    recent = others.filter(created_at__gte=dispatch.created_at - LOOK_BACK).exclude(words_hash=dispatch.words_hash)
    sketches = recent.order_by("-pk").values_list("pk", "sketch")[:MOST_LOOKED_AT]
    near = [(number, _likeness(mine, set(its))) for number, its in sketches]
    return sorted((pair for pair in near if pair[1] >= ALIKE), key=lambda pair: -pair[1])[:MOST_SHOWN]


def _likeness(mine, other):
    """How much two sketches have in common, from 0 to 1, as their smallest hashes tell it."""
    smallest = set(nsmallest(SKETCH, mine | other))
    return len(smallest & mine & other) / len(smallest) if smallest else 0.0


def _extension(name):
    found = re.fullmatch(r"\.([a-z0-9]{3,5})", Path(name).suffix.lower())
    return found[1] if found else "bin"


@contextlib.contextmanager
def _folder():
    """The path of a folder for the pictures of copy, while the context lasts."""
    settings.UPLOADS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.UPLOADS, prefix=".copy-") as folder:
        yield Path(folder)


def _pictures(copy, user):
    """The numbers of the photos that the pictures of a copy became, None for one that was not taken, and a sentence for
    each of these."""
    language = get_language()

    def look(picture):
        with override(language):  # a thread knows no user
            return uploads.keep(picture.path, picture.name)

    numbers, refusals = [], []
    pictures = copy.pictures[:MOST_PHOTOS]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each is looked at in a process of its own
        kept = [pool.submit(look, picture) for picture in pictures]
    for picture, seen in zip(pictures, kept, strict=True):
        try:
            photo, _created = uploads.take(picture.path, picture.name, user, kept=seen.result())
        except uploads.Refused as refusal:
            refusals.append(str(refusal))
            numbers.append(None)
        else:
            numbers.append(photo.pk)
    if beyond := len(copy.pictures) - len(pictures):
        numbers += [None] * beyond
        refusals.append(
            _("At most %(most)s photos come with one dispatch; add the others in the article.") % {"most": MOST_PHOTOS}
        )
    return numbers, refusals


def _stored(copy, *, user, section, received, name, photos=(), text=None, original=None):
    """The row of a copy, whose pictures go to the library; `photos` came beside it and stand behind it. `text` are its
    words as they came, where they are not those of its pieces."""
    numbers, refusals = _pictures(copy, user)
    beside = [photo.pk for photo in photos if photo.pk not in numbers]
    behind = [intake.Piece(intake.PICTURE, picture=place) for place in range(len(numbers), len(numbers) + len(beside))]
    copy = replace(copy, pieces=[*copy.pieces, *behind])
    return Dispatch.objects.create(
        **values_of(copy, [*numbers, *beside], name, original, refusals, copy.text if text is None else text),
        section=section,
        received=received or timezone.localdate(),
        created_by=user,
    )


def values_of(copy, photos, name, original, more=(), text=None):
    """What a Dispatch has of a copy, as the values of its fields: `photos` the numbers of those that its pictures became,
    `original` the file as it is kept, `more` sentences beside those of what was told; `text` are its words as they came,
    where they are not those of its pieces."""
    text = printable(copy.text if text is None else text)
    words = re.sub(r"\s+", "", text)
    return {
        "name": " ".join(printable(name).split())[:200],
        "original": original.name if original else "",
        "size": original.size if original else 0,
        "sha256": original.sha256 if original else "",
        "words_hash": hashlib.sha256(words.encode()).hexdigest() if words else "",
        "sketch": sketch(words),
        "text": text,
        "pieces": understanding.as_values(copy),
        "photos": photos,
        "told": [*told(copy.told, copy.left_out), *more],
        "sender": copy.sender[:200],
    }


def sketch(words):
    """The smallest hashes of the phrases in `words`: two texts share about as many of them as of their phrases."""
    phrases = {words[start : start + PHRASE] for start in range(max(1, len(words) - PHRASE + 1))} - {""}
    hashed = (int.from_bytes(hashlib.blake2b(one.encode(), digest_size=6).digest(), "big") for one in phrases)
    return nsmallest(SKETCH, hashed)
