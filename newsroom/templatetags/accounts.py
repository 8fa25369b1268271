"""What pages about logins need."""

from django import template

register = template.Library()


@register.filter
def in_fours(text):
    """A long run of letters, parted to be typed."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


@register.filter
def others(sessions):
    """Those that are not the one that asks."""
    return [session for session in sessions if not session.is_current]
