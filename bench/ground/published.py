"""From the desk to readers: how soon a story stands on the front page of every web process, and how long an editor waits who
signs and publishes."""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.contrib.auth.models import Group, User

from articles.desk import publishing, workflow
from articles.desk.rendering import fingerprint, freeze
from articles.desk.workflow import Verb
from articles.models import Article, Byline, ReviewStage, Section, photoplace
from ground.browser import Browser, login
from ground.processes import workers
from ground.site import ROOT
from media import uploads
from media.models import Photo, PhotoCredit
from media.tasks import make_renditions
from newsroom import roles
from newsroom.models import Reporter
from tests.cast import photo_file

PATIENCE = 20  # seconds for a story to be seen
PUBLISH = """
import json, time
from articles.desk.publishing import publish
from articles.models import Article
article = Article.objects.get(pk={number})
began = time.time()
publish(article)
print(json.dumps([began, time.time()]))
"""


class Desk:
    """Those who write, sign and publish on the measured site; by their `name` the desks of one site are told apart."""

    def __init__(self, name):
        self.users = {role: self._user(f"bench-{name}-{role}", role) for role in roles.LABELS}
        self.section = Section.objects.filter(masthead_id="zh-hans").first()
        self.reporter = Reporter.objects.create(name="顾青禾")
        self.articles = []
        self.made = User.objects.count() * 10  # no photo of two desks is the same

    def _user(self, name, role):
        user = User.objects.create_user(name, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        return user

    def article(self, photos=0):
        """A submitted article with so many photos, which waits for its last signature."""
        self.made += 1
        shots = [self._photo(number) for number in range(photos)]
        figures = "".join(
            f'<p>雪后。</p><figure data-photo="{one.pk}"><figcaption></figcaption></figure>' for one in shots
        )
        article = Article.objects.create(
            headline=f"第{self.made}条河谷公路通车",
            body=f"<p>12月27日,河谷公路通车。</p>{figures}",
            outlets="雪川新闻网-雪川地区融媒体中心",
            section=self.section,
            cover=shots[0] if shots else None,
            created_by=self.users["reporter"],
        )
        Byline.objects.create(article=article, reporter=self.reporter, role="记者", position=0)
        photoplace.write(article)
        self.act(article, Verb.SUBMIT, self.users["reporter"])
        stages = list(ReviewStage.objects.filter(is_active=True).select_related("group").order_by("position"))
        for stage in stages[:-1]:
            self.act(article, Verb.SIGN, self.users[stage.group.name])
        self.last = self.users[stages[-1].group.name]
        self.articles.append(article.pk)
        return article

    def leave(self):
        """Take off the site what was published here, so that the newest stories are the same as before."""
        for number in self.articles:
            publishing.withdraw(number)
        self.articles.clear()

    def act(self, article, verb, user):
        article = Article.objects.get(pk=article.pk)
        more = {"fingerprint": fingerprint(freeze(article))} if verb == Verb.SIGN else {}
        workflow.act(article, verb, user, **more)

    def _photo(self, number):
        file = photo_file(size=(1200 + self.made, 800 + number))  # no two are the same
        photo, _created = uploads.accept(file, self.users["photo-desk"])
        Photo.objects.filter(pk=photo.pk).update(caption="公路通车现场。", credited_from="typed")
        PhotoCredit.objects.create(photo=photo, role="记者", name=self.reporter.name, reporter=self.reporter)
        make_renditions.call(photo.pk)
        return photo


def visible(desk, port, found):
    """Publish a story from another program while all web processes have the front page: ms that publishing took, and ms
    from its end until each process showed it."""
    article = desk.article()
    desk.act(article, Verb.SIGN, desk.last)
    readers = connections(port, workers(found))
    for reader in readers.values():
        _front(reader)
    seen, stop = {}, time.monotonic() + PATIENCE
    watchers = [
        threading.Thread(target=_watch, args=(number, reader, article.headline, seen, stop))
        for number, reader in readers.items()
    ]
    for watcher in watchers:
        watcher.start()
    # told in a program that is ready before the clock starts: nobody starts Python to publish
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", PUBLISH.format(number=article.pk)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ,
    ).stdout
    for watcher in watchers:
        watcher.join()
    began, ended = json.loads(said.strip().splitlines()[-1])
    assert len(seen) == len(readers), f"seen by {len(seen)} of {len(readers)} web processes"
    return {
        "publishing": round((ended - began) * 1000, 1),
        "visible": [round((at - ended) * 1000, 1) for at in sorted(seen.values())],
    }


def _watch(number, reader, headline, seen, stop):
    while time.monotonic() < stop:
        if headline in _front(reader):
            seen[number] = time.time()
            return
        time.sleep(0.002)


def _front(reader):
    reader.request("GET", "/")
    return reader.getresponse().read().decode()


def connections(port, processes):
    """A connection to each of the web processes, by its number: which one answers, Linux knows."""
    found, tried = {}, []
    for _ in range(200):
        reader = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        _front(reader)
        tried.append(reader)
        holder = _holder(reader.sock.getsockname()[1], port, processes)
        if holder and holder not in found:
            found[holder] = reader
        if len(found) == len(processes):
            return found
    raise AssertionError(f"of {len(processes)} web processes {len(found)} answered")


def _holder(from_port, to_port, processes):
    """Which of the processes holds the other end of a connection."""
    wanted = f":{to_port:04X}", f":{from_port:04X}"
    rows = [line.split() for table in ("tcp", "tcp6") for line in _lines(f"/proc/net/{table}")]
    sockets = {f"socket:[{row[9]}]" for row in rows if row[1].endswith(wanted[0]) and row[2].endswith(wanted[1])}
    for number in processes:
        for handle in Path(f"/proc/{number}/fd").iterdir():
            try:
                if str(handle.readlink()) in sockets:
                    return number
            except OSError:
                continue
    return None


def _lines(path):
    return Path(path).read_text().splitlines()[1:] if Path(path).exists() else []


def sign_and_publish(desk, port, photos, runs):
    """The last signature and then publishing, as a browser sends them, of an article with so many photos: ms until the site
    has answered each, of the middle run."""
    browser, times = Browser(port, login(desk.last)), []
    for _ in range(runs):
        article = desk.article(photos)
        address = f"/admin/articles/article/{article.pk}/change/"
        taken = []
        for verb in (Verb.SIGN, Verb.PUBLISH):
            form = browser.form(address) | {"_verb": verb.value}
            began = time.perf_counter()
            answer = browser.post(address, form)
            taken.append((time.perf_counter() - began) * 1000)
            assert answer.status == 302, (verb, answer.status, answer.shown()[:2000])
        article.refresh_from_db()
        assert article.published_saves, "it was not published"
        times.append(taken)
    times.sort(key=sum)
    sign, publish = times[len(times) // 2]
    return {"photos": photos, "sign": round(sign, 1), "publish": round(publish, 1), "both": round(sign + publish, 1)}
