"""The people of an article in its form: the byline at its head, the editor line at its end."""

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import unsaved
from articles.admin.forms import AskedOnce
from articles.desk.standing import standing_of
from articles.models import Byline, EditorLine
from newsroom.grammar.names import key, keys
from newsroom.inlines import RowsInline
from newsroom.models import Reporter
from newsroom.text import number

# The duties of an editor line in the order in which they are printed.
DUTIES = ("责编", "校对", "审核", "监制")


class LineForm(AskedOnce):
    """One row of people, with its place in the order. The formset looks for people named twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False

    def has_changed(self):
        """A new row that only got its place in the order is still empty."""
        return bool(set(self.changed_data) - (set() if self.instance.pk else {"position"}))

    def clean_position(self):
        return self.cleaned_data["position"] or 0


def _position():
    return forms.NumberInput(attrs={"class": "desk-input desk-position"})


def _line(**attrs):
    return forms.TextInput(attrs={"class": "desk-input", "autocomplete": "off", **attrs})


class PersonField(forms.ModelChoiceField):
    """A reporter by number; "=小满", a name that has no page, is none of them, and no mistake."""

    def to_python(self, value):
        return None if isinstance(value, str) and value.startswith("=") else super().to_python(value)


class BylineForm(LineForm):
    """One person of the byline. The select holds the chosen person only; completion asks the server for others. Its value
    is the number of a reporter, or "=小满" for a name that stays one."""

    class Meta:
        model = Byline
        fields = ["role", "reporter", "name", "unit", "position"]
        field_classes = {"reporter": PersonField}
        widgets = {
            "role": _line(list="roles"),
            "reporter": forms.Select(attrs={"class": "desk-reporter"}),
            "name": forms.HiddenInput,
            "unit": _line(placeholder=gettext_lazy("Unit")),
            "position": _position(),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["reporter"]
        chosen = str(
            (self.data.get(self.add_prefix("reporter")) if self.is_bound else self.initial.get("reporter")) or ""
        )
        name = unsaved.name_alone(chosen) or ("" if self.is_bound or chosen else self.initial.get("name", ""))
        person = None
        if self.instance.reporter_id and chosen == str(self.instance.reporter_id):
            person = self.instance.reporter
        elif pk := number(chosen):
            person = field.queryset.filter(pk=pk).first()
        elif name and not self.is_bound:
            self.initial["reporter"] = f"={name}"
        named = [(person.pk, str(person))] if person else [(f"={name}", name)] if name else []
        field.widget.choices = [("", ""), *named]

    def clean(self):
        """A reporter, or else a name: that of the select, or one that a script sends by itself."""
        said = super().clean()
        if "reporter" not in self.errors and "name" not in self.errors:
            self._name(said)
        return said

    def _name(self, said):
        field = self.fields["name"]
        try:
            alone = field.clean(unsaved.name_alone(self.data.get(self.add_prefix("reporter"))))
        except forms.ValidationError as error:
            self.add_error("reporter", error)
            return
        said["name"] = "" if said["reporter"] else alone or said["name"]
        if not (said["reporter"] or key(said["name"])):
            self.add_error("reporter", self.fields["role"].error_messages["required"])


class EditorLineForm(LineForm):
    """One person of the editor line: the duty, and a name typed freely. `reporter` travels along, so that a person who
    shares her name with another stays who she is."""

    class Meta:
        model = EditorLine
        fields = ["role", "name", "reporter", "position"]
        widgets = {
            "role": _line(list="duties"),
            "name": _line(list="editor-names", **{"data-names": ""}),
            "reporter": forms.HiddenInput,
            "position": _position(),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.instance.pk and not self.initial:
            self.initial["role"] = DUTIES[0]

    def has_changed(self):
        """A new row with one of the usual duties and no name is a row that was offered, not typed."""
        typed = (self.data.get(self.add_prefix(name), "").strip() for name in ("role", "name"))
        role, name = typed if self.is_bound else ("", "")
        is_offered = not self.instance.pk and not name and role in {"", *DUTIES}
        return not is_offered and super().has_changed()


class PeopleFormSet(BaseInlineFormSet):
    """Rows of people in their order. `lines` makes the rows as typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        row = getattr(self.instance, "unsaved", None)
        rows = unsaved.rows(row, self.prefix) if row and not self.is_bound else None
        if rows is not None:
            self.queryset, self.initial_extra, self.extra = self.queryset.none(), rows, len(rows)
        elif not self.is_bound and self.instance.pk:
            self._queryset = getattr(standing_of(self.instance), self.prefix)  # read once for the form and its panels

    @cached_property
    def empty_form(self):
        """The row that scripts take new ones from, made once for all that ask for it."""
        return super().empty_form

    def add_fields(self, form, index):
        """A row's number may be that of a row which somebody's save has replaced meanwhile: it is not asked for."""
        super().add_fields(form, index)
        form.fields[self._pk_field.name] = forms.CharField(
            required=False, initial=form.instance.pk, widget=forms.HiddenInput
        )

    def kept(self):
        """What was typed in each row, in order, without rows that are empty, taken out or not understood."""
        rows = [form.cleaned_data for form in self.forms if form.is_valid()]
        return sorted((row for row in rows if row and not row.get("DELETE")), key=lambda row: row["position"])


class BylineFormSet(PeopleFormSet):
    """The people of a byline."""

    def clean(self):
        super().clean()
        named = [(row["role"], key(row["name"])) for row in self.kept() if not row["reporter"]]
        if len(set(named)) < len(named):
            raise forms.ValidationError(_("The byline names one person twice in the same role."))

    def lines(self):
        """The bylines as typed, unsaved, in order."""
        return [
            Byline(position=at, role=row["role"], reporter=row["reporter"], name=row["name"], unit=row["unit"])
            for at, row in enumerate(self.kept())
        ]


class EditorLineFormSet(PeopleFormSet):
    """The people of an editor line."""

    def lines(self):
        """The people of the editor line as typed, unsaved, in order, each linked to the reporter that she is: the one
        she was linked to while her name is the same, else the only one of that name."""
        rows = self.kept()
        known = {}
        for reporter in Reporter.objects.named_any([row["name"] for row in rows]) if rows else ():
            for name in keys(reporter.names):
                known.setdefault(name, []).append(reporter)
        return [
            EditorLine(position=at, role=row["role"], name=row["name"], reporter=_who(row, known))
            for at, row in enumerate(rows)
        ]


def _who(row, known):
    named = known.get(key(row["name"]), [])
    if row["reporter"] in named:
        return row["reporter"]
    return named[0] if len(named) == 1 else None


def _formfield(field, **options):
    return field.formfield(**options)


class PeopleInline(RowsInline):
    """Rows of people as the article's form takes them: whoever may change articles may change them."""

    extra = 0
    made = {}  # class of rows and whether she may → the class of their formset: to make it takes longer than to fill it

    def get_formset(self, request, obj=None, **kwargs):
        kind = (type(self), self._may(request))
        if kind not in self.made:
            kwargs["formfield_callback"] = _formfield
            self.made[kind] = super().get_formset(request, obj, **kwargs)
        return self.made[kind]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("reporter")

    def _may(self, request, obj=None):
        return request.user.has_perm("articles.change_article")

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission = _may


class BylineInline(PeopleInline):
    model = Byline
    form = BylineForm
    formset = BylineFormSet
    fields = BylineForm.Meta.fields


class EditorLineInline(PeopleInline):
    model = EditorLine
    form = EditorLineForm
    formset = EditorLineFormSet
    fields = EditorLineForm.Meta.fields
