"""Dispatches: copy as it came in, with the file it came as, until and after it becomes an article."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LineField


class DispatchQuerySet(models.QuerySet):
    def waiting(self):
        """Those that are neither filed nor laid aside."""
        return self.filter(article=None, filed_at=None, dropped_at=None)


class Dispatch(models.Model):
    """One dispatch: the words and pictures that a file, a mail or a paste brought, and what was corrected of what the
    product understood. `pieces` is articles.intake.copy.Copy as plain values, `photos` the number of the photo that each
    of its pictures became (None where it was not taken), `said` what the desk made of it, null while nobody touched it."""

    name = LineField(_("name"), max_length=200, blank=True, help_text=_("Of the file, or the subject of the mail."))
    original = models.CharField(_("original file"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(_("hash of the file"), max_length=64, blank=True, db_index=True)
    words_hash = models.CharField(
        _("hash of the words"), max_length=64, blank=True, db_index=True, help_text=_("SHA-256 of them without blanks.")
    )
    sketch = models.JSONField(
        _("sketch"), default=list, help_text=_("The smallest hashes of its phrases: alike in copy that is alike.")
    )
    text = models.TextField(_("words"), blank=True)
    pieces = models.JSONField(_("pieces"), default=dict)
    photos = models.JSONField(_("photos"), default=list)
    told = models.JSONField(_("what was told on the way"), default=list)
    said = models.JSONField(_("what the desk made of it"), null=True)
    failure = models.CharField(_("why it could not be read"), max_length=300, blank=True)
    sender = LineField(_("sender"), max_length=200, blank=True)
    section = models.ForeignKey(
        "articles.Section", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    supply = models.ForeignKey(
        "articles.Supply", models.SET_NULL, null=True, related_name="dispatches", verbose_name=_("story of a supplier")
    )
    received = models.DateField(_("received"))
    created_at = models.DateTimeField(_("came in"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("brought in by")
    )
    article = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    filed_at = models.DateTimeField(_("became an article"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("laid aside"), null=True, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["-id"], condition=Q(filed_at=None, dropped_at=None), name="dispatch_waiting"),
            models.Index(
                fields=["-id"], condition=Q(filed_at=None, dropped_at__isnull=False), name="dispatch_laid_aside"
            ),
            models.Index(fields=["-filed_at"], condition=Q(filed_at__isnull=False), name="dispatch_filed"),
        ]

    def __str__(self):
        return self.name or self.text[:40]

    @property
    def is_corrected(self):
        """Whether the desk made something else of it than what was read. What is made of a supplier's story came with it."""
        return self.said is not None and self.supply_id is None
