"""The page of a story."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from articles.models.publication import Publication
from articles.models.version import Version
from articles.public import lists, moved, structured
from articles.public.pages import DEFAULT, absolute, open_edition, page

MORE = 4


@require_safe
def story(request, year, month, day, story):
    """The story as readers see it; 301 from a wrong date to the right one; 410 with its notice once withdrawn; 404 where
    it never was."""
    found = Publication.objects.select_related("section", "topic").filter(story=story).first()
    if found is None:
        return _withdrawn(request, story)
    address = found.get_absolute_url()
    if request.path != address:
        # the old address of a moved story may name another story's number
        return elsewhere(request) or redirect(address, permanent=True)
    edition = open_edition(found.language)
    more = lists.of_section(found.section).exclude(key=found.key)[:MORE]
    context = {
        "story": found,
        "section": found.section,
        "more": list(more),
        "canonical": absolute(address),
        "social": absolute(_social(found)),
        "structured": structured.as_script(structured.news_article(found, edition)),
    }
    return page(request, "public/story.html", edition, context)


def _social(found):
    """The address of the photo that shared links show, "" where the story has none."""
    cover = found.cover or {}
    return cover.get("social") or cover.get("src") or ""


def elsewhere(request):
    """What the address of `request` answers where a former site had a story of ours: 301 to it, its 410 page where it was
    withdrawn; None where no such story is or was on the site."""
    number = moved.find(request)
    if number is None:
        return None
    found = Publication.objects.filter(story=number).only("date", "story").first()
    if found:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    try:
        return _withdrawn(request, number)
    except Http404:
        return None


def _withdrawn(request, number):
    last = Version.objects.filter(story=number).order_by("-number").only("kind", "at", "note").first()
    if last is None or last.kind != Version.Kind.WITHDRAWN:
        raise Http404
    edition = open_edition(DEFAULT)
    newest = list(lists.of_edition(DEFAULT)[:5])
    return page(request, "410.html", edition, {"withdrawal": last, "newest": newest, "canonical": ""}, status=410)
