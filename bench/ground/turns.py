"""Sites that are measured in turns: each in a process of its own that makes a page when it is asked to, so that a machine that is
slower a minute later is slower for all of them. All on one processor, since a neighbour may slow one of them."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager


@contextmanager
def asking(command, first=None, **environment):
    """Start a process that calls `answer` at last, and is told `first` before. Yields a function: without an argument
    it gives what the process says first, with one what it answers to that."""
    more = {"env": environment} if environment else {}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, **more
    ) as process:
        if first is not None:
            process.stdin.write(f"{json.dumps(first)}\n")

        def ask(what=None):
            if what is not None:
                process.stdin.write(f"{json.dumps(what)}\n")
            for line in process.stdout:
                if line.startswith("= "):
                    return json.loads(line[2:])
            sys.exit(f"{' '.join(map(str, command))} has ended")

        yield ask
        process.stdin.close()


def told():
    """What this process was told first by who started it."""
    return json.loads(sys.stdin.readline())


def answer(first, work):
    """Say `first`, then what `work` gives for each thing asked, until nobody asks any more."""
    os.sched_setaffinity(0, _first_processor())
    print(f"= {json.dumps(first)}", flush=True)
    for line in sys.stdin:
        print(f"= {json.dumps(work(json.loads(line)))}", flush=True)


def least(rounds, asked):
    """Name → the least that its function in `asked` gave, all of them called in turns, so many times."""
    found, usual = dict.fromkeys(asked, float("inf")), os.sched_getaffinity(0)
    os.sched_setaffinity(0, _first_processor())
    for _ in range(rounds):
        for name, work in asked.items():
            found[name] = min(found[name], work())
    os.sched_setaffinity(0, usual)
    return found


def _first_processor():
    return {min(os.sched_getaffinity(0))}
