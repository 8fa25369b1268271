"""What the panel of the checklist asks of its points."""

import json

from django import template
from django.utils.html import format_html

register = template.Library()


@register.filter
def place(point):
    """Where a point of the checklist leads, as attributes of its button."""
    spots = json.dumps([[spot.before, spot.quote, spot.after] for spot in point.spots], ensure_ascii=False)
    attributes = format_html(' data-field="{}" data-spots="{}"', point.field, spots)
    return attributes if point.photo is None else attributes + format_html(' data-photo="{}"', point.photo)
