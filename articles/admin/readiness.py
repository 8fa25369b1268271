"""The checklist beside the form, of what is being typed: the same functions that publishing asks."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST

from articles.admin import typed
from articles.desk import checklist


def urls(view):
    """The address of this file below those of articles; `view` guards it."""
    return [path("readiness/", view(of_form), name="articles_article_readiness")]


@require_POST
def of_form(request):
    """The panel of the form as it is posted: a piece of HTML. Nothing is written."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    found = typed.read(request)
    words = found.words()
    context = {
        "must": checklist.must(found.article, words),
        "advice": checklist.advice(found.article, words),
        "is_live_form": True,
    }
    return render(request, "desk/_readiness.html", context)
