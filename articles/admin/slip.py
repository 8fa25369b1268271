"""The slip of a story (稿签) as a page to print, and the words that each signature was given for."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import markup, printing
from articles.desk import rendering, slips, workflow
from articles.models import Article, Signature, Version
from newsroom import roles


def urls(view):
    """The addresses of the slip, for the admin of articles; `view` is the site's admin_view."""
    return [
        path("<int:article>/slip/", view(of_article), name="articles_article_slip"),
        path("<int:article>/slip/<int:signature>/", view(of_signature), name="articles_article_slip_words"),
    ]


@require_safe
def of_article(request, article):
    """The slip: the story in a few lines, then every decision, round by round, then what went out."""
    article = _article(request, article)
    words = rendering.freeze(article)
    versions = list(Version.objects.filter(story=article.pk).defer("words").order_by("number"))
    context = {
        "title": _("Slip"),
        "words": words,
        "fingerprint": rendering.fingerprint(words),
        "byline": printing.byline_text(words),
        "characters": sum(not character.isspace() for character in markup.text(article.body)),
        "photos": len(words["photos"]),
        "filed_by": roles.name_of(article.created_by) if article.created_by else "",
        "rounds": slips.rounds(article, words),
        "versions": versions,
    }
    return _page(request, "desk/slip.html", article, context)


@require_safe
def of_signature(request, article, signature):
    """The words that somebody decided about, as they were before her, and what has changed in them up to now."""
    article = _article(request, article)
    decision = Signature.objects.select_related("stage").filter(pk=signature, article=article).first()
    if decision is None:
        raise Http404
    (reading,) = slips.readings([decision.words])
    now = rendering.freeze(article)
    context = {
        "title": _("The words as they were read"),
        "decision": decision,
        "reading": reading,
        "changes": slips.changes([(decision.words, now)])[0],
    }
    return _page(request, "desk/slip_words.html", article, context)


def _page(request, template, article, context):
    context |= {"subtitle": article.headline, "article": article, "opts": Article._meta}
    return render(request, template, admin.site.each_context(request) | context)


def _article(request, number):
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    found = workflow.with_live(Article.objects).select_related("section", "topic", "stage", "created_by__reporter")
    article = found.defer("copy").filter(pk=number).first()
    if article is None:
        raise Http404
    return article
