"""What the desk asks of the reading figures."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, Publication, ReadingDay

WEEK = 7
MOST = 50  # stories of a list


@dataclass(frozen=True)
class Read:
    """A story in the list of the most read: its number, headline, section and edition, and how often it was looked at, in
    the time of the list and altogether. `date` and `address` are None and "" where it is not on the site."""

    story: int
    headline: str
    section: str
    language: str
    date: date | None
    address: str
    views: int
    ever: int


def with_views(articles):
    """Articles with `views_today`, `views_week` (the last seven days, today among them) and `views_ever` of their stories."""
    today = timezone.localdate()
    return articles.annotate(
        views_today=_of_each(Q(day=today)),
        views_week=_of_each(Q(day__gt=today - timedelta(days=WEEK))),
        views_ever=_of_each(),
    )


def _of_each(days=None):
    rows = ReadingDay.objects.filter(days or Q(), story=OuterRef("pk")).order_by().values("story")
    return Coalesce(Subquery(rows.annotate(many=Sum("views")).values("many")), 0)


def most_read(days, language="", section=None, most=MOST):
    """The Reads of the last `days` days, today among them, those with most views first; of an edition, or a section by its
    number: then of stories that are on the site now."""
    found = _rows(days, language, section).values("story").annotate(many=Sum("views"))
    views = dict(found.order_by("-many", "-story").values_list("story", "many")[:most])
    shown = Publication.objects.bare().select_related("section").in_bulk(views, field_name="story")
    kept = Article.objects.select_related("section").only("headline", "section").in_bulk(views.keys() - shown.keys())
    sums = ReadingDay.objects.filter(story__in=list(views)).order_by().values("story").annotate(many=Sum("views"))
    ever = dict(sums.values_list("story", "many"))
    return [_read(story, many, ever[story], shown.get(story), kept.get(story)) for story, many in views.items()]


def _read(story, views, ever, shown, kept):
    if shown:
        address = shown.get_absolute_url()
        return Read(story, shown.headline, shown.section.name, shown.language, shown.date, address, views, ever)
    section = kept.section if kept else None
    headline = kept.headline if kept else str(story)
    return Read(
        story, headline, section.name if section else "", section.masthead_id if section else "", None, "", views, ever
    )


def by_day(days, language="", section=None):
    """(day, views) for each of the last `days` days, today the last; narrowed as most_read is."""
    found = dict(_rows(days, language, section).values("day").annotate(many=Sum("views")).values_list("day", "many"))
    today = timezone.localdate()
    named = [today - timedelta(days=ago) for ago in reversed(range(days))]
    return [(day, found.get(day, 0)) for day in named]


def _rows(days, language, section):
    rows = ReadingDay.objects.filter(day__gt=timezone.localdate() - timedelta(days=days)).order_by()
    if section or language:
        stories = (
            Publication.objects.filter(section=section) if section else Publication.objects.filter(language=language)
        )
        rows = rows.filter(story__in=stories.order_by().values("story"))
    return rows
