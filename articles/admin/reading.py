"""Reading figures (阅读量) at the desk: the most read stories of a day, a week and a month, and how many views each day had."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.ledger import charts
from articles.models import Section
from articles.reading import figures
from newsroom import audit, exports
from newsroom.models import Masthead
from newsroom.text import number

SPANS = {1: gettext_lazy("Today"), 7: gettext_lazy("7 days"), 30: gettext_lazy("30 days")}
DAYS = 12  # of the chart
TAKEN = 2000  # stories of a file


def urls(view):
    """The addresses of this room."""
    return [
        path("reading/", view(page), name="reading"),
        path("reading/export.<str:kind>", view(export), name="reading_export"),
    ]


@require_safe
def page(request):
    """The most read stories of `?days=` 1, 7 or 30, of an `?edition=` or a `?section=` where one is named."""
    asked = _Asked(request)
    pairs = figures.by_day(DAYS, asked.language, asked.section)
    context = {
        "title": _("Reading figures"),
        "reads": [(read, asked.names.get(read.language, "")) for read in asked.most_read()],
        "several": asked.has_editions,
        "spans": [(label, asked.address(days=days), days == asked.days) for days, label in SPANS.items()],
        "editions": list(asked.editions()),
        "sections": list(asked.sections()),
        "is_off": not settings.READING_FIGURES,
        "bars": charts.standing([(f"{day:%m-%d}", many) for day, many in pairs], str),
        "has_chart": any(many for _day, many in pairs),
        "exports": [
            (kind.upper(), asked.address(name="reading_export", kind=kind)) for kind in reversed(exports.TYPES)
        ],
    }
    return render(request, "desk/reading.html", admin.site.each_context(request) | context)


@require_safe
def export(request, kind):
    """The same stories, more of them, as a file."""
    if kind not in exports.TYPES:
        raise Http404
    asked = _Asked(request)
    audit.record(
        "house",
        request.user,
        about=_("Took away a list: %(name)s") % {"name": _("Reading figures")},
        detail=request.GET.urlencode()[:1000],
    )
    name = f"reading-{asked.days}-{timezone.localtime():%Y%m%d-%H%M}.{kind}"
    write = exports.as_csv if kind == "csv" else exports.as_xlsx
    return write(_table(asked), name)


def _table(asked):
    yield [_("Story"), _("Headline"), _("Section"), _("Edition"), _("First published"), _("Views"), _("Views in all")]
    for one in asked.most_read(TAKEN):
        words = (
            exports.cell_of(value) for value in (one.headline, one.section, asked.names.get(one.language, ""), one.date)
        )
        yield [one.story, *words, one.views, one.ever]


class _Asked:
    """What a page of reading figures is asked for; what makes no sense is as if it had not been said. Raises
    PermissionDenied where the user may not see articles."""

    def __init__(self, request):
        if not request.user.has_perm("articles.view_article"):
            raise PermissionDenied
        days = number(request.GET.get("days", ""))
        self.days = days if days in SPANS else figures.WEEK
        self.mastheads = list(Masthead.objects.order_by("pk"))
        self.known = list(Section.objects.all())
        named = {one.pk: one for one in self.known}.get(number(request.GET.get("section", "")))
        self.section = named.pk if named else None
        self.names = {one.language: one.name for one in self.mastheads}
        edition = request.GET.get("edition", "")
        self.language = named.masthead_id if named else edition if edition in self.names else ""

    @property
    def has_editions(self):
        return len(self.mastheads) > 1

    def most_read(self, most=figures.MOST):
        """The Reads that are asked for."""
        return figures.most_read(self.days, self.language, self.section, most)

    def address(self, name="reading", kind=None, **other):
        """The address of a page with what is asked for now, but for what `other` says."""
        asked = {"days": self.days, "edition": self.language, "section": self.section} | other
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"{reverse(f'desk:{name}', args=[kind] if kind else [])}?{query}"

    def editions(self):
        """(name, address, whether it is the one that is shown) for each edition, all of them first."""
        yield _("All editions"), self.address(edition="", section=None), not self.language
        for one in self.mastheads:
            yield one.name, self.address(edition=one.language, section=None), one.language == self.language

    def sections(self):
        """The same of the sections of the edition that is shown; of all where there is one edition."""
        yield _("All sections"), self.address(section=None), self.section is None
        for one in self.known:
            if one.masthead_id == self.language or not self.has_editions:
                yield one.name, self.address(edition=one.masthead_id, section=one.pk), one.pk == self.section
