"""RSS 2.0 with the full text, every person and every credit."""

import lxml.html
import lxml.html.builder
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils import feedgenerator, translation
from django.views.decorators.http import require_safe

from articles.models.taxonomy import edition_url
from articles.public import lists, related
from articles.public.pages import DEFAULT, absolute, interface, keep_briefly, open_edition
from articles.public.paging import newest
from articles.public.views import section_of, tag_of
from newsroom.fields import printable
from newsroom.models import Reporter


class Rss(feedgenerator.Rss201rev2Feed):
    """RSS with content:encoded, a dc:creator a person, and media:content with its credit."""

    def rss_attributes(self):
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["html"])
        for name in item["people"]:
            handler.addQuickElement("dc:creator", name)
        for photo in item["photos"]:
            attributes = {"url": absolute(photo["src"]), "medium": "image", "type": "image/jpeg"}
            attributes |= {side: str(photo[side]) for side in ("width", "height")}
            handler.startElement("media:content", attributes)
            handler.addQuickElement("media:description", printable(photo["caption"]), {"type": "plain"})
            handler.addQuickElement("media:credit", printable(photo["credit"]))
            handler.endElement("media:content")


@require_safe
def latest(request, language=DEFAULT):
    """The newest stories of a language edition."""
    edition = open_edition(language)
    address = edition.masthead.get_absolute_url()
    return _feed(request, edition, "", address, newest(lists.of_edition(language).defer(None), None).rows)


@require_safe
def section(request, slug, language=DEFAULT):
    """The newest stories of a section."""
    edition = open_edition(language)
    found = section_of(edition, slug)
    stories = newest(lists.of_section(found).defer(None), None).rows
    return _feed(request, edition, found.name, found.get_absolute_url(), stories)


@require_safe
def tag(request, slug, language=DEFAULT):
    """The newest stories with a tag; from the address of what was one once on to the tag it became."""
    edition = open_edition(language)
    found = tag_of(slug, language)
    if found.slug != printable(slug):
        return HttpResponsePermanentRedirect(edition_url("feed_tag", language, found.slug))
    return _feed_of(request, edition, found, "tag", lists.tagged)


@require_safe
def reporter(request, slug, language=DEFAULT):
    """The newest stories of a person."""
    edition = open_edition(language)
    found = get_object_or_404(Reporter.objects.defer("user"), slug=printable(slug))
    return _feed_of(request, edition, found, "reporter", lists.written_by)


def _feed_of(request, edition, found, view, stories_of):
    language = edition.masthead.language
    stories = stories_of(found, language, None, whole=True).rows
    if not stories:  # a name that so far only a draft knows
        raise Http404
    return _feed(request, edition, found.name, edition_url(view, language, found.slug), stories)


def _feed(request, edition, name, address, stories):
    masthead = edition.masthead
    title = " - ".join(part for part in (name, masthead.name) if part)
    with translation.override(interface(masthead.language)):
        feed = Rss(
            title=printable(title),
            link=absolute(address),
            description=printable(masthead.slogan or masthead.about or title),
            language=masthead.language,
            feed_url=absolute(request.path),
        )
        stories = list(stories)
        others = related.on_site(story.html for story in stories)
        for story in stories:
            _add(feed, story, others)
        response = HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
    return keep_briefly(request, response)


def _add(feed, story, others):
    facts = story.facts
    address = absolute(story.get_absolute_url())
    feed.add_item(
        title=printable(story.headline),
        link=address,
        unique_id=address,
        description=printable(story.summary),
        pubdate=story.published_at,
        updateddate=story.changed_at,
        categories=[printable(name) for name in (story.section.name, *(t["name"] for t in facts.get("tags", ())))],
        html=_for_readers(story, others),
        people=[printable(person["name"]) for person in facts.get("people", ())],
        photos=[photo for photo in facts.get("photos", ()) if photo.get("src")],
    )


def _for_readers(story, others):
    """The body with its byline line, full addresses, and one file a photo: feed readers know no more."""
    html = related.with_links(printable(story.html), others, absolute)
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for source in list(root.iter("source")):
        source.drop_tag()
    for element in root.iter("img"):
        for name in ("srcset", "sizes", "loading", "fetchpriority"):
            element.attrib.pop(name, None)
    root.make_links_absolute(absolute("/"))
    byline = lxml.html.builder.P(printable(story.facts.get("byline_text", "")))
    return "".join(lxml.html.tostring(element, encoding="unicode") for element in (byline, *root))
