"""Photos and clips as readers get them."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from media import containers, ranges

TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif", "png": "image/png"}
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def rendition(request, folder, name, extension):
    """One public file of a photo, streamed. Its name is the hash of what is in it, so readers may keep it for ever.

    Nothing but RENDITIONS is read, and of the name nothing but what the address pattern lets through."""
    if not name.startswith(folder):
        raise Http404
    etag = f'"{name}"'
    try:  # first: what was killed is not to be shown from what a reader has kept
        file = (settings.RENDITIONS / folder / f"{name}.{extension}").open("rb")
    except OSError:
        raise Http404 from None
    if etag in request.headers.get("If-None-Match", ""):
        file.close()
        response = HttpResponseNotModified()
    else:
        response = FileResponse(file, content_type=TYPES[extension])
        response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = FOR_EVER
    response["ETag"] = etag
    return response


@require_safe
def clip(request, folder, name, extension):
    """One video or audio file, whole or the part that is asked for: 206 with the part, 416 behind the end. Its name is
    the hash of what is in it, so readers may keep it for ever, and a part kept always fits the rest."""
    if not name.startswith(folder):
        raise Http404
    path = settings.CLIPS / folder / f"{name}.{extension}"
    etag = f'"{name}"'
    try:
        size = path.stat().st_size
        response = _part_of(path, size, request, etag)
    except OSError:
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    if response.status_code != 416:
        response["Cache-Control"] = FOR_EVER
    return response


def _part_of(path, size, request, etag):
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified()
    kind = containers.TYPES[path.suffix[1:]]
    wanted = request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
    try:
        part = ranges.asked(wanted, size)
    except ranges.Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if part is None:
        return FileResponse(path.open("rb"), content_type=kind)
    first, last = part
    response = FileResponse(ranges.Part(path.open("rb"), first, last), content_type=kind, status=206)
    response["Content-Length"] = last - first + 1
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response
