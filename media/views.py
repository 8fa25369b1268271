"""Photos as readers get them."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponseNotModified
from django.views.decorators.http import require_safe

TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif", "png": "image/png"}
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def rendition(request, folder, name, extension):
    """One public file of a photo, streamed. Its name is the hash of what is in it, so readers may keep it for ever.

    Nothing but RENDITIONS is read, and of the name nothing but what the address pattern lets through."""
    if not name.startswith(folder):
        raise Http404
    etag = f'"{name}"'
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        try:
            file = (settings.RENDITIONS / folder / f"{name}.{extension}").open("rb")
        except OSError:
            raise Http404 from None
        response = FileResponse(file, content_type=TYPES[extension])
        response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = FOR_EVER
    response["ETag"] = etag
    return response
