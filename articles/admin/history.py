"""The history of an article: its saves, any two of them compared, and an old one made the newest again."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.desk import contents, history, saving, workflow
from articles.models import Article, Snapshot
from newsroom.text import number


def urls(view):
    """The addresses of the history, for the admin of articles; `view` is the site's admin_view."""
    return [
        path("<int:object_id>/history/", view(of_article), name="articles_article_history"),
        path("<int:object_id>/history/restore/", view(restore), name="articles_article_restore"),
    ]


@require_safe
def of_article(request, object_id):
    """The saves of an article, newest first, and the difference of two of them: `?old=` and `?new=` are names of Sides,
    else what readers have before them against what stands now. `?before=` is the cursor of an older page."""
    article = _article(request, object_id)
    before = number(request.GET.get("before", ""))
    usual = history.usual(article)
    old, new = (_side(article, request.GET.get(name) or usual[at]) for at, name in enumerate(("old", "new")))
    saves, older = history.saves(article, before)
    context = {
        **admin.site.each_context(request),
        "title": _("History"),
        "subtitle": article.headline,
        "opts": Article._meta,
        "original": article,
        "article": article,
        "live": history.live(article),
        "saves": saves,
        "older": older,
        "is_newest": before is None,
        "is_known": bool(saves) and (before is not None or saves[0].snapshot.number == article.saves),
        "sides": [side for side in (old, new) if side],
        "old": old,
        "new": new,
        "changes": history.changes(old, new) if old and new else [],
        "refusal": workflow.why_not(article, workflow.Verb.EDIT, request.user),
    }
    return render(request, "desk/history.html", context)


@require_POST
def restore(request, object_id):
    """Make the save `number` the newest again, by a save of its own; `seen` is the newest that the user knew of."""
    article = _article(request, object_id)
    kept = Snapshot.objects.filter(article=article, number=number(request.POST.get("number", ""))).first()
    seen = number(request.POST.get("seen", ""))
    if kept is None or seen is None:
        raise Http404
    try:
        saved = saving.save(article.pk, kept.content, request.user, seen, Snapshot.Kind.RESTORED)
    except workflow.Refused as refusal:
        messages.error(request, str(refusal))
    except saving.Clash:
        messages.error(
            request, _("Somebody saved other words while you were reading; look at them first. Nothing was restored.")
        )
    else:
        _tell(request, saved, kept)
        return redirect("admin:articles_article_change", article.pk)
    return redirect("admin:articles_article_history", article.pk)


def _tell(request, saved, kept):
    if not saved.changed:
        messages.info(request, _("Nothing had changed."))
        return
    said = _("Save %(number)s is restored, as save %(new)s.") % {"number": kept.number, "new": saved.article.saves}
    if saved.merged:
        said += " " + _("What others saved meanwhile is kept.")
    names = contents.labels()
    gone = [name for name in contents.NUMBERS if kept.content.get(name) and not getattr(saved.article, f"{name}_id")]
    if gone:
        said += " " + _("No longer there, so not restored: %(fields)s.") % {"fields": "、".join(map(names.get, gone))}
    messages.success(request, said)


def _article(request, pk):
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = (
        workflow.with_live(Article.objects).select_related("section", "updated_by__reporter").filter(pk=pk).first()
    )
    if article is None:
        raise Http404
    return article


def _side(article, name):
    """The Side of that name, None where none is named; Http404 where there is none of that name."""
    if not name:
        return None
    side = history.side(article, name)
    if side is None:
        raise Http404
    return side
