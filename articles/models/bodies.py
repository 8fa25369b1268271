"""What every body that editors write goes through before it is stored."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import markup


def clean_body(html):
    """The body as it may be stored; a ValidationError where it cannot be."""
    try:
        return markup.clean(html)
    except markup.Unfit as error:
        raise ValidationError(
            _("The body is too long or too deeply nested: at most a million characters of HTML, a hundred levels.")
        ) from error
