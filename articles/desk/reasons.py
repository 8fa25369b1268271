"""Why a file cannot be read as copy, and what was left out of one that was, in the user's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

UNREADABLE = {
    "empty": gettext_lazy("“%(name)s” is empty."),
    "not_text": gettext_lazy("“%(name)s” cannot be read as text: save it as plain text in UTF-8 or GBK."),
    "pdf": gettext_lazy(
        "“%(name)s” is a PDF, which holds pages and no copy. Ask for the Word file, or paste the words."
    ),
    "too_large": gettext_lazy("“%(name)s” is too large to be read."),
}
TOLD = {}


def unreadable(error, name):
    """The sentence about an intake.Unreadable for the file of that name."""
    text = UNREADABLE.get(error.code) or _(
        "“%(name)s” cannot be read: it is damaged, or of a kind that is not known here."
    )
    return str(text) % {"name": name or _("The file"), **error.values}


def told(codes):
    """A sentence for each code of what was left out."""
    return [str(TOLD.get(code, code)) for code in dict.fromkeys(codes)]
