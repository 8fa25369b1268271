"""The front page and the section fronts: which stories the desk has put in their slots."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.taxonomy import Section
from media.models import Photo
from newsroom.fields import LineField
from newsroom.models import Masthead


class Slot(models.Model):
    """A place on the front page of one language edition, or on the front of one section: 1 is the lead. A slot whose
    story is not on the site, or whose time is not now, is passed over; of several at one position the last begun shows."""

    masthead = models.ForeignKey(
        Masthead,
        models.CASCADE,
        to_field="language",
        default="zh-hans",
        related_name="+",
        verbose_name=_("masthead"),
    )
    section = models.ForeignKey(
        Section,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("Empty: the front page."),
    )
    position = models.PositiveSmallIntegerField(_("position"), help_text=_("1 is the lead story, then 2, 3, …"))
    story = models.PositiveBigIntegerField(_("story"), help_text=_("The number of a story that is on the site."))
    headline = LineField(
        _("headline here"), max_length=120, blank=True, help_text=_("Shown in place of the story's own headline.")
    )
    photo = models.ForeignKey(
        Photo,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo here"),
        help_text=_("Shown in place of the story's own cover."),
    )
    is_pinned = models.BooleanField(
        _("pinned"), default=False, help_text=_("Keeps its place when another story is put above it.")
    )
    is_focus = models.BooleanField(
        _("in focus"), default=False, help_text=_("Stands in the carousel at the head of the front page.")
    )
    starts_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    is_on = models.BooleanField(
        _("shown now"),
        default=True,
        editable=False,
        help_text=_("Whether its time is now; the pulse turns it and begins an edition."),
    )

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["masthead", "section", "position", "pk"]
        indexes = [models.Index(fields=["masthead", "section", "position"], name="slots_of_a_front")]
        constraints = [
            models.CheckConstraint(condition=Q(position__gt=0), name="slots_count_from_one"),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="a_slot_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.position}: {self.story}"

    def save(self, *args, **kwargs):
        self.is_on = self.is_due()
        super().save(*args, **kwargs)

    def is_due(self, now=None):
        """Whether its time is now."""
        now = now or timezone.now()
        return (self.starts_at is None or self.starts_at <= now) and (self.ends_at is None or now < self.ends_at)
