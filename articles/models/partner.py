"""Partners: other houses whose machines read the site with a key."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.taxonomy import Section
from newsroom import keys
from newsroom.fields import LineField, LinesField

MARK = "nr_"  # by which a key that lies about somewhere is known for one
KEY_BYTES = 32  # of chance
SHOWN = 11  # characters of a key that the desk goes on showing


class Partner(models.Model):
    """Another house, what its key opens and until when. The key itself is nowhere: only its hash, and its first characters,
    by which people know it again."""

    name = LineField(_("name"), max_length=80)
    contact = LineField(_("contact"), max_length=120, blank=True, help_text=_("Whom to call, and how."))
    note = LinesField(_("note"), blank=True, max_length=500, help_text=_("For the desk alone."))
    has_text = models.BooleanField(_("full text"), default=True, help_text=_("Otherwise what lists show."))
    has_originals = models.BooleanField(
        _("original photos"),
        default=False,
        help_text=_("Of photos that stand in a story on the site, are ours or free, and carry no restriction."),
    )
    sections = models.ManyToManyField(
        Section, blank=True, related_name="+", verbose_name=_("sections"), help_text=_("None chosen: all of them.")
    )
    is_limited = models.BooleanField(default=False, editable=False)  # or a section taken away would open all others
    rate = models.PositiveIntegerField(
        _("requests a minute"), default=600, validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day on which the key opens."))
    terms = LinesField(
        _("terms of use"),
        blank=True,
        max_length=500,
        help_text=_("As agreed; stands in each story in place of the terms for everybody."),
    )
    is_off = models.BooleanField(_("switched off"), default=False)
    prefix = models.CharField(_("key"), max_length=SHOWN, editable=False, blank=True)
    digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    made_at = models.DateTimeField(_("key made"), null=True, editable=False)
    used_at = models.DateTimeField(_("last used"), null=True, editable=False)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="partner_has_a_name"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="partner_starts_before_it_ends",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self):
        return self.name

    def make_key(self):
        """A new key in place of the one before, which opens nothing any more. It is given back this once."""
        key = MARK + keys.new(KEY_BYTES)
        self.prefix, self.digest, self.made_at = key[:SHOWN], keys.digest(key), timezone.now()
        self.save(update_fields=["prefix", "digest", "made_at"])
        return key

    def opens(self, today):
        """Whether the key opens anything on that day."""
        begun = self.starts_on is None or self.starts_on <= today
        return not self.is_off and begun and (self.ends_on is None or today <= self.ends_on)


def of_key(key):
    """The Partner whose key this is; None where it is nobody's."""
    return Partner.objects.filter(digest=keys.digest(key)).first()
