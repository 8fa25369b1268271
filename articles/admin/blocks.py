"""The blocks of a topic as a form: a row for each block with its stories, read from what is posted in the order in which
it stands."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.finder import on_site
from articles.desk.topics import MOST_BLOCKS, MOST_STORIES
from articles.models import Publication, TopicBlock
from articles.models.topic import Block
from newsroom.text import number, printable

Kind = TopicBlock.Kind


class Row(forms.Form):
    """A row of the form: one block. `numbers` are its stories in order, `stories` the same as (number, publication or
    None), known after `look_up`."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    heading = forms.CharField(
        label=gettext_lazy("Heading"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "desk-input", "autocomplete": "off"}),
    )
    words = forms.CharField(
        label=gettext_lazy("Words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"class": "desk-input", "rows": 5}),
    )

    def __init__(self, data, prefix, numbers=()):
        super().__init__(data, prefix=prefix)
        self.numbers = list(numbers)
        self.stories = []

    @property
    def key(self):
        """What the buttons of the row call it."""
        return self.prefix

    @property
    def name(self):
        """What the row is called: its heading, else its kind."""
        return self["heading"].data or dict(Kind.choices).get(self["kind"].data, "")

    def clean_heading(self):
        return " ".join(printable(self.cleaned_data["heading"]).split())

    def clean_words(self):
        return printable(self.cleaned_data["words"]).replace("\r\n", "\n").strip()

    def block(self):
        """The block that the row means, as far as it can be understood."""
        self.is_valid()
        said = self.cleaned_data
        return Block(said.get("kind", Kind.STORIES), said.get("heading", ""), said.get("words", ""), list(self.numbers))


def of_blocks(blocks):
    """The rows of a topic as it is stored."""
    return [_row(f"b{at}", block.kind, block.heading, block.words, block.numbers) for at, block in enumerate(blocks)]


def _row(key, kind, heading="", words="", numbers=()):
    return Row({f"{key}-kind": kind, f"{key}-heading": heading, f"{key}-words": words}, key, numbers)


def of_post(post):
    """The rows as they were posted, in their order, as many as a topic has."""
    keys = dict.fromkeys(key for key in post.getlist("block") if re.fullmatch(r"b[0-9]{1,6}", key))
    return [Row(post, key, _stories(post.getlist(f"{key}-story"))) for key in list(keys)[:MOST_BLOCKS]]


def _stories(posted):
    return list(dict.fromkeys(filter(None, map(number, posted))))[:MOST_STORIES]


def look_up(rows, language):
    """Give each row its stories, those that are on the site in this language edition with their publication; two blocks
    of the newest are an error of the second. One query at most."""
    numbers = {story for row in rows for story in row.numbers}
    found = Publication.objects.cards().filter(language=language, story__in=numbers)
    found = {story.story: story for story in found} if numbers else {}
    for row in rows:
        row.stories = [(story, found.get(story)) for story in row.numbers]
    for row in [row for row in rows if row["kind"].data == Kind.NEWEST][1:]:
        row.add_error(None, _("The newest stand on the page already."))


def into(rows, key):
    """The key of the block that takes the stories put on the page by a button: that of `key` where it holds stories, else
    the first that does; "" where there is none."""
    holding = [row.key for row in rows if row["kind"].data == Kind.STORIES]
    return key if key in holding else next(iter(holding), "")


def done(rows, doing, key, language):
    """(rows, "") after what a button says: add:kind; up:, down: or out: with the key of a block or of a story in it
    (b0s4242); move:key:list:place; in:story:block:place, into the block `key` where none is named, into a new one where
    there is none. Or (rows, why not)."""
    verb, _mark, rest = doing.partition(":")
    what, _mark, rest = rest.partition(":")
    where, _mark, place = rest.partition(":")
    if verb == "add" and what in Kind.values:
        return _add(rows, what)
    if verb == "in":
        return _put_in(rows, number(what), into(rows, where or key), number(place), language)
    holder, _mark, story = what.partition("s")
    row = next((row for row in rows if row.key == holder), None)
    story = number(story)
    if row is None:
        return rows, ""
    if story in row.numbers:
        target = next((other for other in rows if other.key == where), row)
        return rows, _move_story(row, story, verb, target, number(place))
    if not story:
        return _moved(rows, row, verb, number(place)), ""
    return rows, ""


def _add(rows, kind):
    if len(rows) >= MOST_BLOCKS:
        return rows, _("A topic has at most %(most)s blocks.") % {"most": MOST_BLOCKS}
    return [*rows, _row(f"b{max((int(row.key[1:]) for row in rows), default=-1) + 1}", kind)], ""


def _put_in(rows, story, key, place, language):
    if not on_site(language, story):
        return rows, _("This story is not on the site in this language edition.")
    row = next((row for row in rows if row.key == key), None)
    if row is None:
        rows, refusal = _add(rows, Kind.STORIES)
        if refusal:
            return rows, refusal
        row = rows[-1]
    return rows, _insert(row, story, place)


def _insert(row, story, place):
    others = [other for other in row.numbers if other != story]
    if len(others) >= MOST_STORIES:
        return _("A block has at most %(most)s stories.") % {"most": MOST_STORIES}
    others.insert(len(others) if place is None else place, story)
    row.numbers = others
    return ""


def _move_story(row, story, verb, target, place):
    at = row.numbers.index(story)
    if verb == "up":
        return _insert(row, story, max(at - 1, 0))
    if verb == "down":
        return _insert(row, story, at + 1)
    if verb == "move" and place is not None and target["kind"].data == Kind.STORIES:
        refusal = _insert(target, story, place)
        if refusal or target is row:
            return refusal
    elif verb != "out":
        return ""
    row.numbers = [other for other in row.numbers if other != story]
    return ""


def _moved(rows, row, verb, place):
    others = [other for other in rows if other is not row]
    places = {"up": max(rows.index(row) - 1, 0), "down": rows.index(row) + 1, "move": place}
    if places.get(verb) is not None:
        others.insert(places[verb], row)
    elif verb != "out":
        return rows
    return others
