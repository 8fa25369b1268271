"""A real site for a real browser: the server and worker as `manage.py serve` runs them, on a database of its own."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long enough word"
PATIENCE = 60  # seconds; what a test waits for comes much sooner, but on a machine that is busy with other things
ROLES = ("reporter", "editor", "section-head", "chief-editor", "photo-desk", "administrator")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

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


def shown(page, image):
    """Wait until the browser has the file of an image."""
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())


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

    def start(self):
        """Serve the site at its address; it answers when this returns."""
        serve = [sys.executable, "manage.py", "serve", "--port", self.url.rpartition(":")[2]]
        self.server = subprocess.Popen(serve, cwd=ROOT, env=self.environment, start_new_session=True)
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


def prepared(folder, fill=PEOPLE % (ROLES, PASSWORD)):
    """A newsroom that does not run yet, its data in `folder`; by itself with two sections and a login for each role, named
    as the role."""
    url = f"http://127.0.0.1:{free_port()}"
    environment = os.environ | {"VAR": str(folder), "SITE_URL": url, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    environment.pop("DATABASE_URL", None)
    site = Site(url, environment)
    site.manage("migrate", "-v0")
    site.manage("establish")
    site.manage("collectstatic", "--no-input", "-v0")
    site.filled = site.manage("shell", "-v0", "-c", fill)
    return site


@contextmanager
def running(site):
    try:
        site.start()
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory):
    """A newsroom as it is before its first day."""
    return prepared(tmp_path_factory.mktemp("newsroom"))


@pytest.fixture(scope="module")
def site(newsroom, tmp_path_factory):
    """The site of the tests of one file, which starts as the newsroom does: no file sees what another made."""
    folder = tmp_path_factory.mktemp("var")
    shutil.copytree(newsroom.environment["VAR"], folder, dirs_exist_ok=True)
    url = f"http://127.0.0.1:{free_port()}"
    with running(Site(url, newsroom.environment | {"VAR": str(folder), "SITE_URL": url})) as site:
        yield site


@pytest.fixture(scope="session")
def paper(tmp_path_factory):
    """A site of its own with every type of page; its `addresses` are tests/browser/pages.py's."""
    fill = "import json; from tests.browser import pages; print(json.dumps(pages.furnish()))"
    with running(prepared(tmp_path_factory.mktemp("paper"), fill)) as site:
        site.addresses = json.loads(site.filled.splitlines()[-1])
        yield site


@pytest.fixture(scope="session")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        yield browser
        browser.close()


def log_in(page, role):
    """Log in on the page of the login, and wait for the page that comes then."""
    enter(page, role)
    page.wait_for_url(lambda address: urlsplit(address).path == "/admin/")


def enter(page, role):
    """Send the login, on a page that may close by itself then."""
    page.fill("input[name=username]", role)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")


@pytest.fixture
def open_as(chromium, site):
    """open_as("editor") is a page on which that role is logged in; open_as(None) one of an anonymous reader. Any error
    that the browser's console shows fails the test, but for those that hold the words `forgiven`."""
    contexts, troubles = [], []

    def open_as(role, forgiven=None, **more):
        def heed(said):
            address = said.location.get("url", "")
            if said.type != "error" or (forgiven and forgiven in said.text):
                return
            if not address.endswith("/favicon.ico"):  # which it asks for by itself, where it shows a picture alone
                troubles.append(f"{page.url}: {said.text} {address}")

        context = chromium.new_context(base_url=site.url, locale="zh-CN", timezone_id="Asia/Shanghai", **more)
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        page.on("console", heed)
        if role:
            page.goto("/admin/login/")
            log_in(page, role)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert not troubles, json.dumps(troubles, ensure_ascii=False, indent=1)


def keeping(context, kept):
    """Let a reader's browser remember what she chose before."""
    context.add_init_script(f"localStorage.setItem('comfort', {json.dumps(json.dumps(kept))})")


@pytest.fixture
def turn_to(chromium, paper):
    """turn_to("front", "kk-arab") is a reader's page. No page may have an error or a report of the content policy."""
    contexts, troubles = [], []

    def turn_to(kind, language, kept=None, prepare=None, **more):
        context = chromium.new_context(base_url=paper.url, **({"viewport": {"width": 1280, "height": 900}} | more))
        contexts.append(context)
        if kept:
            keeping(context, kept)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: said.type in {"error", "warning"} and troubles.append(said.text))
        if prepare:
            prepare(page)
        answer = page.goto(paper.addresses[language][kind])
        status = {"missing": 404, "gone": 410}.get(kind, 200)
        assert answer.status == status
        if status != 200:
            troubles.clear()  # the browser says that the page is not there
        return page

    yield turn_to
    for context in contexts:
        context.close()
    assert troubles == []
