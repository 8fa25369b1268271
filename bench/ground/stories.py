"""A paper with a long past: any number of stories on the site with what search knows of them, and no desk behind them.

Written in bulk, past the desk. The newest story has the highest number, and a larger archive only reaches further back: a
thousand stories a month at every size. Texts are put together from words at random, so that pairs of characters are about as
common as in print; some words have a frequency that is chosen.
"""

import random
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from articles import tokens
from articles.models import (
    Publication,
    PublicationByline,
    PublicationTag,
    PublicName,
    Section,
    Tag,
    searchindex,
)
from articles.models.publication import key_of
from newsroom.models import Reporter
from tests.factories import picture

TOP = 2_000_000  # no story has a higher number
MONTH, TEXTS, BLOCK = 1000, 2000, 5000  # stories in thirty days; different texts; stories written at once
SECTIONS = {"要闻": 40, "民生": 25, "经济": 15, "文旅": 8, "乡村": 6, "图片": 6}  # hundredths of the stories
SURNAMES, GIVEN = "林江贺陆白苏秦沈叶温唐顾", "知夏一帆小满鸣露远青禾舟砚宁朗川野"
WHO = "村民 牧民 游客 学生 教练 工人 医生 老师 司机 护林员 负责人 志愿者 技术员 养殖户 社区干部 合作社 驻村工作队 县文旅局".split()
WHERE = "河谷县 山口镇 北岸街道 松林乡 石桥村 湖滨新区 牧场三队 云杉市 桦林路 东沟水库 南坡果园 老街口 西滩 高坪 白杨渡".split()
DOES = "修好了 检查了 送来了 商量着 打算扩建 准备明年开放 忙着收拾 说起了 比去年多了 盘点 评估 调度 走访了 更换了 晾晒".split()
WHAT = "公路 大棚 羊圈 电网 图书室 灌溉渠 冷库 缆车 桥梁 暖气 牧草 果树 校车 卫生院 停车场 夜市 水表 路灯 账本 订单".split()
HOW = "一大早 连续三天 在雪地里 趁着天晴 按照计划 不到半年 挨家挨户 经过多次协商 用了两周 冒着寒风 每逢周末 入冬以来".split()
COMMON, HEADED = "冰雪", "冰雪节"  # in every fifth text; in every thirtieth headline
EVERYWHERE = "记者在现场看到"  # in all of them
MIXED = "5G 网络覆盖全镇，投资3.5万元。"  # in every tenth
RARE, OLD = "雪豹", "雪鸮"  # in 25 of the newest thousand; in one of four thousand, whatever their age


class Stories:
    """The people and tags of the paper, and `reach(size)`, which makes its past longer: by whole thousands."""

    def __init__(self):
        self.size, self.now = 0, timezone.now()
        rng = random.Random(1)
        self.sections = [
            Section.objects.create(masthead_id="zh-hans", name=name, slug=f"s{at}") for at, name in enumerate(SECTIONS)
        ]
        names = [surname + "".join(rng.sample(GIVEN, 2)) for surname in SURNAMES for _ in range(25)]
        people = [Reporter(name=name, slug=f"person-{at}") for at, name in enumerate(names)]
        self.people = list(Reporter.objects.bulk_create(people))
        tags = [Tag(name=f"{where}{what}", slug=f"tag-{where}-{what}") for where in WHERE for what in WHAT]
        self.tags = list(Tag.objects.bulk_create([*tags, Tag(name="冰雪旅游", slug="ice-and-snow")]))
        PublicName.objects.keep("zh-hans", self.people, self.tags)
        self.texts = [_Text(self, rng, number) for number in range(TEXTS)]

    def reach(self, size):
        """Let there be `size` stories on the site."""
        index = _drop_index()
        for start in range(self.size, size, BLOCK):
            with transaction.atomic():
                self._write(range(start, min(size, start + BLOCK)))
        self.size = size
        _make_index(index)

    def _write(self, ages):
        rows = [(age, self.texts[age % TEXTS], self.now - timedelta(days=30) * (age + 1) / MONTH) for age in ages]
        made = [text.publication(age, at) for age, text, at in rows]
        Publication.objects.bulk_create(made, batch_size=500)
        pairs = [(story, text) for story, (_age, text, _at) in zip(made, rows, strict=True)]
        PublicationByline.objects.bulk_create(
            (PublicationByline(publication=story, reporter=person) for story, text in pairs for person in text.people),
            batch_size=5000,
        )
        PublicationTag.objects.bulk_create(
            (PublicationTag(publication=story, tag=tag) for story, text in pairs for tag in text.tags), batch_size=5000
        )
        _keep((story.key, text.tokens(story, age)) for story, (age, text, _at) in zip(made, rows, strict=True))


