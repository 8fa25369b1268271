"""Who may do what to an article, and when: the one home of these rules. Every button, action and script asks here.

words: the verbs and what they are called; states: where an article stands; remits: whose sections are whose;
rules: why not; acts: what a verb does.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.desk import publishing
from articles.desk.workflow.acts import ACTS, Refused
from articles.desk.workflow.remits import in_remit, remit_of, within
from articles.desk.workflow.rules import EDITORS, PUBLISHERS, edits_others, is_own, may_publish, why_not
from articles.desk.workflow.states import (
    State,
    is_changed,
    is_live,
    is_withdrawn,
    settle,
    settle_one,
    stage_due,
    state_label,
    with_live,
)
from articles.desk.workflow.words import FORWARD, Choice, Verb, label, needs, said
from articles.models import Article
from newsroom import audit, edition
from newsroom.text import printable

__all__ = [
    "EDITORS",
    "FORWARD",
    "PUBLISHERS",
    "Choice",
    "Refused",
    "State",
    "Verb",
    "act",
    "edits_others",
    "hold",
    "hold_edition",
    "in_remit",
    "is_changed",
    "is_live",
    "is_own",
    "is_withdrawn",
    "may_publish",
    "remit_of",
    "settle",
    "settle_one",
    "stage_due",
    "state_label",
    "verbs",
    "why_not",
    "with_live",
    "within",
]

PUBLIC = {Verb.PUBLISH, Verb.CORRECT, Verb.WITHDRAW, Verb.RESTORE}
# Verbs that stand aside: who may not do them is not told so.
QUIET = {Verb.SCHEDULE, Verb.UNSCHEDULE, Verb.RESTORE, Verb.TAKE_OFF, Verb.CANCEL_TAKE_OFF, Verb.TRASH}


def verbs(article, user):
    """The verbs that make sense for the article as it stands, each with the reason where `user` may not, the next
    sensible step first."""
    choices = []
    for verb in _offered(article):
        reason = why_not(article, verb, user)
        if reason and verb in QUIET:
            continue
        choices.append(Choice(verb, label(verb, article), reason, needs(verb, article), *said(verb, article)))
    return choices


def hold_edition(verb):
    """Begin the next edition, and keep others from it, where `verb` changes what readers see: what is asked from now on holds to
    the end of the transaction. Before an article is held: two that hold the two in different order would wait for each other."""
    if verb in PUBLIC:
        edition.bump()


def hold(number):
    """The article of that number as it is stored, which nobody else changes until the transaction ends."""
    return Article.objects.select_for_update(of=("self",)).select_related("stage__group", "section").get(pk=number)


def act(article, verb, user, *, text="", at=None, fingerprint="", stage=None, held=None):
    """Do `verb` to `article` as `user` and return the sentence to show her. `text` is the reason, note or notice, `at`
    the time of a schedule, `fingerprint` that of the words a signer had before her eyes, `stage` the number of
    the stage that her button named, where there was one; `held` is the article where the caller holds it already, as `hold`
    gave it. Raises Refused, having changed nothing."""
    verb = Verb(verb)
    text = printable(text).replace("\r\n", "\n").strip()
    with transaction.atomic():
        hold_edition(verb)
        article = held or hold(article.pk)
        if reason := why_not(article, verb, user):
            raise Refused(reason)
        if verb == Verb.SIGN and stage and stage != stage_due(article).pk:  # somebody was faster; she may sign both
            raise Refused(_("It waits for %(stage)s by now; look again and sign that.") % {"stage": stage_due(article)})
        try:
            done = ACTS[verb](article, user, text=text, at=at, seen=fingerprint)
        except publishing.NotReady as reason:
            raise Refused(str(reason)) from reason
        audit.record(
            "decision", user, about=article.headline, detail="\n".join(filter(None, [done, text])), story=article.pk
        )
    return done


def _offered(article):
    if article.trashed_at:
        return [Verb.UNTRASH]
    out = Verb.CORRECT if is_live(article) else Verb.PUBLISH
    return {
        State.DRAFT: [Verb.SUBMIT],
        State.RETURNED: [Verb.SUBMIT],
        State.REVIEW: [Verb.SIGN, Verb.RETURN],
        State.SIGNED: [*([Verb.SIGN] if stage_due(article) else []), out, Verb.RETURN],
    }[article.state] + _at_any_time(article)


def _at_any_time(article):
    """What is offered beside the next step, whatever that is."""
    offered = [Verb.SCHEDULE, *([Verb.UNSCHEDULE] if article.publish_at else [])]
    if is_live(article):
        offered += [Verb.WITHDRAW]
    elif is_withdrawn(article):
        offered += [Verb.RESTORE]
    offered += [Verb.TAKE_OFF, *([Verb.CANCEL_TAKE_OFF] if article.take_off_at else [])]
    return [*offered, Verb.TRASH]
