"""What the desk remembers of the making of an article: every save, what is typed and not yet saved, who has it open."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LineField


class Snapshot(models.Model):
    """An article as one save left it. Only ever added to; goes when the article goes for good."""

    class Kind(models.TextChoices):
        FILED = "filed", _("filed")
        SAVED = "saved", _("saved")
        MERGED = "merged", _("merged")
        RESTORED = "restored", _("restored from history")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="snapshots", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("save"), help_text=_("Article.saves as this save left it."))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.SAVED)
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("saved by")
    )
    by_name = LineField(_("name of who saved"), max_length=150, blank=True)
    content = models.JSONField(_("content"), help_text=_("As articles.desk.contents.content_of gives it."))
    changed = models.JSONField(
        _("changed"), default=list, help_text=_("The names of the fields that differ from the save before.")
    )

    class Meta:
        verbose_name = _("save")
        verbose_name_plural = _("saves")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_snapshot_a_save")]

    def __str__(self):
        return f"{self.article_id} #{self.number}"


class Autosave(models.Model):
    """What one user has typed into one form and not saved. `tab` names the form, so that two forms of one article never
    write over one another; an article that has not been saved at all has only that."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    tab = models.CharField(_("tab"), max_length=36)
    seen = models.PositiveIntegerField(_("save before the user"), default=0)
    content = models.JSONField(_("content"), help_text=_("As articles.desk.contents.content_of gives it."))
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("unsaved work")
        verbose_name_plural = _("unsaved work")
        constraints = [models.UniqueConstraint(fields=["user", "tab"], name="one_autosave_a_form")]

    def __str__(self):
        return f"{self.article_id or self.tab} {self.user_id}"


class Presence(models.Model):
    """That a user has an article open, as of `at`. Advice only: no rule rests on it."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+", verbose_name=_("article"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    at = models.DateTimeField(_("time"), default=timezone.now)
    is_typing = models.BooleanField(_("typing"), default=False)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="a_user_is_present_once")]

    def __str__(self):
        return f"{self.article_id} {self.user_id}"
