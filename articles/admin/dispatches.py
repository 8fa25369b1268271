"""The page of one dispatch: the copy as it came beside what was understood, to be corrected and filed."""

from pathlib import Path

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.admin import updating
from articles.admin.people import DUTIES
from articles.admin.words import desk_words
from articles.desk import arriving, correcting, filing, marking, understanding, views
from articles.desk.exchange import taking
from articles.intake.copy import TABLE
from articles.models import Article, Dispatch
from media import stores
from media.files import BadName
from newsroom.models import Masthead, Role
from newsroom.text import number

VERBS = ("save", "file", "again", "drop", "undrop", "update")


def urls(view):
    """The addresses of dispatches, in the namespace of the desk; `view` guards them."""
    return [
        path("dispatches/<int:dispatch>/", view(page), name="dispatch"),
        path("dispatches/<int:dispatch>/original/", view(original), name="dispatch_original"),
        path("dispatches/<int:dispatch>/differences/<int:other>/", view(differences), name="dispatch_differences"),
        path("dispatches/<int:dispatch>/update/<int:article>/", view(update), name="dispatch_update"),
    ]


@require_http_methods(["GET", "POST"])
def page(request, dispatch):
    """GET shows the dispatch; POST does what its button says. What cannot be done comes back with the reason, and with
    everything that was typed."""
    found = _found(request, dispatch)
    if request.method == "GET":
        return _page(request, found)
    _may_file(request)
    verb, _colon, about = request.POST.get("do", "save").partition(":")
    if verb not in VERBS:
        raise Http404
    if verb == "undrop":
        return _undrop(request, found)
    if found.filed_at or found.dropped_at or found.failure and verb != "drop":
        messages.error(request, _("This dispatch is closed: nothing of it can be changed any more."))
        return redirect("desk:dispatch", found.pk)
    if verb == "again":
        return _again(request, found)
    if verb == "drop":
        return _drop(request, found)
    return _stored(request, found, verb, number(about))


def _stored(request, dispatch, verb, about):
    """Keep what was typed, then do the verb."""
    try:
        correction = correcting.typed(dispatch, request.POST)
    except signing.BadSignature:
        messages.error(request, _("This page could not be read; it is shown again as it was kept last."))
        return redirect("desk:dispatch", dispatch.pk)
    with transaction.atomic():
        now = Dispatch.objects.select_for_update().only("said", "received").get(pk=dispatch.pk)
        dispatch.said, dispatch.received = now.said, now.received
        if correction.is_changed_elsewhere:
            correction.seen = correcting.fingerprint(dispatch)
            correction.errors.append(
                _("Somebody else corrected this dispatch meanwhile. Press again, and what you typed takes its place.")
            )
        if not correction.is_valid():
            return _page(request, dispatch, correction)
        was = dispatch.received
        correcting.store(correction)
    if verb == "file":
        return _filed(request, dispatch)
    if verb == "update" and about:
        return updating.do(request, dispatch, get_object_or_404(Article, pk=about))
    messages.success(request, _("Kept. It waits here to be filed."))
    if dispatch.received != was:
        for line in arriving.read(dispatch).dates:
            messages.info(request, line)
    return redirect("desk:dispatch", dispatch.pk)


def _filed(request, dispatch):
    try:
        filed = filing.file(dispatch, request.user)
    except filing.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:dispatch", dispatch.pk)
    messages.success(request, views.understood(filed))
    for flag in filed.flags:
        messages.warning(request, flag)
    return redirect("admin:articles_article_change", filed.article.pk)


def _again(request, dispatch):
    if dispatch.supply_id:  # its people and credits do not stand in its words
        messages.error(request, _("A supplier's story is taken as it was sent; it can't be read anew."))
        return redirect("desk:dispatch", dispatch.pk)
    Dispatch.objects.filter(pk=dispatch.pk, filed_at=None).update(said=None)
    messages.success(request, _("Read anew, as it came."))
    return redirect("desk:dispatch", dispatch.pk)


def _drop(request, dispatch):
    Dispatch.objects.filter(pk=dispatch.pk, filed_at=None).update(dropped_at=timezone.now())
    taking.settle(dispatch)
    address, said = reverse("desk:dispatch", args=[dispatch.pk]), _("Laid aside:")
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, address, str(dispatch) or f"#{dispatch.pk}"))
    return redirect("desk:file")


def _undrop(request, dispatch):
    Dispatch.objects.filter(pk=dispatch.pk).update(dropped_at=None)
    messages.success(request, _("It waits again."))
    return redirect("desk:dispatch", dispatch.pk)


@require_safe
def original(request, dispatch):
    """The file as it came, as a download that nothing keeps or interprets."""
    found = _found(request, dispatch)
    try:
        file = stores.copies().open(found.original)
    except (OSError, BadName):
        raise Http404 from None
    ending = Path(found.original).suffix
    name = found.name if found.name.lower().endswith(ending) else f"{found.name or found.pk}{ending}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def differences(request, dispatch, other):
    """What differs between an earlier dispatch, or the article that it became, and this one."""
    found = _found(request, dispatch)
    earlier = get_object_or_404(Dispatch.objects.select_related("article__section"), pk=other)
    if found.failure or earlier.failure:
        raise Http404
    context = updating.differences(request, found, earlier)
    return render(request, "desk/dispatch_differences.html", {**admin.site.each_context(request), **context})


@require_POST
def update(request, dispatch, article):
    """Let the dispatch be the newer copy of the article, whose words of the save `seen` the user has looked at."""
    found = _found(request, dispatch)
    _may_file(request)
    seen = number(request.POST.get("seen", ""))
    return updating.do(request, found, get_object_or_404(Article, pk=article), seen)


def _found(request, pk):
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    known = Dispatch.objects.select_related("article", "created_by__reporter")
    return get_object_or_404(known.defer("article__body", "article__copy"), pk=pk)


def _may_file(request):
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied


def _page(request, dispatch, correction=None):
    context = {
        **admin.site.each_context(request),
        "title": _("Dispatch"),
        "subtitle": str(dispatch),
        "dispatch": dispatch,
        "original_url": reverse("desk:dispatch_original", args=[dispatch.pk]) if dispatch.original else "",
    }
    if not dispatch.failure:
        context |= _read(request, dispatch, correction)
    return render(request, "desk/dispatch.html", context)


def _read(request, dispatch, correction):
    """What was understood of a dispatch, and its form where it is open."""
    understood = arriving.understood(dispatch)
    is_open = not (dispatch.filed_at or dispatch.dropped_at) and request.user.has_perm("articles.add_article")
    if is_open and correction is None:
        correction = correcting.shown(dispatch, understood.said)
    rows = correction.rows if correction else []
    pictures = marking.pictures_of([*dispatch.photos, *(row.photo for row in rows)])
    for row in rows:
        row.picture = pictures.get(row.photo)
        row.table = marking.table(row.block["html"]) if row.block["kind"] == TABLE else ""
    return {
        "understood": understood,
        "copy": understanding.as_copy(dispatch.pieces),
        "pieces": marking.marked(dispatch, understood, pictures),
        "correction": correction if is_open else None,
        "is_corrected": dispatch.is_corrected,
        "before": updating.before(dispatch) if is_open else [],
        "roles": Role.values,
        "duties": DUTIES,
        "mastheads": Masthead.objects.all(),
        "words": desk_words() if is_open else {},
        "addresses": {
            "photos": reverse("admin:media_photo_library"),
            "upload": reverse("admin:media_photo_take"),
            "tell": reverse("admin:media_photo_tell"),
            "people": reverse("admin:newsroom_reporter_names"),
        },
    }
