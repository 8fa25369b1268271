"""Pages of the photo library: uploading several photos, and an original for those who may have it."""

import contextlib

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from media import incoming, stores, uploads
from media.admin.incoming import typed
from media.models import Photo

MOST_AT_ONCE = 60


@require_http_methods(["GET", "POST"])
def upload(request):
    """Several photos at once, with one caption, credit, place and keywords for all. Each file is taken or refused by itself;
    what was refused is listed with the reason, and what was typed stays in the form. The script of the page sends the
    files one by one (incoming.py) instead."""
    if not request.user.has_perm("media.add_photo"):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "title": _("Upload photos"),
        "opts": Photo._meta,
        "caption": request.POST.get("caption", "")[:500],
        "credit": request.POST.get("credit", credit_of(request.user))[:200],
        "place": request.POST.get("place", "")[:80],
        "keywords": request.POST.get("keywords", "")[:200],
        "mine": credit_of(request.user),
        "unfinished": _unfinished(request.user),
        "words": upload_words(),
        "taken": [],
        "refusals": [],
    }
    if "give_up" in request.POST:
        return _give_up(request)
    if request.method == "POST":
        _accept(request, context)
        if context["taken"] and not context["refusals"]:
            messages.success(request, _("Taken into the library: %(count)s.") % {"count": len(context["taken"])})
            return redirect("admin:media_photo_changelist")
    return render(request, "desk/upload.html", context)


def _unfinished(user):
    """What of the user's came only in part, each with its `part` in per cent."""
    found = list(incoming.unfinished(user)[: incoming.MOST_AT_ONCE])
    for one in found:
        one.part = 100 * one.received // one.size
    return found


def _give_up(request):
    """Forget all that came only in part."""
    for one in incoming.unfinished(request.user):
        with contextlib.suppress(incoming.Busy):
            incoming.give_up(one)
    return redirect("admin:media_photo_upload")


def upload_words():
    """The texts of the upload page's script."""
    return {
        "waiting": _("Waiting · %(size)s MB") % {"size": "%size"},
        "reading": _("Waiting · %(size)s MB") % {"size": "%size"},
        "sending": _("%(part)s%% of %(size)s MB") % {"part": "%part", "size": "%size"},
        "paused": _("Paused"),
        "checking": _("Being looked at…"),
        "saving": _("Saving…"),
        "saved": _("In the library, saved"),
        "bare": _("In the library; nobody is credited yet"),
        "broken": _("The connection broke off. It goes on by itself once it is back, or with “Try again”."),
        "failed": _("That did not work. Check the connection and try again."),
        "unreadable": _("This file cannot be read any more. Is the card still in its reader?"),
        "loggedOut": _(
            "Your login has ended. Log in again in another tab, then press “Try again”: nothing here is lost."
        ),
        "known": _("It was in the library already, as photo %(number)s.") % {"number": "%number"},
        "knownApart": _(
            "It was in the library already, as photo %(number)s. What you type for all of them does not change it."
        )
        % {"number": "%number"},
        "twin": _("The same file as %(name)s.") % {"name": "%name"},
        "alike": _("Looks like:"),
        "scene": _("One scene · %(count)s") % {"count": "%count"},
        "sameCaption": _("Give all the caption of the first"),
        "sums": _("%(done)s of %(all)s are in the library · %(sent)s of %(size)s MB")
        % {"done": "%done", "all": "%all", "sent": "%sent", "size": "%size"},
        "failedCount": _("%(count)s did not get through.") % {"count": "%count"},
        "unsavedCount": _("%(count)s not saved.") % {"count": "%count"},
        "pause": _("Pause"),
        "goOn": _("Go on"),
        "caption": _("Caption"),
        "credit": _("Credit"),
        "place": _("Place"),
        "keywords": _("Keywords"),
        "outShort": _("Take out of the list"),
        "out": _("Take %(name)s out of the list") % {"name": "%name"},
    }


def _accept(request, context):
    sent = request.FILES.getlist("files")
    if not sent:
        context["refusals"].append(_("Choose at least one photo."))
    said, otherwise = typed(request), ""
    if said.get("credit") == context["mine"]:  # as it stood in the form: whom a file names goes before it
        otherwise = said.pop("credit", "")
    for file in sent[:MOST_AT_ONCE]:
        try:
            photo, created = uploads.accept(file, request.user, typed=said, otherwise=otherwise)
        except uploads.Refused as refusal:
            context["refusals"].append(str(refusal))
        else:
            context["taken"].append(photo)
            if not created:
                known = _("“%(name)s” was in the library already, as photo %(number)s; it keeps what it says.")
                messages.info(request, known % {"name": file.name, "number": photo.pk})
    for file in sent[MOST_AT_ONCE:]:
        context["refusals"].append(_("“%(name)s” was left out: too many at once.") % {"name": file.name})


def credit_of(user):
    """The credit line of a photo that `user` took, such as 实习记者 江一帆摄; empty where she is no reporter."""
    reporter = getattr(user, "reporter", None)
    return f"{reporter.role} {reporter.name}摄" if reporter else ""


@require_safe
def original(request, number):
    """The file as it was uploaded, as a download that nothing keeps or interprets; for those who may see photos only."""
    if not request.user.has_perm("media.view_photo"):
        raise PermissionDenied
    photo = Photo.objects.filter(pk=number).first()
    if photo is None:
        raise Http404
    try:
        file = stores.originals().open(photo.original)
    except OSError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=photo.file_name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
