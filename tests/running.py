"""A site that runs as `manage.py serve` runs it, web server and worker, on a database of its own."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from newsroom.management.commands.serve import programs

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "a long enough word"
PATIENCE = 60  # seconds; what a test waits for comes much sooner, but on a machine that is busy with other things
ROLES = ("reporter", "editor", "section-head", "chief-editor", "photo-desk", "administrator")

PEOPLE = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from articles.models import Section
from newsroom.models import Masthead, Reporter
Masthead.objects.update(name="雪川新闻网", outlet="雪川新闻网", publisher="雪川地区融媒体中心")
for position, (slug, name) in enumerate([("news", "要闻"), ("livelihood", "民生")], 1):
    Section.objects.create(masthead_id="zh-hans", slug=slug, name=name, position=position)
for number, role in enumerate(%r):
    user = get_user_model().objects.create_user(role, password=%r, is_staff=True, last_name="职", first_name="员甲乙丙丁戊己"[number])
    user.groups.add(Group.objects.get(name=role))
Reporter.objects.create(name="林知夏", user=get_user_model().objects.get(username="reporter"))
"""


def until(true, seconds=2 * PATIENCE):
    """Wait for the worker, the pulse or another process: until `true()` is. Returns what it gave."""
    end = time.monotonic() + seconds
    while not (met := true()):
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.2)
    return met


def is_running(pid):
    """Whether there is a process of this number that has not ended."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@dataclass
class Site:
    """The running site: its address and data folder, what filling it said, and `manage`, which runs a command on it and
    returns what it printed."""

    url: str
    environment: dict
    filled: str = ""
    server: subprocess.Popen | None = None

    def manage(self, *arguments):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def start(self, worker=True):
        """Serve the site at its address, without its `worker` where told so; it answers when this returns."""
        port = self.url.rpartition(":")[2]
        command = (
            [sys.executable, "manage.py", "serve", "--port", port] if worker else programs("127.0.0.1", port)["web"]
        )
        self.server = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        until(self.answers)

    def answers(self):
        assert self.server.poll() is None, "the server ended"
        try:
            urlopen(self.url, timeout=10).close()  # noqa: S310 (our own address)
        except (URLError, OSError):
            return False
        return True

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(PATIENCE)

    def kill(self):
        """End the server and all that it runs, as a power cut would: nothing is asked to end, nothing is written."""
        # each of its programs leads a process group of its own
        listed = subprocess.run(["pgrep", "-P", str(self.server.pid)], capture_output=True, text=True, check=True)
        for leader in [self.server.pid, *map(int, listed.stdout.split())]:  # the one that would start them again first
            os.killpg(leader, signal.SIGKILL)
        self.server.wait(PATIENCE)


def free_port():
    """A port that nobody listens at, and that no outgoing connection gets before the site is up, or while it is down."""
    for port in random.sample(range(20_000, 32_000), 100):  # below those that systems hand out by themselves
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")


def prepared(folder, fill=PEOPLE % (ROLES, PASSWORD), database=None):
    """A newsroom that does not run yet, its data in `folder` and in the `database` of a DATABASE_URL, if not SQLite; by
    itself with two sections and a login for each role, named as the role."""
    url = f"http://127.0.0.1:{free_port()}"
    environment = os.environ | {"VAR": str(folder), "SITE_URL": url, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    environment.pop("DATABASE_URL", None)
    if database:
        environment["DATABASE_URL"] = database
    site = Site(url, environment)
    site.manage("migrate", "-v0")
    site.manage("establish")
    site.manage("collectstatic", "--no-input", "-v0")
    site.filled = site.manage("shell", "-v0", "-c", fill)
    return site


@contextmanager
def running(site, worker=True):
    """Serve the site, without its `worker` where told so; end it afterwards."""
    try:
        site.start(worker)
        yield site
    finally:
        site.stop()
