"""What happens to stories when a photo changes: killed, replaced, its public files made anew."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from articles.desk import publishing, websub, workflow
from articles.models import (
    Article,
    PhotoPlace,
    Portrait,
    Publication,
    PublicationPhoto,
    Slot,
    Topic,
    Version,
    VersionPhoto,
)
from media import killing
from media.models import Photo
from newsroom import audit, edition

log = logging.getLogger("newsroom.photos")
AT_A_BEAT = 20
ENDED = 2000  # photos whose rights have ended that are looked for in stories
IN_REVIEW = (Article.State.REVIEW, Article.State.SIGNED)
LATER = timedelta(minutes=10)  # when a photo whose stories could not be brought in line is tried again


class Refused(Exception):
    """Nothing was done; the message says why, in the user's language."""


def kill(number, user, reason):
    """Take the photo of that number off every page, feed and address at once and for ever, as `user` decides for `reason`;
    returns how many stories on the site showed it. Raises Refused without a reason, or where it was killed before."""
    if not reason.strip():
        raise Refused(_("Write why it is killed."))
    with transaction.atomic():
        edition.bump(takes_away=True)
        photo = Photo.objects.select_for_update().get(pk=number)
        if not killing.kill(photo, user, reason.strip()):
            raise Refused(_("This photo was killed before."))
        stories = _project(number)
        websub.tell(set().union(*map(websub.feeds_of, stories)))
        detail = _("Killed: it can never go out again.")
        audit.record("decision", user, about=_("Photo %(number)s") % {"number": number}, detail=f"{detail}\n{reason}")
    killing.sweep()
    log.info("photo %s killed, %s stories", number, len(stories))
    return len(stories)


def versions_with(number):
    """The versions of the public record that held the photo, without their words, the newest first; at most fifty."""
    rows = VersionPhoto.objects.filter(photo=number).order_by("-version").values("version")[:50]
    return list(
        Version.objects.filter(pk__in=list(rows.values_list("version", flat=True))).defer("words").order_by("-pk")
    )


def unused(photos):
    """Those of a queryset of photos that nothing holds: no working copy, no version, no place of a front, no topic, no
    person whom it shows."""
    held = (PhotoPlace.objects.filter(photo=OuterRef("pk")), VersionPhoto.objects.filter(photo=OuterRef("pk")))
    return photos.filter(*(~Exists(rows) for rows in (*held, *_placed())))


def shown(photos):
    """Those of a queryset of photos that readers may see now: in a story on the site, on a front, on a topic, as
    somebody's portrait."""
    in_story = PublicationPhoto.objects.filter(photo=OuterRef("pk"))
    slot, topic, portrait = _placed()
    return photos.filter(Exists(in_story) | Exists(slot) | Exists(topic) | Exists(portrait))


def _placed():
    held = OuterRef("pk")
    return Slot.objects.filter(photo=held), Topic.objects.filter(cover=held), Portrait.objects.filter(photo=held)


def showing_expired():
    """A queryset of the stories on the site that show a photo past the day until which it may be used, one of the
    `ENDED` that were the last to end."""
    expired = Photo.objects.expired().order_by("-expires_on").values("pk")[:ENDED]
    return Publication.objects.filter(photo_rows__photo__in=expired).distinct()


def refresh_changed(now):
    """Bring the stories on the site in line with photos whose public files have changed, and take away what a kill left.
    Ten pulses may call this at once."""
    # in the order of the index of these times: in that of numbers every photo would be read, once a second
    changed = Photo.objects.filter(changed_at__lte=now).order_by("changed_at")
    for photo in changed.only("changed_at")[:AT_A_BEAT]:
        claimed = Photo.objects.filter(pk=photo.pk, changed_at=photo.changed_at)
        try:
            with transaction.atomic():
                if shown(Photo.objects.filter(pk=photo.pk)).exists():
                    edition.bump()  # before the photo is locked, as killing does; and fronts and topics show it too
                if claimed.update(changed_at=None) == 1:  # else another clock was faster
                    _project(photo.pk)
                    _settle(photo.pk)
            killing.sweep()
        except Exception:  # one photo holds up no other; it is tried again later
            log.exception("photo %s", photo.pk)
            claimed.update(changed_at=now + LATER)


def _settle(number):
    """Let the articles in review that hold the photo wait for the stage that is due: its words are part of theirs."""
    held = PhotoPlace.objects.filter(photo=number).values("article")
    for article in Article.objects.select_for_update().filter(pk__in=held, state__in=IN_REVIEW).order_by("pk"):
        workflow.settle_one(article)


def _project(number):
    """Make the publications anew that show the photo; the numbers of their stories."""
    rows = PublicationPhoto.objects.filter(photo=number).values_list("publication__story", flat=True)
    stories = sorted(rows.distinct())
    for story in stories:
        publishing.project_anew(story)
    return stories
