"""What the desk corrects of a dispatch: the form of what was understood, and what it says then (`said` of
articles.desk.understanding)."""

import hashlib
import json
import re
from dataclasses import dataclass, field

from django import forms
from django.core import signing
from django.forms import formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk import arriving, understanding
from articles.desk.retyping import OUT, Row, blocks_of
from articles.models import Article, Byline, EditorLine, Section
from articles.models.taxonomy import parted
from media.models import Photo
from newsroom.fields import PrintableField
from newsroom.models import Role, staff_names
from newsroom.text import number

MOST_PEOPLE = 100
MOST_TAGS = 20
TAG_LENGTH = 40
NEW, TEXT = "new", "text"


class OneLineField(PrintableField):
    """One line: white space folded, none at the ends."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


def _line(of, label=None, *, required=False, **attrs):
    """A field for one line, as long as the model's field `of`."""
    return OneLineField(
        label=label or of.verbose_name,
        max_length=of.max_length,
        required=required,
        widget=forms.TextInput(attrs={"class": "desk-input", "autocomplete": "off", **attrs}),
    )


class ReceiptForm(forms.Form):
    """For which section a dispatch came, and when."""

    section = forms.ModelChoiceField(
        Section.objects.select_related("masthead"),
        label=gettext_lazy("Section"),
        required=False,
        empty_label=gettext_lazy("Choose later"),
        widget=forms.Select(attrs={"class": "desk-input"}),
    )
    received = forms.DateField(
        label=gettext_lazy("Received"),
        help_text=gettext_lazy("Dates without a year are counted from here."),
        widget=forms.DateInput(attrs={"type": "date", "class": "desk-input"}, format="%Y-%m-%d"),
    )


