"""Video and audio files of ours."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LineField


class ClipQuerySet(models.QuerySet):
    def usable(self):
        """Those that may go out: not killed. (That each has a credit is the checklist's to say.)"""
        return self.filter(killed_at=None)


class Clip(models.Model):
    """A video or audio file of ours. It lies in CLIPS under the hash of its content, and readers get it as it is."""

    class Kind(models.TextChoices):
        VIDEO = "video", _("video")
        AUDIO = "audio", _("audio")

    name = models.CharField(_("file"), max_length=80, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    file_name = LineField(_("file name"), max_length=200, editable=False)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind, editable=False)
    extension = models.CharField(_("format"), max_length=5, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    title = LineField(
        _("title"),
        blank=True,
        max_length=120,
        help_text=_("What readers read under it where the story gives no caption of its own."),
    )
    credit = LineField(
        _("credit line"), blank=True, max_length=120, help_text=_("As it is printed, such as 记者 林知夏摄制.")
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    killed_at = models.DateTimeField(_("killed"), null=True, editable=False)

    objects = ClipQuerySet.as_manager()

    class Meta:
        verbose_name = _("clip")
        verbose_name_plural = _("video and audio")
        default_permissions = ()  # who may do what with photos may do it with clips: media.admin.clips
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~Q(name="") & ~Q(sha256=""), name="clip_has_a_file")]

    def __str__(self):
        return self.title or self.file_name or str(self.pk)

    def url(self):
        """The public address of the file."""
        return f"{settings.MEDIA_URL}clips/{self.name}"
