"""Whose sections are whose."""

from django.db.models import Q

from articles.models import Remit


def remit_of(user):
    """The sections that `user` works in, number → name; empty where she works in all. Remembered on the user for the
    length of a request."""
    if not hasattr(user, "_remit"):
        found = Remit.objects.filter(user=user.pk).values_list("sections", "sections__name")
        user._remit = {number: name for number, name in found if number}
    return user._remit


def in_remit(user, article):
    """Whether `article` is among what `user` works in; one without a section is everybody's."""
    sections = remit_of(user)
    return not sections or article.section_id is None or article.section_id in sections


def within(queryset, user):
    """Those articles of `queryset` that are among what `user` works in: in_remit, asked of the database."""
    sections = remit_of(user)
    return queryset.filter(Q(section=None) | Q(section__in=list(sections))) if sections else queryset
