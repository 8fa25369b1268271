"""What search engines ask for: a sitemap for every month that has stories and one for the topics, their index, and
robots.txt."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from articles.models.publication import Publication, keys_between
from articles.models.topic import Topic
from articles.public import lists
from articles.public.pages import absolute, keep_briefly

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def index(request):
    """The sitemap index: a line for each month that has stories, in whatever language, and one for the topics."""
    stories = Publication.objects.only("key", "date")
    found = lists.from_each([stories.order_by("key")[:1], stories.order_by("-key")[:1]])
    days = [story.date for story in found]
    spans = lists.months_between(min(days), max(days)) if days else []
    ranges = [keys_between(*span) for span in spans]
    full = lists.from_each([stories.filter(key__gte=low, key__lt=high)[:1] for low, high in ranges])
    months = sorted({(story.date.year, story.date.month) for story in full})
    addresses = [reverse("sitemap_month", args=month) for month in months]
    if Topic.objects.filter(is_open=True).exists():
        addresses.append(reverse("sitemap_topics"))
    return _xml(request, "sitemapindex", "sitemap", [(address, None) for address in addresses])


@require_safe
def month(request, year, month):
    """The stories first published in a month; 404 where there are none."""
    try:
        low, high = keys_between(*lists.span_of(year, month))
    except ValueError:
        raise Http404 from None
    stories = Publication.objects.filter(key__gte=low, key__lt=high).only("story", "date", "changed_at")
    rows = [(story.get_absolute_url(), story.changed_at) for story in stories.order_by("key")]
    if not rows:
        raise Http404
    return _xml(request, "urlset", "url", rows)


@require_safe
def topics(request):
    """The topics that are open, in whatever language; 404 where there are none."""
    rows = [(topic.get_absolute_url(), None) for topic in Topic.objects.filter(is_open=True).order_by("pk")]
    if not rows:
        raise Http404
    return _xml(request, "urlset", "url", rows)


@require_safe
def robots(request):
    """robots.txt: everything public may be read; the desk and the endless search may not."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Disallow: {reverse('search')}",
        "Allow: /",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return keep_briefly(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def _xml(request, root, child, rows):
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    xml.startElement(root, {"xmlns": NAMESPACE})
    for address, changed in rows:
        xml.startElement(child, {})
        xml.addQuickElement("loc", absolute(address))
        if changed:
            xml.addQuickElement("lastmod", timezone.localtime(changed).isoformat(timespec="seconds"))
        xml.endElement(child)
    xml.endElement(root)
    xml.endDocument()
    return keep_briefly(request, response)
