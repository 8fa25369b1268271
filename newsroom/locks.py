"""One at a time, among all processes of a box, or of all boxes."""

import os
import zlib
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

try:
    import fcntl
except ImportError:  # Windows: one process serves there
    fcntl = None


@contextmanager
def locked(path):
    """Hold the lock that is the file `path`; waits for whoever has it. A process that dies gives it up."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if fcntl:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def claimed(name):
    """Whether the work called `name` is ours while this lasts: False where another process has it, on whichever box, and
    nobody waits. A process that dies gives it up."""
    if connection.vendor == "postgresql":
        key = zlib.crc32(name.encode())
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
            (mine,) = cursor.fetchone()
        try:
            yield mine
        finally:
            if mine and connection.is_usable():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
        return
    path = settings.VAR / f"{name}.lock"  # SQLite is the database of one box
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield take(descriptor)
    finally:
        os.close(descriptor)


def take(file):
    """Take the lock on an open file until it is closed, and wait for nobody: whether it is ours now."""
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
