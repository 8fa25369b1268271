"""The story page as publishing would make it: of what is being typed, or of the article as it is saved."""

from django.core.exceptions import PermissionDenied
from django.forms import inlineformset_factory
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.forms import ArticleForm, BylineForm, BylineFormSet
from articles.desk import rendering
from articles.models import Article, Byline
from articles.models.taxonomy import furniture
from newsroom.text import number

Bylines = inlineformset_factory(Article, Byline, form=BylineForm, formset=BylineFormSet)


@require_POST
def of_form(request):
    """The page of the form as it is posted. Nothing is written."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    article = Article.objects.filter(pk=number(request.POST.get("article", ""))).first()
    form = ArticleForm(request.POST, instance=article or Article())
    form.is_valid()  # whatever can be understood is shown; the form itself says what cannot
    typed = form.instance
    typed.headline = typed.headline or _("Headline")
    bylines = Bylines(request.POST, instance=article or Article(), prefix="bylines")
    tags = form.cleaned_data.get("tags") or []
    return _page(request, typed, bylines.lines() if bylines.is_bound else [], tags)


@require_safe
def of_article(request, article):
    """The page of an article as it is saved, for those who may read but not edit it."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    found = Article.objects.select_related("section").filter(pk=article).first()
    if found is None:
        raise Http404
    return _page(request, found, None, None)


def _page(request, article, bylines, tags):
    story = rendering.preview(article, bylines, tags)
    if story is None:
        return render(request, "desk/no_preview.html")
    edition = furniture(story.language)
    return render(
        request,
        "public/story.html",
        {
            "story": story,
            "section": story.section,
            "masthead": edition.masthead,
            "sections": edition.sections,
            "canonical": "",
            "more": [],
        },
    )
