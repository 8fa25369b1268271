"""Views in the ledger: what the readers of a month are worth to the authors of what they read, where the rules say so."""

from datetime import timedelta

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from articles.ledger.lines import line_of
from articles.ledger.weighing import parts_of_points, points_of_views
from articles.ledger.works import STORY, TRANSLATION, works_of
from articles.models import ReadingDay
from articles.models.ledger import Kind


def points_of(months, rulebook, stories=None):
    """(story, month) → hundredths of points for its views in that month, of those of `months` whose rules count them; of
    some stories, or of all. No query where no rules do. Whoever has no point for it is left out."""
    counting = [month for month in months if rulebook.of(month).views]
    if not counting:
        return {}
    rows = ReadingDay.objects.filter(day__gte=min(counting), day__lt=_next(max(counting)))
    if stories is not None:
        rows = rows.filter(story__in=list(stories))
    rows = rows.annotate(month=TruncMonth("day")).order_by().values("story", "month").annotate(many=Sum("views"))
    found = {}
    for story, month, many in rows.values_list("story", "month", "many"):
        if month in counting and (points := points_of_views(many, rulebook.of(month))):
            found[story, month] = points
    return found


def lines_of(story, facts, month, points, rules, same):
    """The lines by which the people of a story share the points for its views in a month; none where the story itself is
    not counted."""
    works = [work for work in works_of(story, facts, rules, same) if work.kind in (STORY, TRANSLATION)]
    for work in works[:1]:
        for part in parts_of_points(work, points, rules):
            day = min(_next(month) - timedelta(days=1), timezone.localdate())
            yield line_of(work, part, month, kind=Kind.VIEWS, story=story, day=day)


def _next(month):
    return (month + timedelta(days=31)).replace(day=1)
