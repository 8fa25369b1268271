"""The addresses of feeds: what is new in the paper, a section, a tag, a topic, or by a person; each as RSS, Atom and JSON
Feed."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models.taxonomy import edition_url
from articles.models.topic import Topic
from articles.public import lists
from articles.public.feeds import atom, channel, jsonfeed, rss
from articles.public.pages import DEFAULT, keep_briefly, open_edition
from articles.public.paging import newest
from articles.public.views import section_of, tag_of
from newsroom.fields import printable
from newsroom.models import Reporter
from newsroom.pagecache import kept

WRITERS = {"rss": rss, "atom": atom, "json": jsonfeed}


@kept()
@require_safe
def latest(request, language=DEFAULT, kind="rss"):
    """The newest stories of a language edition."""
    edition = open_edition(language)
    stories = newest(lists.of_edition(language).defer(None), None).rows
    return _feed(request, edition, kind, "", edition.masthead.get_absolute_url(), ("feed_latest",), stories)


@kept()
@require_safe
def section(request, slug, language=DEFAULT, kind="rss"):
    """The newest stories of a section."""
    edition = open_edition(language)
    found = section_of(edition, slug)
    stories = lists.of_section(found, None, whole=True).rows
    feed = ("feed_section", found.slug)
    return _feed(request, edition, kind, found.name, found.get_absolute_url(), feed, stories)


@kept()
@require_safe
def tag(request, slug, language=DEFAULT, kind="rss"):
    """The newest stories with a tag; from the address of what was one once on to the tag it became."""
    edition = open_edition(language)
    found = tag_of(slug, language)
    if found.slug != printable(slug):
        return HttpResponsePermanentRedirect(edition_url("feed_tag", language, found.slug, kind))
    stories = lists.tagged(found, edition, None, whole=True).rows
    return _feed_of(request, edition, kind, found, "tag", stories)


@kept()
@require_safe
def reporter(request, slug, language=DEFAULT, kind="rss"):
    """The newest stories of a person."""
    edition = open_edition(language)
    found = get_object_or_404(Reporter.objects.defer("user"), slug=printable(slug))
    stories = lists.written_by(found, edition, None, whole=True).rows
    return _feed_of(request, edition, kind, found, "reporter", stories)


@kept()
@require_safe
def topic(request, slug, language=DEFAULT, kind="rss"):
    """The newest stories of a topic; 404 while it is not open."""
    edition = open_edition(language)
    found = get_object_or_404(Topic.objects.filter(masthead=language, is_open=True), slug=printable(slug))
    stories = newest(lists.of_edition(language).defer(None).filter(topic=found.pk), None).rows
    feed = ("feed_topic", found.slug)
    return _feed(request, edition, kind, found.title, found.get_absolute_url(), feed, stories)


def _feed_of(request, edition, kind, found, view, stories):
    if not stories:  # a name that so far only a draft knows
        raise Http404
    page = edition_url(view, edition.masthead.language, found.slug)
    return _feed(request, edition, kind, found.name, page, (f"feed_{view}", found.slug), stories)


def _feed(request, edition, kind, name, page, feed, stories):
    address, *slug = feed
    addresses = {one: edition_url(address, edition.masthead.language, *slug, one) for one in channel.KINDS}
    described = channel.describe(edition, kind, name, page, addresses, stories)
    writer = WRITERS[kind]
    response = HttpResponse(writer.write(described), content_type=f"{writer.TYPE}; charset=utf-8")
    if described.hubs:
        links = [("self", described.address), *(("hub", hub) for hub in described.hubs)]
        response["Link"] = ", ".join(f'<{where}>; rel="{what}"' for what, where in links)
    return keep_briefly(request, response)
