"""Writing to the disk so that it is there afterwards: hashed on the way, forced out, read again."""

import contextlib
import hashlib
import os
import secrets

from newsroom import locks

CHUNK = 1 << 20


class Busy(Exception):
    """Somebody else is at work in the folder."""


class Changed(Exception):
    """What was read has another hash than it should have."""


@contextlib.contextmanager
def alone(folder):
    """Nobody else works in a folder of backups while this lasts. Raises Busy. A folder that can only be read is nobody's."""
    try:
        descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        if os.access(folder, os.W_OK):
            raise
        yield
        return
    try:
        if not locks.take(descriptor):
            raise Busy(f"a backup is being made or looked at in {folder}: wait until it is done")
        yield
    finally:
        os.close(descriptor)


def copy(source, target, sha256):
    """Copy an open file to the path `target`, under whose name it is whole or not at all; its size in bytes. It is read
    again from the disk. Raises Changed where its hash is not `sha256`, and then nothing is there."""
    part = target.with_name(f".part-{secrets.token_hex(8)}")
    try:
        with create(part) as out:
            size = 0
            while chunk := source.read(CHUNK):
                out.write(chunk)
                size += len(chunk)
            force_out(out)
        if hash_of(part) != sha256:
            raise Changed(target.name)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return size


def force_out(file):
    """Let what was written to an open file be on the disk, and not in memory, so that who reads it reads the disk."""
    file.flush()
    os.fsync(file.fileno())
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def force_out_path(path):
    """The same of a file, or of the entries of a folder, by its path."""
    if os.name == "nt" and path.is_dir():  # Windows opens no folder, and keeps its entries in a journal of its own
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
        if hasattr(os, "posix_fadvise") and path.is_file():
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def hash_of(path):
    """The SHA-256 of the file at a path, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def create(path):
    """A new file at `path`, open for writing bytes, that nobody else may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb")
