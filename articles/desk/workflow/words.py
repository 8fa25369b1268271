"""The verbs of the desk, and what they are called."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk import times
from articles.desk.workflow.states import is_last_due, is_live, stage_due


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
    RESTORE = "restore", gettext_lazy("Put back on the site")
    TAKE_OFF = "take_off", gettext_lazy("Take off the site at a time")
    CANCEL_TAKE_OFF = "cancel_take_off", gettext_lazy("Leave it on the site")
    TRASH = "trash", gettext_lazy("Put into the trash")
    UNTRASH = "untrash", gettext_lazy("Take out of the trash")


# The verbs that bring a story nearer to its readers: one of them leads, the others never do.
FORWARD = {Verb.SUBMIT, Verb.SIGN, Verb.PUBLISH, Verb.CORRECT}
ASIDE = {Verb.TAKE_OFF, Verb.CANCEL_TAKE_OFF, Verb.TRASH}
GRAVE = {Verb.RETURN, Verb.WITHDRAW, Verb.TRASH}


@dataclass(frozen=True)
class Choice:
    """A verb as the desk offers it: why_not is None where the user may, else the reason to show. `needs` is what it asks
    besides the click ("time", and one of "reason", "note", "notice" and "remark", of which the first two may not stay
    empty), `at` and `text` what was said of it before."""

    verb: Verb
    label: str
    why_not: str | None
    needs: tuple[str, ...] = ()
    at: datetime | None = None
    text: str = ""

    @property
    def is_aside(self):
        """Whether its button stands among the rarer ones."""
        return self.verb in ASIDE

    @property
    def is_grave(self):
        """Whether it takes something back."""
        return self.verb in GRAVE


def needs(verb, article):
    """What a verb asks of the user besides the click, as Choice names it."""
    if verb == Verb.SCHEDULE:
        return ("time", "note") if is_live(article) else ("time",)
    return {
        Verb.RETURN: ("reason",),
        Verb.CORRECT: ("note",),
        Verb.WITHDRAW: ("notice",),
        Verb.RESTORE: ("remark",),
        Verb.TAKE_OFF: ("time", "notice"),
    }.get(verb, ())


def said(verb, article):
    """The time and the text that were said of a verb before: (moment or None, text)."""
    return {
        Verb.SCHEDULE: (article.publish_at, article.publish_note),
        Verb.CORRECT: (None, article.publish_note),
        Verb.TAKE_OFF: (article.take_off_at, article.take_off_notice),
    }.get(verb, (None, ""))


def label(verb, article):
    """What the button of a verb says; it names the time where something happens by itself."""
    if verb == Verb.SIGN:
        return _label_of_signing(article)
    if verb == Verb.SUBMIT and article.round:
        return _("Submit again")
    if verb == Verb.SCHEDULE and article.publish_at:
        return _("Change the time")
    if verb == Verb.SCHEDULE and is_live(article):
        return _("Schedule the correction")
    if verb == Verb.TAKE_OFF and article.take_off_at:
        return _("Change the time of taking off")
    return str(verb.label)


def _label_of_signing(article):
    stage, at = stage_due(article), article.publish_at
    if not (at and is_last_due(article)):
        return _("Sign %(stage)s") % {"stage": stage or ""}
    if at <= timezone.now():
        return _("Sign %(stage)s · goes out at once") % {"stage": stage}
    return _("Sign %(stage)s · goes out %(time)s") % {"stage": stage, "time": times.shown(at)}
