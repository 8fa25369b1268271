"""Original photos, for partners whose key opens them."""

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from articles.models.publication import PublicationPhoto
from articles.public.api import items
from articles.public.api.answers import PRIVATE, answering
from articles.public.api.problems import Problem
from media import stores
from media.models import Photo


@answering(needs_key=True)
def original(who, values, number):
    """The file of a photo as it was taken in, where a story that the key opens shows it and its licence lets it go on."""
    photo = Photo.objects.usable().filter(pk=number).first()
    shown = PublicationPhoto.objects.filter(photo=number).select_related("publication")
    shown = shown.only("publication__section").order_by("-publication")[:50]
    if photo is None or not any(who.sees(one.publication.section_id) for one in shown):
        raise Http404
    if not who.has_originals:
        raise Problem("not-yours", _("Your key doesn't open original photos."))
    if not items.is_handed_on(photo):
        raise Problem("not-yours", _("This photo isn't ours to pass on: ask those to whom it is owed."))
    try:
        file = stores.originals().open(photo.original)
    except OSError:
        raise Http404 from None
    kind = items.TYPES.get(photo.format, "application/octet-stream")
    response = FileResponse(file, as_attachment=True, filename=photo.file_name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = PRIVATE
    response["ETag"] = f'"{photo.sha256}"'
    return response
