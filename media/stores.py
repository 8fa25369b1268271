"""Where the files of photos, clips and dispatches lie: folders on this machine, or buckets of an S3 service by settings. Either way a name is
the hash of what it names, so nothing is ever written over and a file under its name is whole."""

import contextlib
import hashlib
import re
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages

from media import containers, files

# What a service says of a file; Python's own table lacks some of them.
TYPES = {
    **containers.TYPES,
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "gif": "image/gif",
    "tif": "image/tiff",
    "heic": "image/heic",
}
ADDRESS = re.compile(rf"photos/({files.NAME.pattern})\Z")


def originals():
    """Photos as uploaded: private."""
    return _of("originals", settings.ORIGINALS)


def photos():
    """The public files of photos."""
    return _of("photos", settings.RENDITIONS)


def copies():
    """Dispatches as they came: private."""
    return _of("copies", settings.COPIES)


def clips():
    """Video and audio, public as they came."""
    return _of("clips", settings.CLIPS)


def address_of(name):
    """The public address of a file in the store of photos."""
    return f"{settings.MEDIA_URL}photos/{name}"


def name_in(address):
    """The name in the store of photos of what has this public address; "" for another one."""
    found = ADDRESS.search(address or "")
    return found[1] if found else ""


def _of(alias, folder):
    return Bucket(storages[alias]) if alias in settings.STORAGES else Folder(folder)


class Folder:
    """Files under a folder of this machine."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def store(self, source, extension):
        """Keep `source` (bytes, a path, an open file); a files.Stored once it is safely there."""
        return files.store(source, self.folder, extension)

    @contextlib.contextmanager
    def local(self, name):
        """The path of a file on this machine, to be read while the context lasts. Raises FileNotFoundError."""
        path = files.path_of(self.folder, name)
        if not path.exists():
            raise FileNotFoundError(name)
        yield path

    def open(self, name):
        """A file, open for reading bytes. Raises FileNotFoundError, files.BadName."""
        return files.open_stored(self.folder, name)

    def delete(self, name):
        """Take a file away; nothing where there is none."""
        files.path_of(self.folder, name).unlink(missing_ok=True)

    def listed(self):
        """(name, size, time of writing in seconds) of every file here that `store` could have written, in no order."""
        for path in self.folder.glob("??/*"):
            name = f"{path.parent.name}/{path.name}"
            if files.NAME.fullmatch(name):
                with contextlib.suppress(FileNotFoundError):
                    found = path.stat()
                    yield name, found.st_size, found.st_mtime

    def written(self, name):
        """When the file was stored last, in seconds. Raises FileNotFoundError."""
        return files.path_of(self.folder, name).stat().st_mtime

    def broken_off(self, before):
        """Paths of what a crash left while it stored, begun before that time in seconds."""
        return [part for part in self.folder.glob(".part-*") if part.stat().st_mtime < before]

    def has(self, name):
        """Whether the file is here."""
        return files.path_of(self.folder, name).exists()


class Bucket:
    """Files in a bucket of an S3 service, as django-storages reaches it."""

    def __init__(self, storage):
        self.storage = storage

    def store(self, source, extension):
        """As that of Folder; what is there under the name is written over by the same."""
        if not files.EXTENSION.fullmatch(extension):
            raise files.BadName(extension)
        with tempfile.TemporaryFile() as held:
            if isinstance(source, bytes):
                held.write(source)
            elif hasattr(source, "read"):
                shutil.copyfileobj(source, held, files.CHUNK)
            else:
                with Path(source).open("rb") as stream:
                    shutil.copyfileobj(stream, held, files.CHUNK)
            size = held.tell()
            held.seek(0)
            sha256 = hashlib.file_digest(held, "sha256").hexdigest()
            name = f"{sha256[:2]}/{sha256}.{extension}"
            held.seek(0)
            file = File(held, name)
            file.content_type = TYPES.get(extension)
            self.storage.save(name, file)
        return files.Stored(name, sha256, size)

    @contextlib.contextmanager
    def local(self, name):
        """As that of Folder: a copy on this machine."""
        with self.open(name) as stream, tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as held:
            shutil.copyfileobj(stream, held, files.CHUNK)
            held.flush()
            yield Path(held.name)

    def open(self, name):
        """As that of Folder."""
        return self.storage.open(_checked(name), "rb")

    def delete(self, name):
        """As that of Folder."""
        self.storage.delete(_checked(name))

    def listed(self):
        """As that of Folder."""
        folder = f"{self.storage.location.strip('/')}/"
        # By the bucket itself, which tells a thousand at a time; Django's way asks for each.
        for one in self.storage.bucket.objects.filter(Prefix=folder):
            name = one.key.removeprefix(folder)
            if files.NAME.fullmatch(name):
                yield name, one.size, one.last_modified.timestamp()

    def written(self, name):
        """As that of Folder."""
        return self.storage.get_modified_time(_checked(name)).timestamp()

    def broken_off(self, before):
        """Nothing: what is not whole is not in a bucket."""
        return []

    def has(self, name):
        """As that of Folder."""
        return self.storage.exists(_checked(name))


def _checked(name):
    if not files.NAME.fullmatch(name):
        raise files.BadName(name)
    return name
