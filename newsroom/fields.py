"""Text as forms and scripts may store it."""

from django.db import models

# C0 controls but for tab, line feed and carriage return: one of them, pasted from a word processor, makes a whole
# feed unreadable as XML; NUL is an error on PostgreSQL. Lone surrogates cannot be written as UTF-8.
UNWANTED = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])


def printable(text):
    """`text` without the characters that no XML, database or screen can take."""
    return text.translate(UNWANTED)


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
