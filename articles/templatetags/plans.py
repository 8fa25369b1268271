"""What templates of plans say."""

from django import template

from articles.desk import planning

register = template.Library()


@register.filter
def hours(plan):
    """From when to when a plan is, "" where no time is said."""
    return planning.hours(plan)
