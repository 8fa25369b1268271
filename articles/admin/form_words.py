"""What the scripts beside the body editor say: people, related stories, notes, preview links, in the user's language."""

from django.utils.translation import gettext as _


def form_words():
    """Key → text."""
    return (
        {
            "nameFailed": _("“%n” was not added to the reporters; it stays in the byline as a name."),
            "nameKept": _("Keep “%n” as a name without a page"),
            "nameMade": _("Add “%n” to the reporters"),
            "nobodyNamed": _("No reporter of that name."),
        }
        | _stories()
        | _notes()
        | _links()
    )


def _stories():
    return {
        "down": _("Down"),
        "findStory": _("Find a story by words of its headline or number"),
        "notOnTheSite": _("Story %n is not on the site"),
        "up": _("Up"),
    }


def _notes():
    return {
        "noteAdd": _("Add a note"),
        "noteAll": _("Everybody"),
        "noteAnswer": _("Answer"),
        "noteGone": _("This passage is no longer in the text"),
        "noteHere": _("Note"),
        "noteHide": _("Hide resolved notes"),
        "noteNone": _("No open notes. Select words in the body to write one about them."),
        "noteOn": _("About this passage"),
        "noteReopen": _("Open again"),
        "noteResolve": _("Resolve"),
        "noteResolved": _("Resolved"),
        "noteResolvedBy": _("Resolved by %n"),
        "noteSend": _("Send"),
        "noteShow": _("Show %n resolved notes"),
        "noteText": _("What should be seen to?"),
        "noteTo": _("To"),
        "noteWhole": _("About the whole article"),
        "noteWholeInstead": _("About the whole article instead"),
    }


def _links():
    return {
        "shareCopied": _("Copied"),
    }
