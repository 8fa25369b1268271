"""Giving a photo another file: its number, words and places stay, its public files are made anew. Pages that are open show
the old files until then, which stay where they are."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from media import metadata, uploads
from media.models import FormerFile, Photo
from media.tasks import make_renditions

Refused = uploads.Refused


def replace(photo, path, name, user):
    """Put the file at `path`, which came under `name`, in place of that of `photo`; the old one is kept among its former
    files. Caption, credit and rights stay. Raises Refused for a file that is no photo, or that another photo has."""
    seen, stored = uploads.keep(path, name)
    uploads.refuse_killed(stored, name)
    said = metadata.read(path)
    try:
        with transaction.atomic():
            now = Photo.objects.select_for_update().get(pk=photo.pk)
            _check(now, stored, name)
            FormerFile.objects.create(photo=now, is_original=True, name=now.original, sha256=now.sha256, by=user)
            _exchange(now, seen, stored, said, name)
            make_renditions.enqueue(now.pk)
    except IntegrityError as error:  # somebody uploaded the same file meanwhile
        raise _taken(stored, name) from error
    return now


def _check(photo, stored, name):
    if photo.killed_at:
        raise Refused(_("This photo was killed and can never go out again."))
    if photo.sha256 == stored.sha256:
        raise Refused(_("“%(name)s” is the file that the photo has already.") % {"name": name})
    if Photo.objects.filter(sha256=stored.sha256).exists():
        raise _taken(stored, name)


def _taken(stored, name):
    other = Photo.objects.filter(sha256=stored.sha256).values_list("pk", flat=True).first()
    return Refused(_("“%(name)s” is in the library already, as photo %(number)s.") % {"name": name, "number": other})


def _exchange(photo, seen, stored, said, name):
    """Write what the new file is and says. A focal point that somebody set stays; one that was guessed is guessed again."""
    values = {
        "original": stored.name,
        "sha256": stored.sha256,
        "file_name": name,
        "format": seen.format,
        "size": stored.size,
        "width": seen.width,
        "height": seen.height,
        "said": uploads.facts_of(said),
        "made": uploads.made_by(said) or photo.made,
        **uploads.likeness_fields(seen.likeness),
    }
    if not photo.is_focus_set:
        values |= {"focus_x": None, "focus_y": None}
    for field, value in values.items():
        setattr(photo, field, value)
    photo.save(update_fields=list(values))


def set_focus(photo, x, y):
    """Set the focal point of `photo`, in per cent from the left and from the top; None for both lets it be guessed again.
    Its crops are made anew."""
    is_set = x is not None and y is not None
    values = {"focus_x": x, "focus_y": y} if is_set else {"focus_x": None, "focus_y": None}
    Photo.objects.filter(pk=photo.pk).update(**values, is_focus_set=is_set)
    make_renditions.enqueue(photo.pk)
