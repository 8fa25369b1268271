"""Text as forms and scripts may store it."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from newsroom.grammar.names import key
from newsroom.text import printable

BETWEEN_NAMES = re.compile(r"[\n\r|、，,；;]+")
LONGEST_NAME = 60


class Printable:
    """Of a form's field of text: it leaves out what no text may have. What a program put on the clipboard is no reason to
    refuse a save."""

    def to_python(self, value):
        return printable(super().to_python(value))


class PrintableField(Printable, forms.CharField):
    """Text of a form."""


class LineField(models.CharField):
    """One line of text: no control characters, white space folded, none at the ends; required by the database where
    `blank` is not set."""

    def to_python(self, value):
        value = super().to_python(value)
        return " ".join(printable(value).split()) if isinstance(value, str) else value

    def pre_save(self, instance, add):
        value = self.to_python(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PrintableField} | kwargs)


class LinesField(models.TextField):
    """Several lines of text without control characters."""

    def to_python(self, value):
        value = super().to_python(value)
        return printable(value).replace("\r\n", "\n").strip() if isinstance(value, str) else value

    def pre_save(self, instance, add):
        value = self.to_python(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PrintableField} | kwargs)


def names_in(text):
    """The names in `text`, one a line or parted by 、 and the like, in order, each spelling once."""
    names = (" ".join(printable(name).split()) for name in BETWEEN_NAMES.split(text))
    return list(dict.fromkeys(filter(None, names)))


def _joined(names):
    return f"|{'|'.join(names)}|" if names else ""


class NamesFormField(PrintableField):
    """Names as they are typed: one a line, or parted by 、 , ; or |."""

    widget = forms.Textarea

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "rows": 3}

    def to_python(self, value):
        return _joined(names_in(super().to_python(value)))

    def prepare_value(self, value):
        return "\n".join(names_in(value)) if isinstance(value, str) else value


class NamesField(models.TextField):
    """Any number of names, kept in one text as |小满|Man Xiao|; whoever writes it may part them as names are parted."""

    def to_python(self, value):
        value = super().to_python(value)
        return _joined(names_in(value)) if isinstance(value, str) else value

    def pre_save(self, instance, add):
        value = self.to_python(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value

    def validate(self, value, instance):
        super().validate(value, instance)
        for name in names_in(value):
            if len(name) > LONGEST_NAME:
                said = {"name": name[:20], "most": LONGEST_NAME}
                raise ValidationError(_("“%(name)s…” is longer than the %(most)s characters a name may have.") % said)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": NamesFormField} | kwargs)


class KeyField(models.CharField):
    """The key of the name that another field, `of`, holds: the form in which names are compared."""

    def __init__(self, *args, of="name", **kwargs):
        self.of = of
        super().__init__(*args, **{"max_length": 120, "editable": False, "blank": True, "default": ""} | kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, instance, add):
        value = key(getattr(instance, self.of))[: self.max_length]
        setattr(instance, self.attname, value)
        return value
