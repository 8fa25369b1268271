"""The original of a translation: articles of the desk found by headline or number."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from articles.models import Article, deskindex
from articles.tokens import of_query
from newsroom.text import number

MOST = 20
SEARCHED = 1000  # of the newest articles that have the words


def urls(view):
    """The address of this file below those of articles; `view` guards it."""
    return [path("originals.json", view(originals), name="articles_article_originals")]


@require_safe
def originals(request):
    """JSON `{"articles": [{number, headline, language}]}`: at most twenty articles of the desk, last saved first, whose
    headline holds `?q=` or whose number it is. What holds it is looked for among the newest that have its words anywhere."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    found = Article.objects.kept().order_by("-updated_at", "-pk").only("headline", "language")
    if typed:
        numbers = deskindex.newest(of_query(typed).tokens, None, SEARCHED)
        found = found.filter(pk__in=[*numbers, number(typed) or 0])
        found = [one for one in found if typed.casefold() in one.headline.casefold() or one.pk == number(typed)]
    articles = [{"number": one.pk, "headline": one.headline, "language": one.language} for one in found[:MOST]]
    return JsonResponse({"articles": articles})
