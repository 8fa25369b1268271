"""200 saves of one article at once, by editors who do not know of each other: is anything lost that was called saved?

    python bench/saves.py [--on sqlite|postgresql] [--saves 200]

The site runs as in production (manage.py serve), and each save is what a browser does: open the form, change one place, send
it, and where two clash, choose and send again. Half of the forms are opened before the first save, half in the middle of
them. A change that was called saved has to stand in the words at the end, or in the history until a later save by somebody
who had it before her eyes. Figures to reach: none lost, none failed.
"""

import argparse
import re
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

from ground import site
from ground.browser import Browser, login

SHARED = 10  # paragraphs that many change
ROUNDS = 40  # of choosing, at most


@dataclass
class Save:
    """One editor's change and what became of it. `seen` are the changes of others that she had before her eyes."""

    number: int
    mark: str
    seen: set = field(default_factory=set)
    answers: list = field(default_factory=list)
    times: list = field(default_factory=list)
    gave_way: bool = False
    failed: str = ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=site.DATABASES, help="one database, not both")
    parser.add_argument("--saves", type=int, default=200, help="how many at once")
    asked = parser.parse_args()
    if not asked.on:
        site.on_each(__file__, site.DATABASES, sys.argv[1:])
        return
    site.settle(asked.on)
    article, editors = make_article(asked.saves)
    with site.serving() as port:
        browsers = [Browser(port, login(user)) for user in editors]
        began = time.perf_counter()
        saves = at_once(article, browsers)
        seconds = time.perf_counter() - began
    lost = missing(article, saves)
    report(asked.on, saves, lost, seconds)
    if lost or any(save.failed for save in saves):
        sys.exit(1)


def make_article(saves):
    """An article with a paragraph for each save and a few that many change, and an editor for each save."""
    from django.contrib.auth.models import Group, User

    from articles.desk import saving
    from articles.models import Article, Section

    section = Section.objects.create(masthead_id="zh-hans", name="要闻", slug="news")
    editors = [User.objects.create_user(mark_of(number), is_staff=True) for number in range(saves)]
    Group.objects.get(name="editor").user_set.set(editors)
    body = "".join(f"<p>第{at}段。</p>" for at in range(SHARED + saves))
    article = Article.objects.create(headline="河谷里下了今年第一场雪", body=body, section=section)
    saving.begin(article, None)
    return article, editors


def mark_of(number):
    """By what a change is known, which is what its editor is called as well."""
    return f"改{number:03}号"


# ---- the saves


def at_once(article, browsers):
    """Every browser saves its change at the same moment; returns the Saves."""
    address = f"/admin/articles/article/{article.pk}/change/"
    saves = [Save(number, mark_of(number)) for number in range(len(browsers))]
    early = {save.number: browsers[save.number].form(address) for save in saves if save.number % 2}
    gate = Barrier(len(saves))

    def one(save, browser):
        gate.wait(120)
        try:
            form = early.get(save.number) or browser.form(address)
            _send(save, browser, address, form)
        except Exception as error:  # whatever it is, it is a save that did not get an answer
            save.failed = f"{type(error).__name__}: {error}"
        return save

    with ThreadPoolExecutor(len(saves)) as pool:
        return list(pool.map(one, saves, browsers))


def _send(save, browser, address, form):
    """Send the form with the change, and choose until nothing clashes."""
    save.seen = marks(form.values())
    fields = form | changed(save, form)
    for _ in range(ROUNDS):
        began = time.perf_counter()
        answer = browser.post(address, fields)
        save.times.append(time.perf_counter() - began)
        if answer.status == 302:
            save.answers.append(browser.told(answer.location))
            return
        choices = answer.choices()
        if answer.status != 200 or not choices:
            save.failed = f"answered {answer.status}: {answer.text[:200]}"
            return
        save.answers.append("clash")
        save.seen |= marks([answer.shown()])
        choice = _choice(save, choices)
        save.gave_way = choice == "theirs"
        fields = answer.hidden() | dict.fromkeys(choices, choice)
    save.failed = f"still clashing after {ROUNDS} rounds"


def changed(save, form):
    """The fields that a save changes: half of them a paragraph of their own, the others a shared one, the headline or tags."""
    kind = save.number % 8
    if kind == 6:
        return {"headline": f"{save.mark}标题"}
    if kind == 7:
        return {"tags": ", ".join(filter(None, [form.get("tags", ""), save.mark]))}
    place = save.number % SHARED if kind in (4, 5) else SHARED + save.number
    paragraphs = form["body"].split("</p>")
    paragraphs[place] = f"<p>第{place}段，{save.mark}。"
    return {"body": "</p>".join(paragraphs)}


def _choice(save, choices):
    """What she chooses in a clash: one in three each of mine, theirs and, in a body, both."""
    wanted = ("mine", "both", "theirs")[save.number % 3]
    return "mine" if wanted == "both" and "choice-headline" in choices else wanted


# ---- what became of them


def marks(values):
    """The marks of changes that stand in some texts."""
    return set(re.findall(r"改\d{3,}号", " ".join(str(value) for value in values)))


def missing(article, saves):
    """What was lost: a list of sentences, empty where nothing was."""
    from articles.desk.contents import content_of
    from articles.models import Article, Snapshot

    article = Article.objects.get(pk=article.pk)
    history = list(Snapshot.objects.filter(article=article).order_by("number").select_related("by"))
    lost = []
    if [one.number for one in history] != list(range(1, article.saves + 1)):
        lost.append(f"the history has gaps: {[one.number for one in history]}")
    if history[-1].content != content_of(article):
        lost.append("the article is not what its last save left")
    by_mark = {save.mark: save for save in saves}
    kept = [marks(one.content.values()) for one in history]
    for one, before, after in zip(history[1:], kept, kept[1:], strict=False):
        for mark in before - after - by_mark[one.by.username].seen:
            lost.append(f"save {one.number} by {one.by} wrote over {mark}, which she had not seen")
    ever = set().union(*kept)
    for save in saves:
        is_saved = bool(save.answers) and save.answers[-1] in ("saved", "merged")
        if is_saved and not save.gave_way and save.mark not in ever:
            lost.append(f"{save.mark} was called saved and is nowhere")
        if not is_saved and save.mark in ever and not save.failed:
            lost.append(f"{save.mark} was not called saved and is stored")
    return lost


def report(database, saves, lost, seconds):
    """Print the figures."""
    answers = Counter(answer for save in saves for answer in save.answers)
    times = sorted(moment for save in saves for moment in save.times)
    failed = [save for save in saves if save.failed]
    clashed = sum("clash" in save.answers for save in saves)
    print(f"\n{database}: {len(saves)} saves of one article at once, {len(times)} requests in {seconds:.1f} s")
    print(
        f"  called saved      {answers['saved'] + answers['merged']}, of them merged with others' {answers['merged']}"
    )
    print(f"  clashed           {clashed}, each told ({answers['clash']} pages); {answers['nothing']} then took theirs")
    print(f"  failed            {len(failed)}")
    print(f"  lost              {len(lost)}")
    print(
        f"  time of a save    p50 {statistics.median(times):.2f} s, p99 {times[int(len(times) * 0.99)]:.2f} s",
        flush=True,
    )
    for line in [*lost, *(f"{save.mark}: {save.failed}" for save in failed)][:20]:
        print(f"  ! {line}")


if __name__ == "__main__":
    main()
