"""Who may do what to an article, and when: the one home of these rules. Every button, action and script asks here."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import markup
from articles.desk import publishing
from articles.desk.rendering import fingerprint, freeze
from articles.models import Article, Publication, ReviewStage, Signature
from articles.models.review import in_byline
from newsroom import roles
from newsroom.text import printable

State = Article.State
EDITORS = {roles.EDITOR, roles.SECTION_HEAD, roles.CHIEF_EDITOR, roles.ADMINISTRATOR}
PUBLISHERS = {roles.SECTION_HEAD, roles.CHIEF_EDITOR, roles.ADMINISTRATOR}


class Verb(TextChoices):
    EDIT = "edit", gettext_lazy("Edit")
    SUBMIT = "submit", gettext_lazy("Submit for review")
    SIGN = "sign", gettext_lazy("Sign")
    RETURN = "return", gettext_lazy("Return with a reason")
    PUBLISH = "publish", gettext_lazy("Publish now")
    SCHEDULE = "schedule", gettext_lazy("Schedule")
    UNSCHEDULE = "unschedule", gettext_lazy("Take off the schedule")
    CORRECT = "correct", gettext_lazy("Publish the correction")
    WITHDRAW = "withdraw", gettext_lazy("Withdraw")


# What a verb asks of the user besides the click.
NEEDS = {Verb.RETURN: "reason", Verb.CORRECT: "note", Verb.SCHEDULE: "time", Verb.WITHDRAW: "notice"}


class Refused(Exception):
    """A verb was refused; the message says why, in the user's language."""


@dataclass(frozen=True)
class Choice:
    """A verb as the desk offers it: why_not is None where the user may, else the reason to show."""

    verb: Verb
    label: str
    why_not: str | None
    needs: str = ""


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
    if article.state == State.REVIEW:
        return _("waits for %(stage)s") % {"stage": article.stage}
    if article.publish_at:
        return _("scheduled %(time)s") % {
            "time": date_format(timezone.localtime(article.publish_at), "MONTH_DAY_FORMAT")
            + timezone.localtime(article.publish_at).strftime(" %H:%M")
        }
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
    signed = {signature.stage_id: signature for signature in Signature.objects.standing(article)}
    stages = list(ReviewStage.objects.filter(is_active=True).select_related("group"))
    for stage in stages:
        if stage.pk not in signed:
            return stage
    if stages and signed[stages[-1].pk].fingerprint != fingerprint(freeze(article)):
        return stages[-1]
    return None


def settle():
    """Let every article in review wait for the stage that is due, after stages were taken out of use or into it."""
    for article in Article.objects.filter(state__in=[State.REVIEW, State.SIGNED], publish_at=None):
        if (due := stage_due(article)) != article.stage:
            _wait(article, due)


def _wait(article, stage):
    """The article waits for `stage`; where it is None, all are through."""
    Article.objects.filter(pk=article.pk).update(state=State.REVIEW if stage else State.SIGNED, stage=stage, held="")


def why_not(article, verb, user):
    """The reason, in the user's language, why `user` may not do `verb` to `article` now; None where she may."""
    if not user.has_perm("articles.change_article"):
        return _("Your role does not include this.")
    return _RULES[Verb(verb)](article, user)


def verbs(article, user):
    """The verbs that make sense for the article as it stands, each with the reason where `user` may not, the next
    sensible step first."""
    live = is_live(article)
    offered = {
        State.DRAFT: [Verb.SUBMIT],
        State.RETURNED: [Verb.SUBMIT],
        State.REVIEW: [Verb.SIGN, Verb.RETURN],
        State.SIGNED: [Verb.CORRECT] if live else [Verb.PUBLISH, Verb.SCHEDULE],
    }[article.state]
    if article.publish_at:
        offered = [Verb.UNSCHEDULE, Verb.PUBLISH]
    if article.state == State.SIGNED:
        offered = [*([Verb.SIGN] if stage_due(article) else []), *offered, Verb.RETURN]
    if live:
        offered = [*offered, Verb.WITHDRAW]
    return [Choice(v, _label(v, article), why_not(article, v, user), NEEDS.get(v, "")) for v in offered]


