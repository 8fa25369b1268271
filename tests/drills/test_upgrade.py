"""A release is changed, and changed back, while readers read and editors save: behind a real nginx, with the services as
they are installed. Nothing that was asked may go unanswered, and nothing that was saved may be lost."""

import http.client
import json
import re
import shutil
import ssl
import threading
import time
from contextlib import contextmanager

import pytest

from bench.ground.browser import Answer, Browser
from tests import postgres
from tests.deploy.trial import HOST, Trial
from tests.newsroom.backups.places import programs_of_postgresql
from tests.running import PASSWORD, PEOPLE, ROLES, ROOT, until

pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
READERS, EDITORS = 6, 2
PATHS = ("/", "/sections/news/", "/search/?q=%E9%9B%AA", "/feeds/latest.rss", "/robots.txt")
MADE = """
import json
from articles.desk import saving
from articles.models import Article, Section
keys = []
for number in range(%d):
    article = Article.objects.create(headline="河谷里下了今年第一场雪", body="<p>正文。</p>", section=Section.objects.get(slug="news"))
    saving.begin(article, None)
    keys.append(article.pk)
print(json.dumps(keys))
"""
BUMPED = "from newsroom import edition; edition.bump()"
READ = "import json; from articles.models import Article; print(json.dumps([a.body for a in Article.objects.order_by('pk')]))"
UNSAFE = ssl._create_unverified_context()  # noqa: S323 (the certificate is the provisional one)


class Window(Browser):
    """A reader's or editor's window, over TLS as nginx has it: a new connection for each request."""

    def _ask(self, method, address, body=None, kind=None):
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=UNSAFE)
        headers = {"Host": HOST, "Connection": "close", "Referer": f"https://{HOST}/admin/"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind:
            headers["Content-Type"] = kind
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, answer.headers.get("Location", ""), text)

    def log_in(self):
        form = self.form("/admin/login/") | {"username": "editor", "password": PASSWORD}
        answer = self.post("/admin/login/", form)
        assert answer.status == 302, answer.text[:500]


@contextmanager
def installed(folder, database):
    """A Trial whose services run, with a login for each role."""
    trial = Trial(folder / "machine", services=True).prepare()
    url = postgres.start(f"{folder}/postgresql") if database == "postgresql" else "sqlite"
    try:
        trial.newsroom("install", "--host", HOST, "--database", url)
        if (
            database == "postgresql"
        ):  # an upgrade begins with a backup, which this machine's own pg_dump may be too old for
            with trial.path("etc/newsroom/newsroom.env").open("a") as settings:
                settings.write(f"PG_BIN={programs_of_postgresql()}\n")
            trial.newsroom("restart")
        trial.newsroom("manage", "shell", "-v0", "-c", f"{PEOPLE % (ROLES, PASSWORD)}{BUMPED}")
        yield trial
    finally:
        trial.newsroom("uninstall", check=False)
        trial.systemctl("stop", "nginx")


@pytest.fixture(scope="module")
def trial(database, tmp_path_factory):
    with installed(tmp_path_factory.mktemp("upgrade"), database) as trial:
        yield trial


class Load:
    """Readers and editors who go on until `stop` is set, and what became of what they asked."""

    def __init__(self, port, articles):
        self.port, self.articles = port, articles
        self.stop = threading.Event()
        self.answered, self.lost, self.slowest = [0, 0], [], 0.0
        self.saved = dict.fromkeys(articles, 0)
        self.began = time.monotonic()
        self.lock = threading.Lock()

    def note(self, kind, began, what):
        with self.lock:
            self.answered[kind] += 1
            self.slowest = max(self.slowest, time.monotonic() - began)
            if what:
                self.lost.append(f"{what}, {began - self.began:.1f} s after the first")

    def read(self):
        window = Window(self.port)
        while not self.stop.is_set():
            for path in PATHS:
                began = time.monotonic()
                try:
                    answer = window.get(path)
                    self.note(0, began, None if answer.status == 200 else f"{path} {answer.status}")
                except (OSError, http.client.HTTPException) as error:
                    self.note(0, began, f"{path} {error!r}")
                time.sleep(0.02)

    def save(self, article):
        window = Window(self.port)
        window.log_in()
        address = f"/admin/articles/article/{article}/change/"
        while not self.stop.is_set():
            number = self.saved[article] + 1
            try:
                began = time.monotonic()
                form = window.get(address)
                self.note(1, began, None if form.status == 200 else f"form {form.status}")
                began = time.monotonic()
                answer = window.post(address, form.fields() | {"body": f"<p>第{number}次保存。</p>"})
                self.note(1, began, None if answer.status == 302 else f"save {answer.status}")
                if answer.status == 302:
                    self.saved[article] = number
            except (OSError, http.client.HTTPException) as error:
                self.note(1, began, f"desk {error!r}")
            time.sleep(0.1)

    @contextmanager
    def going_on(self):
        threads = [threading.Thread(target=self.read) for _ in range(READERS)]
        threads += [threading.Thread(target=self.save, args=(article,)) for article in self.articles]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self.stop.set()
            for thread in threads:
                thread.join(120)


def test_a_release_is_changed_and_changed_back_under_load(trial, figures, tmp_path):
    articles = json.loads(trial.newsroom("manage", "shell", "-v0", "-c", MADE % EDITORS).stdout.splitlines()[-1])
    new = tmp_path / "new"
    ignored = shutil.ignore_patterns(".git", ".venv", "var", "tests", "__pycache__")
    shutil.copytree(ROOT, new, ignore=ignored, symlinks=True)
    told = new / "articles" / "public" / "crawlers.py"
    told.write_text(
        told.read_text("utf-8").replace('    "AI2Bot",', '    "AI2Bot",\n    "BotOfTheNewRelease",'), "utf-8"
    )
    of_new = lambda: "BotOfTheNewRelease" in Window(trial.https).get("/robots.txt").text  # noqa: E731
    load = Load(trial.https, articles)
    with load.going_on():
        until(lambda: min(load.saved.values()) > 2 and load.answered[0] > 100)
        began = time.monotonic()
        trial.newsroom("upgrade", source=new)
        changed = time.monotonic() - began
        assert of_new()
        time.sleep(3)
        trial.newsroom("back", source=trial.path("srv/newsroom/current").resolve())
        assert not of_new()
        time.sleep(3)
    bodies = json.loads(trial.newsroom("manage", "shell", "-v0", "-c", READ).stdout.splitlines()[-1])
    kept = [int(re.search(r"第(\d+)次保存", body).group(1)) for body in bodies]
    not_saved = sum(max(0, load.saved[article] - number) for article, number in zip(articles, kept, strict=True))
    figures(
        requests_of_readers=load.answered[0],
        requests_of_editors=load.answered[1],
        lost=len(load.lost),
        saves=sum(load.saved.values()),
        saves_lost=not_saved,
        slowest_seconds=round(load.slowest, 2),
        upgrade_seconds=round(changed),
    )
    assert load.lost == []
    assert not_saved == 0
