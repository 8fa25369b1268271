"""A process gives memory back that was large once."""

import gc
import importlib
import json
import os
import subprocess
import sys

import pytest

from newsroom import memory
from tests.running import ROOT

HELD = """
import sys
from newsroom import memory
if sys.argv[1] == "little":
    assert memory.keep_little()
def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4
for size in (100_000, 1_000_000, 8_000_000):  # glibc learns what is large
    bytearray(b"x") * size
before, kept = held(), []
for _ in range(40):
    kept += [bytearray(b"x") * 1_000_000, bytearray(b"y") * 1000]
del kept[::2]
print(held() - before)
"""


@pytest.mark.skipif(not memory.keep_little(), reason="another C library than glibc")
def test_what_was_large_goes_back():
    def held(how):
        command = [sys.executable, "-c", HELD, how]
        return int(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)

    assert held("little") < 5_000 < held("as it comes")  # kilobytes


def test_another_c_library_is_left_alone(monkeypatch):
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _name: object())
    assert memory.keep_little() is False


def test_what_was_loaded_at_the_start_is_not_gone_through_again():
    try:
        memory.settle()
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()


def test_what_is_left_out_is_missing_for_a_while(monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with memory.without("colorsys", "json"):
        with pytest.raises(ImportError):
            importlib.import_module("colorsys")
        assert importlib.import_module("json") is json  # it was there before
    assert importlib.import_module("colorsys").rgb_to_hsv


def test_the_web_process_loads_no_driver_of_postgresql_on_sqlite(tmp_path):
    code = (
        "import sys, newsroom.wsgi, newsroom.backups.database, articles.desk.planning; "
        "print([name for name in ('psycopg', 'xlsxwriter', 'icalendar') if name in sys.modules])"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DEBUG": "1", "VAR": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.splitlines()[-1] == "[]"


HOLES = """
import sys
from newsroom import memory
def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4
blocks = [bytearray(b"x") * 20_000 for _ in range(2000)]
del blocks[::2]
before = held()
memory.give_back(None)
print(before - held())
"""


@pytest.mark.skipif(not memory.keep_little(), reason="another C library than glibc")
def test_holes_in_a_heap_go_back():
    said = subprocess.run([sys.executable, "-c", HOLES], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(said.stdout) > 10_000  # kilobytes, of the 20,000 that are free


def test_holes_go_back_every_ten_seconds(monkeypatch):
    class Library:
        trimmed = 0

        def malloc_trim(self, _pad):
            self.trimmed += 1

    library = Library()
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _name: library)
    monkeypatch.setattr(memory, "_given_at", 0)
    for moment in (100, 105, 111):
        monkeypatch.setattr(memory.time, "monotonic", lambda moment=moment: moment)
        memory.give_back(None)
    assert library.trimmed == 2


def test_a_c_library_that_gives_nothing_back_is_left_alone(monkeypatch):
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _name: object())
    monkeypatch.setattr(memory, "_given_at", -memory.EVERY)
    memory.give_back(None)
