"""The house's usage: outlets that may be reprinted from, and words that are written another way here."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LineField


class Outlet(models.Model):
    """An outlet that the house may reprint from, as the national list of sources names it."""

    name = LineField(_("name"), max_length=60, unique=True)
    url = models.URLField(_("web address"), blank=True)
    group = LineField(_("group"), max_length=40, blank=True, help_text=_("Such as 中央新闻网站 or a province."))

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="outlet_has_a_name")]

    def __str__(self):
        return self.name


class HouseWord(models.Model):
    """A word that is not to be printed as it stands, with what the house writes instead. Advice, never a bar."""

    wrong = LineField(_("not this"), max_length=40, unique=True)
    right = LineField(_("but this"), max_length=40, blank=True, help_text=_("Empty: not to be used at all."))
    reason = LineField(_("reason"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("house word")
        verbose_name_plural = _("house words")
        ordering = ["wrong"]
        constraints = [
            models.CheckConstraint(condition=~Q(wrong=""), name="house_word_names_a_word"),
            models.CheckConstraint(condition=~Q(right=F("wrong")), name="house_word_says_another"),
        ]

    def __str__(self):
        return f"{self.wrong} → {self.right or '×'}"
