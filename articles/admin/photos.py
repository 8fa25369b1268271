"""Killing a photo: the one thing about photos that reaches into every story."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles.desk import photos
from articles.models import Publication
from media.models import Photo
from media.pictures import picture


def urls(view):
    """The address of this file below those of articles; `view` guards it."""
    return [path("photo/<int:number>/kill/", view(kill), name="articles_article_kill_photo")]


@require_http_methods(["GET", "POST"])
def kill(request, number):
    """GET shows the photo and the stories that it leaves; POST takes it off them for ever. What was written as the reason
    comes back where it was refused."""
    if not request.user.has_perm("media.kill_photo"):
        raise PermissionDenied
    photo = Photo.objects.prefetch_related("credits", "renditions").filter(pk=number).first()
    if photo is None:
        raise Http404
    context = {
        **admin.site.each_context(request),
        "title": _("Kill photo %(number)s") % {"number": number},
        "opts": Photo._meta,
        "photo": photo,
        "picture": picture(photo),
        "publications": Publication.objects.filter(photo_rows__photo=number)
        .defer("html", "facts")
        .order_by("-key")[:50],
        "reason": request.POST.get("reason", "")[:300],
    }
    if request.method == "POST":
        try:
            stories = photos.kill(number, request.user, context["reason"])
        except photos.Refused as refusal:
            context["refusal"] = str(refusal)
        else:
            left = ngettext("It left %(count)s story.", "It left %(count)s stories.", stories) % {"count": stories}
            messages.success(request, _("Photo %(number)s was killed.") % {"number": number} + " " + left)
            return redirect("admin:media_photo_change", number)
    return render(request, "desk/kill.html", context)
