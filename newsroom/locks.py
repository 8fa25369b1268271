"""One at a time, among all processes of a box."""

import os
from contextlib import contextmanager

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
