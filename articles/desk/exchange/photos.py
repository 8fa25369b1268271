"""Photos of a supplier into our library: the original where the key opens it, else the largest public file, with exactly the
credit that it has there."""

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.exchange import fetching
from articles.desk.exchange.fetching import Trouble, Unsafe
from media import credits, uploads
from media.models import Photo, PhotoCredit
from media.tasks import make_renditions
from newsroom.grammar import captions

MAX_BYTES = 80_000_000
NOT_TO_BE_HAD = (401, 403, 404, 410)
LONGEST = 600  # seconds for those of one story


@dataclass
class Taken:
    """What became of the photos of a story: their number there → the Photo here, or None; sentences on what a person has to
    look at; `kept`, what is to be known of them when the story comes again."""

    photos: dict = field(default_factory=dict)
    told: list = field(default_factory=list)
    kept: list = field(default_factory=list)


def take(supplier, story, before=()):
    """The Taken of a story's photos. `before` is what was kept when it came before: a file that came then is not fetched again.
    Raises Trouble where the supplier is away."""
    taken, known = Taken(), {one["number"]: one for one in before}
    end = time.monotonic() + LONGEST
    for photo in story.photos:
        if time.monotonic() > end:
            raise Trouble(_("%(name)s sends its photos too slowly.") % {"name": supplier.name})
        was = known.get(photo.number)
        found = Photo.objects.filter(pk=was["photo"]).first() if was and was["file"] == photo.file else None
        is_new = False
        if found is None:
            found, is_new = _fetched(supplier, photo, taken)
        taken.photos[photo.number] = found
        if found is not None:
            _describe(found, photo, is_new, was, supplier, taken)
            taken.kept.append(_kept(photo, found))
    return taken


def _kept(photo, found):
    return {
        "number": photo.number,
        "photo": found.pk,
        "file": photo.file,
        "credit": credits.line(credits.facts(found)),
        "caption": found.caption,
    }


def _fetched(supplier, photo, taken):
    """(Photo, whether it is new) of the best file that is to be had; (None, False) where none is."""
    for address in filter(None, (photo.original, photo.file)):
        try:
            is_theirs = fetching.origin(address) == fetching.origin(supplier.address)
            data = fetching.get(address, most=MAX_BYTES, key=supplier.key if is_theirs else "").data
        except Trouble as trouble:
            if isinstance(trouble, Unsafe) or trouble.status in NOT_TO_BE_HAD:
                continue
            raise
        try:
            return _into_the_library(data, Path(unquote(urlsplit(address).path)).name, photo)
        except uploads.Refused as refusal:
            taken.told.append(str(refusal))
            return None, False
    taken.told.append(_("A photo could not be fetched: “%(caption)s”.") % {"caption": photo.caption[:40]})
    return None, False


def _into_the_library(data, name, photo):
    settings.UPLOADS.mkdir(parents=True, exist_ok=True)
    name = f"{photo.number}{Path(photo.file).suffix}" if name == "original" else name
    with tempfile.NamedTemporaryFile(dir=settings.UPLOADS, prefix=".supplied-") as file, transaction.atomic():
        file.write(data)
        file.flush()
        found, is_new = uploads.take(Path(file.name), name, None)
        if is_new:
            _say(found, photo)
    return found, is_new


def _describe(found, photo, is_new, was, supplier, taken):
    """Let the library say of a photo what is said there now, where nobody here has said otherwise; tell where it does."""
    line = credits.line(credits.facts(found))
    if not is_new and was and (line, found.caption) == (was["credit"], was["caption"]) and line != photo.credit:
        with transaction.atomic():
            _say(found, photo)
            make_renditions.enqueue(found.pk)  # the public files carry caption and credit
        line = credits.line(credits.facts(found))
    elif not is_new and was and (line, found.caption) == (was["credit"], was["caption"]) != (line, photo.caption):
        Photo.objects.filter(pk=found.pk).update(caption=photo.caption)
        found.caption = photo.caption
        make_renditions.enqueue(found.pk)
    if line != photo.credit:
        said = _("%(name)s credits photo %(number)s otherwise than the photo library does: “%(credit)s”. Check it.")
        taken.told.append(said % {"name": supplier.name, "number": found.pk, "credit": photo.credit[:80]})


def _say(found, photo):
    """Put onto a photo what its house says of it: people, provider, agency and marks apart, so that its credit is printed as it
    is there."""
    read = captions.read_caption(photo.credit, published=timezone.localdate())
    found.caption, found.alt = photo.caption, photo.alt
    found.provider, found.agency = photo.provider, photo.agency
    found.marks = list(read.marks)
    found.copyright = photo.copyright
    found.licence = Photo.Licence.GIVEN
    found.licence_url = photo.licence if uploads.is_address(photo.licence) else ""
    found.restrictions = photo.terms
    found.made = photo.made if photo.made in Photo.Made.values else found.made
    found.credited_from = "typed"  # their desk has said so: no reading of a line takes its place
    found.save()
    for as_unit in (False, True):
        found.credits.all().delete()
        found._prefetched_objects_cache = {}
        PhotoCredit.objects.bulk_create(_credits(found, photo, as_unit))
        if credits.line(credits.facts(found)) == photo.credit:
            return


def _credits(found, photo, as_unit):
    """The people of a photo. Of somebody of whom one word is said it may be the role or the unit: `as_unit` takes it for
    the unit."""
    for position, person in enumerate({(one.work, one.name): one for one in photo.people}.values()):
        role, unit = ("", person.role) if as_unit and person.role and not person.unit else (person.role, person.unit)
        work = person.work or PhotoCredit.Work.PHOTO
        yield PhotoCredit(photo=found, position=position, work=work, role=role, unit=unit, name=person.name)
