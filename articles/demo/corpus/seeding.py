"""Puts invented stories on a site, batch by batch, each a transaction of its own.

The newest story has the highest number, and more stories only reach further back: what a story says follows from its number,
and its time from its number and that of the others. So it does not matter how often, or with what N, the site is filled.
"""

from collections import defaultdict
from datetime import timedelta
from random import Random

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.demo.corpus import cast, rows, texts
from articles.demo.corpus import words as wording
from articles.demo.corpus.stories import Story
from articles.desk import newest
from articles.models import Article, Version
from newsroom import edition

MOST = 2_000_000  # stories of a language; at the usual pace they reach back 32 years, and keys of publications 55
TOPS = {"zh-hans": 10_000_000, "kk-arab": 12_000_000, "ug": 14_000_000}  # no story of the language has a higher number
APART = timedelta(seconds=500)  # from one story to the next: a million in sixteen years
BATCH = 1000
ROOM = 256  # megabytes of memory
MANY = 5000  # from so many on the indexes of PostgreSQL are made anew afterwards


class Refused(Exception):
    """Nothing was done; the message says why."""


def refuse_others():
    """Raises Refused on a site that has an article or a story which was not made here."""
    lowest, highest = min(TOPS.values()) - MOST, max(TOPS.values())
    real = Article.objects.filter(Q(pk__lte=lowest) | Q(pk__gt=highest)).order_by().exists()
    real = real or Version.objects.filter(Q(story__lte=lowest) | Q(story__gt=highest)).order_by().exists()
    if real or _strange(lowest, highest):
        raise Refused(
            "This site has stories of its own: invented ones would stand among them, and cannot be taken out."
        )


def refuse_taken(language):
    """Raises Refused where the numbers that the stories of a language would have are those of other articles."""
    if _strange(TOPS[language] - MOST, TOPS[language]):
        raise Refused("The numbers that invented stories have are taken by articles of this site.")


def _strange(lowest, highest):
    there = Article.objects.filter(pk__gt=lowest, pk__lte=highest).only("copy_name")
    ends = filter(None, [there.order_by("pk").first(), there.order_by("-pk").first()])
    return any(article.copy_name != texts.MARK for article in ends)


class Corpus:
    """The invented stories of a language edition, made as they are asked for: `fill`."""

    def __init__(self, language="zh-hans", *, apart=APART, lines=texts.LINES, progress=lambda line: None):
        self.words = wording.of(language)
        self.apart, self.lines, self.top = apart, lines, TOPS[language]
        self.cast = cast.gather(self.words, progress)
        self.newest = self._newest()
        self._texts = {}

    def _newest(self):
        """The time of the newest story: by those that are there, else now."""
        there = Version.objects.filter(number=1, **self._numbers(MOST)).defer("words").first()
        if there:
            return there.at + self.apart * (self.top - there.story)
        return timezone.now().replace(microsecond=0) - timedelta(minutes=10)

    def _numbers(self, many, behind=0):
        """A condition on versions: those of the `many` newest stories, without the `behind` newest of all."""
        return {"story__gt": self.top - many, "story__lte": self.top - behind}

    def count(self, size, behind=0):
        """How many of the `size` newest stories are there, without the `behind` newest of all."""
        return Version.objects.filter(number=1, **self._numbers(size, behind)).count()

    def fill(self, size):
        """Let there be the `size` newest stories. An iterator that makes a batch at each step and gives how many were made
        in it; whatever ends it, the site is whole."""
        missing = size - self.count(size)
        rows.take_room(ROOM)
        if missing >= MANY:
            rows.drop_indexes()
        try:
            for start in range((size - 1) // BATCH * BATCH, -1, -BATCH):
                ages = range(min(size, start + BATCH) - 1, start - 1, -1)
                if self.count(ages[0] + 1, start) < len(ages):
                    yield self._write(ages)
        finally:
            self._finish()

    def _finish(self):
        rows.make_indexes()
        rows.count_on(Article)
        with transaction.atomic():
            edition.bump()
            newest.settle_all()
        rows.analyze()
        rows.take_room(0)

    @transaction.atomic
    def _write(self, ages):
        """Write the stories of these ages that are not there, the oldest first."""
        edition.bump()  # first: the record is one chain, and nobody publishes meanwhile
        there = Version.objects.filter(number=1, **self._numbers(ages[0] + 1, ages[-1]))
        there = set(there.values_list("story", flat=True))
        ages = [age for age in ages if self.top - age not in there]
        link = Version.objects.order_by("-pk").values_list("link", flat=True).first() or ""
        written, found, kept = defaultdict(list), [], []
        for number, age in zip(rows.reserve(Version, len(ages)), ages, strict=True):
            text, at = self.text(age), self.newest - self.apart * age
            headline = self.words.headline(Random(self.top - age), age % texts.TEXTS)
            story = Story(text, self.top - age, at, headline, number, link)
            link = story.link
            for table, changing in story.changing.items():
                written[table] += [the_same + changing for the_same in text.rows[table]]
            found.append((story.key, text.search.beside(story.tokens)))
            kept.append((story.number, text.desk.beside(story.tokens)))
        for table, lines in written.items():
            table.write(lines)
        rows.write_tokens("search_index", "key", found)
        rows.write_tokens("desk_index", "article", kept)
        return len(ages)

    def text(self, age):
        """The text of the story of this age."""
        which = age % texts.TEXTS, self.words.added(age)
        if which not in self._texts:
            self._texts[which] = texts.Text(self.words, self.cast, *which, self.lines)
        return self._texts[which]
