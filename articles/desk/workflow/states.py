"""Where an article stands: what it waits for, and whether readers have it."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from articles.desk import times
from articles.desk.standing import renew, standing_of
from articles.models import Article, Publication

State = Article.State


def with_live(queryset):
    """Articles annotated with `live`: whether the story is on the site now."""
    return queryset.annotate(live=Exists(Publication.objects.filter(story=OuterRef("pk"))))


def is_live(article):
    """Whether the story is on the site now."""
    if not hasattr(article, "live"):
        article.live = bool(article.pk) and Publication.objects.filter(story=article.pk).exists()
    return article.live


def is_changed(article):
    """Whether a live story has been saved since it was last published."""
    return article.saves != article.published_saves


def is_withdrawn(article):
    """Whether the story was on the site once and is not now."""
    return bool(article.published_saves) and not is_live(article)


def state_label(article):
    """Where the article stands, in a few words for lists and headings."""
    if article.trashed_at:
        return _("in the trash")
    if article.state == State.REVIEW:
        return _("waits for %(stage)s") % {"stage": article.stage}
    if article.state == State.SIGNED and article.publish_at:
        return _("goes out %(time)s") % {"time": times.shown(article.publish_at)}
    if article.state == State.DRAFT and is_live(article):
        return _("published, being changed") if is_changed(article) else _("published")
    if article.state == State.DRAFT and is_withdrawn(article):
        return _("withdrawn")
    return str(article.get_state_display())


def stage_due(article):
    """The stage that is to be signed next: the first in use that nobody has signed in this round, or the last one again
    where words changed after it; None where none is due."""
    if article.state not in {State.REVIEW, State.SIGNED}:
        return None
    standing = standing_of(article)
    if standing.missing:
        return standing.missing[0]
    last = standing.stages[-1] if standing.stages else None
    if last and standing.signed[last.pk].fingerprint != standing.fingerprint:
        return last
    return None


def is_last_due(article):
    """Whether one more signature lets the article through."""
    return stage_due(article) is not None and len(standing_of(article).missing) <= 1


def settle():
    """Let every article in review wait for the stage that is due, after stages were taken out of use or into it."""
    with transaction.atomic():
        # held, so that a signature given meanwhile is not written over with what was read before it
        for article in _held_in_review():
            settle_one(article)


def _held_in_review():
    in_review = Article.objects.select_for_update().filter(state__in=[State.REVIEW, State.SIGNED])
    return in_review.order_by("pk")  # two who hold several do so in one order


def settle_one(article):
    """Let one article in review wait for the stage that is due: after a save, a signed one whose words are others now
    waits for its last stage again."""
    renew(article)
    if article.state in {State.REVIEW, State.SIGNED} and (due := stage_due(article)) != article.stage:
        wait_for(article, due)


def wait_for(article, stage):
    """The article waits for `stage`; where it is None, all are through."""
    article.state, article.stage, article.held = State.REVIEW if stage else State.SIGNED, stage, ""
    Article.objects.filter(pk=article.pk).update(state=article.state, stage=stage, held="")
