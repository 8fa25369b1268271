"""A newsroom with a long past: any number of articles, nearly all of them on the site, and the same day's work on top.

Rows are written in bulk, as they would lie after years. The newest article has the highest number, and a larger archive
only reaches further back: what is in work is the same at every size.
"""

import random
from datetime import timedelta

from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import (
    Article,
    Byline,
    Note,
    Publication,
    PublicationByline,
    PublicationTag,
    ReviewStage,
    Section,
    Signature,
    Tag,
    TaggedArticle,
    Version,
    deskindex,
)
from articles.models.publication import key_of
from ground import older
from newsroom.models import Reporter

TOP = 1_000_000  # no article has a higher number
BLOCK, DAYS = 1000, 30  # so many articles in so many days
WORK = 120  # of the newest, which are not published yet
STAFF = {"reporter": 24, "editor": 8, "section-head": 4, "chief-editor": 2, "administrator": 1}
SURNAMES, GIVEN = "林江贺陆白苏秦沈叶温唐顾", "知夏一帆小满鸣露远青禾舟砚宁朗川野"
SECTIONS = {"要闻": 40, "民生": 25, "经济": 15, "文旅": 8, "乡村": 6, "图片": 6}  # hundredths of the articles
PLACES = "河谷县 雪川地区 山口镇 北岸街道 松林乡 石桥村 湖滨新区 牧场三队".split()
DEEDS = "冰雪旅游季开幕 春耕备耕全面展开 冬捕开网 老旧小区改造完工 招商推介会召开 牧民转场出发 公交新线开通 夜校开课".split()
DETAILS = (
    "当地群众早早来到现场，孩子们在雪地里奔跑。",
    "负责人介绍，今年前三个季度接待游客同比增长一成以上。",
    "记者在现场看到，工作人员正在检查设备，确保安全运行。",
    "“路修好了，货就能运出去。”村民说。",
    "下一步，有关部门将继续完善配套设施，方便群众出行。",
    "气象部门提醒，周末有小到中雪，请注意防寒保暖。",
    "据了解，这一项目总投资三千余万元，明年六月建成。",
    "合作社负责人算了一笔账，每亩地可增收八百元。",
)
RARE = "雪豹"  # in one article of twenty
NEWCOMER = range(900, 960)  # the ages of the articles of the youngest reporter: none is new


