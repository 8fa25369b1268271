"""Writing an archive copy: all rows as of one moment, then the files that they name. No more is held in memory than a batch of
stories and what the record names by number."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby, islice

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from articles.archive import house, library, moment, pages, record, tables
from articles.archive.folder import Writing
from articles.models import Publication, Version
from articles.public.languages import DEFAULT
from media.models import Clip, Photo
from newsroom.models import Masthead

BATCH = 50


@dataclass
class Written:
    """What was written: counts of what the archive copy has, how many files changed, and its fingerprint."""

    counts: dict
    changed: int
    fingerprint: str


@dataclass
class _Run:
    writing: Writing
    tell: object
    named: house.Named = field(default_factory=house.Named)
    counts: Counter = field(default_factory=Counter)
    months: dict = field(default_factory=dict)  # (year, month) → how many stories


def export(folder, tell=lambda what, done, total: None):
    """Write the archive copy into `folder`, which is empty, missing, or one of before; a Written. `tell(what, done, total)` is
    called as it goes on. Raises Refused."""
    with Writing(folder, settings.SITE_URL) as writing:
        run = _Run(writing, tell)
        with moment.held():
            last = _stories(run)
            _record(run)
            run.counts |= house.put(writing, run.named)
            writing.stream(library.KILLED, tables.lines(library.KILLED_COLUMNS, library.killed()))
            _front(run)
            files = _library(run)
        # Files are kept by their hashes: that others go on working meanwhile changes none.
        for done, (kind, name, size) in enumerate(files, 1):
            library.put_file(writing, kind, name, size)
            tell("photos and clips", done, len(files))
        counts = {name: run.counts[name] for name in ("stories", "withdrawn", "versions", "people", "tags")}
        counts |= {kind: sum(one[0] == kind for one in files) for kind in ("photos", "clips")}
        fingerprint = writing.finish({"time_zone": settings.TIME_ZONE, "record": last, "counts": counts})
        return Written(counts | {"files": writing.count, "bytes": writing.bytes}, writing.changed, fingerprint)


def _stories(run):
    """Write every story on record, in the order in which they were first published; what the manifest says of the record."""
    firsts = Version.objects.filter(number=1).order_by("at", "story").values_list("at", "story")
    total, done = firsts.count(), 0
    stories = firsts.iterator(chunk_size=1000)
    for (year, month), of_month in groupby(stories, lambda one: _month(one[0])):
        lines = []
        for batch in _batched(of_month, BATCH):
            lines += _batch(run, batch)
            done += len(batch)
            run.tell("stories", done, total)
        run.months[year, month] = len(lines)
        context = {"root": "../../../", "year": year, "month": month, "lines": lines}
        run.writing.put(f"stories/{year:04}/{month:02}/index.html", pages.page("month", DEFAULT, context))
    for year, months in groupby(run.months.items(), lambda one: one[0][0]):
        context = {"root": "../../", "year": year, "months": [(month, count) for (_year, month), count in months]}
        run.writing.put(f"stories/{year:04}/index.html", pages.page("year", DEFAULT, context))
    last = Version.objects.order_by("-pk").values_list("link", "at").first()
    at = last[1].isoformat() if last else None
    return {"versions": run.counts["versions"], "link": last[0] if last else "", "at": at}


def _month(at):
    day = timezone.localtime(at)
    return day.year, day.month


def _batch(run, batch):
    """Write some stories; a line of the month's page for each."""
    numbers = [story for _at, story in batch]
    record_of = {number: [] for number in numbers}
    rows = Version.objects.filter(story__in=numbers).annotate(language=F("words__language")).order_by("story", "number")
    for version in rows:
        record_of[version.story].append(version)
    live = Publication.objects.select_related("section", "topic").filter(story__in=numbers)
    live = {one.story: one for one in live}
    shared = _shared(record_of, live)
    for at, number in batch:
        versions, publication = record_of[number], live.get(number)
        folder = pages.place(at, number)
        for version in versions:
            run.named.add(version.words)
            run.writing.put(f"{folder}/versions/{version.number}.json", library.as_json(record.said(version)))
        headline = pages.put_story(run.writing, number, versions, publication, shared)
        run.counts += Counter(stories=1, versions=len(versions), withdrawn=publication is None)
        language = publication.language if publication else DEFAULT
        day = timezone.localtime(at)
        yield {"day": day, "story": number, "headline": headline, "language": language, "path": folder}


def _shared(record_of, live):
    photos, clips = pages.numbers_in([one for versions in record_of.values() for one in versions])
    return pages.Batch(
        photos=Photo.objects.usable().in_bulk(photos),
        clips=Clip.objects.usable().in_bulk(clips),
        others=pages.others_of(list(live.values())),
    )


def _record(run):
    """Write the table of all versions, in the order of the chain."""
    first = Version.objects.filter(story=OuterRef("story"), number=1).values("at")[:1]
    rows = Version.objects.defer("words", "signers", "salt").annotate(first=Subquery(first)).order_by("pk")
    lines = (
        record.row(one, f"{pages.place(one.first, one.story)}/versions/{one.number}.json")
        for one in rows.iterator(chunk_size=1000)
    )
    run.writing.stream(record.TABLE, tables.lines(record.COLUMNS, lines))


def _front(run):
    years = Counter()
    for (year, _), count in run.months.items():
        years[year] += count
    mastheads = list(Masthead.objects.order_by("pk"))
    context = {
        "root": "",
        "years": sorted(years.items(), reverse=True),
        "mastheads": mastheads,
        "site": settings.SITE_URL,
    }
    run.writing.put("index.html", pages.page("index", DEFAULT, context))
    run.writing.put("README.txt", pages.read_me(settings.SITE_URL))
    run.writing.put("style.css", pages.style())


def _library(run):
    """Write what is said of the photos and clips that the record names; (kind, name, size) of the file of each."""
    files = []
    for numbers in _batched(sorted(run.named.photos), BATCH):
        for photo in Photo.objects.usable().filter(pk__in=numbers).prefetch_related("credits").order_by("pk"):
            library.put_photo(run.writing, photo)
            files.append(("photos", photo.original, photo.size))
    for numbers in _batched(sorted(run.named.clips), BATCH):
        for clip in Clip.objects.usable().filter(pk__in=numbers).order_by("pk"):
            library.put_clip(run.writing, clip)
            files.append(("clips", clip.name, clip.size))
    return files


def _batched(things, size):
    things = iter(things)
    while batch := list(islice(things, size)):
        yield batch
