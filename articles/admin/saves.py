"""From the form of an article to its next save, and what the user is told of it."""

from django.contrib import messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin import asked
from articles.desk import contents, saving
from articles.desk.workflow import Verb
from articles.models import Article

# Verbs that mean the same whatever the words are; all others wait where words of others came in.
WHATEVER_THE_WORDS = {Verb.RETURN, Verb.UNSCHEDULE, Verb.WITHDRAW, Verb.RESTORE, Verb.TAKE_OFF, Verb.CANCEL_TAKE_OFF}


def content_of_form(form, formsets):
    """The content that a valid form and its rows of people say; nothing that they do not ask for."""
    people = {formset.prefix: formset.lines() for formset in formsets}
    tags = form.cleaned_data.get("tags", [])
    content = contents.content_of(form.instance, people.get("bylines", []), tags, people.get("editors", []))
    return {name: value for name, value in content.items() if name in form.fields or name in people}


def store(form, formsets, user, change, before):
    """Save what a valid form says. The Saved stands on the article as `saved`, the save that the user began with as
    `seen`; `before` is what saving.save takes. Raises what saving.save raises."""
    article = form.instance
    content = content_of_form(form, formsets)
    if change:
        article.seen = form.cleaned_data["saves"] or 0
        article.saved = saving.save(article.pk, content, user, article.seen, before=before)
    else:
        saving.begin(article, user, content=content)
        article.saved = saving.Saved(article, False, list(content))


def said_of(article):
    """The sentence about a save, for an article as `store` leaves it."""
    saved = article.saved
    if saved.merged:
        what = told(article.pk, article.seen, saved.article.saves if saved.changed else None)
        if saved.changed:
            return _("Saved, and merged with what was saved meanwhile: %(what)s.") % {"what": what}
        return _("Of yours nothing had changed. Saved meanwhile: %(what)s.") % {"what": what}
    return _("Saved.") if saved.changed else _("Nothing had changed.")


def told(number, seen, without=None):
    """Who saved what after the save `seen`, in a line, but for the save `without`; the newest last."""
    labels = contents.labels()
    found = []
    for snapshot in reversed(saving.since(Article(pk=number), seen)):
        if snapshot.number == without:
            continue
        fields = _("、").join(labels[name] for name in snapshot.changed if name in labels)
        name = snapshot.by_name or _("Somebody")
        found.append(f"{name} {at(snapshot.at)}" + (f"（{fields}）" if fields else ""))
    return "；".join(found)


def at(moment):
    """A time as a line of text names it: without the day where it is today."""
    local = timezone.localtime(moment)
    today = local.date() == timezone.localdate()
    return date_format(local, "H:i") if today else date_format(local, "m-d H:i")


def leave_undone(request, article, verb):
    """Say that a verb was not done because words of others came in, and keep what the user wrote for it."""
    said = _("%(verb)s was not done: these are not the words that you had before you. Read them and press again.")
    said %= {"verb": label_of(verb)}
    asked.keep(request, article, verb, said)
    messages.warning(request, said)


def label_of(verb):
    """What a verb is called that a form sent; empty where it is none."""
    return str(Verb(verb).label) if verb in Verb.values else ""
