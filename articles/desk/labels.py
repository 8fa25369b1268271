"""How the desk shows an article in a few words: its state, its people, and what a verb's dialog says."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.desk import times, workflow
from articles.desk.workflow import Verb
from articles.models import Article

State = Article.State


def tone(article):
    """How urgent the state of an article is to the eye: the name of a colour in desk.css."""
    if article.trashed_at:
        return State.DRAFT
    if article.state == State.SIGNED and article.publish_at:
        return "scheduled"
    if article.state == State.DRAFT and workflow.is_live(article):
        return "changing" if workflow.is_changed(article) else "out"
    if article.state == State.DRAFT and workflow.is_withdrawn(article):
        return "returned"
    return article.state


def state_badge(article):
    """The state as a coloured label; further ones where the story is on the site while its next version is made, where
    something is to happen by itself, and where the clock has held it back."""
    badge = _label(tone(article), workflow.state_label(article))
    if workflow.is_live(article) and article.state != State.DRAFT:
        badge += _label("out", _("on the site"))
    if article.publish_at and article.state != State.SIGNED:
        badge += _label("scheduled", _("not before %(time)s") % {"time": times.shown(article.publish_at)})
    if article.take_off_at:
        badge += _label("scheduled", _("leaves the site %(time)s") % {"time": times.shown(article.take_off_at)})
    if article.held:
        badge += _label("returned", _("held back"), article.held)
    return badge


def _label(name, text, more=""):
    title = format_html(' title="{}"', more) if more else ""
    return format_html('<span class="desk-state is-{}"{}>{}</span> ', name, title, text)


def byline_of(article):
    """The people of the byline, for one narrow column."""
    return " ".join(byline.printed_name for byline in article.bylines.all()) or "—"


def consequence(choice):
    """What the dialog of a verb says that will come of it."""
    if choice.verb == Verb.SCHEDULE and "note" in choice.needs:
        return _(
            "Not before this time, and then by itself: readers see the new words and this note, if the words are signed by "
            "then. If they are not, the correction is held back, and you are told why."
        )
    return {
        Verb.RETURN: _("The reporter sees your reason at the head of the article. Readers see nothing of it."),
        Verb.SCHEDULE: _(
            "Not before this time, and then by itself, if it is signed by then in the words that it has. If it is not, it "
            "is held back, and you are told why."
        ),
        Verb.CORRECT: _(
            "Readers see the new words at once, and this note above the story and on the corrections page."
        ),
        Verb.WITHDRAW: _(
            "The story leaves the site, its lists, feeds and search at once. Whoever opens its address reads this notice."
        ),
        Verb.RESTORE: _(
            "The story is back at its old address at once, in the words that readers last had. Photos that were killed "
            "since stay out."
        ),
        Verb.TAKE_OFF: _(
            "The story is withdrawn at this time by itself, and leaves lists, feeds and search. Whoever opens its address "
            "reads this notice."
        ),
    }.get(choice.verb, "")


def question(choice, need):
    """The label of what the dialog of a verb asks for."""
    if need == "time":
        return _("When it leaves the site") if choice.verb == Verb.TAKE_OFF else _("When it goes out")
    return {
        "reason": _("Why it goes back"),
        "note": _("What was corrected"),
        "notice": _("Notice for readers (may stay empty)"),
        "remark": _("Note for readers, shown as that of a correction (may stay empty)"),
    }[need]
