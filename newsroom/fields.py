"""Text as forms and scripts may store it."""

from django.db import models

from newsroom.text import printable


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


class LinesField(models.TextField):
    """Several lines of text without control characters."""

    def to_python(self, value):
        value = super().to_python(value)
        return printable(value).replace("\r\n", "\n").strip() if isinstance(value, str) else value

    def pre_save(self, instance, add):
        value = self.to_python(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value
