"""How the desk shows an article in a few words: its state, its people, and what a verb's dialog says."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.desk import workflow
from articles.desk.workflow import Verb
from articles.models import Article

State = Article.State


def tone(article):
    """How urgent the state of an article is to the eye: the name of a colour in desk.css."""
    if article.publish_at:
        return "scheduled"
    if article.state == State.DRAFT and workflow.is_live(article):
        return "changing" if workflow.is_changed(article) else "out"
    if article.state == State.DRAFT and workflow.is_withdrawn(article):
        return "returned"
    return article.state


def state_badge(article):
    """The state as a coloured label; a second one where the story is on the site while its next version is made."""
    badge = format_html('<span class="desk-state is-{}">{}</span>', tone(article), workflow.state_label(article))
    if workflow.is_live(article) and article.state != State.DRAFT:
        badge += format_html(' <span class="desk-state is-out">{}</span>', _("on the site"))
    if article.held:
        badge += format_html(' <span class="desk-state is-returned" title="{}">{}</span>', article.held, _("held back"))
    return badge


def byline_of(article):
    """The people of the byline, for one narrow column."""
    return " ".join(byline.reporter.name for byline in article.bylines.all()) or "—"


def consequence(verb):
    """What a verb's dialog says that readers will see."""
    return {
        Verb.RETURN: _("The reporter sees your reason at the head of the article. Readers see nothing of it."),
        Verb.SCHEDULE: _("The story goes out by itself at this time, in the words that are signed now."),
        Verb.CORRECT: _(
            "Readers see the new words at once, and this note above the story and on the corrections page."
        ),
        Verb.WITHDRAW: _(
            "The story leaves the site, its lists, feeds and search at once. Whoever opens its address reads this notice."
        ),
    }.get(verb, "")


def question(verb):
    """The label of what a verb's dialog asks for."""
    return {
        Verb.RETURN: _("Why it goes back"),
        Verb.SCHEDULE: _("When it goes out"),
        Verb.CORRECT: _("What was corrected"),
        Verb.WITHDRAW: _("Notice for readers (may stay empty)"),
    }.get(verb, "")