def act(article, verb, user, *, text="", at=None, fingerprint=""):
    """Do `verb` to `article` as `user` and return the sentence to show her. `text` is the reason, note or notice, `at`
    the time of a schedule, `fingerprint` that of the words a signer had before her eyes. Raises Refused, having
    changed nothing."""
    verb = Verb(verb)
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).select_related("stage", "section").get(pk=article.pk)
        if reason := why_not(article, verb, user):
            raise Refused(reason)
        try:
            return _ACTS[verb](article, user, text=printable(text).strip(), at=at, seen=fingerprint)
        except publishing.NotReady as reason:
            raise Refused(str(reason)) from reason


def may_publish(user):
    """Whether publishing, scheduling and withdrawing are `user`'s to do at all."""
    return _has(user, PUBLISHERS)


# ---- rules: (article, user) -> reason or None


def _has(user, wanted):
    return user.is_superuser or bool(roles.of(user) & wanted)


def _is_own(article, user):
    return article.created_by_id == user.pk or (
        bool(article.pk) and article.bylines.filter(reporter__user=user).exists()
    )


def _edit(article, user):
    if article.publish_at:
        return _("It is scheduled; take it off the schedule to edit it.")
    if _has(user, EDITORS):
        return None
    if article.state not in {State.DRAFT, State.RETURNED}:
        return _("It is in review; only editors may change it now.")
    if not _is_own(article, user):
        return _("Reporters edit their own articles only.")
    return None


def _submit(article, user):
    if article.state not in {State.DRAFT, State.RETURNED}:
        return _("It is in review already.")
    if is_live(article) and not is_changed(article):
        return _("Nothing has changed since it was published.")
    if not markup.text(article.body) and not markup.places(article.body):
        return _("The body is empty.")
    return _edit(article, user)


def _sign(article, user):
    stage = stage_due(article)
    if stage is None:
        return _("No signature is due.")
    if article.publish_at:
        return _("It is scheduled; take it off the schedule to edit it.")
    if not (user.is_superuser or user.groups.filter(pk=stage.group_id).exists()):
        return _("%(stage)s is signed by: %(role)s.") % {"stage": stage, "role": roles.label(stage.group.name)}
    if in_byline(article, user):
        return _("You stand in the byline; somebody else has to review it.")
    earlier = (
        Signature.objects.standing(article).filter(signer=user).exclude(stage=stage).select_related("stage").first()
    )
    if earlier:
        return _("You signed %(stage)s; another person has to sign this one.") % {"stage": earlier.stage}
    return None


def _return(article, user):
    if article.state not in {State.REVIEW, State.SIGNED}:
        return _("It is not in review.")
    if article.publish_at:
        return _("It is scheduled; take it off the schedule first.")
    stage = article.stage or ReviewStage.objects.filter(is_active=True).last()
    if _has(user, PUBLISHERS) or (stage and user.groups.filter(pk=stage.group_id).exists()):
        return None
    return _("Only those who review it may return it.")


def _go_out(article, user):
    if article.state != State.SIGNED:
        return _("It has not passed review.")
    if not _has(user, PUBLISHERS):
        return _("Section heads and chief editors publish.")
    return " ".join(publishing.reasons_against(article)) or None


def _publish(article, user):
    return _("The story is on the site; publish a correction.") if is_live(article) else _go_out(article, user)


def _schedule(article, user):
    if article.publish_at:
        return _("It is scheduled already.")
    return _publish(article, user)


def _unschedule(article, user):
    if not article.publish_at:
        return _("It is not scheduled.")
    return None if _has(user, PUBLISHERS) else _("Section heads and chief editors publish.")


def _correct(article, user):
    return _go_out(article, user) if is_live(article) else _("The story is not on the site.")


