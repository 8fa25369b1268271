"""What is done to photos in the background. Each may run twice and leaves the same."""

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from media import credits, files, metadata, renditions
from media.models import Photo, Rendition

log = logging.getLogger("newsroom.photos")


@task()
def make_renditions(number):
    """Make every public file of photo `number` and put them in its rows in place of those before."""
    photo = Photo.objects.filter(pk=number).prefetch_related("credits").first()
    if photo is None:
        return
    try:
        made = renditions.make(
            files.path_of(settings.ORIGINALS, photo.original),
            settings.RENDITIONS,
            metadata=inscription(photo),
        )
    except Exception as error:
        log.exception("photo %s", number)
        Photo.objects.filter(pk=number).update(failure=f"{type(error).__name__}: {error}"[:200])
        return
    with transaction.atomic():
        photo.renditions.all().delete()
        Rendition.objects.bulk_create(
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
        )
        Photo.objects.filter(pk=number).update(processed_at=timezone.now(), failure="")


def inscription(photo):
    """What every public file of a photo says of itself, in its own metadata."""
    owed = credits.facts(photo)
    return metadata.Inscription(
        caption=photo.caption,
        creators=tuple(person["name"] for person in owed["people"]),
        credit=credits.line(owed),
    )
