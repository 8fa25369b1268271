"""Giving a photo another file: its number, words and places stay, its public files are made anew. Pages that are open show
the old files until then, which stay where they are."""

from django.db import transaction
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
    with transaction.atomic():
        now = Photo.objects.select_for_update().get(pk=photo.pk)
        if now.killed_at:
            raise Refused(_("This photo was killed and can never go out again."))
        if now.sha256 == stored.sha256:
            raise Refused(_("“%(name)s” is the file that the photo has already.") % {"name": name})
        if other := Photo.objects.filter(sha256=stored.sha256).first():
            raise Refused(
                _("“%(name)s” is in the library already, as photo %(number)s.") % {"name": name, "number": other.pk}
            )
        FormerFile.objects.create(photo=now, is_original=True, name=now.original, sha256=now.sha256, by=user)
        for field, value in {
            "original": stored.name,
            "sha256": stored.sha256,
            "file_name": name,
            "format": seen.format,
            "size": stored.size,
            "width": seen.width,
            "height": seen.height,
            "said": uploads.facts_of(said),
            "made": uploads.made_by(said) or now.made,
            **uploads.likeness_fields(seen.likeness),
        }.items():
            setattr(now, field, value)
        if not now.is_focus_set:
            now.focus_x = now.focus_y = None
        now.save()
        make_renditions.enqueue(now.pk)
    return now


def set_focus(photo, x, y):
    """Set the focal point of `photo`, in per cent from the left and from the top; None for both lets it be guessed again.
    Its crops are made anew."""
    is_set = x is not None and y is not None
    values = {"focus_x": x, "focus_y": y} if is_set else {"focus_x": None, "focus_y": None}
    Photo.objects.filter(pk=photo.pk).update(**values, is_focus_set=is_set)
    make_renditions.enqueue(photo.pk)
