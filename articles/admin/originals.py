"""The original of a translation: articles of the desk found by headline or number."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from articles.models import Article
from newsroom.text import number

MOST = 20


def urls(view):
    """The address of this file below those of articles; `view` guards it."""
    return [path("originals.json", view(originals), name="articles_article_originals")]


@require_safe
def originals(request):
    """JSON `{"articles": [{number, headline, language}]}`: at most twenty articles of the desk, last saved first, whose
    headline holds `?q=` or whose number it is."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    wanted = Q(headline__icontains=typed)
    if pk := number(typed):
        wanted |= Q(pk=pk)
    found = Article.objects.kept().filter(wanted).order_by("-updated_at", "-pk").only("headline", "language")[:MOST]
    articles = [{"number": one.pk, "headline": one.headline, "language": one.language} for one in found]
    return JsonResponse({"articles": articles})