class Archive:
    """The people of the newsroom, and `reach(size)`, which makes its past longer: by whole thousands."""

    def __init__(self):
        self.size = 0
        self.now = timezone.now()
        self.sections = [
            Section.objects.create(masthead_id="zh-hans", name=name, slug=f"s{at}") for at, name in enumerate(SECTIONS)
        ]
        self.stages = list(ReviewStage.objects.order_by("position"))
        self.logins = {role: [_login(role, at) for at in range(many)] for role, many in STAFF.items()}
        self.newcomer = _login("reporter", 99)
        names = sorted({a + b + c for a in SURNAMES for b in GIVEN[:4] for c in GIVEN[4:6]})
        self.writers = [
            Reporter.objects.create(name=name, user=user)
            for name, user in zip(names, self.logins["reporter"], strict=False)
        ]
        self.writers += [Reporter.objects.create(name=name, role="通讯员") for name in names[24:90]]
        self.young = Reporter.objects.create(name="夏知林", user=self.newcomer)
        self.tags = Tag.objects.bulk_create(Tag(name=f"标签{at}", slug=f"tag-{at}") for at in range(200))
        Article._meta.get_field("updated_at").auto_now = False

    def reach(self, size):
        """Let the newsroom have `size` articles in all."""
        with older.without_index():
            for start in range(self.size, size, BLOCK):
                with transaction.atomic():
                    self._go_back(start)
        self.size = size
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")  # which its autovacuum does within minutes

    def _go_back(self, start):
        """One block more: the newest and the next are written, and all older ones are copies of the latter."""
        if start >= 2 * BLOCK:
            before = start - BLOCK
            older.copy(TOP - 2 * BLOCK, TOP - BLOCK, before, DAYS * before // BLOCK)
            return
        self._write([_Row(self, age) for age in range(start, start + BLOCK)])
        if start == 0:
            self._begin_work()
        _index(Article.objects.filter(pk__gt=TOP - start - BLOCK, pk__lte=TOP - start))

    def _write(self, rows):
        Article.objects.bulk_create(row.article for row in rows)
        Byline.objects.bulk_create(
            Byline(article=row.article, reporter=person, position=at)
            for row in rows
            for at, person in enumerate(row.people)
        )
        TaggedArticle.objects.bulk_create(
            TaggedArticle(content_object=row.article, tag=tag) for row in rows for tag in row.tags
        )
        out = [row for row in rows if row.is_out]
        Publication.objects.bulk_create(row.publication() for row in out)
        PublicationByline.objects.bulk_create(
            PublicationByline(publication_id=row.key, reporter=person) for row in out for person in row.people
        )
        PublicationTag.objects.bulk_create(
            PublicationTag(publication_id=row.key, tag=tag) for row in out for tag in row.tags
        )
        Version.objects.bulk_create(row.withdrawal() for row in rows if not (row.is_out or row.is_draft))
        _signed(signature for row in out for signature in row.signatures(self.stages))
        Note.objects.bulk_create(
            Note(article=row.article, text="数字再核一遍。", author_name="白露", to=row.reviewer, resolved_at=row.at)
            for row in out
            if row.age % 20 == 0
        )

    def _begin_work(self):
        """The day's work: the newest articles are in review, returned, signed, scheduled, noted."""
        for article in Article.objects.filter(pk__gt=TOP - WORK):
            row = _Row(self, TOP - article.pk)
            changes = self._work(row)
            Article.objects.filter(pk=article.pk).update(**changes)
            if row.age % 3 == 0:
                editor = self.logins["editor"][row.age % len(self.logins["editor"])]
                Note.objects.create(article=article, text="再核一遍数字。", author_name="白露", to=editor)

    def _work(self, row):
        if row.age < 60:  # in review, at one stage after the other
            through = row.age % len(self.stages)
            _signed(row.signatures(self.stages[:through]))
            return {"state": "review", "stage": self.stages[through], "round": 1}
        if row.age < 75:
            _signed([*row.signatures([]), row.returned(self.stages[0])])
            return {"state": "returned", "round": 1}
        if row.age < 95:
            _signed(row.signatures(self.stages))
            at = self.now + timedelta(hours=row.age) if row.age % 2 else None
            return {"state": "signed", "round": 1, "publish_at": at}
        return {"held": "图片没有署名" if row.age < 98 else ""}


class _Row:
    """One article of the past, `age` articles before the newest, with all that hangs on it."""

    def __init__(self, archive, age):
        self.rng = rng = random.Random(age)
        self.age, self.at = age, archive.now - timedelta(days=DAYS) * (age + 1) / BLOCK
        reporters, editors = archive.logins["reporter"], archive.logins["editor"]
        self.writer = reporters[age % len(reporters)]
        self.reviewer = editors[age % len(editors)]
        self.signers = [self.reviewer, archive.logins["section-head"][age % 4], archive.logins["chief-editor"][age % 2]]
        self.people = [archive.writers[age % len(reporters)], archive.writers[24 + rng.randrange(60)]]
        if age in NEWCOMER:
            self.people.append(archive.young)
        self.tags = rng.sample(archive.tags, 3)
        self.section = rng.choices(archive.sections, list(SECTIONS.values()))[0]
        self.is_draft = age < WORK or rng.random() < 0.01
        is_withdrawn = age % 13 == 0 if age < BLOCK else age % 500 == 0
        self.is_out = not self.is_draft and not is_withdrawn
        self.headline = f"{rng.choice(PLACES)}{rng.choice(DEEDS)}（{age}）"
        self.body = "".join(f"<p>{detail}</p>" for detail in rng.sample(DETAILS, 5))
        if age % 20 == 5:
            self.body += f"<p>护林员在山里见到了{RARE}。</p>"
        self.article = self._article()
        self.key = key_of(self.at, self.article.pk)

    def _article(self):
        saves = self.rng.randrange(1, 9)
        return Article(
            pk=TOP - self.age,
            headline=self.headline,
            standfirst=DETAILS[self.age % len(DETAILS)],
            body=self.body,
            outlets="雪川新闻网-雪川地区融媒体中心",
            section=self.section,
            created_by=self.writer,
            created_at=self.at,
            updated_by=self.reviewer,
            updated_at=self.at + timedelta(minutes=30),
            saves=saves,
            published_saves=0 if self.is_draft else saves,
            round=0 if self.is_draft else 1,
        )

    def publication(self):
        return Publication(
            key=self.key,
            story=self.article.pk,
            version=1,
            language="zh-hans",
            section=self.section,
            date=timezone.localtime(self.at).date(),
            published_at=self.at,
            changed_at=self.at,
            headline=self.headline,
            people=" ".join(person.name for person in self.people),
            html=self.body,
        )

    def withdrawal(self):
        return Version(
            story=self.article.pk,
            number=2,
            kind=Version.Kind.WITHDRAWN,
            at=self.at,
            words={},
            link=str(self.article.pk),
        )

    def signatures(self, stages):
        """The submission, and a signature at each of `stages`."""
        yield self._decision(Signature.Verdict.SUBMITTED, None, self.writer)
        for stage, signer in zip(stages, self.signers, strict=False):
            yield self._decision(Signature.Verdict.SIGNED, stage, signer)

    def returned(self, stage):
        return self._decision(Signature.Verdict.RETURNED, stage, self.reviewer, "导语不清")

    def _decision(self, verdict, stage, signer, note=""):
        return Signature(
            article=self.article,
            round=1,
            stage=stage,
            verdict=verdict,
            signer=signer,
            signer_name=signer.username,
            fingerprint="0" * 64,
            words={"headline": self.headline},
            note=note,
            at=self.at,
        )


def _signed(signatures):
    # not by Signature.objects, which asks of every row whether its signer stands in the byline
    QuerySet(Signature).bulk_create(signatures)


def _index(articles):
    last = 0
    while last is not None:
        last = deskindex.write_some(last, articles)


def _login(role, at):
    user = User.objects.create_user(f"{role}-{at}", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user
