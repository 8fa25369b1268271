"""`manage.py serve`: the site and its worker start together, stay together, and stop together."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import psutil
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from newsroom import ports
from newsroom.management.commands import serve
from tests.running import is_running, until

posix = pytest.mark.skipif(os.name != "posix", reason="signals and process groups")


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_a_taken_port_is_said_in_one_line_before_anything_starts(taken):
    with pytest.raises(CommandError, match=f"^Port {taken} is taken") as error:
        call_command("serve", port=str(taken))
    assert error.value.returncode == 2


def test_make_asks_for_the_port_with_nothing_but_python(taken):
    command = [sys.executable, "-I", "-S", str(settings.BASE_DIR / "newsroom" / "ports.py"), "127.0.0.1", str(taken)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"Port {taken} is taken" in done.stderr


@pytest.mark.parametrize("port", ["", "0", "65536", "eighty", "-1"])
def test_what_is_no_port_is_said_so(port):
    assert "PORT must be a number" in ports.why_not("127.0.0.1", port)


def test_a_free_port_is_fine():
    assert ports.why_not("127.0.0.1", free_port()) is None


def test_the_demo_logins_are_a_table_and_none_without_a_demo(tmp_path):
    assert serve.logins(tmp_path / "demo-logins.json") == []
    kept = {"chief-editor": {"username": "chief-editor", "password": "secret", "name": "石溪", "label": "总编辑"}}
    (tmp_path / "demo-logins.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    *_title, line = serve.logins(tmp_path / "demo-logins.json")
    assert line.split() == ["chief-editor", "secret", "总编辑"]


def test_it_needs_none_of_the_apps_that_its_programs_load():
    code = "from django.apps import apps; from newsroom.management.commands import serve; print(apps.apps_ready)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=settings.BASE_DIR)
    assert (done.stdout, done.stderr) == ("False\n", "")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("SECRET_KEY", "short", "newsroom.E006"), ("AI_CRAWLERS", "maybe", "newsroom.E010"), ("LOG_FORMAT", "x", "E023")],
)
def test_a_setting_that_is_refused_is_said_before_anything_starts(tmp_path, name, value, said):
    environment = os.environ | {"VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "newsroom.settings", name: value}
    command = [sys.executable, "manage.py", "serve", "--port", str(free_port())]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=settings.BASE_DIR, timeout=60)
    assert done.returncode == 1
    assert said in done.stderr and "Traceback" not in done.stderr


def supervised(commands, until):
    """Supervise `commands` until `until()` is true, in a minute at most."""
    stop = threading.Event()

    def watch():
        latest = time.monotonic() + 60
        while not until() and time.monotonic() < latest:
            time.sleep(0.02)
        stop.set()

    threading.Thread(target=watch).start()
    serve.supervise(commands, dict(os.environ), stop)


@posix
def test_a_program_that_dies_is_started_again(tmp_path, monkeypatch):
    monkeypatch.setattr(serve, "PAUSE", 0.05)
    log = tmp_path / "log"
    dies = [sys.executable, "-c", "import sys; print('x', file=open(sys.argv[1], 'a'))", str(log)]
    supervised({"dies": dies}, lambda: log.exists() and log.read_text().count("x") >= 2)
    assert log.read_text().count("x") >= 2


@posix
def test_what_had_run_for_a_while_is_started_again_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(serve, "PAUSE", 600)
    monkeypatch.setattr(serve, "STEADY", 0)
    log = tmp_path / "log"
    dies = [sys.executable, "-c", "import sys; print('x', file=open(sys.argv[1], 'a'))", str(log)]
    supervised({"dies": dies}, lambda: log.exists() and log.read_text().count("x") >= 2)
    assert log.read_text().count("x") >= 2


@posix
def test_a_program_that_will_not_end_is_ended_with_all_it_started(tmp_path, monkeypatch):
    monkeypatch.setattr(serve, "GRACE", 0.3)
    pids = tmp_path / "pids"
    code = (
        "import os, signal, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "os.fork()\n"
        "print(os.getpid(), file=open(sys.argv[1], 'a'), flush=True)\n"
        "time.sleep(60)"
    )
    supervised(
        {"stubborn": [sys.executable, "-c", code, str(pids)]},
        lambda: pids.exists() and len(pids.read_text().split()) == 2,
    )
    found = [int(pid) for pid in pids.read_text().split()]
    assert len(found) == 2
    # the grandchild is nobody's to wait for: it is gone as soon as the system has seen to it
    assert until(lambda: not [pid for pid in found if is_running(pid)], seconds=60)


@posix
@pytest.mark.skipif(connection.vendor != "sqlite", reason="once is enough")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_site_answers_its_clock_ticks_and_one_signal_stops_all_of_it(tmp_path, how):
    environment = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "DATABASE_URL")}
    environment |= {"VAR": str(tmp_path), "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    python = [sys.executable, "manage.py"]
    ready = {"cwd": settings.BASE_DIR, "env": environment, "check": True}
    subprocess.run([*python, "migrate", "--verbosity", "0"], **ready)
    subprocess.run([*python, "establish"], **ready)
    port = free_port()
    started = subprocess.Popen(
        [*python, "serve", "--port", str(port)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert until(lambda: fetch(f"http://localhost:{port}/healthz") == 200, seconds=120)
        assert fetch(f"http://localhost:{port}/") == 200
        family = psutil.Process(started.pid).children(recursive=True)
        assert len(family) >= 3
        started.send_signal(how)
        assert started.wait(60) == 0
        assert until(lambda: not any(child.is_running() for child in family), seconds=60)
        said = started.stdout.read()
        assert f"http://localhost:{port}/admin/" in said
    finally:
        started.kill()


def fetch(address):
    """The status of an address, None where nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None
