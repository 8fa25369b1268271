"""What the head and the foot of a page say of its edition."""

import re

from django import template
from django.conf import settings
from django.urls import reverse

from articles.public import identity

register = template.Library()

register.simple_tag(identity.icons_of, name="icons_of")


@register.filter
def sheet_of(colour):
    """The address of the style sheet of a colour such as #0b5cad."""
    return reverse("colour", args=[colour[1:]])


@register.filter
def police_record(number):
    """Where the public security record with this number stands; "" where it has no digits."""
    digits = "".join(re.findall(r"[0-9]", number))
    return f"https://beian.mps.gov.cn/#/query/webSearch?code={digits}" if digits else ""


@register.simple_tag
def keeps_offline():
    """Whether readers' devices keep what was read (OFFLINE)."""
    return settings.OFFLINE
