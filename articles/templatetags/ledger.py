"""Amounts of the ledger in templates."""

from django import template

from articles.ledger import totals

register = template.Library()


@register.filter
def written(hundredths):
    """Hundredths as people read them."""
    return totals.written(hundredths)


@register.filter
def money(cents):
    """Hundredths of a yuan with both their places: 1875 is 18.75."""
    return f"{'−' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
