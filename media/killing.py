"""Killing a photo: it leaves every page and its files leave the disk, for ever. The row, the original and the record of what
was printed stay, for the desk alone."""

from django.utils import timezone

from media import stores
from media.models import FormerFile, Photo, Rendition


def kill(photo, user, reason):
    """Mark `photo` as killed, in the transaction of the caller; whether it was not so before. Its files are taken away
    by `sweep`, to be called once that transaction is through."""
    marked = Photo.objects.usable().filter(pk=photo.pk)
    return bool(marked.update(killed_at=timezone.now(), killed_by=user, kill_reason=reason, changed_at=timezone.now()))


def sweep():
    """Take away every public file that a killed photo has or had; returns how many there were. Safe to repeat: a row goes
    after its file, so what a crash leaves is found again."""
    gone = 0
    for rows in _left():
        for row in rows:
            stores.photos().delete(row.name)
            row.delete()
            gone += 1
    return gone


def _left():
    killed = Photo.objects.exclude(killed_at=None)
    yield Rendition.objects.filter(photo__in=killed)
    yield FormerFile.objects.filter(photo__in=killed, is_original=False)
