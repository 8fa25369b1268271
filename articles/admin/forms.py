"""The form of an article: its words, its settings and its bylines."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet, ModelChoiceField
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Byline
from newsroom.models import Masthead
from newsroom.roles import name_of
from newsroom.text import number

WORDS = ["kicker", "headline", "subtitle", "standfirst", "outlets", "dateline", "collective", "body"]
SETTINGS = [
    "section",
    "tags",
    "cover",
    "event_date",
    "source",
    "source_author",
    "source_url",
]


class Overtaken(Exception):
    """Somebody else saved the article between the check of the form and the save."""


class SectionField(ModelChoiceField):
    """Sections by name, those of other language editions with their language."""

    def label_from_instance(self, section):
        return section.name if section.masthead_id == "zh-hans" else f"{section.name} ({section.masthead_id})"


class ArticleForm(forms.ModelForm):
    """An article's words and settings. `saves` is the number of saves the user has seen: where the article has been
    saved since, the form comes back with what was typed and says who was faster; saved again, it replaces hers."""

    saves = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = [*WORDS, *SETTINGS]
        field_classes = {"section": SectionField}
        widgets = {
            "standfirst": forms.Textarea(attrs={"rows": 3}),
            "outlets": forms.TextInput(attrs={"list": "outlets"}),
            "event_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "cover": forms.HiddenInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["saves"] = self.instance.saves
        if not self.instance.pk:
            self.initial.setdefault("outlets", usual_outlets())
        for name in ("kicker", "subtitle", "standfirst", "dateline", "collective"):
            field = self.fields[name]
            field.widget.attrs["placeholder"], field.help_text = field.help_text, ""
        self.fields["section"].empty_label = _("Choose a section")
        self.fields["tags"].widget.attrs["data-url"] = reverse_lazy("admin:articles_tag_names")
        for name, field in self.fields.items():
            if not isinstance(field.widget, forms.HiddenInput) and name != "body":
                field.widget.attrs.setdefault("class", "desk-input")
                field.widget.attrs.setdefault("autocomplete", "off")

    def clean(self):
        cleaned = super().clean()
        if section := cleaned.get("section"):
            self.instance.language = section.language
        if self.instance.pk:
            self._check_nobody_was_faster(cleaned.get("saves"))
        return cleaned

    def _check_nobody_was_faster(self, seen):
        now = Article.objects.select_related("updated_by__reporter").get(pk=self.instance.pk)
        if seen == now.saves:
            return
        self.data = self.data.copy()
        self.data["saves"] = now.saves
        raise ValidationError(
            _(
                "%(name)s saved this article at %(time)s while you were writing. What you typed is all here and not "
                "saved yet. Look at the saved copy in another window; if you save again, yours replaces it."
            ),
            code="overtaken",
            params={
                "name": name_of(now.updated_by) if now.updated_by else _("Somebody"),
                "time": date_format(timezone.localtime(now.updated_at), "H:i"),
            },
        )


class BylineForm(forms.ModelForm):
    """One person of the byline. The select holds the chosen person only; completion asks the server for others."""

    class Meta:
        model = Byline
        fields = ["role", "reporter", "unit", "position"]
        widgets = {
            "role": forms.TextInput(attrs={"list": "roles", "class": "desk-input", "autocomplete": "off"}),
            "reporter": forms.Select(attrs={"class": "desk-reporter"}),
            "unit": forms.TextInput(
                attrs={"class": "desk-input", "autocomplete": "off", "placeholder": gettext_lazy("Unit")}
            ),
            "position": forms.NumberInput(attrs={"class": "desk-input desk-position"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["reporter"]
        chosen = self.data.get(self.add_prefix("reporter")) if self.is_bound else self.instance.reporter_id
        person = None
        if self.instance.reporter_id and str(chosen) == str(self.instance.reporter_id):
            person = self.instance.reporter
        elif pk := number(str(chosen or "")):
            person = field.queryset.filter(pk=pk).first()
        field.widget.choices = [("", ""), *([(person.pk, str(person))] if person else [])]
        self.fields["position"].required = False

    def has_changed(self):
        """A new row that only got its place in the order is still empty."""
        return bool(set(self.changed_data) - (set() if self.instance.pk else {"position"}))

    def clean_position(self):
        return self.cleaned_data["position"] or 0

    def validate_constraints(self):
        """The formset looks for people named twice; the rows in the database are all replaced."""


class BylineFormSet(BaseInlineFormSet):
    """The people of a byline in their order."""

    def lines(self):
        """The bylines as typed, unsaved, in order, without those that are taken out or not understood."""
        forms = [form for form in self.forms if form.is_valid() and form.cleaned_data.get("reporter")]
        kept = [form for form in forms if not form.cleaned_data.get("DELETE")]
        kept.sort(key=lambda form: form.cleaned_data["position"])
        return [
            Byline(
                position=position,
                role=form.cleaned_data["role"],
                reporter=form.cleaned_data["reporter"],
                unit=form.cleaned_data["unit"],
            )
            for position, form in enumerate(kept)
        ]

    def replace(self, article):
        """Put the bylines as typed in place of those that `article` has."""
        article.bylines.all().delete()
        for byline in self.lines():
            byline.article = article
            byline.save()


def usual_outlets():
    """How the house signs: the outlet and the publisher of its first masthead."""
    masthead = Masthead.objects.first()
    return "-".join(filter(None, [masthead.outlet, masthead.publisher])) if masthead else ""
