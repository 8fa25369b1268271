"""Which backups are kept as they grow old, and taking away what none of the others names."""

import logging
import shutil
from itertools import islice

from django.utils import timezone

from newsroom.backups import checking, manifest, moment_of
from newsroom.backups.files import Kept, mark

log = logging.getLogger("newsroom.backups")
SPANS = ("%Y-%m-%d", "%G-%V", "%Y-%m")  # a day, a week, a month


def kept(names, counts):
    """Those of the backups called `names` that are kept: the newest of each of the last days, weeks and months that have
    any, `counts` of each; the newest of all in any case."""
    newest_first = sorted(names, reverse=True)
    found = set(newest_first[:1])
    for span, count in zip(SPANS, counts, strict=True):
        newest = {}
        for name in newest_first:
            newest.setdefault(timezone.localtime(moment_of(name)).strftime(span), name)
        found.update(islice(newest.values(), count))
    return found


def thin(folder, counts):
    """Take away the backups in `folder` that are not kept, and then the files that none of the others names; the names of
    those that went. Whoever calls this is alone in the folder."""
    names = checking.names(folder)
    gone = sorted(set(names) - kept(names, counts))
    for name in gone:
        away = folder / f".part-{name}"  # what is taken away halfway is no backup
        (folder / name).rename(away)
        shutil.rmtree(away)
    if gone:
        _sweep(folder)
    return gone


def _sweep(folder):
    named = set()
    for name in checking.names(folder):
        path = folder / name / manifest.FILE
        try:
            manifest.read(path, name)
        except manifest.Damaged as error:
            log.error("backup %s is damaged, so no file is taken away: %s", name, error)
            return
        named.update(mark(one.sha256) for one in manifest.files(path))
    Kept(folder).sweep(named)
