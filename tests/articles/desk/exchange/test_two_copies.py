"""Two copies of the site, of which one follows the other: a story of three people with two photos is published in both, corrected
and withdrawn where it comes from, and so in the other."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack

import pytest

from tests import postgres
from tests.running import PATIENCE, ROOT, prepared, running, until

FILL = "print()"
CAST = """
import json
from django.contrib.auth import get_user_model
from articles.desk.workflow import Verb
from articles.models import Article, Byline, Partner, Publication, Section, Supplier, Version
from media import credits
from media.models import Photo, PhotoCredit
from newsroom.models import LogLine, Masthead, Reporter
from tests.cast import Cast, photo_file

def known():
    cast = Cast.__new__(Cast)  # the people are there already
    cast.users = {user.username: user for user in get_user_model().objects.all()}
    cast.section = Section.objects.get(masthead_id="zh-hans", slug="news")
    cast.lin, cast.jiang = Reporter.objects.filter(name__in=("林知夏", "江一帆")).order_by("pk")
    return cast

def say(**what):
    print("said " + json.dumps(what, ensure_ascii=False))
"""
THERE = """
cast = Cast()
Masthead.objects.update(name="白河新闻网", outlet="白河新闻网", publisher="白河县融媒体中心")
one, two = cast.photo("推介会现场。", colour=(200, 80, 60)), cast.photo("会场外的冰雕。", colour=(60, 80, 200))
Photo.objects.filter(pk=one.pk).update(licence="ours")  # of the other only the public file goes on
PhotoCredit.objects.filter(photo=two).update(role="通讯员", name="章台", unit="县文旅局", reporter=None)
figure = '<figure data-photo="%s"><figcaption></figcaption></figure>'
body = "<p>12月27日,冬季旅游推介会召开。</p>" + figure % one.pk + "<p>三百多人到场。</p>" + figure % two.pk
article = cast.article(outlets="白河新闻网", body=body)
Byline.objects.create(article=article, name="章台", role="通讯员", unit="县文旅局", position=2)
cast.published(article)
partner = Partner.objects.create(name="雪川地区融媒体中心", has_originals=True)
say(key=partner.make_key(), story=article.pk, credits=[credits.line(credits.facts(p)) for p in (one, two)],
    byline=Publication.objects.get().facts["byline_text"])
"""
HERE = """
cast = Cast()
supplier = Supplier.objects.create(
    name="白河县融媒体中心", address=%r, key=%r, section=cast.section, has_past=True, files_itself=True
)
say(number=supplier.pk)
"""
ASK = "from articles.desk.exchange import following; following.ask.enqueue(1); say()"
LOOK = """
article = Article.objects.first()
live = Publication.objects.first()
last = Version.objects.order_by("-pk").first()
say(
    count=Article.objects.count(),
    error=Supplier.objects.get().error,
    waiting=Photo.objects.filter(processed_at=None).count(),
    body=article.body if article else "",
    held=article.held if article else "",
    note=article.publish_note if article else "",
    source=article.source if article else "",
    people=[[b.role, b.printed_name, b.unit] for b in article.bylines.all()] if article else [],
    html=live.html if live else "",
    byline=live.facts["byline_text"] if live else "",
    credits=[p["credit"] for p in live.facts["photos"]] if live else [],
    widths=sorted(Photo.objects.values_list("width", flat=True)),
    last=[last.kind, last.note] if last else [],
    log=list(LogLine.objects.filter(actor=None, kind="decision").values_list("detail", flat=True)),
)
"""
PUBLISH = "cast = known(); cast.do(cast.signed(Article.objects.get(), by=cast.editor), Verb.PUBLISH, cast.chief_editor); say()"
CORRECT_THERE = """
cast = known()
article = Article.objects.get()
article = cast.signed(cast.changed(article, body=article.body.replace("三百", "四百")))
cast.do(article, Verb.CORRECT, cast.chief_editor, text="到场人数更正为四百多。")
say()
"""
CORRECT_HERE = """
cast = known()
article = cast.signed(Article.objects.get(), by=cast.editor)
cast.do(article, Verb.CORRECT, cast.chief_editor, text=article.publish_note)
say()
"""
WITHDRAW_THERE = """
cast = known()
cast.do(Article.objects.get(), Verb.WITHDRAW, cast.chief_editor, text="内容失实。")
say()
"""


READ_ON = """
import sys
for line in sys.stdin:
    exec(json.loads(line))
"""


class Copy:
    """A running copy of the site, with a process beside it that does what scripts say."""

    def __init__(self, site):
        self.site = site
        self.beside = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "-v0", "-c", CAST + READ_ON],
            cwd=ROOT,
            env=site.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, script):
        """What a script says."""
        self.beside.stdin.write(json.dumps(script) + "\n")
        self.beside.stdin.flush()
        return json.loads(next(line for line in self.beside.stdout if line.startswith("said "))[5:])

    def asked(self, is_done):
        """How the house stands once it has asked its supplier and `is_done` is true of it."""
        self.run(ASK)
        return until(lambda: (seen := self.run(LOOK)) and is_done(seen) and seen)

    def end(self):
        self.beside.stdin.close()
        self.beside.wait(PATIENCE)


@pytest.fixture
def two(tmp_path):
    """The house whose stories come, and the one that takes them in, as Copies that run."""
    made = []
    for name in ("there", "here"):
        (tmp_path / name).mkdir()
        is_postgres = os.environ.get("NEWSROOM_TEST_DB") == "postgres"
        url = postgres.start(f"{tmp_path}/{name}-postgresql") if is_postgres else None
        made.append(prepared(tmp_path / name, FILL, database=url))
    made[1].environment["EXCHANGE_INSIDE"] = "1"
    with ExitStack() as ending:
        copies = [Copy(ending.enter_context(running(site))) for site in made]
        for copy in copies:
            ending.callback(copy.end)
        yield copies


def test_a_story_is_taken_in_corrected_and_withdrawn(two):
    there, here = two
    offered = there.run(THERE)
    here.run(HERE % (there.site.url, offered["key"]))
    came = here.asked(lambda seen: seen["count"] and not seen["waiting"])
    assert came["error"] == ""
    assert came["people"] == [["记者", "林知夏", ""], ["实习记者", "江一帆", ""], ["通讯员", "章台", "县文旅局"]]
    assert came["source"] == "白河县融媒体中心"
    assert came["body"].count("<figure") == 2
    assert came["widths"] == [1200, 1200]
    here.run(PUBLISH)
    out = here.run(LOOK)
    assert (out["byline"], out["credits"]) == (offered["byline"], offered["credits"])

    there.run(CORRECT_THERE)
    corrected = here.asked(lambda seen: "四百" in seen["body"])
    assert "三百" in corrected["html"]
    assert "到场人数更正为四百多。" in corrected["note"]
    assert "白河县融媒体中心" in corrected["held"]
    here.run(CORRECT_HERE)
    signed = here.run(LOOK)
    assert "四百" in signed["html"]
    assert signed["last"] == ["corrected", "据白河县融媒体中心更正：到场人数更正为四百多。"]

    there.run(WITHDRAW_THERE)
    gone = here.asked(lambda seen: not seen["html"])
    assert gone["last"] == ["withdrawn", "供稿单位白河县融媒体中心已撤回此稿。\n内容失实。"]
    assert any("白河县融媒体中心" in line for line in gone["log"])
    assert gone["count"] == 1
    assert "The record is whole" in here.site.manage("verify_record")
