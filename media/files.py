"""Keeping files by their content: a name is the SHA-256 of what it names, so a file under its name is always whole."""

import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 20
EXTENSION = re.compile(r"[a-z0-9]{3,5}")
NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}\.[a-z0-9]{3,5}")


class BadName(ValueError):
    """A name or extension that `store` could not have given."""


@dataclass(frozen=True)
class Stored:
    """A file that is kept: its name below the folder (`ab/<sha256>.<extension>`), its hash, its size in bytes."""

    name: str
    sha256: str
    size: int


def store(source, folder, extension):
    """Keep `source` (bytes, the path of a file, or an open binary file) in `folder`; a Stored, once it is safely on disk.

    What is there already stays, but for the time of its writing, which is now. Raises BadName for an extension other than 3 to 5 of a-z and 0-9; OSError where the
    disk fails, and then nothing is under the final name."""
    if not EXTENSION.fullmatch(extension):
        raise BadName(extension)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    # In the same folder, for a rename is atomic only within one file system.
    part = folder / f".part-{secrets.token_hex(16)}"
    try:
        sha256, size = _write(source, part)
        name = f"{sha256[:2]}/{sha256}.{extension}"
        target = folder / name
        if not target.parent.is_dir():
            target.parent.mkdir(exist_ok=True)
            _sync_folder(folder)
        if target.exists() and target.stat().st_size == size:
            os.utime(target)
        else:
            part.replace(target)
        # Also where it was there: whoever wrote it may not have come so far yet.
        _sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return Stored(name, sha256, size)


def path_of(folder, name):
    """The path of a stored file. Raises BadName for a name that `store` could not have given, such as `../secret`."""
    if not NAME.fullmatch(name):
        raise BadName(name)
    return Path(folder) / name


def open_stored(folder, name):
    """A stored file, open for reading bytes. Raises BadName as `path_of` does, FileNotFoundError where it is gone."""
    return path_of(folder, name).open("rb")


def _write(source, part):
    """Write `source` to the path `part` and through to the disk; its hash and size."""
    if isinstance(source, str | os.PathLike):
        with Path(source).open("rb") as stream:
            return _write_stream(stream, part)
    if isinstance(source, bytes):
        return _write_chunks([source], part)
    return _write_stream(source, part)


def _write_stream(stream, part):
    return _write_chunks(iter(lambda: stream.read(CHUNK), b""), part)


def _write_chunks(chunks, part):
    digest, size = hashlib.sha256(), 0
    with part.open("xb") as out:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _sync_folder(folder):
    if os.name == "nt":  # Windows opens no folder, and keeps its entries in a journal of its own
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
