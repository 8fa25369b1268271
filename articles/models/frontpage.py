"""The front page: which stories the desk has put in its slots."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.models import Masthead


class Slot(models.Model):
    """A place on the front page of one language edition: 1 is the lead. A slot whose story is not on the site is
    passed over."""

    masthead = models.ForeignKey(
        Masthead,
        models.CASCADE,
        to_field="language",
        default="zh-hans",
        related_name="+",
        verbose_name=_("masthead"),
    )
    position = models.PositiveSmallIntegerField(_("position"), help_text=_("1 is the lead story, then 2, 3, …"))
    story = models.PositiveBigIntegerField(_("story"), help_text=_("The number of a story that is on the site."))

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["masthead", "position"]
        constraints = [
            models.UniqueConstraint(fields=["masthead", "position"], name="slot_holds_one_story"),
            models.UniqueConstraint(fields=["masthead", "story"], name="story_stands_in_one_slot"),
            models.CheckConstraint(condition=models.Q(position__gt=0), name="slots_count_from_one"),
        ]

    def __str__(self):
        return f"{self.position}: {self.story}"