class _Text:
    """One text, of which the stories of many days are made, with its tokens but for those of the day."""

    def __init__(self, stories, rng, number):
        self.people = rng.sample(stories.people, 2)
        self.tags = rng.sample(stories.tags, 3)
        self.section = rng.choices(stories.sections, list(SECTIONS.values()))[0]
        self.cover = picture(number) if rng.random() < 0.6 else None
        lines = [_sentence(rng) for _ in range(24)]
        lines[3] = f"{EVERYWHERE}，{lines[3]}"
        if number % 5 == 0:
            lines[rng.randrange(24)] += f"{COMMON}经济升温。"
        if number % 10 == 1:
            lines[rng.randrange(24)] += MIXED
        headed = HEADED if number % 30 == 2 else ""
        self.headline = f"{rng.choice(WHERE)}{headed}{rng.choice(HOW)}{rng.choice(DOES)}{rng.choice(WHAT)}"
        self.standfirst = _sentence(rng) + _sentence(rng)
        self.html = "".join(f"<p>{''.join(lines[at : at + 4])}</p>" for at in range(0, 24, 4))
        self.found = None

    def publication(self, age, at):
        """The story of this age that is made of the text."""
        story = TOP - age
        return Publication(
            key=key_of(at, story),
            story=story,
            version=1,
            language="zh-hans",
            section=self.section,
            date=timezone.localtime(at).date(),
            published_at=at,
            changed_at=at,
            headline=self.headline,
            summary=self.standfirst,
            people=" ".join(person.name for person in self.people),
            cover=self.cover,
            html=self.html + "".join(f"<p>护林员看见了{word}。</p>" for word in _extra(age)),
            facts={"standfirst": self.standfirst, "photos": [self.cover] if self.cover else []},
        )

    def tokens(self, story, age):
        """What search keeps of that story."""
        if self.found is None:
            dates = {
                tokens.mark_of_year(story.date.year),
                tokens.mark_of_month(story.date),
                tokens.mark_of_day(story.date),
            }
            every = searchindex.found_by(story, [person.pk for person in self.people])
            self.found = [token for token in every if token not in dates and token not in (RARE, OLD)]
        day = story.date
        dates = [tokens.mark_of_year(day.year), tokens.mark_of_month(day), tokens.mark_of_day(day)]
        return [*dates, *self.found, *_extra(age)]


def _extra(age):
    return [RARE] * (age < MONTH and age % 40 == 7) + [OLD] * (age % 4000 == 11)


def _sentence(rng):
    first = f"{rng.choice(WHERE)}的{rng.choice(WHO)}{rng.choice(HOW)}{rng.choice(DOES)}{rng.choice(WHAT)}"
    return f"{first}，{rng.choice(WHO)}{rng.choice(DOES)}{rng.randrange(2, 90)}处{rng.choice(WHAT)}。"


def _keep(rows):
    """Write (key, tokens) into the search index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CREATE TEMP TABLE IF NOT EXISTS kept (key bigint, tokens text[])")
            with cursor.copy("COPY kept FROM STDIN") as copied:
                for row in rows:
                    copied.write_row(row)
            cursor.execute("INSERT INTO search_index SELECT key, array_to_tsvector(tokens) FROM kept")
            cursor.execute("TRUNCATE kept")
            return
        texts = [(key, " ".join(found)) for key, found in rows]
        cursor.executemany("INSERT INTO search_index (rowid, tokens) VALUES (%s, %s)", texts)
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_index_words'")
        if cursor.fetchone():
            cursor.executemany("INSERT INTO search_index_words (key, tokens) VALUES (%s, %s)", texts)


def _drop_index():
    """PostgreSQL: the index of the tokens is made anew afterwards, which takes seconds; row by row it takes minutes."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_index_tokens'")
        (definition,) = cursor.fetchone()
        cursor.execute("DROP INDEX search_index_tokens")
    return definition


def _make_index(definition):
    if definition:
        with connection.cursor() as cursor:
            cursor.execute(definition)
            cursor.execute("VACUUM ANALYZE")  # which its autovacuum does within minutes
