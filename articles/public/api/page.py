"""The page of the API for people: what there is, with examples to try."""

from django.conf import settings
from django.views.decorators.http import require_safe

from articles.public.api.problems import KINDS
from articles.public.api.table import TABLE
from articles.public.languages import DEFAULT
from articles.public.pages import absolute, open_edition, page
from newsroom.pagecache import kept


@kept()
@require_safe
def people(request, language=DEFAULT):
    """Addresses, parameters, problems, and how to ask for a key."""
    edition = open_edition(language)
    context = {
        "root": absolute("/api/v1/"),
        "table": [(address, absolute("/api/v1/") + address.example) for address in TABLE],
        "problems": [(code, status, title) for code, (status, title) in KINDS.items()],
        "rate": settings.API_RATE,
    }
    return page(request, "public/api.html", edition, context)
