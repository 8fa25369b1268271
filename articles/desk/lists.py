"""Kept lists: which a user has before her, and what of a list's address is kept."""

from django.db.models import Q
from django.http import QueryDict

from articles.desk import workflow
from articles.models import SavedFilter

PASSING = {"p", "all", "e", "_popup", "_to_field"}  # of a list's address: where one is in it, not what it holds


def may_share(user):
    """Whether `user` may keep a list for everybody: those who lead."""
    return workflow.may_publish(user)


def kept(user, label):
    """The kept lists of a model (its label, such as articles.article) that `user` has before her."""
    return SavedFilter.objects.filter(Q(user=user) | Q(is_shared=True), list=label)


def narrowing(parameters):
    """What of a list's address narrows or orders it, as a query in one fixed order; empty where nothing does."""
    found = parameters.copy()
    for name in PASSING & found.keys():
        del found[name]
    pairs = sorted((name, value) for name, values in found.lists() for value in values if value)
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    return query.urlencode()
