"""The photo library for the scripts of the desk: photos as JSON, found, asked for by number, or taken in one at a time."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from media import credits, uploads
from media.models import Photo, PhotoCredit
from media.pictures import picture
from media.tasks import make_renditions
from newsroom.text import number

PAGE = 48
ASKED_AT_ONCE = 200
MOST_WORDS = 6


def describe(photo):
    """A photo as the editor's figures and the picker show it, a dict of plain values."""
    shown = picture(photo)
    return {
        "number": photo.pk,
        "src": shown["src"],
        "thumbnail": (shown["card"] or {}).get("jpeg") or shown["src"],
        "width": photo.width,
        "height": photo.height,
        "caption": photo.caption,
        "credit": shown["credit"],
        "isCredited": credits.is_credited(credits.facts(photo)),
        "isKilled": photo.killed_at is not None,
        "isExpired": photo.is_expired(),
        "restrictions": photo.restrictions,
        "failure": photo.failure,
        "isReady": photo.processed_at is not None,
        "address": reverse("admin:media_photo_change", args=[photo.pk]),
    }


def found(text):
    """The photos that hold every word of `text`, in caption, alt text, place, keywords, file name, copyright or credit;
    or whose number it is. Chinese needs no spaces: any part of a sentence is found."""
    photos = Photo.objects.prefetch_related("credits", "renditions")
    words = text.replace("\x00", "").strip()[:80].split()
    wanted = Q()
    for word in words[:MOST_WORDS]:
        wanted &= _holding(word)
    if len(words) == 1 and (pk := number(words[0].lstrip("#"))):
        wanted |= Q(pk=pk)
    return photos.filter(wanted)


def _holding(word):
    fields = ("caption", "alt", "place", "keywords", "file_name", "provider", "agency", "copyright")
    owed = PhotoCredit.objects.filter(Q(name__icontains=word) | Q(unit__icontains=word), photo=OuterRef("pk"))
    held = Q(Exists(owed))
    for name in fields:
        held |= Q(**{f"{name}__icontains": word})
    return held


@require_safe
def library(request):
    """JSON `{"photos": […], "older": number or null}`: those of `?numbers=1,2`, else the newest that hold `?q=`, before
    `?before=`. Photos that may not be placed, killed or past their rights, are only given when asked for by number."""
    if not request.user.has_perm("media.view_photo"):
        raise PermissionDenied
    if "numbers" in request.GET:
        numbers = list(filter(None, map(number, request.GET["numbers"].split(","))))
        photos = Photo.objects.prefetch_related("credits", "renditions").filter(pk__in=numbers[:ASKED_AT_ONCE])
        return JsonResponse({"photos": [describe(photo) for photo in photos], "older": None})
    photos = found(request.GET.get("q", "")).placeable()
    if before := number(request.GET.get("before", "")):
        photos = photos.filter(pk__lt=before)
    page = list(photos.order_by("-pk")[: PAGE + 1])
    older = page[PAGE - 1].pk if len(page) > PAGE else None
    return JsonResponse({"photos": [describe(photo) for photo in page[:PAGE]], "older": older})


@require_POST
def take(request):
    """Take in the one file of the form, with its caption and credit. JSON: the photo (201, or 200 where it was in the
    library already), or `{"message": …}` with status 400."""
    if not request.user.has_perm("media.add_photo"):
        raise PermissionDenied
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"message": _("No file came with the form.")}, status=400)
    caption, credit = request.POST.get("caption", "")[:500], request.POST.get("credit", "")[:200]
    try:
        photo, created = uploads.accept(file, request.user, caption=caption, credit=credit)
    except uploads.Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    return JsonResponse(describe(photo) | {"isNew": created}, status=201 if created else 200)


@require_POST
def tell(request):
    """Give the photo `number` the caption and credit that a place in the copy keeps for it. JSON: the photo as it is
    then; what the desk typed before is never replaced."""
    if not request.user.has_perm("media.change_photo"):
        raise PermissionDenied
    photo = Photo.objects.filter(pk=number(request.POST.get("number", ""))).first()
    if photo is None:
        return JsonResponse({"message": _("This photo is not in the library.")}, status=404)
    uploads.describe(photo, caption=request.POST.get("caption", "")[:500], credit=request.POST.get("credit", "")[:200])
    make_renditions.enqueue(photo.pk)  # the public files carry caption and credit
    return JsonResponse(describe(Photo.objects.get(pk=photo.pk)))
