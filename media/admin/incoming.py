"""Uploads that go on where they broke off: the tus protocol 1.0.0 (core, creation, termination) for the upload page.

https://tus.io/protocols/resumable-upload"""

import base64
import binascii
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse, UnreadablePostError
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from media import incoming, likeness, uploads
from media.admin import library
from media.models import Photo, Upload
from newsroom.text import number, printable

TUS = {"Tus-Resumable": "1.0.0", "Cache-Control": "no-store"}
PIECE = "application/offset+octet-stream"
MOST = {"caption": 500, "credit": 200, "place": 80, "keywords": 200}  # characters


def urls(view):
    """The addresses of this file below those of photos; `view` guards them."""
    return [
        path("incoming/", view(create), name="media_photo_incoming"),
        path("incoming/<uuid:key>/", view(piece), name="media_photo_piece"),
        path("incoming/<uuid:key>/finish/", view(finish), name="media_photo_finish"),
        path("known/", view(known), name="media_photo_known"),
    ]


@require_POST
def create(request):
    """Make room for a file of `Upload-Length` bytes, named in `Upload-Metadata`: 201 with its address. 400 with a message
    where it may not come."""
    _may_add(request)
    try:
        upload = incoming.begin(request.user, _name(request), number(request.headers.get("Upload-Length", "")) or 0)
    except incoming.Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400, headers=TUS)
    address = reverse("admin:media_photo_piece", args=[upload.key])
    return HttpResponse(status=201, headers={**TUS, "Location": address})


@require_http_methods(["HEAD", "PATCH", "DELETE"])
def piece(request, key):
    """HEAD: how much is here. PATCH: the next piece, from `Upload-Offset` on; 409 where it does not follow what is here.
    DELETE: forget it."""
    upload = _upload(request, key)
    if upload.failure:  # nothing of it is here any more: it can only come anew
        return HttpResponse(status=410, headers=TUS)
    try:
        if request.method == "DELETE":
            incoming.give_up(upload)
            return HttpResponse(status=204, headers=TUS)
        if request.method == "HEAD":
            said = {"Upload-Offset": _here(upload), "Upload-Length": upload.size}
            return HttpResponse(headers={**TUS, **said})
        return _receive(request, upload)
    except incoming.Elsewhere as place:
        return HttpResponse(status=409, headers={**TUS, "Upload-Offset": place.received})
    except incoming.Busy:
        return HttpResponse(status=423, headers=TUS)
    except incoming.Full:
        return HttpResponse(status=503, headers={**TUS, "Retry-After": 2})
    except UnreadablePostError:  # the link broke; what had come is kept
        return HttpResponse(status=400, headers=TUS)


def _receive(request, upload):
    if request.content_type != PIECE:
        return HttpResponse(status=415, headers=TUS)
    offset = number(request.headers.get("Upload-Offset", ""))
    received = incoming.receive(upload, -1 if offset is None else offset, request)
    return HttpResponse(status=204, headers={**TUS, "Upload-Offset": received})


def _here(upload):
    """How much is here; all of it where the photo is made already."""
    return upload.size if upload.photo else incoming.here(upload)


@require_POST
def finish(request, key):
    """Make the photo of what is here whole, with the fields that were `typed`, or the credit `otherwise` where the file names
    nobody. JSON: what `known` says of it, whether it is new, and `alike`, photos of the library that show nearly the same;
    `{"message": …}` with 400 where it is refused, 409 where a part is missing, 202 where it is to be asked again in a moment."""
    upload = _upload(request, key)
    try:
        photo, created = incoming.finish(upload, typed(request), request.POST.get("otherwise", "")[: MOST["credit"]])
    except incoming.Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    except incoming.Elsewhere:
        return JsonResponse({"message": _("The file is not here whole yet.")}, status=409)
    except (incoming.Busy, incoming.Full):
        return JsonResponse({}, status=202)
    photo = Photo.objects.prefetch_related("credits", "renditions").get(pk=photo.pk)
    alike = [library.describe(one) for one in _alike(photo)[:6]]
    return JsonResponse(told(photo, request.user) | {"isNew": created, "alike": alike}, status=201 if created else 200)


@require_POST
def known(request):
    """JSON `{hash: photo}`: the photos of the library among the SHA-256 hashes of the field `hashes`, divided by commas.
    Killed ones are left out: the upload is refused with the reason."""
    _may_add(request)
    hashes = [one for one in request.POST.get("hashes", "").split(",") if len(one) == 64][: incoming.MOST_AT_ONCE]
    found = Photo.objects.usable().filter(sha256__in=hashes).prefetch_related("credits", "renditions")
    return JsonResponse({photo.sha256: told(photo, request.user) for photo in found})


def typed(request):
    """What was typed of the photos that come: the fields of the form that are not empty."""
    sent = {name: printable(request.POST.get(name, "")).strip()[:most] for name, most in MOST.items()}
    return {name: value for name, value in sent.items() if value}


def told(photo, user):
    """A photo as the upload page shows it. `isOfNow`: she uploaded it herself within the last day, so what she says of the
    batch is meant for it as well."""
    is_of_now = photo.uploaded_by_id == user.pk and photo.uploaded_at > timezone.now() - timedelta(days=1)
    shape = uploads.likeness_of(photo)
    return library.describe(photo) | {
        "place": photo.place,
        "keywords": photo.keywords,
        "likeness": "" if shape is None or likeness.is_blank(shape) else photo.likeness,
        "taken": photo.said.get("taken", ""),
        "isOfNow": is_of_now,
    }


def _alike(photo):
    shape = uploads.likeness_of(photo)
    others = Photo.objects.exclude(pk=photo.pk).prefetch_related("credits", "renditions")
    return [] if shape is None else others.like(shape)


def _upload(request, key):
    """The user's own upload of that key; of others she is told that it is not there."""
    _may_add(request)
    upload = Upload.objects.filter(pk=key, user=request.user).select_related("photo", "user").first()
    if upload is None:
        raise Http404
    return upload


def _may_add(request):
    if not request.user.has_perm("media.add_photo"):
        raise PermissionDenied


def _name(request):
    """The file name of `Upload-Metadata`: pairs of a key and a value in Base64, divided by commas."""
    for pair in request.headers.get("Upload-Metadata", "")[:4000].split(","):
        key, _space, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return printable(base64.b64decode(value, validate=True).decode())
            except (binascii.Error, UnicodeDecodeError):
                return ""
    return ""
