"""Files that belong to the rows of a database, and the folder in which all backups keep them, each once."""

import re

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from newsroom.backups import disk
from newsroom.backups.manifest import Named

NAME = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})\.[a-z0-9]{3,5}")
EVERY = 30  # backups, a day each, in which every file that is kept is read again


class Gone(Exception):
    """The site has no such file, or not what its name says."""


def belonging(alias):
    """(kind, its store, names in it) for every kind of file; the names are asked of the connection `alias` when they are
    gone through. What a store is: media.stores."""
    for name in settings.BELONGINGS:
        yield from import_string(name)(alias)


def stores():
    """kind → its store."""
    return {kind: store for kind, store, _names in belonging("default")}


class Kept:
    """The files of all backups in a folder, by their hashes."""

    def __init__(self, folder):
        self.folder = folder / "files"
        self.new = self.new_bytes = 0

    def path(self, sha256):
        return self.folder / sha256[:2] / sha256

    def take(self, kind, store, name):
        """Keep a file of the site; a Named. What is kept already is only read again when its day has come. Raises Gone, and
        OSError where the disk fails."""
        sha256 = name[3:67]
        path = self.path(sha256)
        if not path.exists() or (_has_its_day(sha256) and disk.hash_of(path) != sha256):
            self._copy(store, name, path)
        return Named(kind, name, sha256, path.stat().st_size)

    def _copy(self, store, name, path):
        try:
            source = store.open(name)
        except FileNotFoundError:
            raise Gone(name) from None
        try:
            with source:
                for folder in (self.folder, path.parent):
                    folder.mkdir(exist_ok=True, mode=0o700)
                self.new_bytes += disk.copy(source, path, path.name)
        except disk.Changed:
            raise Gone(name) from None
        self.new += 1
        disk.force_out_path(path.parent)

    def sweep(self, named):
        """Take away what is not `named`, a set of marks (see `mark`), and what was broken off; how many."""
        gone = 0
        for path in self.folder.glob("??/*"):
            if path.name.startswith(".part-") or mark(path.name) not in named:
                path.unlink()
                gone += 1
        return gone


def mark(sha256):
    """A small number for a hash, of which many fit into memory. That two have the same keeps a file too long, no worse."""
    return int(sha256[:15], 16)


def _has_its_day(sha256):
    return mark(sha256) % EVERY == timezone.localdate().toordinal() % EVERY
