"""The ledger (发稿统计) at the desk: the table of a month and of a year, and the lines behind each figure."""

from datetime import date

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin import ledgerdoing, ledgerperson, ledgersheets
from articles.admin.ledgerparts import (
    HEADS,
    HOUSE,
    WAYS,
    address,
    columns_of,
    for_those_who_see_all,
    month_of,
    named,
    page,
    refuse_others,
    section_names,
    sees_all,
    table_of,
)
from articles.ledger import charts, closing, totals
from articles.ledger.facts import facts_of
from articles.ledger.months import Ledger, after, this_month
from articles.models import LedgerLine, LedgerRate, Version
from articles.models.ledger import Kind
from articles.models.publication import address_of
from newsroom.text import printable

LINES = 200  # a page


def urls(view):
    """The addresses of this room."""
    return [
        path("ledger/", view(start), name="ledger"),
        path("ledger/<int:year>/", view(year_page), name="ledger_year"),
        path("ledger/<int:year>/<int:month>/", view(month_page), name="ledger_month"),
        path("ledger/<int:year>/<int:month>/lines/", view(lines_page), name="ledger_lines"),
        *ledgerperson.urls(view),
        *ledgerdoing.urls(view),
        *ledgersheets.urls(view),
    ]


@require_safe
def start(request):
    """Where the ledger begins for a user: the month that it is now, or what she has done herself."""
    if not sees_all(request.user):
        return redirect("desk:ledger_person")
    month = this_month()
    return redirect("desk:ledger_month", year=month.year, month=month.month)


@require_safe
@for_those_who_see_all
def month_page(request, year, month):
    """The table of a month by `?by=` person, section or unit, in the order of the column `?sort=`."""
    month = month_of(year, month)
    ledger, sections = Ledger(), section_names()
    found = ledger.month(month)
    way = request.GET.get("by") if request.GET.get("by") in WAYS else "person"
    total = totals.total_of(found.lines)
    columns = columns_of(total)
    sort = request.GET.get("sort") if request.GET.get("sort") in {*columns, "name"} else "points"
    rows = _rows(found.lines, way, sections, sort)
    context = {
        "title": _("Ledger of %(month)s") % {"month": f"{month:%Y-%m}"},
        "month": month,
        "before": after(month, -1),
        "after": after(month) if month < this_month() else None,
        "closing": found.closing,
        "why_open": None if found.closing else closing.why_not(month, ledger),
        "way": way,
        "ways": WAYS.items(),
        "sort": sort,
        "heads": [(column, HEADS[column]) for column in columns],
        "rows": table_of(rows, way, month, columns, sections),
        "total": [(total.amounts[column], column) for column in columns],
        "later": len(found.later),
        "later_address": address("ledger_lines", month, later="yes"),
        "rules": ledger.rulebook.row(month),
        "may_write": request.user.has_perm("articles.add_ledgerline"),
        "may_close": request.user.has_perm("articles.add_ledgerclosing"),
        "charts": _charts(found.lines, sections),
    }
    return page(request, "month", context)


def _rows(lines, way, sections, sort):
    rows = list(totals.rows_of(lines, way).values())
    for row in rows:
        row.name = named(row, way, sections)
    return totals.ordered(rows, sort)


def _charts(lines, sections):
    drawn = []
    for way, title in (("person", _("Points by person")), ("section", _("Points by section"))):
        rows = _rows(lines, way, sections, "points")
        bars = charts.lying([(row.name, row.points) for row in rows], totals.written)
        drawn.append({"title": title, "bars": bars, "height": max(len(bars), 1) * charts.STEP, "width": charts.WIDTH})
    return drawn


