"""What the form of an article says to the server while it is open: what is typed, and that somebody is there."""

from datetime import timedelta
from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.admin import saves, unsaved
from articles.desk import workflow
from articles.models import Article, Presence
from newsroom.roles import name_of

SEEN_WITHIN = timedelta(seconds=75)  # in the background a browser lets a form beat once a minute
BEAT = timedelta(seconds=9)  # the form's own beat is ten seconds


def urls(view):
    """The addresses of autosave and presence, for the admin of articles; `view` is the site's admin_view."""
    return [
        path("autosave/", _for_scripts(autosave_new), name="articles_article_autosave_new"),
        path("<int:number>/autosave/", _for_scripts(autosave), name="articles_article_autosave"),
        path("<int:number>/presence/", _for_scripts(presence), name="articles_article_presence"),
        path("unsaved/", view(of_new), name="articles_article_unsaved_new"),
        path("<int:number>/unsaved/", view(of_article), name="articles_article_unsaved"),
        path("unsaved/discard/", view(discard), name="articles_article_discard"),
        path("back/", view(back), name="articles_article_back"),
    ]


def _for_scripts(view):
    """Tell a script that the login has ended by 401: a redirect to the login page would look like an answer."""

    @wraps(view)
    def asked(request, **arguments):
        if not admin.site.has_permission(request):
            return JsonResponse({}, status=401)
        if not request.user.has_perm("articles.change_article"):
            raise PermissionDenied
        return view(request, **arguments)

    return asked


@require_http_methods(["GET", "POST"])
def autosave_new(request):
    """Keep what is typed into the form of a new article."""
    return _keep(request, None) if request.method == "POST" else JsonResponse(_standing(request))


@require_POST
def autosave(request, number):
    """Keep what is typed into the form of an article, whatever state that is in: nothing is saved by it."""
    return _keep(request, _article(number))


@require_http_methods(["GET", "POST"])
def presence(request, number):
    """How the article stands, and who else has it open; by POST also that the user has, and whether she types, or that
    she is leaving."""
    article = _article(number)
    if request.POST.get("leaving"):
        Presence.objects.filter(article=article, user=request.user).delete()
        return JsonResponse({})
    refusal = workflow.why_not(article, workflow.Verb.EDIT, request.user)
    more = {"people": _people(article, request), "refusal": refusal}
    return JsonResponse(_standing(request, article) | more)


@require_safe
def of_new(request):
    """The strip that offers unsaved work of new articles, for the form's script."""
    return _strip(request, None)


@require_safe
def of_article(request, number):
    """The strip that offers unsaved work of an article, for the form's script."""
    return _strip(request, _article(number))


@require_POST
def discard(request):
    """Throw unsaved work away, as its writer asks."""
    row = unsaved.Autosave.objects.filter(user=request.user, tab=request.POST.get("tab", "")).first()
    if row is None:
        raise Http404
    row.delete()
    if row.article_id:
        return redirect("admin:articles_article_change", row.article_id)
    return redirect("admin:articles_article_add")


@require_safe
def back(request):
    """Where a login in a window of its own ends: it says that the window may be closed."""
    return render(request, "desk/back.html", admin.site.each_context(request) | {"is_popup": True})


def _keep(request, article):
    tab = request.POST.get("tab", "")
    if request.POST.get("writer") != str(request.user.pk):  # somebody else has logged in since the form was opened
        return JsonResponse({}, status=409)
    if not 0 < len(tab) <= 36:
        return HttpResponseBadRequest()
    try:
        unsaved.keep(request.user, tab, article, request.POST)
    except unsaved.TooLong:
        return JsonResponse({}, status=413)
    return JsonResponse(_standing(request, article))


def _strip(request, article):
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    found = unsaved.offers(request.user, article, request.GET.get("tab", ""))
    return render(request, "desk/_unsaved.html", {"offers": found, "original": article, "can_take": True})


def _article(number):
    article = Article.objects.select_related("updated_by__reporter").filter(pk=number).first()
    if article is None:
        raise Http404
    return article


def _standing(request, article=None):
    """What every answer tells the form: who is logged in, the token for the next request, the newest save."""
    said = {"user": request.user.pk, "csrf": get_token(request)}
    if article:
        by = name_of(article.updated_by) if article.updated_by else ""
        said |= {"saves": article.saves, "by": by, "at": saves.at(article.updated_at)}
    return said


def _people(article, request):
    """Who has the article open but the user, as {name, is_typing}; a heartbeat writes no more often than its beat."""
    now = timezone.now()
    here = Presence.objects.filter(article=article, at__gt=now - SEEN_WITHIN).select_related("user__reporter")
    others, mine = [], None
    for one in here.order_by("user__username"):
        if one.user_id == request.user.pk:
            mine = one
        else:
            others.append({"name": name_of(one.user), "is_typing": one.is_typing})
    if request.method == "POST" and (mine is None or mine.at < now - BEAT):
        if mine is None:  # she has just come; in passing
            Presence.objects.filter(at__lt=now - timedelta(days=1)).delete()
        row = Presence(article=article, user=request.user, at=now, is_typing=request.POST.get("typing") == "1")
        Presence.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["article", "user"], update_fields=["at", "is_typing"]
        )
    return others