class LinesForm(ReceiptForm):
    """What stands around the body: the lines of the article, day of the event and tags; section and day of receipt."""

    event_date = forms.DateField(
        label=Article._meta.get_field("event_date").verbose_name,
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "desk-input"}, format="%Y-%m-%d"),
    )
    tags = PrintableField(
        label=gettext_lazy("tags"),
        required=False,
        help_text=gettext_lazy("Parted by commas."),
        widget=forms.TextInput(attrs={"class": "desk-input", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        again = gettext_lazy("Dates without a year are counted from here: change it and they are read anew.")
        self.fields["received"].help_text = again
        for name in understanding.LINES:
            of = Article._meta.get_field(name)
            self.fields[name] = _line(of, required=name == "headline")
        self.fields["outlets"].widget.attrs["list"] = "outlets"
        self.fields["source_url"] = forms.URLField(
            label=Article._meta.get_field("source_url").verbose_name,
            max_length=understanding.room("source_url"),
            required=False,
            assume_scheme="https",
            widget=forms.URLInput(attrs={"class": "desk-input", "placeholder": "https://"}),
        )

    def clean_tags(self):
        tags = parted(self.cleaned_data["tags"])
        if any(len(tag) > TAG_LENGTH for tag in tags):
            raise forms.ValidationError(_("A tag has at most %(count)s characters.") % {"count": TAG_LENGTH})
        if len(tags) > MOST_TAGS:
            raise forms.ValidationError(_("At most %(count)s tags.") % {"count": MOST_TAGS})
        return tags


class EditorForm(forms.Form):
    """One person of the editor line."""

    position = forms.IntegerField(required=False, widget=forms.NumberInput(attrs={"class": "desk-input desk-position"}))
    reporter = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"] = _line(EditorLine._meta.get_field("role"), required=True, list="duties")
        self.fields["name"] = _line(EditorLine._meta.get_field("name"), _("Name"), required=True, list="names")

    def has_changed(self):
        """A row that was offered and got no name is no row."""
        return bool(set(self.changed_data) & {"name", "unit"})


class PersonForm(EditorForm):
    """One person of the byline. `who` is the number of a reporter, or whether an unknown name becomes one or stays text."""

    reporter = None
    who = forms.CharField(required=False, widget=forms.HiddenInput)
    known = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"] = _line(Byline._meta.get_field("role"), required=True, list="roles")
        self.fields["unit"] = _line(Byline._meta.get_field("unit"), _("Unit"), placeholder=_("Unit"))

    @property
    def chosen(self):
        """What `who` is, with what stands for nothing said."""
        said = str(self["who"].value() or "")
        if said in (NEW, TEXT) or any(said == str(one.pk) for one in self.known):
            return said
        return str(self.known[0].pk) if self.known else NEW

    @property
    def reporter_chosen(self):
        """The reporter who is linked; None where it is nobody known."""
        return next((one for one in self.known if str(one.pk) == self.chosen), None)

    @property
    def is_ambiguous(self):
        return len(self.known) > 1


_options = {"extra": 0, "can_delete": True, "max_num": MOST_PEOPLE, "absolute_max": MOST_PEOPLE}
People = formset_factory(PersonForm, **_options)
Editors = formset_factory(EditorForm, **_options)


@dataclass
class Correction:
    """The form of one dispatch: what was understood, or what was typed. `errors` are those that belong to no field."""

    dispatch: object
    lines: LinesForm
    people: forms.BaseFormSet
    editors: forms.BaseFormSet
    rows: list[Row]
    kept: str  # the blocks as the page carries them
    seen: str
    more_photos: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def is_changed_elsewhere(self):
        """Whether somebody corrected the dispatch since the page was shown."""
        return self.seen != fingerprint(self.dispatch)

    def is_valid(self):
        forms_ = (self.lines, self.people, self.editors)
        return all([*(form.is_valid() for form in forms_), not any(row.errors for row in self.rows), not self.errors])

    @property
    def roles(self):
        return Role.values

    def said(self):
        """What the desk says now; `received` and `section` are in `lines.cleaned_data`."""
        typed = self.lines.cleaned_data
        event = typed["event_date"]
        people, editors = _typed(self.people), _typed(self.editors)
        before = self.dispatch.said or {}  # what the form does not show
        known = understanding.known_people({row["name"] for row in [*people, *editors]})
        return {
            **{name: typed[name] for name in understanding.LINES},
            "event_date": event.isoformat() if event else None,
            "tags": typed["tags"],
            "people": [_person(row, known[row["name"]]) for row in people],
            "editors": [
                {
                    "role": row["role"],
                    "name": row["name"],
                    "reporter": understanding.who_edited(row["name"], known, number(row["reporter"])),
                }
                for row in editors
            ],
            "blocks": [*blocks_of(self.rows, self._caption), *self._photos_behind()],
            **{name: before[name] for name in understanding.BESIDE if before.get(name)},
        }

    def _caption(self, text):
        if not hasattr(self, "_staff"):
            self._staff = staff_names()
        return understanding.caption_of(text, received=self.lines.cleaned_data["received"], staff=self._staff)

    def _photos_behind(self):
        return [
            {"kind": understanding.PHOTO, "photo": pk, "caption": "", "credit": ""} for pk in _numbers(self.more_photos)
        ]


def shown(dispatch, said):
    """The Correction that shows `said`."""
    people = [
        {**one, "who": str(one["reporter"] or one["keep"]), "position": at} for at, one in _counted(said["people"])
    ]
    editors = [{**one, "position": at} for at, one in _counted(said["editors"])]
    initial = {name: said[name] for name in understanding.LINES}
    initial |= {"event_date": said["event_date"], "tags": "，".join(said["tags"])}
    initial |= {"section": dispatch.section_id, "received": dispatch.received}
    return _with_known(
        Correction(
            dispatch,
            LinesForm(initial=initial),
            _open(People(initial=people, prefix="people")),
            _open(Editors(initial=editors, prefix="editors")),
            [Row(place, block) for place, block in enumerate(said["blocks"])],
            signing.dumps(said["blocks"], salt=_salt(dispatch), compress=True),
            fingerprint(dispatch),
        )
    )


def typed(dispatch, data):
    """The Correction that was typed on the page. Raises signing.BadSignature where it did not come whole."""
    kept = data.get("blocks", "")
    blocks = signing.loads(kept, salt=_salt(dispatch))
    made = Correction(
        dispatch,
        LinesForm(data),
        People(data, prefix="people"),
        Editors(data, prefix="editors"),
        [Row(place, block).take(data) for place, block in enumerate(blocks)],
        kept,
        data.get("seen", ""),
        data.get("more_photos", ""),
    )
    _check_photos(made)
    return _with_known(made)


def _open(formset):
    """With a row to add somebody in, where there are no scripts."""
    formset.extra = 1
    return formset


def store(correction):
    """Keep what a valid Correction says; dates that nobody typed are read anew where the day of receipt changed."""
    dispatch, typed_ = correction.dispatch, correction.lines.cleaned_data
    said = correction.said()
    if typed_["received"] != dispatch.received:
        if said["event_date"] == arriving.read(dispatch).said["event_date"]:
            dispatch.received = typed_["received"]
            said["event_date"] = arriving.read(dispatch).said["event_date"]
        dispatch.received = typed_["received"]
    dispatch.section, dispatch.said = typed_["section"], said
    dispatch.save(update_fields=["section", "said", "received"])


def fingerprint(dispatch):
    """What tells one state of the corrections of a dispatch from another."""
    said = json.dumps([dispatch.said, dispatch.received.isoformat()], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _salt(dispatch):
    return f"blocks-of-dispatch-{dispatch.pk}"


def _counted(rows):
    return enumerate(rows, start=1)


def _typed(formset):
    """What was typed in each row, in order, without rows that are empty or taken out."""
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("name")]
    rows = [row for row in rows if not row.get("DELETE")]
    return sorted(rows, key=lambda row: MOST_PEOPLE if row["position"] is None else row["position"])


def _person(row, known):
    numbers = {str(one.pk): one.pk for one in known}
    reporter = numbers.get(row["who"])
    if reporter is None and known and row["who"] not in (NEW, TEXT):
        named = [one for one in known if one.unit == row["unit"]] or known
        reporter = named[0].pk
    said = {name: row[name] for name in ("role", "name", "unit")} | {"reporter": reporter}
    said["keep"] = TEXT if row["who"] == TEXT else NEW
    if row["who"] == NEW and known:
        said["is_apart"] = True
    return said


def _with_known(correction):
    names = {str(form["name"].value() or "") for form in correction.people.forms} - {""}
    known = understanding.known_people(names)
    for form in correction.people.forms:
        form.known = known.get(str(form["name"].value() or ""), ())
    return correction


def _numbers(text):
    return list(dict.fromkeys(filter(None, map(number, re.split(r"[\s,，、]+", text)))))


def _check_photos(correction):
    wanted = {row.photo for row in correction.rows if row.photo} | set(_numbers(correction.more_photos))
    there = set(Photo.objects.placeable().filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    before = {row.block.get("photo") for row in correction.rows}
    for row in correction.rows:
        if row.kind != OUT and row.photo and row.photo not in there | before:
            row.errors.append(_("There is no photo %(number)s that may be placed.") % {"number": row.photo})
    for pk in _numbers(correction.more_photos):
        if pk not in there:
            correction.errors.append(_("There is no photo %(number)s that may be placed.") % {"number": pk})
