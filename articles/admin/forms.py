"""The form of an article: its words and its settings. Its people are in articles.admin.people."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from articles.admin import unsaved
from articles.admin.fields import ArticleChoice, BodyField, EditionSelect, OfEdition, StoriesField, TagsField
from articles.desk.standing import standing_of
from articles.models import Article
from newsroom.models import Masthead

WORDS = ["kicker", "headline", "subtitle", "standfirst", "outlets", "dateline", "collective", "body"]
SETTINGS = ["section", "language", "translation_of", "tags", "topic", "cover", "event_date", "related"]
SETTINGS += ["ai_part", "source", "source_title", "source_author", "source_url"]


class AskedOnce(forms.ModelForm):
    """A form whose fields have looked up the rows that it names, and refuse what the constraints of its table refuse: the
    database is asked for neither again."""

    def _post_clean(self):
        self.instance.full_clean = self._clean_instance
        super()._post_clean()
        del self.instance.full_clean

    def _clean_instance(self, exclude, validate_unique):
        known = {name for name, field in self.fields.items() if isinstance(field, forms.ModelChoiceField)}
        clean = type(self.instance).full_clean
        clean(self.instance, exclude | known, validate_unique=validate_unique, validate_constraints=False)


class ArticleForm(AskedOnce):
    """An article's words and settings. `saves` is the save that the user began with (articles.desk.saving)."""

    saves = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = [*WORDS, *SETTINGS]
        field_classes = {
            "body": BodyField,
            "tags": TagsField,
            "section": OfEdition,
            "topic": OfEdition,
            "translation_of": ArticleChoice,
            "related": StoriesField,
        }
        widgets = {
            "section": EditionSelect,
            "topic": EditionSelect,
            "related": StoriesField.widget,
            "standfirst": forms.Textarea(attrs={"rows": 3}),
            "outlets": forms.TextInput(attrs={"list": "outlets"}),
            "event_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "cover": forms.HiddenInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            # read once for the form and its panels
            standing_of(self.instance).tags = sorted(tag.name for tag in self.initial["tags"])
        self._take_unsaved()
        self.mastheads = list(Masthead.objects.all())
        self.initial.setdefault("saves", self.instance.saves)
        if not self.instance.pk:
            self.initial.setdefault("outlets", usual_outlets(self.mastheads))
        for name in ("kicker", "subtitle", "standfirst", "dateline", "collective"):
            field = self.fields[name]
            field.widget.attrs["placeholder"], field.help_text = field.help_text, ""
        self.fields["section"].empty_label = _("Choose a section")
        self.fields["topic"].empty_label = _("No topic")
        self.fields["ai_part"].choices = [("", _("None")), *Article.AIPart.choices]
        self.fields["tags"].widget.attrs["data-url"] = reverse_lazy("admin:articles_tag_names")
        self.fields["source"].widget.attrs["data-url"] = reverse_lazy("admin:articles_outlet_names")
        self.fields["source_url"].widget.attrs["placeholder"] = "https://"
        self._offer_languages()
        self._offer_originals()
        for name, field in self.fields.items():
            if not isinstance(field.widget, forms.HiddenInput) and name != "body":
                field.widget.attrs.setdefault("class", "desk-input")
                field.widget.attrs.setdefault("autocomplete", "off")
                field.widget.attrs.setdefault("dir", "auto")

    def _take_unsaved(self):
        """Begin with the unsaved work that the user asked for (articles.admin.unsaved), if any."""
        if row := self.initial.pop("unsaved", None) or getattr(self.instance, "unsaved", None):
            self.instance.unsaved = row
            self.initial |= unsaved.initial(row)

    def _offer_languages(self):
        """The editions of the house; the field is only shown where there are several."""
        field = self.fields["language"]
        field.required = False
        choices = {self.instance.language: self.instance.language} | {m.language: m.name for m in self.mastheads}
        field.widget = forms.Select(choices=list(choices.items())) if len(choices) > 1 else forms.HiddenInput()

    def _offer_originals(self):
        field = self.fields["translation_of"]
        field.queryset = Article.objects.exclude(pk=self.instance.pk)
        field.widget.attrs["data-url"] = reverse_lazy("admin:articles_article_originals")
        chosen = self.data.get(self.add_prefix("translation_of")) if self.is_bound else self["translation_of"].value()
        field.hold(chosen, known=self.instance.translation_of)

    def clean_language(self):
        """Anything that is no edition of the house is passed over: the field follows the section anyway."""
        language = self.cleaned_data["language"]
        return language if language in {m.language for m in self.mastheads} else self.instance.language

    def clean(self):
        cleaned = super().clean()
        if section := cleaned.get("section"):
            cleaned["language"] = section.language
        if (original := cleaned.get("translation_of")) and original.translation_of_id:
            self._follow(original)
        return cleaned

    def _follow(self, translation):
        """What was made from a translation is a translation of the first story."""
        if translation.translation_of_id == self.instance.pk:
            self.add_error("translation_of", _("That is a translation of this article."))
        else:
            self.cleaned_data["translation_of"] = translation.translation_of


def usual_outlets(mastheads):
    """How the house signs: the outlet and the publisher of its first masthead."""
    return "-".join(filter(None, [mastheads[0].outlet, mastheads[0].publisher])) if mastheads else ""
