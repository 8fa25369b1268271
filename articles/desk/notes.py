"""Notes: what people of the desk say to each other about an article or a passage of it. No reader ever sees one."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.models import Note


def with_open_notes(queryset, user=None):
    """Articles annotated with `open_notes`, the number of open notes on each, and, where a user is given, with
    `open_notes_to_me`, the number of those that are addressed to that user."""
    queryset = queryset.annotate(open_notes=_count(Note.objects.open()))
    return queryset.annotate(open_notes_to_me=_count(Note.objects.open().filter(to=user))) if user else queryset


def _count(notes):
    # a subquery for each row of the page, not a join: the list orders and cuts before it counts
    found = notes.filter(article=OuterRef("pk")).order_by().values("article").annotate(found=Count("pk"))
    return Coalesce(Subquery(found.values("found"), output_field=IntegerField()), 0)
