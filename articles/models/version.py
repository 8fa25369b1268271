"""The public record: every version of every story that was ever out, word for word. Only ever added to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LinesField
from newsroom.records import Record, RecordQuerySet

REDACTION = "record"  # the kind of line of the audit log that tells of words that were removed


class VersionQuerySet(RecordQuerySet):
    MAY_BE_REDACTED = frozenset({"words", "note", "redacted_at", "redacted_for"})


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
    salt = models.CharField(
        max_length=32, blank=True, help_text="Known to nobody outside: else who knows a link could try what words were."
    )
    cover = models.CharField(
        max_length=64,
        blank=True,
        help_text="SHA-256 over salt, note, fingerprint and signers, which the link is over: it holds without them. Empty "
        "in versions of before there was one.",
    )
    redacted_at = models.DateTimeField(_("words removed"), null=True)
    redacted_for = LinesField(_("removed because"), blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="version_numbers_are_unique"),
            # two that follow the same one would be two chains; only one publishing may win
            models.UniqueConstraint(
                fields=["previous"], condition=~models.Q(previous=""), name="the_record_is_one_chain"
            ),
            models.CheckConstraint(
                condition=models.Q(redacted_at__isnull=True) | ~models.Q(redacted_for=""),
                name="what_is_redacted_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "story"], name="versions_of_a_kind"),
            models.Index(fields=["at"], name="versions_by_time"),
            models.Index(
                fields=["redacted_at"], condition=models.Q(redacted_at__isnull=False), name="versions_redacted"
            ),
        ]

    def __str__(self):
        return f"{self.story} v{self.number}"

    @property
    def tells_readers(self):
        """Whether the note stands above the story and on the page of corrections."""
        return bool(self.note) and self.kind in (self.Kind.CORRECTED, self.Kind.RESTORED)


class Verification(Record):
    """That the record was verified: when, how much of it, what was found. `link` is the last link of the chain at that time:
    the next verification asks whether it is still on the record."""

    at = models.DateTimeField(_("time"))
    versions = models.PositiveBigIntegerField(_("versions"))
    publications = models.PositiveBigIntegerField(_("publications"))
    files = models.PositiveBigIntegerField(_("files"), null=True, help_text=_("Empty where no file was looked at."))
    wrong = models.PositiveBigIntegerField(_("what is wrong"))
    link = models.CharField(_("last link"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("verification of the record")
        verbose_name_plural = _("verifications of the record")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d} {self.wrong}"
