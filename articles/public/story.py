"""The page of a story."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from articles.models.publication import Publication
from articles.public import cards, linked, lists, moved, sharing, structured
from articles.public.pages import absolute, open_edition, page
from articles.public.withdrawn import withdrawn
from newsroom import edition
from newsroom.pagecache import kept
from newsroom.prepared import prepared

MORE = 4


@kept()
@require_safe
def story(request, year, month, day, story):
    """The story as readers see it; 301 from a wrong date to the right one; 410 with its notice once withdrawn; 404 where
    it never was."""
    found = _numbered(story)
    if not found:
        return withdrawn(request, story)
    found = found[0]
    address = found.get_absolute_url()
    if request.path != address:
        # the old address of a moved story may name another story's number
        return elsewhere(request) or redirect(address, permanent=True)
    opened = open_edition(found.language)
    others = linked.versions(found, opened)
    context = {
        "story": found,
        "section": found.section,
        "share": sharing.ways(found),
        "linked": others,
        "canonical": absolute(address),
        "social": absolute(cards.address(found, opened.masthead)),
        "structured": structured.as_script(structured.news_article(found, opened, others)),
    }
    return page(request, "public/story.html", opened, context | _beside(found))


@prepared(Publication)
def _numbered(story):
    return Publication.objects.select_related("section", "topic").filter(story=story)


def _beside(story):
    """What stands beside a story in its section, as cards: the ones before and after it (None where there is none), and
    `more`, the newest others. One query, which asks for no newest where another page of the edition has them."""
    where, asked = (story.language, story.section_id), []

    def both():
        asked.extend(_near(*where, story.key))
        return sorted(asked, key=lambda one: -one.key)[: MORE + 3]

    newest = edition.once(("newest of a section", *where), both)
    found = {one.key: one for one in asked or _next_to(*where, story.key)}
    earlier = max((key for key in found if key < story.key), default=None)
    later = min((key for key in found if key > story.key), default=None)
    others = [one for one in newest if one.key not in (story.key, earlier, later)][:MORE]
    return {"earlier": found.get(earlier), "later": found.get(later), "more": others}


@prepared(Publication)
def _near(language, section, key):
    cards = lists.bare(language).filter(section=section)
    return [cards[: MORE + 3], *_sides(cards, key)]


@prepared(Publication)
def _next_to(language, section, key):
    return _sides(lists.bare(language).filter(section=section), key)


def _sides(cards, key):
    return [cards.filter(key__lt=key)[:1], cards.filter(key__gt=key).order_by("key")[:1]]


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
        return withdrawn(request, number)
    except Http404:
        return None
