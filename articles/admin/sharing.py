"""The preview links of an article: the dialog that makes them, lists them and takes them back."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from articles.desk import previews
from articles.models import Article, PreviewLink


def urls(view):
    """The addresses of this file below those of articles; `view` guards each."""
    return [
        path("<int:article>/links/", view(of_article), name="articles_article_links"),
        path("<int:article>/links/<int:link>/revoke/", view(revoke), name="articles_article_link_revoke"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def of_article(request, article):
    """GET: the links to the article, as a piece of HTML. POST: makes another, with the `remark` for whom it is, and
    shows its address, this once."""
    found = _article(request, article)
    if request.method != "POST":
        return _shown(request, found)
    try:
        _link, token = previews.share(found, request.user, request.POST.get("remark", ""))
    except previews.Refused as refusal:
        return _shown(request, found, refusal=str(refusal))
    return _shown(request, found, address=urljoin(settings.SITE_URL + "/", reverse("preview", args=[token])))


@require_POST
def revoke(request, article, link):
    """Take a link back; what GET shows."""
    found = _article(request, article)
    link = get_object_or_404(PreviewLink.objects.select_related("article__section"), pk=link, article=found)
    previews.revoke(link, request.user)
    return _shown(request, found)


def _article(request, number):
    """The article, for those who may share it; to all others there is nothing."""
    article = get_object_or_404(Article.objects.select_related("section"), pk=number)
    if previews.why_not(article, request.user):
        raise Http404
    return article


def _shown(request, article, **more):
    context = {"article": article, "links": previews.links_of(article), "now": timezone.now(), **more}
    return render(request, "desk/_links.html", context)
