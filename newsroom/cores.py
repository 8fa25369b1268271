"""On which processor a web process computes.

One of its threads computes at a time, whichever has Python's lock. Where they are spread over processors, each hand-over of the lock
wakes the other processor, which on a virtual machine takes longer than to answer with a kept page.
"""

import contextlib
import os
import sys
from pathlib import Path

from django.conf import settings

from newsroom.locks import locked

WEB = 2  # web processes of a server; the systemd unit says it too
INTERVAL = 0.001  # seconds that a thread computes while others wait; Python's five keep a reader waiting for a whole page of the desk


def settle():
    """Stay on one processor, the one that fewest other web processes of this server are on, where the machine has no more than web
    processes; and let readers in between what the desk computes. The processor's number, or None where there is nothing to
    choose."""
    sys.setswitchinterval(INTERVAL)
    if not hasattr(os, "sched_setaffinity"):  # Linux alone has it
        return None
    allowed = sorted(os.sched_getaffinity(0))
    if not 1 < len(allowed) <= WEB:
        return None
    with locked(settings.VAR / "cores.lock"):
        taken = [core for one in _siblings() if len(cores := _cores_of(one)) == 1 for core in cores]
        mine = min(allowed, key=taken.count)
        for thread in Path("/proc/self/task").iterdir():
            with contextlib.suppress(ProcessLookupError):
                os.sched_setaffinity(int(thread.name), {mine})
    return mine


def _siblings():
    """The numbers of the other processes that the server of this one started."""
    server = str(os.getppid())
    numbers = (int(process.name) for process in Path("/proc").iterdir() if process.name.isdigit())
    return [number for number in numbers if number != os.getpid() and _parent(number) == server]


def _parent(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1]
    except OSError:  # it has ended
        return None


def _cores_of(number):
    try:
        return os.sched_getaffinity(number)
    except OSError:
        return set()
