"""The record proves itself: is the chain whole, is every story on the site what the record says, is every file the one that
was stored? What is found is told as it is found; no more is held in memory than a batch."""

import json
import time
from dataclasses import dataclass

from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery
from django.utils import timezone

from articles.desk import chain, files, newest
from articles.desk.projecting import projection
from articles.models import Publication, Section, Verification, Version
from articles.models.version import REDACTION
from media import housekeeping
from media.models import Photo
from newsroom.models import LogLine

BATCH = 100
PATIENCE = 3  # seconds in which a pulse does what is due
MOST_AGAIN = 10_000  # stories that are looked at a second time
ROWS = {"tag_rows": ["tag_id"], "byline_rows": ["reporter_id"], "photo_rows": ["photo", "position"]}
ROWS["credit_rows"] = ["reporter_id", "photo", "position"]


@dataclass
class Counts:
    """How much was looked at, and how much of it is wrong; `link` is the last link of the chain."""

    versions: int = 0
    redacted: int = 0
    publications: int = 0
    files: int | None = None
    wrong: int = 0
    link: str = ""


class Verifier:
    """One verification. `wrong` is called with a sentence for each thing that is wrong, `told` with what is to be known, `at`
    with how many things were looked at so far."""

    def __init__(self, wrong, told=print, at=lambda done: None):
        self.counts, self._wrong, self.told, self._at = Counts(), wrong, told, at

    def wrong(self, sentence):
        self.counts.wrong += 1
        self._wrong(sentence)

    def run(self, *, quick=False):
        """Look at everything, at no file where it is to be `quick`; the Verification, which is kept."""
        self.chain()
        self.publications()
        if not quick:
            self.files()
        counts = self.counts
        return Verification.objects.create(
            at=timezone.now(),
            versions=counts.versions,
            publications=counts.publications,
            files=counts.files,
            wrong=counts.wrong,
            link=counts.link,
        )

    # ---- the chain

    def chain(self):
        """Every version follows the one before and says what its link is over; none is missing."""
        link, last = "", 0
        while batch := list(Version.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
            for version in batch:
                for sentence in chain.wrong_with(version, link):
                    self.wrong(f"{_named(version)}: {sentence}")
                if version.redacted_at:
                    self._redacted(version)
                link = version.link
            last = batch[-1].pk
            self._done("versions", len(batch))
        self.counts.link = link
        self._numbers()
        before = Verification.objects.exclude(link="").first()
        if before and not Version.objects.filter(link=before.link).exists():
            self.wrong(
                f"the record is not the one that was verified at {before.at:%Y-%m-%d %H:%M}: its last link is gone"
            )

    def _redacted(self, version):
        self.counts.redacted += 1
        self.told(
            f"redacted by order: {_named(version)}, {timezone.localtime(version.redacted_at):%Y-%m-%d}: "
            f"{' '.join(version.redacted_for.split())}"
        )
        if not LogLine.objects.filter(kind=REDACTION, story=version.story).exists():
            self.wrong(f"{_named(version)}: its words were removed, and the log knows nothing of it")

    def _numbers(self):
        rows = Version.objects.order_by().values("story")
        rows = rows.annotate(count=Count("pk"), first=Min("number"), last=Max("number"))
        for row in rows.exclude(first=1, last=F("count")).iterator():
            self.wrong(f"story {row['story']}: its versions are not numbered 1 to {row['count']}")

    # ---- what is on the site

    def publications(self):
        """Every story on the site is what its last version makes, and every one that should be there is."""
        again = []
        last = -1
        while batch := list(
            Publication.objects.filter(key__gt=last).order_by("key").values_list("key", "story")[:BATCH]
        ):
            for _key, story in batch:
                if differences := wrong_with_publication(story):
                    if len(again) < MOST_AGAIN:
                        again.append(story)
                    else:
                        self._tell(story, differences)
            last = batch[-1][0]
            self._done("publications", len(batch))
        again += self._absent()
        if again:
            time.sleep(PATIENCE)  # what was being changed while we looked is whole by now
        for story in again:
            self._tell(story, wrong_with_publication(story))

    def _tell(self, story, differences):
        if differences:
            self.wrong(f"story {story} on the site: {', '.join(differences)}")

    def _absent(self):
        """Stories that the record says are on the site, and that are not."""
        later = Version.objects.filter(story=OuterRef("story")).order_by("-number")
        live = Publication.objects.filter(story=OuterRef("story")).values("key")[:1]
        last = Version.objects.filter(number=Subquery(later.values("number")[:1]))
        absent = last.exclude(kind=Version.Kind.WITHDRAWN).annotate(live=Subquery(live)).filter(live=None)
        return list(absent.order_by("pk").values_list("story", flat=True)[:MOST_AGAIN])

    # ---- files

    def files(self):
        """Every file that a row names is there, and is the one that was stored."""
        self.counts.files = 0
        for kind in files.kinds():
            for row in kind.rows():
                sentence = housekeeping.wrong_with(kind, row)
                if sentence and row.name in kind.known(
                    [row.name]
                ):  # else it was taken away, row and all, while we looked
                    self.wrong(f"{kind.name}: {row.name} of {row.of}: {sentence}")
                self._done("files", 1)

    def _done(self, what, many):
        setattr(self.counts, what, getattr(self.counts, what) + many)
        self._at(self.counts.versions + self.counts.publications + (self.counts.files or 0))


def total(*, quick=False):
    """How many things a verification looks at."""
    many = Version.objects.count() + Publication.objects.count()
    return many if quick else many + sum(sum(1 for _row in kind.rows()) for kind in files.kinds())


def wrong_with_publication(story):
    """What is not as the record has it in the story of that number on the site; a list of words, empty where all is, or where a
    photo of it has changed and the pulse is about to follow."""
    last = Version.objects.filter(story=story).order_by("-number").first()
    stored = Publication.objects.filter(story=story).first()
    if last is None or last.kind == Version.Kind.WITHDRAWN:
        return ["the record says that it is not there"] if stored else []
    if stored is None:
        return ["it is not there, and the record says that it is"]
    if last.redacted_at:
        return ["its words were removed from the record"]
    try:
        made = projection(last)
    except (Section.DoesNotExist, KeyError, TypeError, ValueError) as error:
        return [f"its version cannot be shown ({type(error).__name__}: {error})"]
    found = [
        field.name
        for field in Publication._meta.concrete_fields
        if _plain(getattr(stored, field.attname)) != _plain(getattr(made.publication, field.attname))
    ]
    made_rows = {type(rows[0]): rows for rows in made.rows}
    for name, fields in ROWS.items():
        manager = getattr(stored, name)
        rows = sorted(manager.values_list(*fields))
        wanted = sorted(tuple(getattr(one, field) for field in fields) for one in made_rows.get(manager.model, ()))
        if rows != wanted:
            found.append(name.replace("_", " "))
    if newest.wrong_with(stored):
        found.append("newest photos")
    if found and _waits(stored, made.publication):
        return []
    return [f"{name} not as its version makes it" for name in found]


def _waits(stored, made):
    """Whether a photo of a story has changed of which the pulse will make it anew."""
    photos = [photo["number"] for one in (stored, made) for photo in one.facts["photos"]]
    return Photo.objects.filter(Q(pk__in=photos), changed_at__isnull=False).exists()


def _plain(value):
    """A value as the database gives it back."""
    return json.loads(json.dumps(value)) if isinstance(value, dict | list) else value


def _named(version):
    return f"version {version.number} of story {version.story}"
