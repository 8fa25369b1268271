"""A moment as the desk's buttons, labels and reasons name it."""

from django.utils import timezone


def shown(moment):
    """`moment` in the site's time zone as 12-28 08:00, with its year where that is not this one."""
    local = timezone.localtime(moment)
    return local.strftime("%m-%d %H:%M" if local.year == timezone.localtime().year else "%Y-%m-%d %H:%M")
