"""What the clock does by itself: it publishes what is due and takes off what is due. Ten pulses may beat at once; each
due row is claimed by one of them, by a lock or a conditional UPDATE."""

import logging

from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from articles.desk import publishing
from articles.desk.standing import read_together
from articles.models import Article, Publication
from newsroom import audit, edition

log = logging.getLogger("newsroom.clock")
TOGETHER = 40  # stories in one transaction, for whose end others wait who want to write


def publish_due(now):
    """Publish every scheduled article whose time has come, the earliest first; what is not signed or not ready is held back
    with the reason, and does not go out later by itself."""
    if not Article.objects.due(now).exists():  # nobody's writing waits for a look
        return
    try:
        while _publish_some(now) == TOGETHER:
            pass
    except OperationalError:  # the database is busy or away: what is due stays so, and the next beat tries again
        log.exception("what is due has to wait")
    except Exception:  # one of them keeps the others back: each for itself
        log.exception("what is due could not go out together")
        for article in Article.objects.due(now).only("headline", "publish_at", "publish_note").order_by("publish_at"):
            _do(article, "publish_at", lambda due: _publish(due, now))


def take_off_due(now):
    """Withdraw every story whose time on the site is over, with its notice."""
    over = _over(now).order_by("take_off_at")
    for article in over.only("headline", "take_off_at", "take_off_notice"):
        _do(article, "take_off_at", lambda due: _take_off(due, now))


def overdue(since):
    """How many articles were to go out, and stories to come off, at `since` or before, and have not."""
    return Article.objects.due(since).count() + _over(since).count()


def _over(now):
    on_the_site = Exists(Publication.objects.filter(story=OuterRef("pk")))
    return Article.objects.filter(on_the_site, take_off_at__lte=now)


@transaction.atomic
def _publish_some(now):
    """Publish the first articles that are due and in nobody else's hands, those of one transaction; how many there were.
    What is asked of each is asked of all at once: many are due on the hour."""
    edition.bump()  # first, as all that goes public does: none waits for a row that the other holds
    due = Article.objects.due(now).select_for_update(of=("self",), skip_locked=True)
    articles = list(due.order_by("publish_at", "pk")[:TOGETHER])
    if not articles:  # another pulse has them all
        transaction.set_rollback(True)
        return 0
    Article.objects.filter(pk__in=[article.pk for article in articles]).update(publish_at=None)
    for article in articles:
        article.publish_at = None
    read_together(articles)
    _versions, reasons = publishing.publish_all_as_read({article: article.publish_note for article in articles}, now)
    for article, reason in reasons.items():
        _hold(article, Article.objects.filter(pk=article.pk), "publish_at", reason)
    out = [article for article in articles if article not in reasons]
    audit.record_all([_line(article, _("Went out at its time."), article.publish_note) for article in out])
    return len(articles)


def _do(article, field, work):
    """Do the `work` that is due for `article` where this pulse is the one that claims it; where it fails, hold it back."""
    due = Article.objects.filter(pk=article.pk, **{field: getattr(article, field)})
    try:
        with transaction.atomic():
            edition.bump()
            if due.update(**{field: None}) == 1:  # true for exactly one of those who ask at once
                work(article)
            else:
                transaction.set_rollback(True)
    except publishing.NotReady as reason:
        _hold(article, due, field, str(reason))
    except OperationalError:  # the database is busy or away: it stays due, and the next beat tries again
        log.exception("story %s has to wait", article.pk)
    except Exception as error:
        log.exception("story %s: what was due could not be done", article.pk)
        _hold(article, due, field, _("An error kept it back: %(error)s") % {"error": error})


def _publish(article, now):
    publishing.publish(article, at=now, note=article.publish_note)
    _record(article, _("Went out at its time."), article.publish_note)


def _take_off(article, now):
    publishing.withdraw(article.pk, notice=article.take_off_notice, at=now)
    _record(article, _("Left the site at its time."), article.take_off_notice)


def _hold(article, due, field, reason):
    if due.update(**{field: None}, held=reason[:300]) == 1:
        _record(article, _("Held back."), reason)


def _record(article, done, said):
    audit.record_all([_line(article, done, said)])


def _line(article, done, said):
    """The line of the log that the clock has `done` something with an article, with what was said of it."""
    return audit.line_of(
        "decision", None, about=article.headline, detail="\n".join(filter(None, [done, said])), story=article.pk
    )
