"""A .zip as copy: one text, and photos beside it. Pure."""

import stat
import tempfile
import zipfile
from pathlib import PurePosixPath, PureWindowsPath

from articles.intake import parcels
from articles.intake.archives import Archive
from articles.intake.copy import Copy, Unreadable

MAX_BYTES = 300_000_000
MAX_UNPACKED = 400_000_000
MAX_MEMBER = 80_000_000  # bytes, as the photo desk takes them
MAX_MEMBERS = 500
MAX_RATIO = 100
FREE_OF_RATIO = 20_000_000
_IS_UTF8 = 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What a zip holds that is a file of an office program itself.
_OFFICE = {"[Content_Types].xml", "mimetype"}


def is_bundle(path):
    """Whether the zip at `path` holds files of people, and is no Word or other office file itself."""
    try:
        with _opened(path) as archive:
            return not _OFFICE & set(archive.names)
    except Unreadable:
        return True  # whoever reads it will say why


def read(path, folder):
    """The Copy of the one text in the zip at `path`, with the pictures beside it in their places, written into `folder`.

    Raises Unreadable: several_copies and no_copy with the `names` of what there is; unsafe_names (files that want out of
    their folder, links), packed_oddly, and what Archive and the reader of the text raise."""
    with tempfile.TemporaryDirectory(prefix="zip-", dir=folder) as work:
        parcel = parcels.sort(unpacked(path), folder, work)
        chosen = parcels.only_copy(parcel)
        if not chosen and not parcel.captions:
            raise Unreadable("no_copy", names=parcels.listed([*parcel.pictures, *parcel.others]))
        copy = parcels.read(chosen, folder, parcel.pictures) if chosen else Copy([])
        return parcels.together(copy, parcel)


def unpacked(path):
    """The files in the zip at `path` as (name, bytes), without those that no person put there; without the bytes where they
    are more than any copy or photo has. Raises Unreadable."""
    with _opened(path) as archive:
        yield from _members(archive)


def _opened(path):
    return Archive(path, max_bytes=MAX_BYTES, max_members=MAX_MEMBERS, max_unpacked=MAX_UNPACKED)


def _members(archive):
    found = [member for member in archive.zip.infolist() if not member.is_dir()]
    unpacked = sum(member.file_size for member in found)
    if unpacked > FREE_OF_RATIO and unpacked > MAX_RATIO * sum(member.compress_size for member in found):
        raise Unreadable("bomb")
    for member, name in zip(found, _names(found), strict=True):
        _check(member, name)
        if not parcels.is_junk(name):
            yield name, archive.read(member) if member.file_size <= MAX_MEMBER else None


def _names(found):
    """Their names: UTF-8 where all of them are, else GB18030, as Windows in China packs them."""
    raw = [None if member.flag_bits & _IS_UTF8 else member.orig_filename.encode("cp437") for member in found]
    for charset in ("utf-8", "gb18030", "cp437"):
        try:
            said = [None if name is None else name.decode(charset) for name in raw]
        except UnicodeDecodeError:
            continue
        names = [member.filename if name is None else name for member, name in zip(found, said, strict=True)]
        return [name.split("\0")[0].replace("\\", "/") for name in names]
    raise Unreadable("broken")  # never: cp437 has all 256


def _check(member, name):
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    is_outside = ".." in PurePosixPath(name).parts or name.startswith("/") or PureWindowsPath(name).drive
    if is_link or is_outside:
        raise Unreadable("unsafe_names", names=parcels.last_name(name))
    if member.compress_type not in _METHODS:
        raise Unreadable("packed_oddly")
