"""The database is gone for 20 seconds, the disk is full for 20 seconds, while readers read and editors save."""

import http.client
import json
import os
import sqlite3
import subprocess
import threading
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests import postgres
from tests.drills.conftest import window
from tests.newsroom.backups.places import programs_of_postgresql
from tests.running import prepared, until

SECONDS = 20
READERS, EDITORS = 4, 3
DISK = 500  # MB
ROOM = 64 * 1024
MADE = """
import json
from articles.desk import saving
from articles.models import Article, Section
section = Section.objects.get(slug="news")
made = [Article.objects.create(headline="第0稿", body="<p>雪。</p>", section=section) for _ in range(%d)]
for article in made:
    saving.begin(article, None)
print(json.dumps([article.pk for article in made]))
"""
READ = "import json; from articles.models import Article; print(json.dumps(dict(Article.objects.values_list('pk', 'headline'))))"
ADDRESSES = [
    "/",
    "/sections/news/",
    "/sections/livelihood/",
    "/feeds/latest.rss",
    "/photos/",
    "/corrections/",
    "/robots.txt",
]


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    """A disk of its own for the site and its database, where this user may mount one; else a folder."""
    folder = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}m,mode=755", "tmpfs", str(folder)]
    is_apart = os.name == "posix" and os.geteuid() == 0 and subprocess.run(mount, check=False).returncode == 0
    yield folder, is_apart
    if is_apart:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture(scope="module")
def newsroom(database, disk):
    """As that of all drills, on that disk."""
    folder = disk[0] / database
    (folder / "var").mkdir(parents=True)
    url = postgres.start(f"{folder}/postgresql") if database == "postgresql" else None
    return prepared(folder / "var", database=url)


class Reader(threading.Thread):
    """Reads one page after the other, as many know them."""

    def __init__(self, site, stop):
        super().__init__(daemon=True)
        self.port, self.stop, self.asked, self.failed = int(site.url.rpartition(":")[2]), stop, 0, []

    def run(self):
        while not self.stop.is_set():
            address = ADDRESSES[self.asked % len(ADDRESSES)]
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                connection.request("GET", address)
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    self.failed.append((address, answer.status))
            except OSError as error:
                self.failed.append((address, repr(error)))
            finally:
                connection.close()
            self.asked += 1
            time.sleep(0.01)


class Editor(threading.Thread):
    """Saves her article again and again, and the same words again where she was told that they are not saved."""

    def __init__(self, site, key, stop):
        super().__init__(daemon=True)
        self.window, self.stop = window(site, "editor"), stop
        self.address = f"/admin/articles/article/{key}/change/"
        self.key, self.saved, self.told, self.untold = key, 0, 0, []

    def run(self):
        form = None
        while not self.stop.is_set():
            words = f"第{self.saved + 1}稿"
            try:
                form = form or self.window.form(self.address)
                if "headline" not in form:  # the page could not be shown: it tries again by itself
                    form = None
                    time.sleep(0.5)
                    continue
                answer = self.window.post(self.address, form | {"headline": words})
            except OSError as error:
                self.untold.append(repr(error))
                continue
            if answer.status == 302:
                self.saved += 1
                form = None
            elif answer.status == 503 and "没有保存" in answer.text and words in answer.text:
                self.told += 1
                time.sleep(0.5)
            elif answer.choices():  # what she had called not saved was saved after all: the newest is what she wrote
                form = None
            else:
                self.untold.append((answer.status, answer.text[:300]))
                time.sleep(0.5)


def while_people_work(site, trouble):
    """Readers and editors work before, during and after `trouble()`; what they met."""
    for address in ADDRESSES * 12:  # both processes have each page
        urlopen(site.url + address).close()  # noqa: S310 (our own address)
    keys = json.loads(site.manage("shell", "-v0", "-c", MADE % EDITORS).splitlines()[-1])
    stop = threading.Event()
    readers = [Reader(site, stop) for _ in range(READERS)]
    editors = [Editor(site, key, stop) for key in keys]
    for one in [*editors, *readers]:
        one.start()
    until(lambda: all(one.saved >= 2 for one in editors))
    met = trouble()
    before = [one.saved for one in editors]
    until(lambda: all(one.saved > count for one, count in zip(editors, before, strict=True)))
    until(lambda: is_well(site))
    stop.set()
    for one in [*editors, *readers]:
        one.join()
    there = json.loads(site.manage("shell", "-v0", "-c", READ).splitlines()[-1])
    lost = sum(int(there[str(one.key)][1:-1]) < one.saved for one in editors)
    asked, failed = sum(one.asked for one in readers), [what for one in readers for what in one.failed]
    return {
        "reads": asked,
        "answered": round(100 * (1 - len(failed) / asked), 3),
        "saved": sum(one.saved for one in editors),
        "lost": lost,
        "told": sum(one.told for one in editors),
        "untold": [what for one in editors for what in one.untold],
        "failed": failed,
        "met": met,
    }


def is_well(site):
    try:
        said = json.loads(urlopen(f"{site.url}/healthz").read())  # noqa: S310 (our own address)
    except URLError as error:
        said = json.loads(error.read()) if hasattr(error, "read") else {}
    return said.get("database") == said.get("clock") == "ok"


def check(found, figures):
    figures(
        **{name: value for name, value in found.items() if name not in ("untold", "failed")},
        untold=len(found["untold"]),
    )
    assert found["untold"] == []
    assert found["lost"] == 0
    assert found["answered"] >= 99.9, found["failed"][:10]


def stopped(folder):
    """PostgreSQL is stopped as by a power cut, and comes back."""
    options = (folder / "postmaster.opts").read_text().strip().partition(" ")[2]

    def control(*words):
        user = "pgserver" if os.geteuid() == 0 else None
        line = [str(Path(programs_of_postgresql()) / "pg_ctl"), "-w", "-t", "300", "-D", str(folder), *words]
        with (folder.parent / "pg_ctl.out").open("ab") as output:
            subprocess.run(line, check=True, stdout=output, stderr=output, user=user, cwd="/", timeout=320)

    def trouble():
        try:
            control("-m", "immediate", "stop")
            time.sleep(SECONDS)
        finally:
            control("-l", str(folder / "log"), "-o", options, "start")
        return "stopped"

    return trouble


def held(path):
    """Somebody else holds the SQLite file, so that nobody can write, and lets go again after longer than anybody waits."""

    def trouble():
        database = sqlite3.connect(path, timeout=60, isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        time.sleep(SECONDS + 4)
        database.execute("ROLLBACK")
        database.close()
        return "locked"

    return trouble


def test_the_database_is_gone_for_20_seconds(site, database, disk, figures):
    folder = disk[0] / database
    trouble = stopped(folder / "postgresql") if database == "postgresql" else held(folder / "var" / "newsroom.sqlite3")
    check(while_people_work(site, trouble), figures)


def test_the_disk_is_full_for_20_seconds(site, database, disk, figures):
    folder, is_apart = disk
    if not is_apart:
        pytest.skip("only root may mount a disk that is filled")

    def trouble():
        with (folder / "filler").open("wb") as filler:
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:  # what is freed meanwhile is taken again
                try:
                    filler.write(bytes(ROOM))
                    filler.flush()
                except OSError:
                    time.sleep(0.05)
        (folder / "filler").unlink()
        return "full"

    check(while_people_work(site, trouble), figures)
