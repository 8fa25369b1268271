"""The translations of an article: what each lacks of the original, and new ones begun."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.admin import panels
from articles.desk import translating, workflow
from articles.models import Article
from articles.public.languages import named
from newsroom.models import Masthead
from newsroom.text import number


def urls(view):
    """The address of this file below those of articles; `view` is the site's admin_view."""
    return [path("<int:article>/translations/", view(of_article), name="articles_article_translations")]


@require_http_methods(["GET", "HEAD", "POST"])
def of_article(request, article):
    """GET: how the article stands to its original, paragraph by paragraph, and its versions in the languages of the house.
    POST: with `do=begin` a draft in `language`; with `do=level` the word that it is level with `version` of the original."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    found = panels.fresh(article)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _shown(request, found)
    try:
        return _done(request, found)
    except workflow.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:articles_article_translations", found.pk)


def _done(request, article):
    if request.POST.get("do") == "begin":
        draft = translating.begin(article, request.POST.get("language", ""), request.user)
        messages.success(request, _("The draft is made. Write over its words, and add who translates to the byline."))
        return redirect("admin:articles_article_change", draft.pk)
    version = number(request.POST.get("version", ""))
    if request.POST.get("do") != "level" or version is None:
        raise Http404
    messages.success(request, translating.catch_up(article, request.user, version))
    return redirect("admin:articles_article_change", article.pk)


def _shown(request, article):
    original = translating.first_of(article)
    there = {one.language: one for one in translating.translations_of(original)}
    mastheads = Masthead.objects.exclude(language=original.language).only("language", "language_name", "name")
    context = {
        **admin.site.each_context(request),
        "title": _("Translations"),
        "subtitle": article.headline,
        "opts": Article._meta,
        "article": article,
        "original": original,
        "level": translating.level_of(article) if article.translation_of_id else None,
        "versions": [(one.language, named(one), there.get(one.language)) for one in mastheads],
        "refusal": translating.why_not_begin(original, request.user),
        "may_edit": workflow.why_not(article, workflow.Verb.EDIT, request.user) is None,
    }
    return render(request, "desk/translations.html", context)
