"""Looking again at photos that came in before their files were looked at so closely."""

import logging

from django_tasks import task

from media import guard, metadata, stores, uploads
from media.models import Photo
from media.tasks import make_renditions

log = logging.getLogger("newsroom.photos")
BATCH = 20
BEHIND = -20  # after whatever else waits: new photos come first


def unseen():
    """A queryset of the photos whose file was not looked at yet, the killed ones left out."""
    return Photo.objects.usable().filter(likeness="")


@task(priority=BEHIND)
def look_at_photos(after=0):
    """Look at the files of the photos that were not looked at, from those after number `after` on, some at a time."""
    numbers = list(unseen().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])
    for number in numbers:
        look(number)
    if len(numbers) == BATCH:
        look_at_photos.enqueue(numbers[-1])


def look(number):
    """Keep what the file of photo `number` says and looks like; its crops are made anew around the focal point that is
    guessed then. Whether the file could be read. What people said of the photo stays."""
    photo = Photo.objects.only("original", "made", "focus_x").get(pk=number)
    try:
        with stores.originals().local(photo.original) as path:
            seen, said = guard.inspect(path), metadata.read(path)
    except (OSError, guard.Refused):
        log.exception("photo %s", number)
        return False
    Photo.objects.filter(pk=number).update(
        said=uploads.facts_of(said),
        made=photo.made or uploads.made_by(said),
        **uploads.likeness_fields(seen.likeness),
    )
    if photo.focus_x is None:
        make_renditions.using(priority=BEHIND).enqueue(number)
    return True
