"""What the desk, the copy and the file say of a photo: caption and credit, read into people by the grammar."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from media.models import Photo, PhotoCredit
from media.tasks import inscription, make_renditions
from newsroom.grammar import captions
from newsroom.models import Reporter

# What may be said of many photos at once, beside their credit.
SHARED = (
    "caption",
    "alt",
    "place",
    "keywords",
    "licence",
    "licence_url",
    "copyright",
    "restrictions",
    "expires_on",
    "made",
)


class Refused(Exception):
    """Nothing was changed; the message says why, in the user's language."""


def describe(photo, *, caption="", credit="", source="copy"):
    """Give `photo` a caption and the people of a credit line such as `实习记者 江一帆摄`, or of the end of the caption, in place
    of what its file says of them; what the desk typed is never replaced. Returns whether the photo now says what was given."""
    read = _line(f"{caption} {credit}".strip())
    if photo.credited_from == "typed" and is_described(photo):
        return not credit or {c.name for c in photo.credits.all()} == {c.name for c in read.photographers}
    if caption:
        photo.caption = read.caption if credit or _names_somebody(read) else caption
        if read.event_date and not photo.taken_on:
            photo.taken_on = read.event_date
    owe(photo, read, source)
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
                "role": (person.role or "")[:20],
                "unit": (person.unit or "")[:60],
                "reporter": known[0] if len(known) == 1 else None,
            },
        )


def _names_somebody(read):
    return bool(read.photographers or read.provider or read.agency or read.graphic)


def owe(photo, read, source=None):
    """Put whom a caption names in place of the credits of `photo`, which is not saved; whether it names anybody."""
    if not _names_somebody(read):
        return False
    photo.credits.all().delete()
    credit_people(photo, read.photographers, PhotoCredit.Work.PHOTO)
    credit_people(photo, read.graphic, PhotoCredit.Work.GRAPHIC)
    photo.provider, photo.agency = (read.provider or "")[:80], (read.agency or "")[:40]
    photo.credited_from = source or photo.credited_from
    return True


@transaction.atomic
def say_of(photos, said):
    """Put what the desk says onto each of `photos`: the keys of `said` are those of SHARED and `credit`, a line such as
    `实习记者 江一帆摄`; what is no key stays as it is. A caption that ends with its credit is divided, unless `credit` names
    somebody. Returns how many changed. Raises Refused where the credit names nobody, ValidationError for values that a photo
    may not have."""
    said, read = _read(said)
    changed = 0
    held = Photo.objects.select_for_update().filter(pk__in=[one.pk for one in photos], killed_at=None)
    for photo in held.order_by("pk"):  # two who hold several do so in one order
        before, inscribed = _said_of(photo), inscription(photo)
        _put(photo, said, read)
        changed += _said_of(photo) != before
        if inscription(photo) != inscribed:
            make_renditions.enqueue(photo.pk)
    return changed


def tell(photo, said):
    """Say the same of one photo that is new. A credit that names nobody is passed over."""
    try:
        _put(photo, *_read(said))
    except Refused:
        _put(photo, *_read({name: value for name, value in said.items() if name != "credit"}))


def _put(photo, said, read):
    for name in SHARED:
        if name in said:
            setattr(photo, name, said[name])
    photo.full_clean(exclude=["uploaded_by", "killed_by"], validate_unique=False, validate_constraints=False)
    if read:
        owe(photo, read, "typed")
        photo.marks = list(dict.fromkeys([*read.marks, *photo.marks]))
    elif "credit" in said:  # it was taken out
        photo.credits.all().delete()
        photo.provider = photo.agency = ""
    photo.save(update_fields=[*SHARED, "provider", "agency", "credited_from", "marks"])


def _read(said):
    """`said` with its caption as readers get it, and whom it or the credit names, None where neither does."""
    signed = _line(said.get("caption") or "")
    owed = signed if _names_somebody(signed) else None
    if owed:
        said = said | {"caption": signed.caption}
    if credit := said.get("credit"):
        owed = _line(credit)
        if not _names_somebody(owed):  # a name or a unit by itself is that of a photographer
            owed = _line(f"{credit}摄")
        if not _names_somebody(owed):
            raise Refused(_("“%(credit)s” names nobody: write it as it is printed, such as 记者 林知夏摄.") % said)
    return said, owed


def _line(text):
    return captions.read_caption(text, published=timezone.localdate())


def _said_of(photo):
    owed = [photo.provider, photo.agency, *photo.credits.values_list("role", "name", "unit", "work", "position")]
    return [*(getattr(photo, name) for name in SHARED), photo.marks, owed]
