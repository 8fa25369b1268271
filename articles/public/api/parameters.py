"""The parameters that addresses of the API know."""

from django.utils.translation import gettext_lazy as _

from articles.public.api import asking
from articles.public.api.asking import LARGEST_PAGE, PAGE, Parameter

_TEXT = {"type": "string", "minLength": 1, "maxLength": asking.LONGEST}
_DAY = {"type": "string", "format": "date"}

CURSOR = Parameter("cursor", _("Where to go on: as the answer before says it."), _TEXT, "azEyMw", asking.text)
SIZE = Parameter(
    "size",
    _("How many on a page."),
    {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE},
    "50",
    asking.size,
)
LANGUAGE = Parameter(
    "language",
    _("The language edition; the first one of the house where it is not given."),
    {"type": "string", "pattern": "^[a-z]{2,3}(-[a-z0-9]{2,8})*$"},
    "kk-arab",
    asking.language,
)
SECTION = Parameter("section", _("The address of a section."), _TEXT, "news", asking.text)
TAG = Parameter("tag", _("The address of a tag."), _TEXT, "冰雪", asking.text)
REPORTER = Parameter("reporter", _("The address of a person in byline or credits."), _TEXT, "林知夏", asking.text)
FROM = Parameter("from", _("The first day of publication."), _DAY, "2026-03-01", asking.day)
TO = Parameter("to", _("The last day of publication."), _DAY, "2026-03-31", asking.day)
UPDATED = Parameter(
    "updated",
    _("Only what was published or changed since; the one changed last comes first."),
    {"anyOf": [{"type": "string", "format": "date-time"}, _DAY]},
    "2026-03-05T08:00:00+08:00",
    asking.moment,
)
SINCE = Parameter(
    "since",
    _("The cursor up to which you have followed; “latest” gives the one of now; without it, from the beginning."),
    _TEXT,
    "djEy",
    asking.text,
)
