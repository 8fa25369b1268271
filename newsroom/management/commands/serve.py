"""Started by manage.py before Django's apps are loaded: nothing here may need them."""

import http.client
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.log import configure_logging

from newsroom import checks, cores, env, ports

log = logging.getLogger("newsroom.serve")
PAUSE = 2  # seconds before a process that died is started again, where it died within
STEADY = 10  # seconds of its start; what ran longer starts again at once
HEADWAY = 5  # seconds at most by which the web server starts before the worker
GRACE = 8  # seconds that processes have to end by themselves


class Command(BaseCommand):
    help = "Serve the site and run its worker, both until Ctrl-C."
    requires_system_checks = [checks.SETTINGS]  # the worker asks for all of them

    def add_arguments(self, parser):
        parser.add_argument(
            "--host", default="127.0.0.1", help="The address to listen at (default: this machine only)."
        )
        parser.add_argument("--port", default="8000", help="The port to listen at (default: 8000).")

    def handle(self, host, port, **options):
        configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
        if reason := ports.why_not(host, port):
            raise CommandError(reason, returncode=2)
        site = env.text("SITE_URL", f"http://localhost:{port}").rstrip("/")
        stop = threading.Event()
        for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: stop.set())
        if os.name == "posix" and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup ignores it
            signal.signal(signal.SIGHUP, lambda *_: stop.set())
        threading.Thread(target=self.announce, args=(site, host, int(port), stop), daemon=True).start()
        environment = os.environ | {"SITE_URL": site}
        supervise(programs(host, port), environment, stop, lambda: answers(host, int(port)))

    def announce(self, site, host, port, stop):
        """Print the addresses and the demo logins as soon as the site answers."""
        while not answers(host, port):
            if stop.wait(0.2):
                return
        lines = ["", f"The site:  {site}/", f"The desk:  {site}/admin/", *logins(settings.VAR / "demo-logins.json")]
        self.stdout.write("\n".join([*lines, "", "Ctrl-C stops it.", ""]))
        self.stdout.flush()


def programs(host, port):
    """name → command line of what makes up the running site."""
    web = f"--interface wsgi --no-ws --workers {cores.WEB} --blocking-threads 32 --respawn-failed-workers --workers-kill-timeout 5"
    return {
        "web": [sys.executable, "-m", "granian", *web.split(), "--log-level", "warning"]
        + ["--host", host, "--port", str(port), "newsroom.wsgi:application"],
        "worker": [sys.executable, "manage.py", "worker"],
    }


def supervise(commands, environment, stop, is_up=lambda: True):
    """Keep every program of `commands` running until `stop` is set, then end them all. The first is started before the
    others, which wait until it `is_up`, a little while at most: on a small machine readers come first."""
    running, began = {}, {}
    try:
        for name, command in commands.items():
            if running:
                give_time(is_up, stop)
            running[name], began[name] = start(command, environment), time.monotonic()
        while not stop.wait(0.3):
            for name, process in running.items():
                if process.poll() is None:
                    continue
                pause = PAUSE if time.monotonic() - began[name] < STEADY else 0
                log.error("%s ended with code %s; it starts again in %s s", name, process.returncode, pause)
                kill(process)
                if not stop.wait(pause):
                    running[name], began[name] = start(commands[name], environment), time.monotonic()
    finally:
        end(running.values())


def give_time(is_up, stop):
    """Wait until `is_up()`, or `stop` is set, or the time is over."""
    latest = time.monotonic() + HEADWAY
    while not is_up() and not stop.wait(0.1) and time.monotonic() < latest:
        pass


def start(command, environment):
    """Start a program in a process group of its own: a Ctrl-C is ours to pass on."""
    posix = os.name == "posix"
    apart = {"start_new_session": True} if posix else {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, **apart)


def end(processes):
    """Ask all to end, and leave none after the time of grace."""
    for process in processes:
        process.send_signal(signal.SIGTERM if os.name == "posix" else signal.CTRL_BREAK_EVENT)
    latest = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0, latest - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("process %s did not end by itself", process.pid)
        kill(process)


def kill(process):
    """End a program and whatever it has started."""
    try:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):  # nothing is left of it
        pass
    process.wait()


def answers(host, port):
    """Whether a web server answers there, whatever it says. The question makes its first worker warm."""
    connection = http.client.HTTPConnection({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port, timeout=5)  # noqa: S104
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def logins(path: Path):
    """Lines of a table with the demo's logins; none where the site has no demo."""
    if not path.exists():
        return []
    table = json.loads(path.read_text(encoding="utf-8"))
    rows = [f"  {one['username']:<16}{one['password']:<16}{one.get('label', '')}".rstrip() for one in table.values()]
    return ["", "Demo logins:", *rows]
