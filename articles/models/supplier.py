"""Suppliers: other houses with a site like this one, whose stories come in by themselves; and what came of each story."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.taxonomy import Section
from newsroom.fields import LineField
from newsroom.models import Masthead

HOUSE = "zh-hans"


class SupplierQuerySet(models.QuerySet):
    def due(self, now):
        """Those that are to be asked at `now`, the longest waiting first."""
        return self.filter(is_off=False, next_at__lte=now).order_by("next_at", "pk")

    def troubled(self):
        """Those from which nothing comes, though it should."""
        return self.filter(is_off=False).exclude(error="")


class Supplier(models.Model):
    """A house whose change feed is followed: where it is, with which key, where its stories go, and how far it was followed.
    The key has to be shown there with each question, so it stands here as it is; no page of the desk shows it again."""

    name = LineField(_("name"), max_length=60, help_text=_("Readers see it as the source of its stories."))
    address = models.URLField(
        _("address of its site"), max_length=200, help_text=_("Such as https://news.example, without a path.")
    )
    key = models.CharField(_("key"), max_length=200, blank=True, help_text=_("As it was given by that house."))
    language = models.ForeignKey(
        Masthead,
        models.PROTECT,
        to_field="language",
        default=HOUSE,
        related_name="+",
        verbose_name=_("language"),
        help_text=_("Stories in other languages are passed over."),
    )
    section = models.ForeignKey(
        Section,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("Of stories for whose section nothing else is said below."),
    )
    files_itself = models.BooleanField(
        _("file by itself"),
        default=False,
        help_text=_("Each story becomes an article at once; otherwise it waits among the dispatches."),
    )
    has_past = models.BooleanField(
        _("what is on its site already too"), default=False, help_text=_("Otherwise what it publishes from now on.")
    )
    is_off = models.BooleanField(_("switched off"), default=False)

    begun_at = models.DateTimeField(_("followed since"), default=timezone.now, editable=False)
    cursor = models.CharField(max_length=200, blank=True, default="", editable=False)
    seen_at = models.DateTimeField(_("last answer"), null=True, editable=False)
    next_at = models.DateTimeField(_("next question"), default=timezone.now, editable=False)
    tries = models.PositiveIntegerField(default=0, editable=False)  # in vain, since the last answer
    error = models.CharField(_("what is wrong"), max_length=300, blank=True, default="", editable=False)

    objects = SupplierQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="supplier_has_a_name"),
            models.UniqueConstraint(
                fields=["address", "language"],
                name="a_language_of_a_supplier_comes_once",
                violation_error_message=_("This site is a supplier in that language already."),
            ),
        ]

    def __str__(self):
        return self.name

    def section_for(self, names):
        """The Section for stories that stand there in a section of one of these names; None where nothing is said."""
        for chosen in self.sections.select_related("section"):
            if chosen.name in names and chosen.section.masthead_id == self.language_id:
                return chosen.section
        return self.section if self.section and self.section.masthead_id == self.language_id else None


class SupplierSection(models.Model):
    """Where the stories of one section of a supplier go."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="sections", verbose_name=_("supplier"))
    name = LineField(_("section there"), max_length=60, help_text=_("Its name, or the last part of its address."))
    section = models.ForeignKey(Section, models.CASCADE, related_name="+", verbose_name=_("section here"))

    class Meta:
        verbose_name = _("section of a supplier")
        verbose_name_plural = _("where its sections go")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "name"], name="a_section_of_a_supplier_goes_to_one"),
            models.CheckConstraint(condition=~Q(name=""), name="section_of_a_supplier_has_a_name"),
        ]

    def __str__(self):
        return f"{self.name} → {self.section}"


class Supply(models.Model):
    """One story of a supplier, by the number that it has there: how far its changes were followed, and what the desk was
    given of it. Each stands here once, so nothing comes twice."""

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+", verbose_name=_("supplier"))
    story = models.PositiveBigIntegerField(_("story there"))
    address = models.URLField(_("address there"), max_length=500, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)  # the last that was followed
    words_version = models.PositiveIntegerField(default=0)  # that of the words that were taken in last
    said = models.CharField(max_length=64, blank=True, default="")  # hash of what the last dispatch said as it came
    photos = models.JSONField(default=list)  # its photos there: file, credit and caption as taken in, number here
    withdrawn_at = models.DateTimeField(_("withdrawn there"), null=True)
    came_at = models.DateTimeField(_("came in"), default=timezone.now)

    class Meta:
        verbose_name = _("story of a supplier")
        verbose_name_plural = _("stories of suppliers")
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["supplier", "story"], name="a_story_of_a_supplier_comes_once")]

    def __str__(self):
        return f"{self.supplier} {self.story}"
