"""What the verbs do. The rule has been asked and the row is held; each act returns the sentence to show."""

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import publishing, times
from articles.desk.standing import standing_of
from articles.desk.workflow.states import State, is_live, stage_due, wait_for
from articles.desk.workflow.words import Verb
from articles.models import Article, ReviewStage, Signature
from newsroom import roles


class Refused(Exception):
    """A verb was refused; the message says why, in the user's language."""


def _submit(article, user, *, text, at, seen):
    first = ReviewStage.objects.filter(is_active=True).first()
    if first is None:
        raise Refused(_("No review stage is in use."))
    article.round += 1
    Article.objects.filter(pk=article.pk).update(round=article.round)
    wait_for(article, first)
    _decide(article, user, Signature.Verdict.SUBMITTED, None, text)
    return _("Submitted; it waits for %(stage)s.") % {"stage": first}


def _sign(article, user, *, text, at, seen):
    if seen != standing_of(article).fingerprint:
        raise Refused(_("The words have changed since you opened them; read them again and sign."))
    stage = stage_due(article)
    Signature.objects.standing(article).filter(stage=stage).update(is_superseded=True)
    _decide(article, user, Signature.Verdict.SIGNED, stage, text)
    article.state = State.REVIEW
    following = stage_due(article)
    wait_for(article, following)
    if following:
        return _("Signed; it waits for %(stage)s now.") % {"stage": following}
    if article.publish_at:
        return _("Signed; all stages are through. It goes out on %(time)s.") % {"time": times.shown(article.publish_at)}
    return _("Signed; all stages are through.")


def _return(article, user, *, text, at, seen):
    if not text:
        raise Refused(_("Write why it goes back."))
    _decide(article, user, Signature.Verdict.RETURNED, article.stage, text)
    Article.objects.filter(pk=article.pk).update(state=State.RETURNED, stage=None, held="")
    return _("Returned with your reason.")


def _publish(article, user, *, text, at, seen):
    publishing.publish_as_read(article)
    return _("Published: readers see it now.")


def _correct(article, user, *, text, at, seen):
    publishing.publish_as_read(article, note=text)
    return _("Corrected: readers see the new words and your note.")


def _schedule(article, user, *, text, at, seen):
    _check_time(at)
    if article.take_off_at and at >= article.take_off_at:
        raise Refused(
            _("It leaves the site at %(time)s; choose a time before.") % {"time": times.shown(article.take_off_at)}
        )
    if is_live(article) and not text:
        raise Refused(_("A correction needs a note that tells readers what was changed."))
    Article.objects.filter(pk=article.pk).update(publish_at=at, publish_note=text or article.publish_note, held="")
    if article.state == State.SIGNED and not stage_due(article):
        return _("Scheduled: it goes out on %(time)s.") % {"time": times.shown(at)}
    return _("Not before %(time)s, and then by itself if it is signed by then.") % {"time": times.shown(at)}


def _unschedule(article, user, *, text, at, seen):
    Article.objects.filter(pk=article.pk).update(publish_at=None)
    return _("Taken off the schedule.")


def _withdraw(article, user, *, text, at, seen):
    publishing.withdraw(article.story, notice=text)
    return _("Withdrawn: its address shows the notice.")


def _restore(article, user, *, text, at, seen):
    publishing.restore(article.story, note=text)
    return _("Put back: readers see it at its old address, as it was.")


def _take_off(article, user, *, text, at, seen):
    _check_time(at)
    if article.publish_at and at <= article.publish_at:
        raise Refused(_("It goes out at %(time)s; choose a time after.") % {"time": times.shown(article.publish_at)})
    Article.objects.filter(pk=article.pk).update(take_off_at=at, take_off_notice=text)
    return _("It leaves the site on %(time)s by itself.") % {"time": times.shown(at)}


def _cancel_take_off(article, user, *, text, at, seen):
    Article.objects.filter(pk=article.pk).update(take_off_at=None)
    return _("It stays on the site.")


def _trash(article, user, *, text, at, seen):
    Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now(), trashed_by=user)
    return _("It is in the trash; it can be taken out again there.")


def _untrash(article, user, *, text, at, seen):
    Article.objects.filter(pk=article.pk).update(trashed_at=None, trashed_by=None)
    return _("It is out of the trash.")


def _check_time(at):
    if at is None or at <= timezone.now():
        raise Refused(_("Choose a time that is still to come."))


def _decide(article, user, verdict, stage, note):
    standing = standing_of(article)
    Signature.objects.create(
        article=article,
        round=article.round,
        stage=stage,
        verdict=verdict,
        signer=user,
        signer_name=roles.name_of(user),
        fingerprint=standing.fingerprint,
        words=standing.words,
        note=note,
    )
    standing.forget_decisions()


ACTS = {
    Verb.SUBMIT: _submit,
    Verb.SIGN: _sign,
    Verb.RETURN: _return,
    Verb.PUBLISH: _publish,
    Verb.SCHEDULE: _schedule,
    Verb.UNSCHEDULE: _unschedule,
    Verb.CORRECT: _correct,
    Verb.WITHDRAW: _withdraw,
    Verb.RESTORE: _restore,
    Verb.TAKE_OFF: _take_off,
    Verb.CANCEL_TAKE_OFF: _cancel_take_off,
    Verb.TRASH: _trash,
    Verb.UNTRASH: _untrash,
}
