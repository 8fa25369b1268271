"""A zip file from outside, which may be a trap: nothing of it is believed before it is counted. Pure."""

import mmap
import zipfile
import zlib
from pathlib import Path

from articles.intake.copy import Unreadable

MAX_BYTES = 50_000_000
MAX_MEMBERS = 500
MAX_UNPACKED = 100_000_000
MAX_XML = 20_000_000
MAX_RATIO = 100
FREE_OF_RATIO = 1_000_000  # bytes; less than that is no bomb, however well it packs
# Of the directory at the end, which the library reads whole before it can be asked how long it is.
MAX_ENTRIES_SEEN = 20_000

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of old Office files, and of new ones with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENTRY = b"PK\x01\x02"
_IS_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


class Archive:
    """A zip file within limits, to be used in a `with`. What is read of it counts, all together, against `max_unpacked`.

    Opening and reading raise Unreadable: too_large, not_zip, protected (a password), bomb (unpacks to far more than it
    is), broken."""

    def __init__(self, path, *, max_bytes=MAX_BYTES, max_members=MAX_MEMBERS, max_unpacked=MAX_UNPACKED):
        self.left = max_unpacked
        _check_file(Path(path), max_bytes)
        try:
            self.zip = zipfile.ZipFile(path)
        except _BROKEN:
            raise Unreadable("broken") from None
        try:
            self._check_members(max_members, max_unpacked)
        except Unreadable:
            self.zip.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.zip.close()

    @property
    def names(self):
        """The names of all files in it, in its order; folders are none."""
        return [member.filename for member in self.zip.infolist() if not member.is_dir()]

    def read(self, name, most=MAX_UNPACKED):
        """The content of the file `name`, of at most `most` bytes. Raises KeyError where there is none, and Unreadable."""
        try:
            with self.zip.open(name) as stream:
                most = min(most, self.left)
                content = stream.read(most + 1)
        except KeyError:
            raise
        except _BROKEN:
            raise Unreadable("broken") from None
        if len(content) > most:
            raise Unreadable("bomb")
        self.left -= len(content)
        return content

    def _check_members(self, max_members, max_unpacked):
        members = self.zip.infolist()
        if len(members) > max_members or sum(member.file_size for member in members) > max_unpacked:
            raise Unreadable("bomb")
        for member in members:
            if member.flag_bits & _IS_ENCRYPTED:
                raise Unreadable("protected")
            if member.filename.lower().endswith((".xml", ".rels")):
                _check_xml(member)


def _check_file(path, max_bytes):
    size = path.stat().st_size
    if size > max_bytes:
        raise Unreadable("too_large", bytes=max_bytes)
    with path.open("rb") as stream:
        head = stream.read(8)
        if not head.startswith(b"PK") and head != OLE:
            raise Unreadable("not_zip")
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if head == OLE:
                raise Unreadable("protected" if data.find(_ENCRYPTED) >= 0 else "not_zip")
            seen, at = 0, data.find(_ENTRY)
            while at >= 0 and seen <= MAX_ENTRIES_SEEN:
                seen, at = seen + 1, data.find(_ENTRY, at + 4)
    if seen > MAX_ENTRIES_SEEN:
        raise Unreadable("bomb")


def _check_xml(member):
    if member.file_size > MAX_XML:
        raise Unreadable("bomb")
    if member.file_size > FREE_OF_RATIO and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        raise Unreadable("bomb")
