"""What memory a process keeps that it does not use.

The C library of Linux (glibc) gives threads arenas of their own, and keeps what was large once: with uploads and long pages a
web process would hold tens of megabytes of nothing.
"""

import ctypes
import gc
import sys
import time
from contextlib import contextmanager

# of malloc.h
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
LARGE = 128 * 1024  # bytes: where glibc begins, and whence it would go up by itself
EVERY = 10  # seconds: giving back takes some 5 ms, in which nobody else of this process gets memory
_given_at = -EVERY


def keep_little():
    """Let the threads of this process share two arenas, and what is large go back as soon as it is free. Whether the C
    library took it; another one than glibc does not."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return False
    return all([mallopt(ARENA_MAX, 2), mallopt(TRIM_THRESHOLD, LARGE), mallopt(MMAP_THRESHOLD, LARGE)])


def give_back(now):
    """What the pulse does: every ten seconds give the machine back what is free in the middle of a heap, which would stay
    otherwise. Nothing where the C library is another than glibc."""
    global _given_at
    if time.monotonic() - _given_at >= EVERY:
        _given_at = time.monotonic()
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim:
            trim(0)


@contextmanager
def without(*names):
    """Let these packages be missing for what is loaded meanwhile, if nothing has loaded them yet: who does without them saves
    their memory."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def settle():
    """Leave what was loaded at the start out of what the garbage collector goes through: it stays until the process ends, and
    to go through it keeps every reader of the process waiting (70 ms)."""
    gc.collect()
    gc.freeze()
