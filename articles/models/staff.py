"""What belongs to one user of the desk: the sections she is limited to, and the lists she has kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.taxonomy import Section
from newsroom.fields import LineField
from newsroom.roles import name_of


class Remit(models.Model):
    """The sections that a user works in. Who has none, or an empty one, works in all."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"), primary_key=True
    )
    sections = models.ManyToManyField(
        Section,
        related_name="+",
        blank=True,
        verbose_name=_("sections"),
        help_text=_("Only articles of these sections are this user's to edit, review and publish. None: all sections."),
    )

    class Meta:
        verbose_name = _("remit")
        verbose_name_plural = _("remits")
        ordering = ["pk"]

    def __str__(self):
        return name_of(self.user)


class SavedFilter(models.Model):
    """A list of the desk as somebody has narrowed it, under a name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    list = models.CharField(_("list"), max_length=60, help_text=_("The model's label, such as articles.article."))
    name = LineField(_("name"), max_length=30)
    query = models.CharField(_("query"), max_length=1000)
    is_shared = models.BooleanField(_("for everybody"), default=False)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "list", "name"], name="a_user_names_a_filter_once"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_has_a_name"),
        ]

    def __str__(self):
        return self.name
