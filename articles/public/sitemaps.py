"""What search engines ask for: a sitemap for every month that has stories, one for the lists, pages and topics, one for
tags and one for people, their index, and the news of the last two days."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from django.core.cache import cache
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models.publication import (
    STORY_BITS,
    Publication,
    PublicationByline,
    PublicationTag,
    address_of,
    key_of,
    keys_between,
)
from articles.models.taxonomy import edition_url
from articles.models.topic import Topic
from articles.public import lists
from articles.public.pages import absolute, keep_briefly
from newsroom.models import Masthead
from newsroom.pagecache import kept
from newsroom.text import printable

NAMES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
}
MOST = 50_000  # addresses of one sitemap
MOST_NEWS = 1000
NEWS = timedelta(hours=48)
RECENT = 2000  # stories of an edition whose tags and people are named
CORRECTED = 500  # corrections of an edition that the index looks back at
LISTS = ("topics", "photos", "corrections")
NEWS_LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}


@kept()
@require_safe
def index(request):
    """The sitemap index: a line for each month that has stories, in whatever language, with the time of its newest story or
    correction, and one for each of the others."""
    stories = Publication.objects.only("key", "story", "date", "changed_at")
    found = lists.from_each([stories.order_by(by)[:1] for by in ("key", "-key", "-story")])
    days = [story.date for story in found]
    spans = lists.months_between(min(days), max(days)) if days else []
    newest = {_month(one): one for one in lists.newest_of(spans)}
    parts = _parts(spans) if any(story.story > MOST for story in found) else Counter()
    changed = {month: one.changed_at for month, one in newest.items()}
    for one in _corrected(stories) if newest else ():
        changed[_month(one)] = max(one.changed_at, changed.get(_month(one), one.changed_at))
    rows = [(reverse(f"sitemap_{name}"), None) for name in _others()]
    for month in sorted(newest):
        rows += [(_address(month, part), changed[month]) for part in range(1, parts[month] + 2)]
    return _answer(request, "sitemapindex", "sitemap", rows)


def _others():
    """The names of the sitemaps that have something to name, beside those of the months."""
    yield "pages"
    if Topic.objects.filter(is_open=True).exists():
        yield "topics"
    if PublicationTag.objects.exists():
        yield "tags"
    if PublicationByline.objects.exists():
        yield "reporters"


def _month(story):
    return story.date.year, story.date.month


def _between(stories, *span):
    low, high = keys_between(*span)
    return stories.filter(key__gte=low, key__lt=high)


def _corrected(stories):
    """The stories of each language that were corrected last."""
    languages = Masthead.objects.values_list("language", flat=True)
    corrected = stories.filter(is_corrected=True).order_by("-changed_at")
    return lists.from_each([corrected.filter(language=language)[:CORRECTED] for language in languages])


def _parts(spans):
    """Month → how many sitemaps it needs beside its first, of those that need any. To know it every story is counted, so
    it is asked once an hour."""

    def counted():
        parts, full = Counter(), spans
        stories = Publication.objects.only("key", "date").order_by("key")
        for part in range(1, MOST):
            over = lists.from_each([_between(stories, *span)[part * MOST : part * MOST + 1] for span in full])
            parts.update(_month(story) for story in over)
            full = [span for span in full if parts[span[0].year, span[0].month] == part]
            if not full:
                break
        return parts

    return cache.get_or_set("large-months", counted, 3600)


def _address(month, part):
    return reverse("sitemap_month", args=month if part == 1 else (*month, part))


@kept()
@require_safe
def month(request, year, month, part=1):
    """The stories first published in a month, with the photos of their covers; 404 where there are none. Of more than fit
    into one sitemap the part of that number."""
    try:
        span = lists.span_of(year, month)
    except ValueError:
        raise Http404 from None
    stories = _between(Publication.objects, *span).order_by("key")[(part - 1) * MOST : part * MOST]
    rows = stories.values_list("story", "date", "changed_at", "cover__large")
    if part > MOST or not rows:
        raise Http404
    return _answer(
        request, "urlset", "url", [(address_of(day, story), changed, photo) for story, day, changed, photo in rows]
    )


@kept()
@require_safe
def pages(request):
    """The front pages, the sections, what the house says of itself, and the other lists, of every edition."""
    rows = []
    for masthead in Masthead.objects.prefetch_related("sections", "house_pages"):
        rows.append((masthead.get_absolute_url(), None))
        rows += [(section.get_absolute_url(), None) for section in masthead.sections.all()]
        rows += [(edition_url(name, masthead.language), None) for name in LISTS]
        rows += [(page.get_absolute_url(), page.changed_at) for page in masthead.house_pages.all()]
    return _answer(request, "urlset", "url", rows)


@kept()
@require_safe
def topics(request):
    """The topics that are open, in whatever language; 404 where there are none."""
    rows = [(topic.get_absolute_url(), None) for topic in Topic.objects.filter(is_open=True).order_by("-pk")[:MOST]]
    if not rows:
        raise Http404
    return _answer(request, "urlset", "url", rows)


@kept()
@require_safe
def tags(request):
    """The tags of the newest stories of each edition; 404 where there are none."""
    return _recent(request, "tag", PublicationTag.objects.values_list("tag__slug"))


@kept()
@require_safe
def reporters(request):
    """The people whom the newest stories of each edition name; 404 where there are none."""
    return _recent(request, "reporter", PublicationByline.objects.values_list("reporter__slug"))


def _recent(request, name, slugs):
    rows = []
    for language in Masthead.objects.values_list("language", flat=True):
        stories = Publication.objects.filter(language=language).order_by("-key").values("key")[:RECENT]
        found = slugs.filter(publication__in=stories).annotate(newest=Max("publication")).order_by()
        rows += [(edition_url(name, language, slug), _moment(key)) for slug, key in sorted(found)]
    if not rows:
        raise Http404
    return _answer(request, "urlset", "url", rows[:MOST])


def _moment(key):
    """When the story of a key was first published."""
    return datetime.fromtimestamp(key >> STORY_BITS, UTC)


@kept()
@require_safe
def news(request):
    """The stories of the last two days, as Google News asks for them."""
    since = key_of(timezone.now() - NEWS, 0)
    stories = Publication.objects.filter(key__gte=since).order_by("-key")
    names = dict(Masthead.objects.values_list("language", "name"))
    found = stories.only("key", "story", "date", "published_at", "headline", "language")[:MOST_NEWS]
    return _written(request, "urlset", [_news(story, names.get(story.language, "")) for story in found], "xmlns:news")


def _news(story, paper):
    language = NEWS_LANGUAGES.get(story.language, story.language.partition("-")[0])
    return (
        f"<url><loc>{_text(absolute(story.get_absolute_url()))}</loc><news:news>"
        f"<news:publication><news:name>{_text(paper)}</news:name><news:language>{language}</news:language>"
        f"</news:publication><news:publication_date>{_time(story.published_at)}</news:publication_date>"
        f"<news:title>{_text(story.headline)}</news:title></news:news></url>"
    )


def _answer(request, root, child, rows):
    """The sitemap of `rows`: address, when it changed or None, and perhaps the address of a photo."""
    written = []
    for address, changed, *photo in rows:
        lines = [f"<loc>{_text(absolute(address))}</loc>"]
        lines += [f"<lastmod>{_time(changed)}</lastmod>"] if changed else []
        lines += [f"<image:image><image:loc>{_text(absolute(one))}</image:loc></image:image>" for one in photo if one]
        written.append(f"<{child}>{''.join(lines)}</{child}>")
    return _written(request, root, written, *(("xmlns:image",) if root == "urlset" else ()))


def _written(request, root, lines, *more):
    names = " ".join(f'{name}="{NAMES[name]}"' for name in ("xmlns", *more))
    text = "\n".join(['<?xml version="1.0" encoding="utf-8"?>', f"<{root} {names}>", *lines, f"</{root}>", ""])
    return keep_briefly(request, HttpResponse(text, content_type="application/xml; charset=utf-8"))


def _text(value):
    return escape(printable(value))


def _time(at):
    return timezone.localtime(at).isoformat(timespec="seconds")
