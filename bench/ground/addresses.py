"""What readers ask for: some addresses of each kind of page, found on the site as it is."""

from collections import Counter
from datetime import timedelta
from urllib.parse import quote, urlencode

from django.db.models import Max, Min
from django.urls import reverse

from articles.models import Publication, PublicationByline, PublicationTag, Section, Tag
from articles.models.publication import key_of
from newsroom.models import Reporter

LANGUAGE = "zh-hans"
MOST = 8  # addresses of a kind
NEWEST = 1000  # stories whose tags and people are asked for: the same at every size


def kinds():
    """Kind of page → its addresses, the one that is put under load first."""
    stories = Publication.objects.filter(language=LANGUAGE).defer("html", "facts")
    newest = list(stories.order_by("-key")[:NEWEST])
    sections = [
        Section.objects.get(pk=pk) for pk, _times in Counter(one.section_id for one in newest).most_common(MOST)
    ]
    tags = _most(PublicationTag, "tag_id", Tag, newest)
    people = _most(PublicationByline, "reporter_id", Reporter, newest)
    month = _whole_month(newest)
    days = sorted({one.date for one in newest[: NEWEST // 2]}, reverse=True)[1 : MOST + 1]
    words = [one.headline[-2:] for one in newest[:3]]
    return {
        "front": ["/"],
        "section": [section.get_absolute_url() for section in sections],
        "section, deep": _deep(stories, sections),
        "tag": [reverse("tag", args=[tag.slug]) for tag in tags],
        "tag, deep": _deep_in(PublicationTag, "tag_id", tags, "tag"),
        "reporter": [reverse("reporter", args=[person.slug]) for person in people],
        "story": [one.get_absolute_url() for one in newest[:MOST]],
        "story of old": [one.get_absolute_url() for one in stories.order_by("key")[NEWEST // 2 : NEWEST // 2 + MOST]],
        "archive, month": [reverse("archive_month", args=[month.year, month.month])],
        "archive, day": [reverse("archive_day", args=[day.year, day.month, day.day]) for day in days],
        "feed": [reverse("feed_latest")],
        "feed of a section": [reverse("feed_section", args=[section.slug]) for section in sections[:3]],
        "sitemaps": ["/sitemap.xml"],
        "sitemap, month": [reverse("sitemap_month", args=[month.year, month.month])],
        "news sitemap": ["/news-sitemap.xml"],
        "ninjs": [f"{one.get_absolute_url()}ninjs.json" for one in newest[:MOST]],
        "search, never kept": [f"/search/?{urlencode({'q': word})}" for word in words],
    }


def rows(body):
    """How many stories or entries a page lists."""
    return sum(body.count(mark) for mark in (b'<article class="card', b"<item>", b"<url>", b"<sitemap>"))


def of_stories(number):
    """The addresses of the newest `number` stories."""
    rows = Publication.objects.filter(language=LANGUAGE).only("date", "story").order_by("-key")[:number]
    return [quote(one.get_absolute_url()) for one in rows]


def _most(rows, column, model, stories):
    """The tags or people that the most of some stories have."""
    values = rows.objects.filter(publication__in=[one.key for one in stories[:500]]).values_list(column, flat=True)
    found = model.objects.in_bulk()
    return [found[pk] for pk, _times in Counter(values).most_common(MOST)]


def _whole_month(newest):
    """A day of the newest month that is over, or of this one where no story is older."""
    first = newest[0].date.replace(day=1)
    return next((one.date for one in newest if one.date < first), first)


def _deep(stories, sections):
    """Pages of sections that begin where a quarter of the paper's time is left."""
    ends = stories.aggregate(first=Min("published_at"), last=Max("published_at"))
    key = key_of(ends["first"] + (ends["last"] - ends["first"]) / 4 + timedelta(seconds=1), 0)
    return [f"{section.get_absolute_url()}?before={key}" for section in sections[:3]]


def _deep_in(rows, column, found, name):
    """Pages of tags from the middle of what carries them."""
    pages = []
    for one in found[:3]:
        keys = (
            rows.objects.filter(**{column: one.pk}).order_by("-publication_id").values_list("publication_id", flat=True)
        )
        pages.append(f"{reverse(name, args=[one.slug])}?before={keys[len(keys) // 2]}")
    return pages
