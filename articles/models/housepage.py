"""The pages on which the house speaks of itself: about, contact and whatever else it has to say."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from articles import markup
from articles.models.bodies import clean_body
from articles.models.taxonomy import edition_url
from newsroom.fields import LineField
from newsroom.models import Masthead

ABOUT = "about"


class HousePage(models.Model):
    """A page of one language edition about the house itself, at /about/ or below it; the foot of every page leads there."""

    masthead = models.ForeignKey(
        Masthead,
        models.CASCADE,
        to_field="language",
        default="zh-hans",
        related_name="house_pages",
        verbose_name=_("masthead"),
    )
    title = LineField(_("title"), max_length=40)
    slug = models.SlugField(
        _("address"), max_length=40, help_text=_("about is the page at /about/; contact stands at /about/contact/.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in the foot of the page."))
    body = ProseEditorField(_("body"), extensions=markup.EDITOR, sanitize=clean_body, blank=True)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("page of the house")
        verbose_name_plural = _("pages of the house")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["masthead", "slug"], name="house_page_address_is_unique"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="house_page_has_a_title"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        if self.slug == ABOUT:
            return edition_url("about", self.masthead_id)
        return edition_url("house_page", self.masthead_id, self.slug)
