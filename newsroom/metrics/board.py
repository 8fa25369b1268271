"""What the processes of a box have counted: a file for each, and one for those that have ended."""

import contextlib
import json
import mmap
import os
import threading

from django.conf import settings

from newsroom import sweeper
from newsroom.asked import KINDS
from newsroom.locks import locked

STEPS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds, the buckets of how long an answer took
STATES = ("hit", "stale", "miss", "bypass")
_REQUESTS = [("newsroom_requests_total", f'kind="{kind}",status="{n}xx"') for kind in KINDS for n in range(1, 6)]
_SECONDS = [
    ("newsroom_request_seconds" + part, f'kind="{kind}"' + more)
    for kind in KINDS
    for part, more in [*(("_bucket", f',le="{step}"') for step in (*STEPS, "+Inf")), ("_sum", ""), ("_count", "")]
]
_PAGES = [("newsroom_pages_total", f'answer="{state}"') for state in STATES]
SERIES = [f"{name}{{{labels}}}" for name, labels in [*_REQUESTS, *_SECONDS, *_PAGES]]
_PLACE = {series: place for place, series in enumerate(SERIES)}
_REQUEST_PLACE = {
    (kind, str(n)): _PLACE[f'newsroom_requests_total{{kind="{kind}",status="{n}xx"}}']
    for kind in KINDS
    for n in range(1, 6)
}
_SECONDS_PLACE = {kind: _PLACE[f'newsroom_request_seconds_bucket{{kind="{kind}",le="{STEPS[0]}"}}'] for kind in KINDS}
_PAGE_PLACE = {state: _PLACE[f'newsroom_pages_total{{answer="{state}"}}'] for state in STATES}
INFINITE, SUM, COUNT = len(STEPS), len(STEPS) + 1, len(STEPS) + 2  # after the bucket of the first step
HEAD = json.dumps(SERIES).encode()
HEAD += b" " * (-(len(HEAD) + 1) % 8) + b"\n"  # so that the numbers stand at multiples of eight

_lock = threading.Lock()
_board = None  # the numbers of this process, and the file that holds its lock
_held = None


def count(kind, status, state, seconds):
    """Count an answer: what kind of address, the first digit of its status, how the page cache came by it ("" where it was
    not asked), and how long it took."""
    with _lock:
        board = _board if _board is not None else _open()
        board[_REQUEST_PLACE.get((kind, status), _REQUEST_PLACE[kind, "5"])] += 1
        first = _SECONDS_PLACE[kind]
        step = next((place for place, step in enumerate(STEPS) if seconds <= step), INFINITE)
        board[first + step] += 1  # in its own bucket alone; added up when they are read
        board[first + SUM] += seconds
        board[first + COUNT] += 1
        if state:
            board[_PAGE_PLACE[state]] += 1


def counted():
    """(series → what all processes have counted in it, those that ended included; how many processes count now)."""
    folder = _folder()
    if not folder.is_dir():
        return {}, 0
    with locked(folder / "lock"):
        past = _past(folder)
        dead, living = [], []
        for path in folder.glob("*.counts"):
            (dead if sweeper.is_free(path) else living).append(path)
        for path in dead:
            _add(past, path)
        if dead:
            _write(folder, past)
        for path in dead:
            path.unlink(missing_ok=True)
        for path in living:
            _add(past, path)
    return past, len(living)


def _open():
    """Begin to count in a file of this process; in memory alone where the disk takes none."""
    global _board, _held
    folder, size = _folder(), len(HEAD) + 8 * len(SERIES)
    try:
        with locked(folder / "lock"):  # else who adds up could take it for one of the dead
            path = folder / f"{os.getpid()}-{os.urandom(4).hex()}.counts"
            _held = path.open("x+b")
            _held.write(HEAD + bytes(8 * len(SERIES)))  # written out: a hole kills who fills it on a full disk
            _held.flush()
            sweeper.lock(_held)
            memory = memoryview(mmap.mmap(_held.fileno(), size))
    except OSError:
        memory = memoryview(bytearray(size))
    _board = memory[len(HEAD) :].cast("d")
    return _board


def _add(numbers, path):
    """Add to `numbers` what a file has; it may be of another release, with other series."""
    with contextlib.suppress(OSError, ValueError):
        head, _newline, _rest = (data := path.read_bytes()).partition(b"\n")
        series = json.loads(head)
        for name, value in zip(series, memoryview(data)[len(head) + 1 :].cast("d"), strict=True):
            numbers[name] = numbers.get(name, 0.0) + value


def _past(folder):
    try:
        return json.loads((folder / "past.json").read_bytes())
    except (OSError, ValueError):
        return {}


def _write(folder, past):
    part = folder / "past.part"
    part.write_text(json.dumps(past))
    part.replace(folder / "past.json")


def _folder():
    return settings.VAR / "metrics"
