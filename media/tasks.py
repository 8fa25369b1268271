"""What is done to photos in the background. Each may run twice and leaves the same."""

import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from media import credits, focus, metadata, renditions, stores
from media.models import FormerFile, Photo, Rendition

log = logging.getLogger("newsroom.photos")
AT_ONCE = ("jpeg", "webp")
LATER = ("avif",)  # takes many times as long, and no reader needs it


@task()
def make_renditions(number):
    """Make the public files of photo `number` that pages need and put them in its rows in place of those before; the
    others follow. A killed photo has none."""
    photo = _photo(number)
    if photo is None:
        return
    try:
        if photo.focus_x is None:
            with stores.originals().local(photo.original) as path:
                photo.focus_x, photo.focus_y = focus.guess(renditions.small(path))
        made = _made(photo, AT_ONCE)
    except Exception as error:
        log.exception("photo %s", number)
        Photo.objects.filter(pk=number).update(failure=f"{type(error).__name__}: {error}"[:200])
        return
    with transaction.atomic():
        now = _still(photo)
        if now is None:
            _forget(made)
            return
        _put(made, photo, photo.renditions.all())
        if now.focus_x is None:
            now.focus_x, now.focus_y = photo.focus_x, photo.focus_y
        now.processed_at = now.changed_at = timezone.now()
        now.failure = ""
        now.save(update_fields=["focus_x", "focus_y", "processed_at", "changed_at", "failure"])
        make_later.enqueue(number)


@task(priority=-10)
def make_later(number):
    """Make the public files of photo `number` that only save readers time, and put them beside the others."""
    photo = _photo(number)
    if photo is None or photo.processed_at is None:
        return
    made = _made(photo, LATER)
    with transaction.atomic():
        now = _still(photo)
        if now is None or now.processed_at != photo.processed_at:  # made anew meanwhile, and this will be as well
            _forget(made, but=photo)
            return
        _put(made, photo, photo.renditions.filter(format__in=LATER))
        Photo.objects.filter(pk=number).update(changed_at=timezone.now())


def inscription(photo):
    """What every public file of a photo says of itself, in its own metadata."""
    owed = credits.facts(photo)
    return metadata.Inscription(
        caption=photo.caption,
        creators=tuple(person["name"] for person in owed["people"]),
        credit=credits.line(owed),
        rights=photo.copyright,
        web_statement=photo.licence_url,
        ai_source_type=f"{metadata.SOURCE_TYPES}{photo.made}" if photo.made else "",
    )


def _photo(number):
    return Photo.objects.usable().filter(pk=number).prefetch_related("credits").first()


def _made(photo, formats):
    """The rows of the public files in these formats, which are on disk then."""
    with stores.originals().local(photo.original) as path:
        made = renditions.make(
            path,
            stores.photos().store,
            formats=formats,
            metadata=inscription(photo),
            focus=(photo.focus_x, photo.focus_y),
        )
    return [
        Rendition(
            photo=photo,
            kind=one.kind,
            format=one.format,
            width=one.width,
            height=one.height,
            name=one.name,
            size=one.size,
        )
        for one in made
    ]


def _still(photo):
    """The photo as it is stored now, locked; None where it was killed, given another file or other words, or deleted
    meanwhile: whoever did so asked for files of what it is now."""
    now = Photo.objects.select_for_update().filter(pk=photo.pk).first()
    if now is None or now.killed_at or now.original != photo.original:
        return None
    return now if inscription(now) == inscription(photo) else None


def _put(made, photo, old):
    """Put the new rows in place of the `old` ones, and remember the names that are no more: killing takes those away too."""
    gone = set(old.values_list("name", flat=True)) - {one.name for one in made}
    known = set(FormerFile.objects.filter(photo=photo, name__in=gone).values_list("name", flat=True))
    FormerFile.objects.bulk_create(FormerFile(photo=photo, name=name) for name in sorted(gone - known))
    old.delete()
    Rendition.objects.bulk_create(made)


def _forget(made, but=None):
    """Take files off the disk that no row will name."""
    kept = set(but.renditions.values_list("name", flat=True)) if but else set()
    for model in (Rendition, FormerFile):  # pages that are open may ask for the latter
        kept |= set(model.objects.filter(name__in=[one.name for one in made]).values_list("name", flat=True))
    for one in made:
        if one.name not in kept:
            stores.photos().delete(one.name)
