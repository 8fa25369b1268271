"""The rules: why a user may not do a verb to an article now. Each is (article, user) -> reason or None."""

from django.utils.translation import gettext as _

from articles import markup
from articles.desk import publishing
from articles.desk.standing import standing_of
from articles.desk.workflow.remits import in_remit, remit_of
from articles.desk.workflow.states import State, is_changed, is_live, is_withdrawn, stage_due
from articles.desk.workflow.words import Verb
from newsroom import roles

EDITORS = {roles.EDITOR, roles.SECTION_HEAD, roles.CHIEF_EDITOR, roles.ADMINISTRATOR}
PUBLISHERS = {roles.SECTION_HEAD, roles.CHIEF_EDITOR, roles.ADMINISTRATOR}
# What a writer does to her own article in whatever section it stands.
WRITING = {Verb.EDIT, Verb.SUBMIT, Verb.TRASH, Verb.UNTRASH}


def why_not(article, verb, user):
    """The reason, in the user's language, why `user` may not do `verb` to `article` now; None where she may."""
    verb = Verb(verb)
    if not user.has_perm("articles.change_article"):
        return _("Your role does not include this.")
    if article.trashed_at and verb != Verb.UNTRASH:
        return _("It is in the trash; take it out first.")
    if not in_remit(user, article) and not (verb in WRITING and is_own(article, user)):
        return _("It stands in %(section)s; yours are: %(sections)s.") % {
            "section": article.section,
            "sections": "、".join(remit_of(user).values()),
        }
    return _RULES[verb](article, user)


def may_publish(user):
    """Whether publishing, scheduling and withdrawing are `user`'s to do at all."""
    return _has(user, PUBLISHERS)


def edits_others(user):
    """Whether `user` edits what others write, and throws it away, at all."""
    return _has(user, EDITORS)


def is_own(article, user):
    """Whether `article` is `user`'s: filed by her, or with her in the byline by her login."""
    return article.created_by_id == user.pk or any(byline.is_of_login(user) for byline in standing_of(article).bylines)


def _has(user, wanted):
    return user.is_superuser or bool(roles.of(user) & wanted)


def _signs(user, stage):
    return user.is_superuser or stage.group.name in roles.of(user)


def _publishes(user):
    return None if may_publish(user) else _("Section heads and chief editors publish.")


def _edit(article, user):
    if edits_others(user):
        return None
    if article.state not in {State.DRAFT, State.RETURNED}:
        return _("It is in review; only editors may change it now.")
    if not is_own(article, user):
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
    if not _signs(user, stage):
        return _("%(stage)s is signed by: %(role)s.") % {"stage": stage, "role": roles.label(stage.group.name)}
    standing = standing_of(article)
    if standing.names(user):
        return _("You stand in the byline; somebody else has to review it.")
    for earlier in standing.signed.values():
        if earlier.signer_id == user.pk and earlier.stage_id != stage.pk:
            return _("You signed %(stage)s; another person has to sign this one.") % {"stage": earlier.stage}
    return None


def _return(article, user):
    if article.state not in {State.REVIEW, State.SIGNED}:
        return _("It is not in review.")
    stage = article.stage or next(reversed(standing_of(article).stages), None)
    if _has(user, PUBLISHERS) or (stage and _signs(user, stage)):
        return None
    return _("Only those who review it may return it.")


def _go_out(article, user):
    if article.state != State.SIGNED:
        return _("It has not passed review.")
    return _publishes(user) or " ".join(publishing.reasons_against(article)) or None


def _publish(article, user):
    return _("The story is on the site; publish a correction.") if is_live(article) else _go_out(article, user)


def _correct(article, user):
    return _go_out(article, user) if is_live(article) else _("The story is not on the site.")


def _schedule(article, user):
    if article.state == State.DRAFT and is_live(article) and not is_changed(article) and not article.publish_at:
        return _("Nothing has changed since it was published.")
    return _publishes(user)


def _unschedule(article, user):
    return _publishes(user) if article.publish_at else _("It is not scheduled.")


def _withdraw(article, user):
    if not is_live(article):
        return _("The story is not on the site.")
    return None if may_publish(user) else _("Section heads and chief editors withdraw stories.")


def _restore(article, user):
    if not is_withdrawn(article):
        return _("It was not withdrawn.")
    if article.publish_at:
        return _("It is scheduled; take it off the schedule first.")
    return _publishes(user)


def _take_off(article, user):
    if is_withdrawn(article):
        return _("The story is not on the site.")
    return None if may_publish(user) else _("Section heads and chief editors withdraw stories.")


def _cancel_take_off(article, user):
    if not article.take_off_at:
        return _("No time of taking off is set.")
    return None if may_publish(user) else _("Section heads and chief editors withdraw stories.")


def _trash(article, user):
    if is_live(article):
        return _("The story is on the site; withdraw it first.")
    if article.publish_at or article.take_off_at:
        return _("It is scheduled; take it off the schedule first.")
    return _edit(article, user)


def _untrash(article, user):
    return _edit(article, user) if article.trashed_at else _("It is not in the trash.")


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
    Verb.RESTORE: _restore,
    Verb.TAKE_OFF: _take_off,
    Verb.CANCEL_TAKE_OFF: _cancel_take_off,
    Verb.TRASH: _trash,
    Verb.UNTRASH: _untrash,
}
