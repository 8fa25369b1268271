"""The web processes of a small machine stay on a processor each."""

import os
import subprocess
import sys

import pytest

from newsroom import cores
from tests.running import ROOT

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2, reason="needs Linux and two processors"
)
PROCESS = """
import os, sys, threading
from pathlib import Path
from django.conf import settings
settings.configure(VAR=Path(sys.argv[2]))
from newsroom import cores
os.sched_setaffinity(0, set(map(int, sys.argv[1].split(","))))
threading.Thread(target=threading.Event().wait, daemon=True).start()
mine = cores.settle()
print(sys.getswitchinterval(), mine, sorted({core for thread in os.listdir("/proc/self/task") for core in os.sched_getaffinity(int(thread))}), flush=True)
input()
"""


@pytest.fixture
def started(tmp_path):
    """started(cores): what a process says that settles where it may compute on these; it goes on until the end."""
    running = []

    def start(allowed):
        command = [sys.executable, "-c", PROCESS, ",".join(map(str, allowed)), str(tmp_path)]
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(process)
        return process.stdout.readline().strip()

    yield start
    for process in running:
        process.communicate("\n", timeout=30)


def test_processes_take_a_processor_each_with_all_their_threads(started):
    first, second = sorted(os.sched_getaffinity(0))[:2]
    assert [started([first, second]) for _ in range(3)] == [
        f"0.001 {first} [{first}]",
        f"0.001 {second} [{second}]",
        f"0.001 {first} [{first}]",
    ]


def test_a_machine_with_one_processor_has_nothing_to_choose(started):
    (first, *_rest) = sorted(os.sched_getaffinity(0))
    assert started([first]) == f"0.001 None [{first}]"


def test_a_machine_with_more_processors_than_web_processes_spreads_them_itself(monkeypatch):
    monkeypatch.setattr(cores, "WEB", 1)
    before = os.sched_getaffinity(0)
    interval = sys.getswitchinterval()
    try:
        assert cores.settle() is None
        assert os.sched_getaffinity(0) == before
    finally:
        sys.setswitchinterval(interval)
