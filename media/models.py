"""Photos and clips, and whom each is owed to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LineField, LinesField
from newsroom.models import Reporter


class PhotoQuerySet(models.QuerySet):
    def usable(self):
        """Those that may go out: not killed. (That each has a credit is the checklist's to say.)"""
        return self.filter(killed_at=None)


class Photo(models.Model):
    """One picture, its caption and its facts. The file as uploaded lies in ORIGINALS, named by its content; what
    readers get are its renditions."""

    original = models.CharField(_("original"), max_length=80, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    file_name = LineField(_("file name"), max_length=200, editable=False)
    format = models.CharField(_("format"), max_length=8, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)

    caption = LinesField(
        _("caption"),
        blank=True,
        max_length=500,
        help_text=_("What readers read under the photo, without the credit."),
    )
    alt = LineField(
        _("alt text"),
        blank=True,
        max_length=200,
        help_text=_("What the photo shows, for readers who cannot see it; the caption serves where empty."),
    )
    place = LineField(_("place"), blank=True, max_length=80)
    taken_on = models.DateField(_("date taken"), null=True, blank=True)
    marks = models.JSONField(_("marks"), default=list, blank=True, editable=False)
    provider = LineField(
        _("provider"),
        blank=True,
        max_length=80,
        help_text=_("Who supplied it where no photographer is named: printed as 某某供图."),
    )
    agency = LineField(_("agency"), blank=True, max_length=40, help_text=_("Printed before the photographer: 某社发."))

    credited_from = models.CharField(
        _("credited from"),
        max_length=6,
        choices=[("typed", _("the desk")), ("copy", _("the copy")), ("file", _("the file"))],
        default="typed",
        editable=False,
    )

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    processed_at = models.DateTimeField(_("renditions made"), null=True, editable=False)
    failure = LineField(_("failure"), max_length=200, blank=True, editable=False)
    killed_at = models.DateTimeField(_("killed"), null=True, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(width__gt=0) & Q(height__gt=0), name="photo_has_a_size"),
            models.CheckConstraint(condition=~Q(original="") & ~Q(sha256=""), name="photo_has_a_file"),
        ]

    def __str__(self):
        return self.caption[:40] or self.file_name or str(self.pk)


class PhotoCredit(models.Model):
    """One person to whom a photo is owed, with the role as it was when the photo was taken."""

    class Work(models.TextChoices):
        PHOTO = "photo", _("photo")
        GRAPHIC = "graphic", _("graphic")

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="credits", verbose_name=_("photo"))
    position = models.PositiveSmallIntegerField(_("position"), default=0, db_index=True)
    role = LineField(_("role"), max_length=20, blank=True)
    name = LineField(_("name"), max_length=60)
    unit = LineField(_("unit"), max_length=60, blank=True)
    work = models.CharField(_("work"), max_length=8, choices=Work, default=Work.PHOTO)
    reporter = models.ForeignKey(
        Reporter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reporter"),
        help_text=_("Links the credit to the person's page."),
    )

    class Meta:
        verbose_name = _("photo credit")
        verbose_name_plural = _("photo credits")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="photo_credit_has_a_name"),
            models.UniqueConstraint(fields=["photo", "work", "name"], name="photo_credits_a_person_once"),
        ]

    def __str__(self):
        return f"{self.role} {self.name}".strip()


class Rendition(models.Model):
    """One public file of a photo. Its name is the hash of its content, so it never changes and may be cached for ever."""

    class Kind(models.TextChoices):
        WIDE = "wide", _("whole photo")
        SOCIAL = "social", _("social card")
        CARD = "card", _("card")
        SQUARE = "square", _("square")

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions", verbose_name=_("photo"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    format = models.CharField(_("format"), max_length=8)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    name = models.CharField(_("name"), max_length=80)
    size = models.PositiveIntegerField(_("size in bytes"))

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["kind", "format", "width"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "kind", "format", "width"], name="one_rendition_of_a_size"),
        ]

    def __str__(self):
        return f"{self.kind} {self.width}×{self.height} {self.format}"

    def url(self):
        """The public address of the file."""
        return f"{settings.MEDIA_URL}photos/{self.name}"


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
