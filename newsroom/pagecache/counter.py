"""Who counts the pages that readers look at."""

from django.conf import settings
from django.utils.module_loading import import_string


def counter():
    """The function that settings name for it, as PageCache wants it; None where READING_FIGURES is off."""
    return import_string(settings.COUNTER) if settings.READING_FIGURES else None
