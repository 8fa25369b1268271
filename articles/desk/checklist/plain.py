"""What a story may go without, but better does not."""

from django.utils.translation import gettext as _

from articles.desk.checklist.points import Advice

LONGEST_HEADLINE = 32  # of Chinese; letters are narrower
LONGEST_IN_LETTERS = 80


def long_headline(facts):
    """A headline that lists and shared links would cut."""
    length = len(facts.words["headline"])
    most = LONGEST_HEADLINE if facts.words["language"].startswith("zh") else LONGEST_IN_LETTERS
    if length > most:
        text = _("The headline has %(length)s characters; lists and shared links cut it after %(most)s.")
        yield Advice(text % {"length": length, "most": most}, "headline")


def no_standfirst(facts):
    """No standfirst of its own."""
    if not facts.words["standfirst"]:
        yield Advice(_("No standfirst: lists will show the first sentences."), "standfirst")


def no_tags(facts):
    """No tags."""
    if not facts.words["tags"]:
        yield Advice(_("No tags."), "tags")


def bare_photos(facts):
    """Photos in the body under which nothing would be printed but the credit."""
    bare = [number for number, caption in facts.captions if not caption]
    if bare:
        yield Advice(_("%(count)s photos have no caption.") % {"count": len(bare)}, photo=bare[0])
