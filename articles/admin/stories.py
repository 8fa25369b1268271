"""Stories and articles found by headline or number, for the fields and dialogs of the desk, as JSON."""

import re

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Q, When
from django.http import JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from articles.models import Article, Publication, searchindex
from articles.tokens import of_query
from newsroom.text import number

MOST = 20
ASKED_AT_ONCE = 50
# The address of a story ends in its number, with or without the site's name before it.
ADDRESS = re.compile(r"/\d{4}/\d{2}/\d{2}/(\d+)/?$")


def urls(view):
    """The addresses of this file below those of articles; `view` guards each."""
    return [
        path("stories.json", view(stories), name="articles_article_stories"),
        path("originals.json", view(originals), name="articles_article_originals"),
    ]


def _typed(request):
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    return request.GET.get("q", "").replace("\x00", "").strip()[:80]


@require_safe
def stories(request):
    """JSON `{"stories": [{number, headline, section, date, address}]}` of stories on the site: those of `?numbers=1,2` in
    that order, else at most twenty, newest first, that have the words, the number or the address of `?q=`."""
    typed = _typed(request)
    if "numbers" in request.GET:
        wanted = [n for n in map(number, request.GET["numbers"].split(",")[:ASKED_AT_ONCE]) if n]
        order = Case(*(When(story=story, then=at) for at, story in enumerate(wanted)))
        found = Publication.objects.cards().filter(story__in=wanted).order_by(order) if wanted else ()
    else:
        found = _found(typed)
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
    return {
        "number": story.story,
        "headline": story.headline,
        "section": story.section.name,
        "date": story.date.isoformat(),
        "address": story.get_absolute_url(),
    }


@require_safe
def originals(request):
    """JSON `{"articles": [{number, headline, language, address}]}`: at most twenty articles of the desk, last saved first,
    whose headline holds `?q=` or whose number it is."""
    typed = _typed(request)
    wanted = Q(headline__icontains=typed)
    if pk := number(typed):
        wanted |= Q(pk=pk)
    articles = Article.objects.kept().filter(wanted).order_by("-updated_at", "-pk")
    return JsonResponse(
        {
            "articles": [
                {
                    "number": article.pk,
                    "headline": article.headline,
                    "language": article.language,
                    "address": reverse("admin:articles_article_change", args=[article.pk]),
                }
                for article in articles.only("headline", "language")[:MOST]
            ]
        }
    )
