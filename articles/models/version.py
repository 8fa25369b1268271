"""The public record: every version of every story that was ever out, word for word. Only ever added to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LinesField
from newsroom.records import Record


class Version(Record):
    """What was published at one moment. Knows the story by its number and nothing of the working copy.

    What moved in from a former site was published there, at that moment, and signed by nobody here; its note says so."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("published")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        RESTORED = "restored", _("restored")
        MOVED_IN = "moved_in", _("moved in")

    story = models.PositiveBigIntegerField(_("story"))
    number = models.PositiveIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    at = models.DateTimeField(_("time"))
    note = LinesField(_("note for readers"), blank=True)
    words = models.JSONField(
        _("words"), help_text=_("Everything that was published, as articles.desk.rendering.freeze gives it.")
    )
    fingerprint = models.CharField(_("fingerprint"), max_length=64, help_text=_("SHA-256 of the words."))
    signers = models.JSONField(_("signers"), default=list)
    previous = models.CharField(_("link before"), max_length=64, blank=True)
    link = models.CharField(
        _("link"),
        max_length=64,
        unique=True,
        help_text=_("SHA-256 over this version and the link before: the record is one chain."),
    )

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="version_numbers_are_unique")]
        indexes = [models.Index(fields=["kind", "story"], name="versions_of_a_kind")]

    def __str__(self):
        return f"{self.story} v{self.number}"

    @property
    def tells_readers(self):
        """Whether the note stands above the story and on the page of corrections."""
        return self.kind == self.Kind.CORRECTED or (self.kind == self.Kind.RESTORED and bool(self.note))
