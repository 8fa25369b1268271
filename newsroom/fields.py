"""Text as forms and scripts may store it."""

from django import forms
from django.db import models

from newsroom.text import printable


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
