"""Files on their way in."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.models.photo import Photo
from newsroom.fields import LineField


class Upload(models.Model):
    """A file on its way in: how much of it is here, and what became of it. The bytes so far lie in UPLOADS."""

    key = models.UUIDField(primary_key=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("uploaded by"))
    file_name = LineField(_("file name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    received = models.PositiveBigIntegerField(_("received"), default=0)
    photo = models.ForeignKey(Photo, models.CASCADE, null=True, related_name="+", verbose_name=_("photo"))
    failure = LineField(_("failure"), max_length=300, blank=True)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    moved_at = models.DateTimeField(_("last received"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()
        ordering = ["begun_at"]

    def __str__(self):
        return self.file_name
