"""The portrait of a reporter: a photo of the library, so that it has its credit too."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from media.models import Photo
from newsroom.models import Reporter


class Portrait(models.Model):
    """Which photo shows a person on the page that readers see of her."""

    reporter = models.OneToOneField(Reporter, models.CASCADE, related_name="portrait", verbose_name=_("reporter"))
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="+", verbose_name=_("photo"))

    class Meta:
        verbose_name = _("portrait")
        verbose_name_plural = _("portraits")

    def __str__(self):
        return f"{self.reporter}"
