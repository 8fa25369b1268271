"""Fields of the article's form that Django has none like."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceField
from django.utils.translation import gettext as _
from django_prose_editor.fields import ProseEditorFormField
from taggit.forms import TagField

from newsroom.fields import Printable
from newsroom.text import number

MOST_RELATED = 12


class BodyField(Printable, ProseEditorFormField):
    """The body in its editor."""


class TagsField(Printable, TagField):
    """Tags in one line."""


class EditionSelect(forms.Select):
    """A choice of what belongs to a language edition; every option says which, for the script that narrows it."""

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        if row := getattr(value, "instance", None):
            option["attrs"]["data-language"] = row.masthead_id
        return option


class OfEdition(ModelChoiceField):
    """Sections or topics by name, those of other language editions than the first with their language."""

    widget = EditionSelect

    def label_from_instance(self, row):
        return str(row) if row.masthead_id == settings.LANGUAGE_CODE else f"{row} ({row.masthead_id})"


class ArticleChoice(ModelChoiceField):
    """One article of the desk. The select holds the chosen one only; completion asks the server for others."""

    def label_from_instance(self, article):
        return f"{article.pk} {article.headline}"

    def hold(self, chosen, known=None):
        """Let the select hold the article with the number `chosen`, which may be nothing or not understood; `known` is
        an article that need not be read."""
        pk = number(str(chosen or ""))
        found = known if known and known.pk == pk else None
        if pk and not found:
            found = self.queryset.only("pk", "headline").filter(pk=pk).first()
        self.widget.choices = [("", ""), *([(found.pk, self.label_from_instance(found))] if found else [])]


class StoriesInput(forms.TextInput):
    """Story numbers in one line; a script makes a list of headlines of it, to be sorted by hand."""

    def format_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class StoriesField(forms.Field):
    """Story numbers in their order: [4242, 4180]."""

    widget = StoriesInput

    def __init__(self, *, encoder=None, decoder=None, **options):
        """The model field asks for JSON with an encoder and a decoder; numbers need neither."""
        super().__init__(**options)

    def to_python(self, value):
        parts = value if isinstance(value, list) else (value or "").replace("，", " ").replace(",", " ").split()
        numbers = [number(str(part)) for part in parts]
        if None in numbers:
            raise ValidationError(_("Story numbers, parted by commas."))
        if len(numbers) > MOST_RELATED:
            raise ValidationError(_("At most %(most)s related stories.") % {"most": MOST_RELATED})
        return list(dict.fromkeys(numbers))

    def has_changed(self, initial, data):
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True
