"""Reading figures: how often each story was looked at, a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadingDay(models.Model):
    """The views of one story on one day, in the site's time zone; no row where there were none. Nothing of who looked.

    articles.reading.counting adds to it by itself, in one statement for many stories."""

    story = models.PositiveBigIntegerField(_("story"))
    day = models.DateField(_("date"))
    views = models.PositiveIntegerField(_("views"))

    class Meta:
        verbose_name = _("reading figure")
        verbose_name_plural = _("reading figures")
        default_permissions = ()
        ordering = ["-day", "-views", "story"]
        constraints = [models.UniqueConstraint(fields=["story", "day"], name="views_of_a_story_once_a_day")]
        indexes = [models.Index(fields=["day", "story", "views"], name="views_of_a_day")]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} {self.story} {self.views}"
