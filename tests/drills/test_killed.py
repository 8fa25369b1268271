"""Kill -9 of web server and worker at random moments of saving, signing, publishing and uploading: whatever anybody was told is
done is done, nothing is there by halves, and the record proves that it is whole."""

import json
import os
import random
import re

from django.utils import translation
from django.utils.translation import gettext as _

from tests.drills import killing
from tests.drills.conftest import window
from tests.running import until

KILLS = int(os.environ.get("DRILL_KILLS", "100"))
SAVERS = 3
MADE = """
import json
from articles.desk import saving
from articles.models import Article, Byline, Section
from django.contrib.auth import get_user_model
from newsroom.models import Reporter
reporter = get_user_model().objects.get(username="reporter")
def made():
    article = Article.objects.create(headline="第0次", body="<p>第0次。</p>", section=Section.objects.get(slug="news"),
        outlets="雪川新闻网", created_by=reporter)
    Byline.objects.create(article=article, reporter=Reporter.objects.get(), role="记者", position=0)
    saving.begin(article, reporter)
    return article.pk
print(json.dumps([made() for _ in range(%d)]))
"""
KEPT = """
import json, re
from articles.desk.contents import content_of
from articles.models import Article, Publication, Signature, Snapshot, Version
from media.models import Photo
def number(text): return int(re.search("第([0-9]+)次", text)[1])
said = {"saves": {}, "partial": [], "signed": [], "out": [], "photos": list(Photo.objects.values_list("sha256", flat=True))}
for article in Article.objects.all():
    rows = list(Snapshot.objects.filter(article=article).order_by("number"))
    said["saves"][article.pk] = [number(one.content["headline"]) for one in rows]
    numbers = [one.number for one in rows]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))) or rows[-1].content != content_of(article):
        said["partial"].append(f"article {article.pk} and its history")
    said["partial"] += [f"save {one.number}" for one in rows if number(one.content["body"]) != number(one.content["headline"])]
for one in Signature.objects.all():
    said["signed"].append([one.article_id, one.verdict, number(one.words["headline"]), one.signer.username])
for one in Version.objects.all():
    said["out"].append([one.story, number(one.words["headline"])])
print(json.dumps(said))
"""


class Saving(killing.Work):
    """An editor who saves one article again and again. `told` holds the number of each save that she was told of."""

    def __init__(self, site, article):
        super().__init__(site, "editor")
        self.address, self.number = f"/admin/articles/article/{article}/change/", 0
        self.article = article

    def step(self):
        form = self.window.form(self.address)
        if "saves" not in form:
            self.window = None
            return
        self.number += 1
        words = {"headline": f"第{self.number}次", "body": f"<p>第{self.number}次。</p>"}
        answer = self.window.post(self.address, form | words)
        if answer.status == 302 and "/login" not in answer.location:
            self.told.append(self.number)
        elif answer.status != 302:
            self.strange.append(f"{answer.status} {answer.text[:300]}")


