"""Where kept pages lie: in the memory of the process, and behind that in files of the box, for its other processes and
for the next start."""

import contextlib
import hashlib
import logging
import os
import threading
import time
from collections import OrderedDict

from newsroom.pagecache.bodies import Kept

log = logging.getLogger("newsroom.pagecache")


class Memory:
    """Pages by key, at most `limit` bytes; those longest unused go first."""

    def __init__(self, limit):
        self.limit = limit
        self.weight = 0
        self.pages = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key):
        page = self.pages.get(key)
        if page is not None:
            with self.lock, contextlib.suppress(KeyError):
                self.pages.move_to_end(key)
        return page

    def put(self, key, page):
        with self.lock:
            self._drop(key)
            self.pages[key] = page
            self.weight += page.weight
            while self.weight > self.limit and self.pages:
                self._drop(next(iter(self.pages)))

    def drop(self, key):
        with self.lock:
            self._drop(key)

    def _drop(self, key):
        if (page := self.pages.pop(key, None)) is not None:
            self.weight -= page.weight


class Files:
    """Pages by key as files under a folder. What cannot be written or read is as if it were not there: a full disk fails
    no page."""

    def __init__(self, folder):
        self.folder = folder

    def get(self, key):
        try:
            return Kept.from_bytes(self._path(key).read_bytes())
        except (OSError, ValueError):
            return None

    def put(self, key, page):
        path = self._path(key)
        part = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(page.to_bytes())
            part.replace(path)
        except OSError as error:
            log.warning("a page could not be kept in %s: %s", self.folder, error)
            with contextlib.suppress(OSError):
                part.unlink()

    def drop(self, key):
        with contextlib.suppress(OSError):
            self._path(key).unlink()

    def sweep(self, older_than, limit):
        """Take away the files written more than `older_than` seconds ago, and the oldest of the others until they hold at
        most `limit` bytes together. Any number may sweep at once."""
        found = []
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):  # another sweeper was faster
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        latest, room = time.time() - older_than, limit
        for written_at, size, path in sorted(found, reverse=True):
            room -= size
            if room < 0 or written_at < latest:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _path(self, key):
        name = hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
        return self.folder / name[:2] / name[2:]
