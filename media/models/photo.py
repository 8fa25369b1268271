"""Photos, whom each is owed to, and the files that readers get of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media import likeness as likeness_of
from media import stores
from newsroom.fields import LineField, LinesField
from newsroom.models import Reporter

ALIKE = 24
MOST_COMPARED = 2000
NOTHING = RawSQL("''", ())  # the empty text, said as indexes of a part say it: else SQLite does not read them


class PhotoQuerySet(models.QuerySet):
    def usable(self):
        """Those that may go out: not killed. (That each has a credit is the checklist's to say.)"""
        return self.filter(killed_at=None)

    def placeable(self, today=None):
        """Those that may be placed now: not killed, and not past the day until which they may be used."""
        return self.usable().exclude(expires_on__lt=today or timezone.localdate())

    def expired(self, today=None):
        """Those past the day until which they may be used."""
        return self.filter(expires_on__lt=today or timezone.localdate())

    def like(self, likeness):
        """Those that show nearly the same as a picture of that likeness (an int of 64 bits), the most alike first; a list
        of at most `ALIKE`. Pictures without a shape are like none."""
        if likeness_of.is_blank(likeness):
            return []
        wanted = Q()
        for n, values in enumerate(likeness_of.probes(likeness)):
            wanted |= Q(**{f"band_{n}__in": values})
        near = []
        for photo in self.filter(wanted).order_by("-pk")[:MOST_COMPARED]:
            if (apart := likeness_of.distance(int(photo.likeness, 16), likeness)) <= likeness_of.NEAR:
                near.append((apart, -photo.pk, photo))
        return [photo for _apart, _pk, photo in sorted(near, key=lambda one: one[:2])[:ALIKE]]


class Photo(models.Model):
    """One picture, its caption and its facts. The file as uploaded lies in ORIGINALS, named by its content; what
    readers get are its renditions."""

    NO_FILE = (
        0  # as its size, of a photo that was killed before it came here in an archive copy: only its hash is known
    )

    class Licence(models.TextChoices):
        UNKNOWN = "", _("not said")
        OURS = "ours", _("ours")
        AGENCY = "agency", _("agency, by contract")
        GIVEN = "given", _("given for this use")
        FREE = "free", _("free licence")

    class Made(models.TextChoices):
        """How the picture came about: what the law wants said of AI, by the words of the IPTC list."""

        CAMERA = "", _("by a camera, or not said")
        AI = "trainedAlgorithmicMedia", _("made by AI")
        AI_PART = "compositeWithTrainedAlgorithmicMedia", _("changed by AI")

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
    killed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("killed by"),
    )
    kill_reason = LinesField(_("reason"), blank=True, max_length=300, editable=False)

    keywords = LineField(
        _("keywords"),
        blank=True,
        max_length=200,
        help_text=_("To find it again, with 、 between them; readers see none."),
    )
    licence = models.CharField(_("licence"), max_length=8, choices=Licence, blank=True, default=Licence.UNKNOWN)
    licence_url = models.URLField(
        _("licence address"), blank=True, help_text=_("Where the terms stand; goes into the public files.")
    )
    copyright = LineField(_("copyright"), blank=True, max_length=120, help_text=_("Goes into the public files."))
    restrictions = LinesField(
        _("restrictions"), blank=True, max_length=300, help_text=_("What it may not be used for; the desk sees it.")
    )
    expires_on = models.DateField(
        _("may be used until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("From the next day on it can't be placed, and the desk sees the stories that still show it."),
    )
    made = models.CharField(_("made"), max_length=40, choices=Made, blank=True, default=Made.CAMERA)
    said = models.JSONField(_("what the file says"), default=dict, editable=False)

    focus_x = models.PositiveSmallIntegerField(_("focal point, from the left"), null=True, editable=False)
    focus_y = models.PositiveSmallIntegerField(_("focal point, from the top"), null=True, editable=False)
    is_focus_set = models.BooleanField(_("focal point set by hand"), default=False, editable=False)

    likeness = models.CharField(_("likeness"), max_length=16, blank=True, editable=False)
    band_0 = models.PositiveIntegerField(null=True, editable=False, db_index=True)
    band_1 = models.PositiveIntegerField(null=True, editable=False, db_index=True)
    band_2 = models.PositiveIntegerField(null=True, editable=False, db_index=True)
    band_3 = models.PositiveIntegerField(null=True, editable=False, db_index=True)

    changed_at = models.DateTimeField(_("public files changed"), null=True, editable=False, db_index=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        permissions = [("kill_photo", _("Can kill photos"))]
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["uploaded_by", "-id"], name="photos_of_a_person"),
            models.Index(fields=["-id"], condition=Q(caption=""), name="photos_without_caption"),
            models.Index(fields=["-id"], condition=Q(alt=""), name="photos_without_alt"),
            models.Index(fields=["-id"], condition=Q(restrictions__gt=""), name="photos_with_restrictions"),
            models.Index(fields=["-id"], condition=Q(made__gt=""), name="photos_made_by_ai"),
            models.Index(fields=["-id"], condition=Q(killed_at__isnull=False), name="photos_killed"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(width__gt=0) & Q(height__gt=0), name="photo_has_a_size"),
            models.CheckConstraint(condition=~Q(original="") & ~Q(sha256=""), name="photo_has_a_file"),
            models.CheckConstraint(
                condition=Q(focus_x=None, focus_y=None) | Q(focus_x__lte=100, focus_y__lte=100),
                name="focal_point_lies_in_the_photo",
            ),
        ]

    def __str__(self):
        return self.caption[:40] or self.file_name or str(self.pk)

    def is_expired(self, today=None):
        """Whether the day until which it may be used is over."""
        return self.expires_on is not None and self.expires_on < (today or timezone.localdate())


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
        return stores.address_of(self.name)


class FormerFile(models.Model):
    """A file that a photo had: a rendition that was made anew, or an original that was replaced. Pages that are open
    somewhere may still ask for it; killing the photo takes it away as well."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="former_files", verbose_name=_("photo"))
    is_original = models.BooleanField(_("original"), default=False)
    name = models.CharField(_("name"), max_length=80, db_index=True)
    sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("replaced by")
    )

    class Meta:
        verbose_name = _("former file")
        verbose_name_plural = _("former files")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self):
        return self.name
