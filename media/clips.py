"""Taking a video or audio file in: from an uploaded file to a Clip, or a refusal that says why."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from media import containers, stores
from media.models import Clip


class Refused(Exception):
    """A file was not taken; the message says which and why, in the user's language."""


def accept(uploaded, user, *, title="", credit=""):
    """Keep `uploaded` (a file with `name`, `size`, `seek` and `read`, as Django gives it) and return `(clip, created)`.

    The same file again gives the clip it already is, which takes title and credit where it had none. Raises Refused;
    nothing is stored then."""
    name = Path(uploaded.name or "").name[:200]
    if not uploaded.size:
        raise Refused(_("“%(name)s” was not taken: the file is empty.") % {"name": name})
    if uploaded.size > settings.MAX_CLIP_MB * 1_000_000:
        raise Refused(
            _("“%(name)s” was not taken: it is larger than %(most)s MB.") % {"name": name, "most": settings.MAX_CLIP_MB}
        )
    uploaded.seek(0)
    found = containers.recognised(uploaded.read(containers.HEAD))
    if found is None:
        raise Refused(
            _(
                "“%(name)s” was not taken: it is no video or audio that browsers play (MP4, MOV, WebM, MP3, M4A, OGG, WAV)."
            )
            % {"name": name}
        )
    uploaded.seek(0)
    stored = stores.clips().store(uploaded, found.extension)
    clip, created = Clip.objects.get_or_create(
        sha256=stored.sha256,
        defaults={
            "name": stored.name,
            "file_name": name,
            "kind": found.kind,
            "extension": found.extension,
            "size": stored.size,
            "title": title,
            "credit": credit,
            "uploaded_by": user,
        },
    )
    if not created:
        describe(clip, title=clip.title or title, credit=clip.credit or credit)
    return clip, created


def describe(clip, *, title, credit):
    """Give `clip` a title and the credit line as it will be printed."""
    clip.title, clip.credit = title, credit
    clip.save(update_fields=["title", "credit"])


def words(clip):
    """What is said of a clip, for a version to freeze: its file, kind, title and whom it is owed to."""
    return {"kind": clip.kind, "file": clip.name, "title": clip.title, "credit": clip.credit, "sha256": clip.sha256}
