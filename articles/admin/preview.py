"""The story page as publishing would make it: of what is being typed, or of the article as it is saved."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from articles.admin import typed
from articles.desk import rendering
from articles.models import Article
from articles.models.taxonomy import furniture
from articles.public import pages


@require_POST
def of_form(request):
    """The page of the form as it is posted. Nothing is written."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    found = typed.read(request)
    return _page(request, rendering.preview(found.article, found.bylines, found.tags, found.editors))


@require_safe
def of_article(request, article):
    """The page of an article as it is saved, for those who may read but not edit it."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    found = Article.objects.select_related("section").filter(pk=article).first()
    if found is None:
        raise Http404
    return _page(request, rendering.preview(found))


def _page(request, story):
    if story is None:
        return render(request, "desk/no_preview.html")
    edition = furniture(story.language)
    context = {"story": story, "section": story.section, "canonical": "", "more": []}
    return HttpResponse(pages.still("public/story.html", edition, context))
