"""Figures for a monitor: added up over all processes, those that ended included, on a port of their own."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.utils import timezone

from newsroom.metrics import board, figures, port
from newsroom.models import Beat
from tests.newsroom.test_serve import free_port


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    """A data folder of its own, and a process that has counted nothing yet."""
    settings.VAR = tmp_path
    monkeypatch.setattr(board, "_board", None)
    monkeypatch.setattr(board, "_held", None)
    yield tmp_path / "metrics"
    if board._held:
        board._held.close()


def counted_elsewhere(settings, times):
    """Let another process count a page `times` times, and end."""
    code = (
        "import django, sys; django.setup(); from pathlib import Path; from django.conf import settings\n"
        "settings.VAR = Path(sys.argv[1])\n"
        "from newsroom import metrics\n"
        "for _ in range(int(sys.argv[2])): metrics.count('page', '2', 'hit', 0.003)\n"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    arguments = [sys.executable, "-c", code, str(settings.VAR), str(times)]
    subprocess.run(arguments, check=True, env=environment, cwd=settings.BASE_DIR)


PAGES = 'newsroom_requests_total{kind="page",status="2xx"}'


def test_what_is_counted_is_told(folder):
    board.count("page", "2", "hit", 0.003)
    board.count("page", "2", "", 0.3)
    board.count("desk", "5", "", 20)
    counted, processes = board.counted()
    assert processes == 1
    assert counted[PAGES] == 2
    assert counted['newsroom_requests_total{kind="desk",status="5xx"}'] == 1
    assert counted['newsroom_pages_total{answer="hit"}'] == 1
    assert counted['newsroom_request_seconds_sum{kind="page"}'] == pytest.approx(0.303)


def test_processes_are_added_up_and_those_that_ended_are_not_forgotten(settings, folder):
    counted_elsewhere(settings, 5)
    board.count("page", "2", "hit", 0.003)
    assert board.counted()[0][PAGES] == 6
    assert len(list(folder.glob("*.counts"))) == 1  # that of the dead is added to the past
    assert board.counted() == board.counted()
    counted_elsewhere(settings, 2)
    assert (board.counted()[0][PAGES], board.counted()[1]) == (8, 1)


def test_a_file_of_another_release_counts_for_what_it_knows(folder):
    folder.mkdir(parents=True)
    head = json.dumps([PAGES, "newsroom_former_total{}"]).encode()
    head += b" " * (-(len(head) + 1) % 8) + b"\n"
    (folder / "1-a.counts").write_bytes(head + memoryview(bytearray(16)).tobytes())
    (folder / "2-b.counts").write_bytes(b"not one of ours")
    assert board.counted()[0] == {PAGES: 0.0, "newsroom_former_total{}": 0.0}


def test_a_disk_that_takes_nothing_keeps_nobody_from_counting(settings, tmp_path):
    (tmp_path / "metrics").write_text("a file where the folder would be")
    board.count("page", "2", "hit", 0.003)
    assert board._board is not None


@pytest.mark.django_db
def test_the_text_is_what_prometheus_reads(settings):
    Beat.objects.create(pk=1, at=timezone.now())
    for seconds in (0.0005, 0.003, 0.003, 99):
        board.count("page", "2", "miss", seconds)
    text = figures.text()
    for line in text.splitlines():
        assert re.fullmatch(r'# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? [0-9.e+-]+', line), line
    assert 'newsroom_request_seconds_bucket{kind="page",le="0.001"} 1\n' in text
    assert 'newsroom_request_seconds_bucket{kind="page",le="0.005"} 3\n' in text
    assert 'newsroom_request_seconds_bucket{kind="page",le="10.0"} 3\n' in text
    assert 'newsroom_request_seconds_bucket{kind="page",le="+Inf"} 4\n' in text
    assert 'newsroom_request_seconds_count{kind="page"} 4\n' in text
    for name in ("up", "edition", "overdue_stories", "clock_age_seconds", "disk_free_bytes", "processes"):
        assert re.search(rf"^newsroom_{name} \d", text, re.MULTILINE), name
    assert 'newsroom_tasks{state="waiting"} 0\n' in text
    assert text.count("# TYPE newsroom_request_seconds histogram") == 1


@pytest.mark.django_db
def test_a_database_that_is_away_is_a_figure(monkeypatch):
    from django.db import DatabaseError

    def away():
        raise DatabaseError("away")

    monkeypatch.setattr(figures.edition, "current", away)
    assert "newsroom_up 0\n" in figures.text()


def fetch(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_without_a_port_nobody_listens(settings):
    settings.METRICS_PORT = 0
    assert port.listen() is None


@pytest.mark.django_db(transaction=True)
def test_the_port_answers_and_one_process_has_it(settings, monkeypatch):
    settings.METRICS_PORT = free_port()
    Beat.objects.create(pk=1, at=timezone.now())
    server = port.listen()
    try:
        assert port.listen() is server
        at = f"http://127.0.0.1:{settings.METRICS_PORT}"
        status, text = fetch(f"{at}/metrics")
        assert (status, "newsroom_up 1\n" in text) == (200, True)
        status, text = fetch(f"{at}/healthz")
        assert (status, json.loads(text)["database"]) == (200, "ok")
        assert fetch(f"{at}/admin/")[0] == 404
        with monkeypatch.context() as another:
            another.setattr(port, "_server", None)
            assert port.listen() is None  # as another process would find it
    finally:
        port.close()


def test_counting_costs_next_to_nothing():
    board.count("page", "2", "hit", 0.003)
    began = time.perf_counter()
    for _ in range(10_000):
        board.count("page", "2", "hit", 0.003)
    assert (time.perf_counter() - began) / 10_000 < 50e-6  # about two microseconds on a quiet machine