@require_safe
@for_those_who_see_all
def year_page(request, year):
    """Twelve months by person: the points of each, and what they come to."""
    first, last = month_of(year, 1), month_of(year, 12)
    months = list(Ledger().months(first, min(last, max(first, this_month()))))
    lines = [line for one in months for line in one.lines]
    total, by_month = totals.total_of(lines), [totals.rows_of(one.lines, "person") for one in months]
    columns = columns_of(total)
    rows = []
    for row in _rows(lines, "person", {}, "points"):
        cells = []
        for one, found in zip(months, by_month, strict=True):
            points = found[row.key].points if row.key in found else 0
            cells.append((points, address("ledger_lines", one.month, person=row.key or HOUSE)))
        rows.append((row, cells, [(column, row.amounts[column]) for column in columns]))
    by_points = [(f"{one.month:%m}", totals.total_of(one.lines).points) for one in months]
    context = {
        "title": _("Ledger of the year %(year)s") % {"year": year},
        "year": year,
        "months": months,
        "heads": [(column, HEADS[column]) for column in columns],
        "rows": rows,
        "total": [(column, total.amounts[column]) for column in columns],
        "sums": [points for _label, points in by_points],
        "bars": charts.standing(by_points, totals.written),
    }
    return page(request, "year", context)


# ---- the lines behind a figure


@require_safe
def lines_page(request, year, month):
    """The lines of a month, narrowed by `?person=`, `?section=`, `?unit=`, `?kind=` and `?later=yes`. Whoever sees only her
    own asks for herself."""
    month = month_of(year, month)
    asked = {
        name: printable(request.GET.get(name, ""))[:140] for name in ("person", "section", "unit", "kind", "later")
    }
    refuse_others(request, asked["person"])
    ledger = Ledger()
    lines = [line for line in ledger.month(month).lines if _is_asked(line, asked)]
    shown = Paginator(lines, LINES).get_page(request.GET.get("p"))
    context = {
        "title": _("Lines of %(month)s") % {"month": f"{month:%Y-%m}"},
        "subtitle": _about(lines, asked),
        "month": month,
        "lines": as_shown(shown.object_list),
        "page": shown,
        "query": "&".join(part for part in request.GET.urlencode().split("&") if not part.startswith("p=")),
        "total": totals.total_of(lines),
        "sees_all": sees_all(request.user),
    }
    return page(request, "lines", context)


def _is_asked(line, asked):
    person = "" if asked["person"] == HOUSE else asked["person"]
    return (
        (not asked["person"] or line.person == person)
        and (not asked["section"] or totals.BY["section"](line) == asked["section"].replace(HOUSE, ""))
        and (not asked["unit"] or line.unit == asked["unit"].removeprefix("-"))
        and (not asked["kind"] or line.kind == asked["kind"])
        and (not asked["later"] or line.is_later)
    )


def _about(lines, asked):
    said = []
    if asked["person"]:
        said.append(next((line.name for line in lines if line.name), "") or _("the house"))
    if asked["section"]:
        said.append(section_names().get(asked["section"], asked["section"]))
    if asked["unit"]:
        said.append(asked["unit"] if asked["unit"] != "-" else _("our own"))
    if asked["kind"] in HEADS:
        said.append(str(HEADS[asked["kind"]]))
    if asked["later"]:
        said.append(_("later lines"))
    return " · ".join(said)


def as_shown(lines):
    """The lines, each with the headline and address of its story (`headline`, `story_address`), the words of its rule (`rule`)
    and, of a later one, when the line that it sets right was kept."""
    numbers = {line.story for line in lines} - {None}
    facts = facts_of(Version.objects.filter(story__in=numbers).order_by().values("story").distinct()) if numbers else {}
    rates = LedgerRate.objects.in_bulk({line.rate_id for line in lines} - {None})
    earlier = LedgerLine.objects.in_bulk({line.earlier_id for line in lines} - {None})
    for line in lines:
        known = facts.get(line.story)
        line.headline = known["headline"] if known else ""
        line.is_on_site = bool(known) and not (known["is_withdrawn"] or known["is_gone"])
        line.story_address = reverse("admin:articles_article_change", args=[line.story]) if line.story else ""
        line.public_address = address_of(date.fromisoformat(known["day"]), line.story) if line.is_on_site else ""
        line.rule = str(rates[line.rate_id]) if line.rate_id in rates else ""
        line.about = earlier.get(line.earlier_id)
        line.is_bonus = line.kind == Kind.BONUS
        line.is_apart = line.kind in (Kind.BONUS, Kind.VIEWS)  # no share of anything, and by no rate
    return lines
