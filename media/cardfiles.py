"""The drawn cards of stories, kept on this machine: each can be drawn again at any time, so all may be thrown away."""

import contextlib
import os
import secrets

from django.conf import settings


def read(story, mark):
    """The card of a story with this mark, as bytes; None where it is not kept."""
    try:
        return _path(story, mark).read_bytes()
    except OSError:
        return None


def keep(story, mark, data):
    """Keep a card in place of those that the story had. A disk that is full keeps none."""
    path = _path(story, mark)
    part = path.with_name(f".part-{secrets.token_hex(8)}")
    forget(story)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def forget(story):
    """Throw away what is kept of a story's cards: it shows another photo or other words now, or none."""
    for path in _path(story, "").parent.glob(f"{story}-*.jpg"):
        path.unlink(missing_ok=True)


def _path(story, mark):
    return settings.CARDS / f"{story % 256:02x}" / f"{story}-{mark}.jpg"
