"""What is done to one photo beside its words: its focal point, and another file for it."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from media import replacing
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
    """Set the focal point to `x` and `y`, in per cent; without them it is guessed again. JSON, or back to the photo's page
    where the form was sent without scripts."""
    photo = _photo(request, number)
    x, y = (whole(request.POST.get(name, "")) for name in "xy")
    if None not in (x, y) and max(x, y) > 100:
        return JsonResponse({"message": _("The point lies outside the photo.")}, status=400)
    replacing.set_focus(photo, x, y)
    return JsonResponse({"x": x, "y": y})


@require_POST
def replace(request, number):
    """Give the photo the file of the form; back to its page with what came of it."""
    photo = _photo(request, number)
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("No file came with the form."))
        return redirect("admin:media_photo_change", number)
    settings.UPLOADS.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=settings.UPLOADS, prefix=".upload-") as held:
        for chunk in file.chunks():
            held.write(chunk)
        held.flush()
        try:
            replacing.replace(photo, Path(held.name), Path(file.name).name[:200], request.user)
        except replacing.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The photo has its new file; pages show it once its public files are made."))
    return redirect("admin:media_photo_change", number)


def _photo(request, number):
    if not request.user.has_perm("media.change_photo"):
        raise PermissionDenied
    photo = Photo.objects.filter(pk=number, killed_at=None).first()
    if photo is None:
        raise Http404
    return photo
