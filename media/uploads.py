"""Taking a photo in: from an uploaded file to a Photo with its caption and credit, or a refusal that says why."""

import contextlib
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media import guard, likeness, metadata, stores
from media.describing import credit_people, describe, is_described, owe, tell
from media.models import FormerFile, Photo, PhotoCredit
from media.tasks import make_renditions
from newsroom.grammar import captions

MESSAGES = {
    "empty": gettext_lazy("the file is empty"),
    "not_a_photo": gettext_lazy("it is not a photo (JPEG, PNG, WebP, AVIF, HEIC, TIFF or GIF)"),
    "too_large": gettext_lazy("it is larger than 80 MB"),
    "too_many_pixels": gettext_lazy("it has more pixels than can be processed (100 million, or 30,000 on a side)"),
    "in_passes": gettext_lazy(
        "it is a progressive JPEG of more pixels than can be processed; save it as a plain (baseline) one"
    ),
    "broken": gettext_lazy("the file is damaged or cut off; try to export the photo again"),
    "took_too_long": gettext_lazy("it could not be opened in reasonable time"),
}
FACTS = ("caption", "headline", "creators", "creator_title", "credit", "source", "copyright", "usage_terms", "keywords")
FACTS += ("web_statement", "city", "place", "ai_source_type", "aigc", "has_c2pa", "generator")


class Refused(Exception):
    """A file was not taken; the message says which and why, in the user's language."""


def accept(uploaded, user, **more):
    """Keep `uploaded` (a file with `name` and `chunks`, as Django gives it) and return `(photo, created)`.

    The same file again gives the photo it already is. What more may be given: see `take`. Renditions are made in the
    background. Raises Refused; nothing is stored then."""
    with held(uploaded) as path:
        return take(path, uploaded.name, user, **more)


@contextlib.contextmanager
def held(uploaded):
    """The path of `uploaded` on disk, while the context lasts."""
    settings.UPLOADS.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=settings.UPLOADS, prefix=".upload-") as file:
        for chunk in uploaded.chunks():
            file.write(chunk)
        file.flush()
        yield Path(file.name)


def take(path, name, user, *, caption="", credit="", typed=None, otherwise="", kept=None):
    """The same as `accept` with a file on disk, which stays there, and the name it came under. `kept` is what `keep` gave
    for it, where that was asked before.

    Caption and credit are what is given, else what the file itself says. What the uploader `typed` for a batch (see
    `describing.say_of`) is said of a new photo only; one that we have keeps what it says. The credit `otherwise` is for a
    new photo of which nobody is named else."""
    name = Path(name or "").name[:200]
    seen, stored = kept or keep(path, name)
    said = metadata.read(path)
    refuse_killed(stored, name)
    signed = captions.read_caption(said.caption[:500], published=timezone.localdate())
    with transaction.atomic():
        photo, created = Photo.objects.get_or_create(
            sha256=stored.sha256,
            defaults={
                "original": stored.name,
                "file_name": name,
                "format": seen.format,
                "size": stored.size,
                "width": seen.width,
                "height": seen.height,
                "caption": signed.caption,
                "marks": list(signed.marks),
                "place": ", ".join(part for part in (said.city, said.place) if part)[:80],
                "taken_on": said.taken.date() if said.taken else None,
                "keywords": "、".join(said.keywords)[:200],
                "copyright": said.copyright[:120],
                "licence_url": said.web_statement if is_address(said.web_statement) else "",
                "made": made_by(said),
                "said": facts_of(said),
                "uploaded_by": user,
                "credited_from": "file",
                **likeness_fields(seen.likeness),
            },
        )
        if created:
            _credit_from_file(photo, said, signed)
        if typed is None:
            describe(photo, caption=caption, credit=credit)
        elif created:
            tell(photo, typed)
        if created and otherwise and not is_described(photo):
            describe(photo, credit=otherwise)
        if created or photo.failure or photo.processed_at is None:  # the same file again is a new try
            make_renditions.enqueue(photo.pk)
    return photo, created


def keep(path, name):
    """What the photo at `path` is, and the file kept among the originals, as (guard.Inspection, files.Stored). Raises
    Refused, with nothing kept."""
    try:
        seen = guard.inspect(path)
    except guard.Refused as refusal:
        reason = MESSAGES.get(refusal.code, MESSAGES["broken"])
        raise Refused(_("“%(name)s” was not taken: %(reason)s.") % {"name": name, "reason": reason}) from refusal
    return seen, stores.originals().store(path, seen.extension)


def refuse_killed(stored, name):
    """Raises Refused where the file is that of a killed photo, or was."""
    is_killed = Photo.objects.filter(sha256=stored.sha256).exclude(killed_at=None).exists()
    if is_killed or FormerFile.objects.filter(sha256=stored.sha256).exclude(photo__killed_at=None).exists():
        raise Refused(_("“%(name)s” was not taken: this photo was killed and can never go out again.") % {"name": name})


def made_by(said):
    """How the file says the picture came about, a value of Photo.Made. What the law asks to be said of pictures that a
    machine made (GB 45438-2025) it says of itself."""
    kind = said.ai_source_type.rpartition("/")[2]
    if kind in (Photo.Made.AI_PART, "compositeSynthetic"):
        return Photo.Made.AI_PART
    return Photo.Made.AI if kind or said.aigc else Photo.Made.CAMERA


def facts_of(said):
    """What the file says of itself, as plain values for the desk to see beside what it made of them."""
    found = {name: getattr(said, name) for name in FACTS if getattr(said, name)}
    if said.taken:
        found["taken"] = said.taken.isoformat()
    if said.has_gps:
        found["has_gps"] = True
    return found


def likeness_fields(value):
    """The fields of Photo that hold a likeness."""
    bands = {f"band_{n}": band for n, band in enumerate(likeness.bands(value))}
    return {"likeness": f"{value:016x}", **bands}


def likeness_of(photo):
    """The likeness of a photo as a number; None where it has none yet."""
    return int(photo.likeness, 16) if photo.likeness else None


def is_address(text):
    """Whether `text` is an address that may stand in a page and a file."""
    return text.startswith(("https://", "http://")) and len(text) <= 200 and not set(text) & set(" \"'<>")


def _credit_from_file(photo, said, signed):
    """Take over what the file says of its maker: whom its caption names, else the creators, else the credit line."""
    if owe(photo, signed):
        photo.save(update_fields=["provider", "agency"])
        return
    for creator in said.creators or ((said.credit,) if said.credit else ()):
        line = f"{creator}摄" if not creator.endswith("摄") else creator
        read = captions.read_caption(line, published=timezone.localdate())
        if read.photographers:
            credit_people(photo, read.photographers)
        else:
            PhotoCredit.objects.get_or_create(
                photo=photo,
                work=PhotoCredit.Work.PHOTO,
                name=creator[:60],
                defaults={"position": photo.credits.count()},
            )