def _withdraw(article, user):
    if not is_live(article):
        return _("The story is not on the site.")
    return None if _has(user, PUBLISHERS) else _("Section heads and chief editors withdraw stories.")


# ---- acts: the rule has been asked; each returns the sentence to show


def _do_submit(article, user, *, text, at, seen):
    first = ReviewStage.objects.filter(is_active=True).first()
    if first is None:
        raise Refused(_("No review stage is in use."))
    article.round += 1
    Article.objects.filter(pk=article.pk).update(round=article.round)
    _wait(article, first)
    _put(article, user, Signature.Verdict.SUBMITTED, None, text)
    return _("Submitted; it waits for %(stage)s.") % {"stage": first}


def _do_sign(article, user, *, text, at, seen):
    words = freeze(article)
    if seen != fingerprint(words):
        raise Refused(_("The words have changed since you opened them; read them again and sign."))
    stage = stage_due(article)
    Signature.objects.standing(article).filter(stage=stage).update(is_superseded=True)
    _put(article, user, Signature.Verdict.SIGNED, stage, text, words)
    article.state = State.REVIEW
    following = stage_due(article)
    _wait(article, following)
    if following:
        return _("Signed; it waits for %(stage)s now.") % {"stage": following}
    return _("Signed; all stages are through.")


def _do_return(article, user, *, text, at, seen):
    if not text:
        raise Refused(_("Write why it goes back."))
    _put(article, user, Signature.Verdict.RETURNED, article.stage, text)
    Article.objects.filter(pk=article.pk).update(state=State.RETURNED, stage=None, held="")
    return _("Returned with your reason.")


def _do_publish(article, user, *, text, at, seen):
    publishing.publish(article)
    return _("Published: readers see it now.")


def _do_schedule(article, user, *, text, at, seen):
    if at is None or at <= timezone.now():
        raise Refused(_("Choose a time that is still to come."))
    Article.objects.filter(pk=article.pk).update(publish_at=at, held="")
    time = date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
    return _("Scheduled: it goes out on %(time)s.") % {"time": time}


def _do_unschedule(article, user, *, text, at, seen):
    Article.objects.filter(pk=article.pk).update(publish_at=None)
    return _("Taken off the schedule.")


def _do_correct(article, user, *, text, at, seen):
    publishing.publish(article, note=text)
    return _("Corrected: readers see the new words and your note.")


def _do_withdraw(article, user, *, text, at, seen):
    publishing.withdraw(article.story, notice=text)
    return _("Withdrawn: its address shows the notice.")


def _put(article, user, verdict, stage, note, words=None):
    words = words or freeze(article)
    Signature.objects.create(
        article=article,
        round=article.round,
        stage=stage,
        verdict=verdict,
        signer=user,
        signer_name=roles.name_of(user),
        fingerprint=fingerprint(words),
        words=words,
        note=note,
    )


def _label(verb, article):
    if verb == Verb.SIGN:
        return _("Sign %(stage)s") % {"stage": stage_due(article) or ""}
    if verb == Verb.SUBMIT and article.round:
        return _("Submit again")
    return str(verb.label)


_RULES = {
    Verb.EDIT: _edit,
    Verb.SUBMIT: _submit,
    Verb.SIGN: _sign,
    Verb.RETURN: _return,
    Verb.PUBLISH: _publish,
    Verb.SCHEDULE: _schedule,
    Verb.UNSCHEDULE: _unschedule,
    Verb.CORRECT: _correct,
    Verb.WITHDRAW: _withdraw,
}
_ACTS = {
    Verb.SUBMIT: _do_submit,
    Verb.SIGN: _do_sign,
    Verb.RETURN: _do_return,
    Verb.PUBLISH: _do_publish,
    Verb.SCHEDULE: _do_schedule,
    Verb.UNSCHEDULE: _do_unschedule,
    Verb.CORRECT: _do_correct,
    Verb.WITHDRAW: _do_withdraw,
}
