"""100 tasks, and a worker that is killed 15 times while it does them."""

import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path

import psutil

from tests.drills import filling
from tests.drills.rows import rows, tasks_left
from tests.running import running, until

TASKS, KILLS = 100, 15
PATIENCE = 600  # seconds for all of it
ALL = "SELECT count(*) FROM django_tasks_database_dbtaskresult"
HELD = "SELECT id, started_at FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"
FAILED = f"{ALL} WHERE status = 'FAILED'"
AGAIN = f"{ALL} WHERE CAST(worker_ids AS text) LIKE '%,%'"  # given to more than one worker
UNDONE = "SELECT count(*) FROM media_photo WHERE processed_at IS NULL OR failure <> ''"
FILES = "SELECT photo_id, format, name FROM media_rendition"


def test_every_task_is_done_once_whoever_dies(newsroom, figures):
    filling.on(newsroom, f"photos({TASKS}, ready=False)")
    with running(newsroom) as site:
        hit = killed(site)
        until(lambda: not tasks_left(site), PATIENCE)
    made = rows(site, FILES)
    named = {Path(name).name for _photo, _form, name in made}
    files = {path.name for path in Path(site.environment["VAR"], "renditions").rglob("*") if path.is_file()}
    parts = {name for name in files if name.startswith(".part-")}  # cut off in writing, and at no address
    slow = {photo for photo, form, _name in made if form == "avif"}  # of the task that follows
    found = {
        "lost": one(site, FAILED) + one(site, UNDONE) + TASKS - len(slow) + len(named - files),
        "twice": len(files - named - parts),  # what a task left that was done again
        "stuck": tasks_left(site),
    }
    again = one(site, AGAIN)
    figures(tasks=one(site, ALL), kills=KILLS, in_a_task=hit, taken_up_again=again, **found, parts_left=len(parts))
    assert found == {"lost": 0, "twice": 0, "stuck": 0}, sorted(files - named - parts)
    assert again >= KILLS / 3, "the kills hit no task"


def killed(site):
    """Kill the worker again and again, at any moment of a task or between two; how often it had one in hand."""
    chance, hit, before, latest = random.Random(8), 0, [], time.monotonic() + PATIENCE
    for kills in range(KILLS):
        assert time.monotonic() < latest, f"{kills} kills took too long"
        until(lambda before=before: rows(site, HELD) not in ([], before) or not tasks_left(site), PATIENCE)
        time.sleep(chance.uniform(0, 1))
        worker = until(lambda: worker_of(site))
        os.killpg(worker.pid, signal.SIGKILL)
        before = rows(site, HELD)
        hit += len(before)
        until(lambda worker=worker: not worker.is_running() and worker_of(site))
    return hit


def one(site, sql):
    return rows(site, sql)[0][0]


def worker_of(site):
    """The worker of the site, as its process; None while there is none."""
    for child in psutil.Process(site.server.pid).children():
        with suppress(psutil.Error):  # it died just now
            if "worker" in child.cmdline():
                return child
    return None
