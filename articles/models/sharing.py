"""Preview links: one frozen version of an unpublished story, for somebody without a login, for a while."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LineField


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, now=None):
        """Those that still answer."""
        return self.filter(revoked_at=None, expires_at__gt=now or timezone.now())


class PreviewLink(models.Model):
    """An address under which exactly these words can be read until it expires or is revoked. The address itself is kept
    nowhere, only its hash."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+", verbose_name=_("article"))
    hash = models.CharField(_("hash"), max_length=64, unique=True, help_text=_("SHA-256 of the 128-bit token."))
    words = models.JSONField(_("words"), help_text=_("As articles.desk.rendering.freeze gave them."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    reads = models.PositiveIntegerField(_("times opened"), default=0)
    remark = LineField(_("for whom"), max_length=60, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.article_id} {self.made_at:%Y-%m-%d}"
