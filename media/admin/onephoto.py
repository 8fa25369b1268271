"""What is done to one photo beside its words: its focal point, and another file for it."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from media import replacing, uploads
from media.models import Photo
from newsroom.text import number as whole


def urls(view):
    """The addresses of this file below those of photos; `view` guards them."""
    return [
        path("<int:number>/focus/", view(focus), name="media_photo_focus"),
        path("<int:number>/replace/", view(replace), name="media_photo_replace"),
    ]


@require_POST
def focus(request, number):
    """Set the focal point to `x` and `y`, in per cent; without them it is guessed again. JSON: the point as it is set, or
    `{"message": …}` with 400."""
    photo = _photo(request, number)
    said = [request.POST[name] for name in "xy" if name in request.POST]
    x, y = (*map(whole, said), None, None)[:2] if said else (None, None)
    if said and (None in (x, y) or max(x, y) > 100):
        return JsonResponse({"message": _("The point lies outside the photo.")}, status=400)
    replacing.set_focus(photo, x, y)
    return JsonResponse({"x": x, "y": y})


@require_POST
def replace(request, number):
    """Give the photo the file of the form; back to its page with what came of it."""
    photo = _photo(request, number)
    if not may_replace(request.user, photo):
        raise PermissionDenied
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("No file came with the form."))
        return redirect("admin:media_photo_change", number)
    with uploads.held(file) as kept:
        try:
            replacing.replace(photo, kept, Path(file.name).name[:200], request.user)
        except replacing.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The photo has its new file; pages show it once its public files are made."))
    return redirect("admin:media_photo_change", number)


def may_replace(user, photo):
    """Whether `user` may give `photo` another file: what readers see now is for those alone who may also kill it."""
    if not user.has_perm("media.change_photo") or photo.killed_at:
        return False
    is_shown = import_string(settings.SHOWN_PHOTOS)(Photo.objects.filter(pk=photo.pk)).exists()
    return not is_shown or user.has_perm("media.kill_photo")


def _photo(request, number):
    if not request.user.has_perm("media.change_photo"):
        raise PermissionDenied
    photo = Photo.objects.filter(pk=number, killed_at=None).first()
    if photo is None:
        raise Http404
    return photo
