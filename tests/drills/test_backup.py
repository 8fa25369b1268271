"""A backup while editors write: put back elsewhere, it has all that was acknowledged before it began, and the site starts;
damaged in six ways, it is refused with the reason, and nothing is written."""

import json
import os
import subprocess
import sys
import threading
import time
from urllib.request import urlopen

from tests import postgres
from tests.drills.conftest import window
from tests.newsroom.backups import test_damage as damage
from tests.newsroom.backups.places import programs_of_postgresql
from tests.running import ROOT, Site, free_port, running, until

WRITERS, BEFORE = 4, 5
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
READ = """
import json
from articles.models import Article, Snapshot
print(json.dumps({
    "headlines": dict(Article.objects.values_list("pk", "headline")),
    "saves": dict(Article.objects.values_list("pk", "saves")),
    "kept": {pk: Snapshot.objects.filter(article=pk).count() for pk in Article.objects.values_list("pk", flat=True)},
}))
"""
DAMAGES = [
    (damage.cut_database, "database is cut off or was changed"),
    (damage.change_a_byte, "was changed"),
    (damage.lose_a_file, "is not there"),
    (damage.change_manifest, "manifest was changed after it was made"),
    (damage.cut_manifest, "manifest is cut off"),
    (damage.leave_the_folder, "names what no backup holds"),
]


def run(site, *words):
    line = [sys.executable, "manage.py", *map(str, words)]
    return subprocess.run(line, cwd=ROOT, env=site.environment, capture_output=True, text=True, check=False)


def read(site):
    return json.loads(site.manage("shell", "-v0", "-c", READ).splitlines()[-1])


class Writers(threading.Thread):
    """Editors who save one article after the other, and note which save was acknowledged."""

    def __init__(self, site, keys):
        super().__init__(daemon=True)
        self.keys, self.stop = keys, threading.Event()
        self.windows = [window(site, "editor") for _ in keys]
        self.acknowledged = dict.fromkeys(keys, 0)

    def run(self):
        threads = [threading.Thread(target=self.write, args=pair) for pair in zip(self.windows, self.keys, strict=True)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    def write(self, browser, key):
        address = f"/admin/articles/article/{key}/change/"
        while not self.stop.is_set():
            number = self.acknowledged[key] + 1
            if browser.post(address, browser.form(address) | {"headline": f"第{number}稿"}).status == 302:
                self.acknowledged[key] = number


def test_nothing_acknowledged_before_a_backup_is_lost_and_no_damaged_one_is_taken(
    site, database, figures, tmp_path, tmp_path_factory
):
    site.environment["PG_BIN"] = str(programs_of_postgresql())
    keys = json.loads(site.manage("shell", "-v0", "-c", MADE % WRITERS).splitlines()[-1])
    site.manage("file", _copy(tmp_path))
    folder = tmp_path / "backups"
    folder.mkdir()
    writers = Writers(site, keys)
    writers.start()
    until(lambda: min(writers.acknowledged.values()) >= BEFORE, 300)
    before = dict(writers.acknowledged)
    began = time.monotonic()
    made = run(site, "backup", folder)
    seconds = time.monotonic() - began
    during = sum(writers.acknowledged.values()) - sum(before.values())
    writers.stop.set()
    writers.join()
    assert made.returncode == 0, made.stderr

    place = _place(database, tmp_path / "place", tmp_path_factory)
    refused = 0
    backup = next(folder.glob("2*"))
    whole = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for do, reason in DAMAGES:
        do(backup)
        said = run(place, "restore", folder)
        assert said.returncode == 1, said.stdout
        assert "Nothing was written" in said.stderr, said.stderr
        assert reason in said.stderr
        refused += not list((tmp_path / "place").glob("*/??/*"))
        for path, data in whole.items():
            path.write_bytes(data)

    said = run(place, "restore", folder)
    assert said.returncode == 0, said.stderr
    there = read(place)
    lost = sum(int(there["headlines"][str(key)][1:-1]) < before[key] for key in keys)
    partial = sum(there["saves"][str(key)] != there["kept"][str(key)] for key in keys)
    with running(place):
        assert urlopen(place.url).status == 200  # noqa: S310 (our own address)
        form = window(place, "editor").form(f"/admin/articles/article/{keys[0]}/change/")
        assert form["headline"] == there["headlines"][str(keys[0])]
    figures(
        seconds=round(seconds, 1),
        saved_meanwhile=during,
        lost=lost,
        partial=partial,
        refused=f"{refused} of {len(DAMAGES)}",
    )
    assert (lost, partial, refused) == (0, 0, len(DAMAGES))


def _copy(folder):
    path = folder / "copy.txt"
    path.write_text("河谷里下雪\n雪川新闻网讯(记者 林知夏)3月10日,河谷里下了今年第一场雪。\n", "utf-8")
    return str(path)


def _place(database, folder, tmp_path_factory):
    """An empty place for the site, that does not run yet."""
    environment = {
        "VAR": str(folder),
        "PG_BIN": str(programs_of_postgresql()),
        "SECRET_KEY": "another key, as the first is gone" * 2,
    }
    if database == "postgresql":
        environment["DATABASE_URL"] = postgres.start(f"{tmp_path_factory.mktemp('place')}/postgresql")
    url = f"http://127.0.0.1:{free_port()}"
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return Site(url, kept | environment | {"SITE_URL": url, "DJANGO_SETTINGS_MODULE": "newsroom.settings"})
