"""A month of the ledger on paper and as a table to take away."""

from decimal import Decimal

from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.admin.ledgerparts import (
    HEADS,
    WAYS,
    columns_of,
    for_those_who_see_all,
    month_of,
    named,
    page,
    section_names,
)
from articles.ledger import totals
from articles.ledger.facts import facts_of
from articles.ledger.months import Ledger
from articles.models import LedgerRate, Version
from newsroom import audit, exports, roles
from newsroom.models import Masthead

SIGNED_BY = [gettext_lazy("Made by"), gettext_lazy("Checked by"), gettext_lazy("Approved by")]


def urls(view):
    """The addresses of this file."""
    return [
        path("ledger/<int:year>/<int:month>/print/", view(sheet), name="ledger_print"),
        path("ledger/<int:year>/<int:month>/export.<str:kind>", view(export), name="ledger_export"),
    ]


@require_safe
@for_those_who_see_all
def sheet(request, year, month):
    """The month as a sheet of paper: by person and by section, with later lines and places to sign."""
    month = month_of(year, month)
    found, sections = Ledger().month(month), section_names()
    total = totals.total_of(found.lines)
    columns = columns_of(total)
    masthead = Masthead.objects.order_by("pk").first()
    tables = []
    for way in ("person", "section"):
        rows = totals.rows_of(found.lines, way).values()
        for row in rows:
            row.name = named(row, way, sections)
        shown = [(row, [(column, row.amounts[column]) for column in columns]) for row in totals.ordered(rows, "points")]
        tables.append({"way": way, "title": WAYS[way], "rows": shown})
    context = {
        "title": _("Ledger of %(month)s") % {"month": f"{month:%Y-%m}"},
        "month": month,
        "house": masthead.publisher if masthead else "",
        "closing": found.closing,
        "tables": tables,
        "heads": [(column, HEADS[column]) for column in columns],
        "total": [(column, total.amounts[column]) for column in columns],
        "later": len(found.later),
        "printed_by": roles.name_of(request.user),
        "signed_by": SIGNED_BY,
    }
    return page(request, "print", context)


@require_safe
@for_those_who_see_all
def export(request, year, month, kind):
    """The month as a file: XLSX with the sheets by person, lines, later lines; CSV with all lines."""
    if kind not in exports.TYPES:
        raise Http404
    month = month_of(year, month)
    found = Ledger().month(month)
    name = f"ledger-{month:%Y-%m}-{timezone.localtime():%Y%m%d-%H%M}.{kind}"
    about = _("Took away a list: %(name)s") % {"name": _("Ledger of %(month)s") % {"month": f"{month:%Y-%m}"}}
    audit.record("house", request.user, about=about)
    if kind == "csv":
        return exports.as_csv(table_of_lines(found.lines), name)
    sheets = {
        _("By person"): table_by_person(found.lines),
        _("Lines"): table_of_lines(found.own),
        _("Later lines"): table_of_lines(found.later),
    }
    return exports.as_book(sheets, name)


def table_by_person(lines):
    """A heading, then a row of cells for each person, then one for all of them."""
    yield [_("Name"), _("Unit"), *(str(head) for head in HEADS.values())]
    rows = list(totals.rows_of(lines, "person").values())
    for row in rows:
        row.name = named(row, "person", {})
    total = totals.total_of(lines)
    total.name = _("Total")
    for row in [*totals.ordered(rows, "points"), total]:
        yield [_cell(row.name), _cell(row.unit), *(_number(row.amounts[column]) for column in totals.COLUMNS)]


def table_of_lines(lines):
    """A heading, then a row of cells for each line."""
    yield [
        _("Date"),
        _("Kind"),
        _("Story"),
        _("Headline"),
        _("Photo"),
        _("Section"),
        _("Edition"),
        _("Name"),
        _("Unit"),
        _("Role"),
        _("Share"),
        _("Points"),
        _("Yuan"),
        _("By rule"),
        _("Per cent"),
        _("Of the month"),
        _("Reason"),
    ]
    numbers = {line.story for line in lines} - {None}
    facts = facts_of(Version.objects.filter(story__in=numbers).order_by().values("story").distinct()) if numbers else {}
    rates, sections = LedgerRate.objects.in_bulk(), section_names()
    for line in lines:
        known = facts.get(line.story)
        yield [
            _cell(line.day),
            _cell(line.get_kind_display()),
            line.story,
            _cell(known["headline"] if known else ""),
            line.photo,
            _cell(sections.get(totals.BY["section"](line), line.section)),
            _cell(line.language),
            _cell(line.name or _("the house")),
            _cell(line.unit),
            _cell(line.role),
            _number(line.share),
            _number(line.points),
            _number(line.cents),
            _cell(rates.get(line.rate_id, "")),
            line.percent,
            f"{line.origin:%Y-%m}",
            _cell(line.get_why_display() or line.note),
        ]


def _number(hundredths):
    return Decimal(hundredths) / 100


def _cell(value):
    return exports.cell_of(value)
