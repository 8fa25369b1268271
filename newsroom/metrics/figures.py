"""The figures as Prometheus reads them."""

import re
import time
from datetime import timedelta

from django.db import DatabaseError, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from newsroom import edition, health, pulse
from newsroom.metrics import board

HELP = {
    "newsroom_requests_total": ("counter", "Requests answered, by kind of address and status."),
    "newsroom_request_seconds": ("histogram", "How long answers took."),
    "newsroom_pages_total": (
        "counter",
        "Answers of the page cache: kept, kept of an earlier edition, made, never kept.",
    ),
    "newsroom_processes": ("gauge", "Processes of this box that count requests."),
    "newsroom_up": ("gauge", "1 where the database answers."),
    "newsroom_clock_age_seconds": ("gauge", "Since the pulse last beat, to the ten seconds."),
    "newsroom_tasks": ("gauge", "Background tasks by state; failed ones of the last day."),
    "newsroom_overdue_stories": ("gauge", "Stories that should have gone out or come off over a minute ago."),
    "newsroom_edition": ("gauge", "The number of the edition that is out."),
    "newsroom_last_backup_age_seconds": ("gauge", "Since the last good backup; absent where there is none."),
    "newsroom_disk_free_bytes": ("gauge", "Free on the disk of the data folder."),
    "newsroom_disk_size_bytes": ("gauge", "The size of that disk."),
    "newsroom_figures_seconds": ("gauge", "How long it took to gather this."),
}
LAST_STEP = re.compile(r',le="[^"]+"')


def text():
    """All figures, in the text format of Prometheus."""
    began = time.perf_counter()
    counted, processes = board.counted()
    found = {"newsroom_processes": processes} | _of_the_disk() | _of_the_database()
    found["newsroom_figures_seconds"] = time.perf_counter() - began
    lines, told = [], set()
    for series, value in [*_added_up(counted).items(), *found.items()]:
        name = re.sub(r"_(bucket|sum|count)$", "", series.partition("{")[0])
        if name not in told:
            told.add(name)
            kind, what = HELP.get(name, ("untyped", ""))
            lines += [f"# HELP {name} {what}", f"# TYPE {name} {kind}"]
        lines.append(f"{series} {value:.17g}")
    return "\n".join(lines) + "\n"


def _added_up(counted):
    """The same with every bucket holding those below it, in the order of the series."""
    found, running, of = {}, 0.0, None
    for series in [*board.SERIES, *(name for name in counted if name not in board.SERIES)]:
        value = counted.get(series, 0.0)
        if "_bucket{" in series:
            whose = LAST_STEP.sub("", series)
            running = value if whose != of else running + value
            of, value = whose, running
        found[series] = value
    return found


def _of_the_disk():
    disk = health.disk()
    return {"newsroom_disk_free_bytes": disk.free, "newsroom_disk_size_bytes": disk.total} if disk else {}


def _of_the_database():
    """What the database knows; newsroom_up alone where it is away."""
    now = timezone.now()
    try:
        age, backup = pulse.age(), health.last_backup()
        found = {"newsroom_up": 1, "newsroom_edition": edition.current()}
        found["newsroom_overdue_stories"] = health.overdue(now)
        found['newsroom_tasks{state="waiting"}'] = DBTaskResult.objects.ready().count()
        found['newsroom_tasks{state="running"}'] = DBTaskResult.objects.running().count()
        failed = DBTaskResult.objects.failed().filter(finished_at__gte=now - timedelta(days=1))
        found['newsroom_tasks{state="failed"}'] = failed.count()
    except DatabaseError:
        return {"newsroom_up": 0}
    finally:
        connections.close_all()
    if age is not None:
        found["newsroom_clock_age_seconds"] = age.total_seconds()
    if backup is not None:
        found["newsroom_last_backup_age_seconds"] = (now - backup).total_seconds()
    return found
