"""The places of a front as a form: a row for each slot, read from what is posted in the order in which it stands."""

import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Publication, Slot
from media import pictures
from media.models import Photo
from newsroom.text import printable

MINUTES = "%Y-%m-%dT%H:%M"
LARGEST = 2**53


def _moment(label):
    return forms.DateTimeField(
        label=label,
        required=False,
        input_formats=[MINUTES, f"{MINUTES}:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "desk-input"}, format=MINUTES),
    )


def moment(text):
    """The moment that a field for time and day sends, in the site's time zone; None where it is none."""
    try:
        return _moment("").clean(text)
    except forms.ValidationError:
        return None


class Place(forms.Form):
    """A row of the form: one place. `story` is its publication, None where that is not on the site; `photo` the photo
    chosen for it, `shown` the picture of that photo, None where it may not go out. Both are known after `look_up`."""

    number = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    headline = forms.CharField(
        label=gettext_lazy("Headline here"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "desk-input", "autocomplete": "off"}),
    )
    photo_number = forms.IntegerField(min_value=1, max_value=LARGEST, required=False, widget=forms.HiddenInput)
    pinned = forms.BooleanField(label=gettext_lazy("Pinned"), required=False)
    focus = forms.BooleanField(label=gettext_lazy("In focus"), required=False)
    starts_at = _moment(gettext_lazy("Shown from"))
    ends_at = _moment(gettext_lazy("Shown until"))

    story = photo = shown = None

    @property
    def key(self):
        """What the buttons of the row call it."""
        return self.prefix

    @property
    def is_pinned(self):
        """Whether it is ticked."""
        return bool(self["pinned"].data)

    @property
    def lacks_photo(self):
        """Whether it is put in focus and has no photo to stand there with."""
        return bool(self["focus"].data) and not (self.shown or (self.story and self.story.cover))

    @property
    def title(self):
        """What the row is called: the headline it has here, else the story's own, else the story's number."""
        return self["headline"].data or (self.story.headline if self.story else self["number"].data)

    @property
    def when(self):
        """How its time stands to this moment: "now", "later" or "over"; "" where it cannot be told."""
        slot = self.slot()
        if slot is None or self.has_error("starts_at") or self.has_error("ends_at"):
            return ""
        if slot.is_due():
            return "now"
        return "later" if slot.starts_at and slot.starts_at > timezone.now() else "over"

    def clean_headline(self):
        return " ".join(printable(self.cleaned_data["headline"]).split())

    def clean(self):
        starts, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("It has to end after it begins."))

    def slot(self):
        """The unsaved slot that the row means, as far as it can be understood; None where there is no story number."""
        self.is_valid()
        said = self.cleaned_data
        if not said.get("number"):
            return None
        return Slot(
            story=said["number"],
            headline=said.get("headline", ""),
            photo=self.photo if self.shown else None,
            is_pinned=said.get("pinned", False),
            is_focus=said.get("focus", False),
            starts_at=said.get("starts_at"),
            ends_at=said.get("ends_at"),
        )


def of_slots(slots):
    """The rows of a front as it is stored."""
    data = {}
    for at, slot in enumerate(slots):
        data |= {
            f"p{at}-number": slot.story,
            f"p{at}-headline": slot.headline,
            f"p{at}-photo_number": slot.photo_id or "",
            f"p{at}-pinned": slot.is_pinned,
            f"p{at}-focus": slot.is_focus,
            f"p{at}-starts_at": _typed(slot.starts_at),
            f"p{at}-ends_at": _typed(slot.ends_at),
        }
    return [Place(data, prefix=f"p{at}") for at in range(len(slots))]


def _typed(moment):
    return timezone.localtime(moment).strftime(MINUTES) if moment else ""


def of_post(post):
    """The rows as they were posted, in their order."""
    keys = dict.fromkeys(key for key in post.getlist("place") if re.fullmatch(r"p[0-9]{1,6}", key))
    return [Place(post, prefix=key) for key in keys]


def new(story, rows):
    """A row for story number `story`, whose key none of `rows` has."""
    key = f"p{max((int(row.key[1:]) for row in rows), default=-1) + 1}"
    return Place({f"{key}-number": story}, prefix=key)


def look_up(rows, language):
    """Give each row its story, where that is on the site in this language edition, and its photo; a photo that may not go
    out is an error of the row. Three queries at most, however many rows."""
    said = [row.slot() for row in rows]
    numbers = {slot.story for slot in said if slot}
    stories = Publication.objects.cards().filter(language=language, story__in=numbers)
    stories = {story.story: story for story in stories} if numbers else {}
    photos = {row.cleaned_data.get("photo_number") for row in rows} - {None}
    photos = Photo.objects.in_bulk(photos) if photos else {}
    pictured = pictures.usable(photos.values())
    for row, slot in zip(rows, said, strict=True):
        row.story = stories.get(slot.story) if slot else None
        chosen = row.cleaned_data.get("photo_number")
        row.photo, row.shown = photos.get(chosen), pictured.get(chosen)
        if chosen and not row.shown:
            row.add_error(
                None, _("This photo may not go out: it is killed, its rights have ended, or nobody is credited.")
            )
