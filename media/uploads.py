"""Taking a photo in: from an uploaded file to a Photo with its caption and credit, or a refusal that says why."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media import files, guard, metadata
from media.models import Photo, PhotoCredit
from media.tasks import make_renditions
from newsroom.grammar import captions
from newsroom.models import Reporter

MESSAGES = {
    "empty": gettext_lazy("the file is empty"),
    "not_a_photo": gettext_lazy("it is not a photo (JPEG, PNG, WebP, AVIF, TIFF or GIF)"),
    "too_large": gettext_lazy("it is larger than 80 MB"),
    "too_many_pixels": gettext_lazy("it has more pixels than can be processed (100 million, or 30,000 on a side)"),
    "broken": gettext_lazy("the file is damaged or cut off; try to export the photo again"),
    "took_too_long": gettext_lazy("it could not be opened in reasonable time"),
}
# What the law asks to be said of pictures that a machine made (GB 45438-2025); the file says it of itself.
AI_MARK = "AI生成"


class Refused(Exception):
    """A file was not taken; the message says which and why, in the user's language."""


def accept(uploaded, user, *, caption="", credit=""):
    """Keep `uploaded` (a file with `name` and `chunks`, as Django gives it) and return `(photo, created)`.

    The same file again gives the photo it already is. Caption and credit are what is given, else what the file itself
    says. Renditions are made in the background. Raises Refused; nothing is stored then."""
    name = Path(uploaded.name or "").name[:200]
    settings.ORIGINALS.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=settings.ORIGINALS, prefix=".upload-") as held:
        for chunk in uploaded.chunks():
            held.write(chunk)
        held.flush()
        path = Path(held.name)
        try:
            seen = guard.inspect(path)
        except guard.Refused as refusal:
            reason = MESSAGES.get(refusal.code, MESSAGES["broken"])
            raise Refused(_("“%(name)s” was not taken: %(reason)s.") % {"name": name, "reason": reason}) from refusal
        said = metadata.read(path)
        stored = files.store(path, settings.ORIGINALS, seen.extension)
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
                "caption": said.caption[:500],
                "place": ", ".join(part for part in (said.city, said.place) if part)[:80],
                "taken_on": said.taken.date() if said.taken else None,
                "marks": [AI_MARK] if said.ai_source_type or said.aigc else [],
                "uploaded_by": user,
                "credited_from": "file",
            },
        )
        if created:
            _credit_from_file(photo, said)
        describe(photo, caption=caption, credit=credit)
        if created or photo.failure or photo.processed_at is None:  # the same file again is a new try
            make_renditions.enqueue(photo.pk)
    return photo, created


def describe(photo, *, caption="", credit="", source="copy"):
    """Give `photo` a caption and the people of a credit line such as `实习记者 江一帆摄`, in place of what its file says of
    them; what the desk typed is never replaced. Returns whether the photo now says what was given."""
    read = captions.read_caption(f"{caption} {credit}".strip(), published=timezone.localdate())
    if photo.credited_from == "typed" and is_described(photo):
        return not credit or {c.name for c in photo.credits.all()} == {c.name for c in read.photographers}
    if caption:
        photo.caption = read.caption if credit else caption
        if read.event_date and not photo.taken_on:
            photo.taken_on = read.event_date
    if credit and (read.photographers or read.provider or read.agency or read.graphic):
        photo.credits.all().delete()
        credit_people(photo, read.photographers, PhotoCredit.Work.PHOTO)
        credit_people(photo, read.graphic, PhotoCredit.Work.GRAPHIC)
        photo.provider, photo.agency = read.provider or "", read.agency or ""
        photo.credited_from = source
    photo.marks = list(dict.fromkeys([*read.marks, *photo.marks]))
    photo.save(update_fields=["caption", "taken_on", "provider", "agency", "credited_from", "marks"])
    return True


def is_described(photo):
    """Whether anybody is named as owed the photo."""
    return bool(photo.provider or photo.agency or photo.credits.exists())


def credit_people(photo, people, work=PhotoCredit.Work.PHOTO):
    """Add people, as the grammar reads them, to the credits of `photo`, linked to the reporters we know by that name."""
    for person in people:
        known = Reporter.objects.named(person.name)[:2]
        PhotoCredit.objects.get_or_create(
            photo=photo,
            work=work,
            name=person.name[:60],
            defaults={
                "position": photo.credits.count(),
                "role": person.role or "",
                "unit": person.unit or "",
                "reporter": known[0] if len(known) == 1 else None,
            },
        )


def _credit_from_file(photo, said):
    """Take over what the file says of its maker: the creators, else the credit line."""
    today = timezone.localdate()
    for creator in said.creators or ((said.credit,) if said.credit else ()):
        read = captions.read_caption(f"{creator}摄" if not creator.endswith("摄") else creator, published=today)
        if read.photographers:
            credit_people(photo, read.photographers)
        else:
            PhotoCredit.objects.get_or_create(
                photo=photo,
                work=PhotoCredit.Work.PHOTO,
                name=creator[:60],
                defaults={"position": photo.credits.count()},
            )
