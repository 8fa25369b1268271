"""What happens to stories when a photo changes: killed, replaced, its public files made anew."""

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from articles.desk import publishing
from articles.models import PhotoPlace, Publication, PublicationPhoto, Version
from media import killing
from media.models import Photo
from newsroom import audit, edition

log = logging.getLogger("newsroom.photos")
AT_A_BEAT = 20


class Refused(Exception):
    """Nothing was done; the message says why, in the user's language."""


def kill(number, user, reason):
    """Take the photo of that number off every page, feed and address at once and for ever, as `user` decides for `reason`;
    returns how many stories on the site showed it. Raises Refused without a reason, or where it was killed before."""
    if not reason.strip():
        raise Refused(_("Write why it is killed."))
    with transaction.atomic():
        edition.bump()
        photo = Photo.objects.select_for_update().get(pk=number)
        if not killing.kill(photo, user, reason.strip()):
            raise Refused(_("This photo was killed before."))
        stories = _project(number)
        detail = _("Killed: it can never go out again.")
        audit.record("decision", user, about=_("Photo %(number)s") % {"number": number}, detail=f"{detail}\n{reason}")
    killing.sweep()
    log.info("photo %s killed, %s stories", number, stories)
    return stories


def versions_with(number):
    """The published versions that held the photo, without their words, the newest first: those of the stories whose working
    copy holds it now or whose story shows it. At most fifty."""
    stories = {*PhotoPlace.objects.filter(photo=number).values_list("article", flat=True)[:50]}
    stories |= {*PublicationPhoto.objects.filter(photo=number).values_list("publication__story", flat=True)[:50]}
    held = Version.objects.filter(story__in=stories, **{f"words__photos__{number}__isnull": False})
    return list(held.defer("words").order_by("-pk")[:50])


def unused(photos):
    """Those of a queryset of photos that no working copy holds and no story on the site shows."""
    held = PhotoPlace.objects.filter(photo=OuterRef("pk"))
    shown = PublicationPhoto.objects.filter(photo=OuterRef("pk"))
    return photos.filter(~Exists(held), ~Exists(shown))


def showing_expired():
    """A queryset of the stories on the site that show a photo past the day until which it may be used."""
    expired = Photo.objects.expired().values("pk")
    return Publication.objects.filter(photo_rows__photo__in=expired).distinct()


def refresh_changed(now):
    """Bring the stories on the site in line with photos whose public files have changed, and take away what a kill left.
    Ten pulses may call this at once."""
    for photo in Photo.objects.filter(changed_at__lte=now).only("changed_at")[:AT_A_BEAT]:
        with transaction.atomic():
            if Photo.objects.filter(pk=photo.pk, changed_at=photo.changed_at).update(changed_at=None) == 1:
                _project(photo.pk)
                killing.sweep()


def _project(number):
    """Make the publications anew that show the photo; how many."""
    stories = list(
        PublicationPhoto.objects.filter(photo=number).values_list("publication__story", flat=True).distinct()
    )
    for story in sorted(stories):
        publishing.project(Version.objects.filter(story=story).latest("number"))
    return len(stories)
