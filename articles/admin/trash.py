"""The trash: what was thrown away, by whom and when; taking it out again, and deleting for good."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.desk import workflow
from articles.desk.workflow import Verb
from articles.models import Article, Byline, Signature, Snapshot, Version, deskindex
from newsroom import audit
from newsroom.paging import Newest
from newsroom.plans import Unread

SHOWN = 50


def urls(view):
    """The addresses of the trash, for the admin of articles; `view` is the site's admin_view."""
    return [
        path("trash/", view(page), name="articles_article_trash"),
        path("<int:article>/untrash/", view(untrash), name="articles_article_untrash"),
    ]


@require_safe
def page(request):
    """What is in the trash and is the user's to take out: all of her sections for editors, else her own."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    trashed = Article.objects.filter(trashed_at__isnull=False)
    if workflow.edits_others(request.user):
        trashed = workflow.within(trashed, request.user)
    else:
        # the trash is gone through, and not everything that she ever wrote
        bylined = Byline.objects.filter(article=OuterRef("pk"), reporter__user=request.user)
        trashed = trashed.alias(filed_by=Unread("created_by"))
        trashed = trashed.filter(Q(filed_by=request.user.pk) | Exists(bylined))
    trashed = trashed.select_related("section", "trashed_by__reporter").defer("body", "copy")
    context = {
        **admin.site.each_context(request),
        "title": _("Trash"),
        "page": Newest(trashed.order_by("-trashed_at", "-pk"), SHOWN).get_page(request.GET.get("p")),
        "may_delete": request.user.has_perm("articles.delete_article"),
    }
    return render(request, "desk/trash.html", context)


@require_POST
def untrash(request, article):
    """Take one article out of the trash; back to the trash, with a way to the article."""
    found = get_object_or_404(Article, pk=article)
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    try:
        workflow.act(found, Verb.UNTRASH, request.user)
    except workflow.Refused as refusal:
        messages.error(request, f"{found.headline}：{refusal}")
    else:
        address = reverse("admin:articles_article_change", args=[found.pk])
        said = _("It is out of the trash:")
        messages.success(request, format_html('{} <a href="{}">{}</a>', said, address, found.headline))
    return redirect("admin:articles_article_trash")


def may_go_for_good(article):
    """Whether an article may be deleted: it is in the trash, and no version of it is on record."""
    return bool(article.trashed_at) and not Version.objects.filter(story=article.pk).exists()


class DeletedFromTheTrash:
    """Of the admin of articles: it deletes for good, one at a time, what lies in the trash and was never published."""

    delete_confirmation_template = "desk/delete.html"

    def has_delete_permission(self, request, obj=None):
        if obj is None or not super().has_delete_permission(request, obj):
            return False
        return may_go_for_good(obj) and workflow.in_remit(request.user, obj)

    def delete_view(self, request, object_id, extra_context=None):
        gone = {
            "saves": Snapshot.objects.filter(article=object_id).count(),
            "decisions": Signature.objects.filter(article=object_id).count(),
        }
        return super().delete_view(request, object_id, {**(extra_context or {}), "gone": gone})

    def delete_model(self, request, obj):
        audit.record("decision", request.user, about=obj.headline, detail=_("Deleted for good."), story=obj.pk)
        deskindex.forget(obj.pk)
        super().delete_model(request, obj)

    def log_deletions(self, request, queryset):
        """Nothing: the audit log says it."""

    def response_delete(self, request, obj_display, obj_id):
        messages.success(request, _("“%(headline)s” is deleted for good.") % {"headline": obj_display})
        return HttpResponseRedirect(reverse("admin:articles_article_trash"))
