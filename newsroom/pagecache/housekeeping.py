"""The folder of kept pages stays small, whatever crawlers walk through."""

import time

from django.conf import settings

from newsroom.pagecache.layer import OLDEST
from newsroom.pagecache.stores import Files

EVERY = 600  # seconds
_tidied_at = -EVERY


def tidy(now):
    """What the pulse does: every ten minutes take away the files of pages that are too old to stand in for anything, and the
    oldest beyond PAGE_FILES_MB."""
    global _tidied_at
    if time.monotonic() - _tidied_at >= EVERY:
        _tidied_at = time.monotonic()
        Files(settings.PAGES).sweep(OLDEST, settings.PAGE_FILES_MB * 1024 * 1024)
