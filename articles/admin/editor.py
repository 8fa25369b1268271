"""What the body editor asks the desk for: stories to lead to, house layout, and where its scripts find them."""

import re

from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import layout, markup
from articles.compare.blocks import blocks, different
from articles.models import Publication, searchindex
from articles.tokens import of_query
from newsroom.text import number

MOST = 20
ASKED_AT_ONCE = 60
# The address of a story ends in its number, with or without the site's name before it.
ADDRESS = re.compile(r"/\d{4}/\d{2}/\d{2}/(\d+)/?$")


def urls(view):
    """The addresses of this file below the articles'; `view` is the admin site's guard."""
    return [
        path("stories.json", view(stories), name="articles_article_stories"),
        path("layout/", view(lay_out), name="articles_article_layout"),
    ]


def addresses():
    """Where the editor's scripts find clips, stories and house layout."""
    return {
        "clips": reverse("admin:media_clip_library"),
        "takeClip": reverse("admin:media_clip_take"),
        "stories": reverse("admin:articles_article_stories"),
        "layout": reverse("admin:articles_article_layout"),
    }


@require_safe
def stories(request):
    """JSON `{"stories": [{number, headline, section, date, address}]}` of stories on the site: those of `?numbers=1,2` in
    that order, else at most twenty, newest first, that have the words, the number or the address of `?q=`."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    if "numbers" in request.GET:
        wanted = [n for n in map(number, request.GET["numbers"].split(",")[:ASKED_AT_ONCE]) if n]
        order = Case(*(When(story=story, then=at) for at, story in enumerate(wanted)))
        found = Publication.objects.cards().filter(story__in=wanted).order_by(order) if wanted else ()
    else:
        found = _found(request.GET.get("q", "").replace("\x00", "").strip()[:80])
    return JsonResponse({"stories": [_described(story) for story in found]})


def _found(typed):
    cards = Publication.objects.cards()
    address = ADDRESS.search(typed)
    if story := number(address[1] if address else typed):
        return cards.filter(story=story)
    if not typed:
        return cards[:MOST]
    tokens = of_query(typed).tokens
    return cards.filter(key__in=searchindex.newest(tokens, None, MOST)) if tokens else ()


def _described(story):
    """A story as the editor's cards and lists show it, a dict of plain values."""
    return {
        "number": story.story,
        "headline": story.headline,
        "section": story.section.name,
        "date": story.date.isoformat(),
        "address": story.get_absolute_url(),
    }


@require_POST
def lay_out(request):
    """The `body` of the form in house layout. JSON `{"html": …, "changed": number of blocks that changed}`, or
    `{"message": …}` with status 400 for a body that cannot be taken."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    try:
        before = markup.clean(request.POST.get("body", ""))
        after = markup.clean(layout.lay_out(before))
    except markup.Unfit:
        return JsonResponse({"message": _("The body is too long or too deeply nested for house layout.")}, status=400)
    stretches = different(blocks(before), blocks(after))
    changed = sum(max(end - start, other_end - other) for start, end, other, other_end in stretches)
    return JsonResponse({"html": after, "changed": changed})
