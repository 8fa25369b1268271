"""Files that come in piece by piece, over links that break: what is here already, the next piece, the photo in the end.

The rows count the bytes that are safely on disk. A row and its file go when the photo is made, when the upload is given up,
or when nothing more came for days.
"""

import contextlib
import os
import shutil
import threading
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from media import guard, uploads
from media.models import Upload
from newsroom import locks

BLOCK = 1 << 16
MOST_AT_ONCE = 300  # unfinished uploads of one person
MOST_BYTES = 8_000_000_000  # which they may come to
KEPT = timedelta(days=3)
# Of the four threads of a server process two may wait for slow links and one may look at a file: readers always find one.
# (A read cannot be given up: granian waits for it, with the whole process, once the answer is given. Pieces are small.)
RECEIVING, LOOKING = threading.BoundedSemaphore(2), threading.BoundedSemaphore(1)
WAIT = 2  # seconds for a place among those who receive


class Refused(Exception):
    """An upload may not begin or go on; the message says why, in the user's language."""


class Elsewhere(Exception):
    """The piece does not follow what is here: the upload goes on at `received`."""

    def __init__(self, received):
        super().__init__(received)
        self.received = received


class Busy(Exception):
    """Another request is writing this upload."""


class Full(Exception):
    """As many uploads are being received as may be at once: it goes on in a moment."""


def begin(user, name, size):
    """Make room for a file of that name and size in bytes; an Upload. Raises Refused."""
    sweep(timezone.now())
    name = Path(name.replace("\\", "/")).name[:200]
    name = name if name.strip(" .") else "?"
    if not 0 < size <= guard.MAX_BYTES:
        reason = uploads.MESSAGES["too_large" if size > 0 else "empty"]
        raise Refused(_("“%(name)s” was not taken: %(reason)s.") % {"name": name, "reason": reason})
    open_now = unfinished(user)
    if open_now.count() >= MOST_AT_ONCE or size + (open_now.aggregate(sum=Sum("size"))["sum"] or 0) > MOST_BYTES:
        raise Refused(_("Too much of yours is on its way already: let it finish, or give it up."))
    return Upload.objects.create(key=uuid.uuid4(), user=user, file_name=name, size=size)


def here(upload):
    """How many bytes of the upload are safely here; fewer than its row says where the disk lost them."""
    path = path_of(upload)
    return min(upload.received, path.stat().st_size) if path.exists() else 0


def receive(upload, offset, stream):
    """Append what `stream` holds to the upload, of which `offset` bytes are here; how many are here then. What came before
    a link broke is kept. Raises Elsewhere, Busy, Full."""
    with _place(RECEIVING, WAIT), _held(upload) as path:
        upload.refresh_from_db(fields=["received"])
        if offset != (received := here(upload)):
            raise Elsewhere(received)
        with path.open("r+b" if path.exists() else "wb") as file:
            file.seek(offset)
            file.truncate()
            try:
                while received < upload.size and (block := stream.read(min(BLOCK, upload.size - received))):
                    file.write(block)
                    received += len(block)
            finally:
                file.flush()
                os.fsync(file.fileno())
                Upload.objects.filter(pk=upload.pk).update(received=received, moved_at=timezone.now())
        return received


def finish(upload, typed=None, otherwise=""):
    """Make the photo of an upload that is here whole: `(photo, created)`. What is `typed` of it and the credit `otherwise`: see
    `uploads.take`. Asked again it says the same again. Raises
    Refused, with the reason kept in the row; Elsewhere where a part is missing; Busy, Full."""
    with _place(LOOKING, 0.1), _held(upload) as path:
        upload.refresh_from_db()
        if upload.photo:
            return upload.photo, False
        if upload.failure:
            raise Refused(upload.failure)
        if here(upload) < upload.size:
            raise Elsewhere(here(upload))
        try:
            photo, created = uploads.take(path, upload.file_name, upload.user, typed=typed or {}, otherwise=otherwise)
        except uploads.Refused as refusal:
            Upload.objects.filter(pk=upload.pk).update(failure=str(refusal)[:300])
            path.unlink(missing_ok=True)
            raise Refused(str(refusal)) from refusal
        Upload.objects.filter(pk=upload.pk).update(photo=photo)
        path.unlink(missing_ok=True)
    return photo, created


def unfinished(user):
    """What of the user's is on its way, the oldest first."""
    return Upload.objects.filter(user=user, photo=None, failure="")


def give_up(upload):
    """Forget an upload and what is here of it."""
    with _held(upload) as path:
        path.unlink(missing_ok=True)
        upload.delete()


def sweep(now):
    """Forget uploads of which nothing came for three days, and files that no upload names; returns how many files went."""
    Upload.objects.filter(moved_at__lt=now - KEPT).delete()
    if not settings.UPLOADS.is_dir():
        return 0
    old = (now - KEPT).timestamp()
    gone = 0
    for file in settings.UPLOADS.iterdir():
        with contextlib.suppress(OSError):
            if file.stat().st_mtime < old and not is_of_upload(file):
                shutil.rmtree(file) if file.is_dir() else file.unlink()
                gone += 1
    return gone


def is_of_upload(path):
    """Whether what lies among the uploads belongs to one of which there is a row."""
    with contextlib.suppress(ValueError):
        return Upload.objects.filter(pk=uuid.UUID(hex=path.stem)).exists()
    return False


def path_of(upload):
    """Where the bytes of an upload lie."""
    return settings.UPLOADS / f"{upload.pk.hex}.part"


@contextlib.contextmanager
def _place(places, seconds):
    """One of the places, waited for that long. Raises Full."""
    if not places.acquire(timeout=seconds):
        raise Full
    try:
        yield
    finally:
        places.release()


@contextlib.contextmanager
def _held(upload):
    """The path of the upload's bytes, while no other request has it. Raises Busy."""
    settings.UPLOADS.mkdir(parents=True, exist_ok=True)
    lock = (settings.UPLOADS / f"{upload.pk.hex}.lock").open("a")
    try:
        if not locks.take(lock):
            raise Busy
        yield path_of(upload)
    finally:
        lock.close()
