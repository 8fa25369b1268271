"""Tasks that a dead worker left behind.

The queue marks a row as running and knows nothing more: when its worker is killed the row would stay so for ever. So each
worker holds a locked file under its name as long as it lives; the system lets go of the lock when the worker dies, however
it dies. Tasks may run twice and leave the same, so taking one up again is safe.
"""

import logging
import os
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
    import msvcrt

log = logging.getLogger("newsroom.worker")
KEPT = timedelta(days=30)  # tasks that are done
AT_ONCE = 2000
PATIENCE = timedelta(minutes=10)  # with workers of other machines, whose files are not here
TRIES = 3  # a task that ended this many workers is not given to another


def hold(worker):
    """Lock the file of `worker`, an id, until this process ends or closes the file. Returns the open file."""
    path = _path(worker)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a")
    lock(file)
    return file


def sweep(now):
    """Put every running task whose worker is dead back into the queue; returns how many. Any number may sweep at once."""
    files = list(_path("any").parent.glob("*.lock"))
    dead = {file.stem for file in files if is_free(file)}  # before the rows are read: the dead add no more
    living = {file.stem for file in files} - dead
    swept = 0
    for row in DBTaskResult.objects.running():
        worker = row.worker_ids[-1]
        if worker in dead or (worker not in living and row.started_at < now - PATIENCE):
            swept += _give_back(row)
    for worker in dead:
        _path(worker).unlink(missing_ok=True)
    return swept


def prune(now):
    """Delete tasks that were done long ago, a few at a time: without end the queue would be looked through ever longer."""
    done = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).order_by()
    DBTaskResult.objects.filter(pk__in=list(done.values_list("pk", flat=True)[:AT_ONCE])).delete()


def is_free(path):
    """Whether nobody holds the lock on this file."""
    try:
        with path.open("r+") as file:
            lock(file)
    except OSError:
        return False
    return True


def _give_back(row):
    """1 where the task is in the queue again, 0 where somebody else was faster or it has had its tries."""
    claimed = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    if len(row.worker_ids) >= TRIES:
        log.error("%s ended %s workers and is given up: %s", row.task_path, TRIES, row.args_kwargs)
        claimed.update(status=TaskResultStatus.FAILED, finished_at=timezone.now(), traceback="Its workers died.")
        return 0
    log.warning("%s lost its worker and goes back into the queue", row.task_path)
    # behind the others of its kind: what ends one worker after the other keeps none of them back
    return claimed.update(status=TaskResultStatus.READY, started_at=None, enqueued_at=timezone.now())


def _path(worker):
    return settings.VAR / "workers" / f"{worker}.lock"


def lock(file):
    """Lock an open file or raise OSError at once where another process, or another opening of it, has it."""
    if fcntl:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
