"""Moving in from a former site: the addresses its stories had there, and which of its posts have come already."""

from urllib.parse import unquote_to_bytes, urlsplit

from django.db import models
from django.utils import timezone
from django.utils.encoding import repercent_broken_unicode
from django.utils.translation import gettext_lazy as _

from newsroom.fields import LineField

LONGEST = 500


def key_of(path, query=""):
    """An address as it is kept and looked up: without the slash at its end; "" for the front page. Both are characters,
    not percent-encoded."""
    path = path.rstrip("/")
    return f"{path or '/'}?{query}" if query else path


def key_of_address(address):
    """The same of a web address as it is written, whole or from its path on; "" for what is none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # a bracket that never closes
        return ""
    key = key_of(readable(parts.path), readable(parts.query))
    return key if key.startswith("/") else ""


def readable(text):
    """Percent-encoded UTF-8 as characters; bytes that are none stay encoded, as Django reads the path of a request."""
    return repercent_broken_unicode(unquote_to_bytes(text)).decode()


class FormerAddress(models.Model):
    """An address under which a former site had a story of ours. Knows the story by its number alone: it is public."""

    path = models.CharField(
        _("former address"),
        max_length=LONGEST,
        unique=True,
        help_text=_("What stood behind the name of the former site, such as /2019/03/snow/ or /?p=123."),
    )
    story = models.PositiveBigIntegerField(_("story"), db_index=True)
    created = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(path__startswith="/"), name="former_address_is_a_path")
        ]

    def __str__(self):
        return self.path


class Move(models.Model):
    """A post of a former site that has moved in, and the number of the article it became. It stays when the article goes,
    so that moving in once more never brings back what the desk threw away."""

    key = models.CharField(_("former address and number"), max_length=300, unique=True)
    story = models.PositiveBigIntegerField(_("story"))
    at = models.DateTimeField(_("moved in"), default=timezone.now)
    by_name = LineField(_("moved in by"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.key} → {self.story}"