class Publishing(killing.Work):
    """A desk that takes one story through all reviews and onto the site, again and again. `told` holds what it was told is
    done, as (verb, number of the words, who)."""

    SIGNERS = ("editor", "section-head", "chief-editor")

    def __init__(self, site, article):
        super().__init__(site, "reporter")
        self.address, self.number, self.article = f"/admin/articles/article/{article}/change/", 0, article
        self.windows = {}
        with translation.override("zh-hans"):
            self.answers = {
                "submit": _("Submitted; it waits for %(stage)s.").partition("%(")[0],
                "sign": _("Signed; it waits for %(stage)s now.").partition("，")[0] + "，",
                "publish": _("Published: readers see it now."),
                "correct": _("Corrected: readers see the new words and your note."),
            }

    def step(self):
        if "submit" in self._offered("reporter"):
            self._press("reporter", "submit", self._words())
        elif "saves" in self.page.fields():  # it is out: only a story that has changed is submitted again
            self._note("save", self.windows["reporter"].post(self.address, self.page.fields() | self._words()))
        for role in self.SIGNERS:
            if "sign" in self._offered(role):
                self._press(role, "sign")
        for verb in {"publish", "correct"} & self._offered("chief-editor"):
            self._press("chief-editor", verb, {f"text_{verb}": "改了一处。"})

    def _words(self):
        self.number += 1
        return {"headline": f"第{self.number}次", "body": f"<p>第{self.number}次。</p>"}

    def _window(self, role):
        if role not in self.windows:
            self.windows[role] = window(self.site, role)
        return self.windows[role]

    def _offered(self, role):
        self.page = self._window(role).get(self.address)
        if self.page.status == 302:
            del self.windows[role]
        return set(re.findall(r'name="_verb" value="([a-z_]+)"', self.page.text))

    def _press(self, role, verb, words=()):
        browser = self._window(role)
        form = browser.form(self.address)
        number = int(re.search("第([0-9]+)次", dict(words).get("headline") or form["headline"])[1])
        answer = browser.post(self.address, form | dict(words) | {"_verb": verb})
        if self._note(verb, answer) and self.answers[verb] in browser.get(self.address).text:
            self.told.append((verb, number, role))

    def _note(self, what, answer):
        """Whether an answer is one that a browser goes on from; else it is noted as strange."""
        is_strange = answer.status >= 500 or answer.status == 200
        if is_strange:
            self.strange.append(f"{what}: {answer.status} {answer.text[:300]}")
        return not is_strange


def test_nothing_that_was_acknowledged_is_lost(site, figures):
    *saved, story = killing.ask(site, MADE % (SAVERS + 1))
    dice = random.Random(8)
    savers, desk = [Saving(site, article) for article in saved], Publishing(site, story)
    photographer = killing.Uploading(site)
    people = [*savers, desk, photographer]
    killing.at_work(people)
    until(lambda: all(one.told for one in people), killing.LONGEST)
    seconds = []
    for number in range(KILLS):
        done = sum(len(one.told) for one in people)
        until(lambda done=done: sum(len(one.told) for one in people) > done, killing.LONGEST)  # they are at work again
        killing.time.sleep(dice.uniform(0.2, 3))
        seconds.append(killing.kill(site, dice, whole=number % 10 == 9))
    before = [len(one.told) for one in people]
    until(
        lambda: all(len(one.told) > many for one, many in zip(people, before, strict=True)), killing.LONGEST
    )  # all get on
    strange = killing.home(people)
    kept = killing.ask(site, KEPT)
    lost = [
        f"save {n} of {one.article}" for one in savers for n in set(one.told) - set(kept["saves"][str(one.article)])
    ]
    lost += _lost_by_the_desk(desk, kept)
    lost += [f"photo {sha256}" for sha256 in photographer.told if sha256 not in kept["photos"]]
    partial = kept["partial"] + killing.damaged(site)
    whole, said = killing.ended(site, "verify_record")
    agree, told = killing.ended(site, "check_photos")
    figures(
        kills=KILLS,
        saves=sum(len(one.told) for one in savers),
        signed_and_published=len(desk.told),
        uploads=len(photographer.told),
        lost=len(lost),
        partial=len(partial),
        record="whole" if whole == 0 else "NOT whole",
        median_seconds_to_healthy=round(sorted(seconds)[len(seconds) // 2], 1),
        slowest_seconds_to_healthy=round(max(seconds), 1),
        strange_answers=len(strange),
    )
    assert (lost, partial, strange) == ([], [], []), json.dumps([lost, partial, strange[:5]], ensure_ascii=False)
    assert (whole, agree) == (0, 0), said + told
    assert max(seconds) <= killing.HEALTHY


def _lost_by_the_desk(desk, kept):
    lost = []
    for verb, number, role in desk.told:
        if verb in ("publish", "correct"):
            if [desk.article, number] not in kept["out"]:
                lost.append(f"{verb} {number}")
        else:
            verdict = {"submit": "submitted", "sign": "signed"}[verb]
            if [desk.article, verdict, number, role] not in kept["signed"]:
                lost.append(f"{verb} {number} by {role}")
    return lost
