"""What the pages of the ledger have in common: who may look, which month is asked for, how figures lead to their lines."""

from dataclasses import dataclass
from datetime import date
from functools import wraps
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.ledger import people, totals
from articles.ledger.months import FIRST_YEAR, LAST_YEAR
from articles.models import Section

HOUSE = "house"  # in addresses; the key of a person begins in another way
HEADS = {
    "story": gettext_lazy("Stories"),
    "photo": gettext_lazy("Photos taken"),
    "translation": gettext_lazy("Translations"),
    "editing": gettext_lazy("Editing"),
    "points": gettext_lazy("Points"),
    "cents": gettext_lazy("Yuan"),
}
WAYS = {
    "person": gettext_lazy("By person"),
    "section": gettext_lazy("By section"),
    "unit": gettext_lazy("By unit"),
}


def sees_all(user):
    """Whether a user may look at what everybody gets."""
    return user.has_perm("articles.view_ledgerline")


def for_those_who_see_all(view):
    """A view that is for editors in chief and administrators."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not sees_all(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def refuse_others(request, key):
    """Raises PermissionDenied where a user may not look at what the person with this key gets."""
    own = people.of_login(request.user)
    if not sees_all(request.user) and (not own or key not in people.Same().keys(own)):
        raise PermissionDenied


def month_of(year, month):
    """The month of an address; 404 where there is none."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Http404
    return date(year, month, 1)


def address(name, month, **query):
    """The address of a page about a month."""
    query = {key: value for key, value in query.items() if value not in (None, "")}
    found = reverse(f"desk:{name}", args=[month.year, month.month])
    return f"{found}?{urlencode(query)}" if query else found


def section_names():
    """What each section is called, by the key that totals give it."""
    return {f"{one.language}/{one.slug}": one.name for one in Section.objects.all()}


def named(row, way, sections):
    """What a row of a table is called."""
    if way == "person":
        return row.name or _("the house")
    if way == "section":
        return sections.get(row.key) or row.key or _("no section")
    return row.name or _("our own")


@dataclass
class Line:
    """A row of a table as the page shows it: its name, where that leads, and (amount, address of the lines behind it)."""

    name: str
    unit: str
    address: str
    cells: list


def table_of(rows, way, month, columns, sections):
    """Rows of totals as Lines; every figure leads to the lines behind it."""
    made = []
    for row in rows:
        where = {way: (row.key or HOUSE) if way != "unit" else (row.key or "-")}
        cells = [
            (column, row.amounts[column], address("ledger_lines", month, **where, kind=_kind(column)))
            for column in columns
        ]
        home = address("ledger_lines", month, **where)
        if way == "person" and row.key:
            home = f"{reverse('desk:ledger_person')}?{urlencode({'person': row.key, 'until': f'{month:%Y-%m}'})}"
        made.append(Line(row.name, row.unit if way == "person" else "", home, cells))
    return made


def _kind(column):
    return column if column in totals.COUNTED else ""


def columns_of(total):
    """The columns that a table needs: those of translations, editings and yuan only where there are any."""
    always = {"story", "photo", "points"}
    return [column for column in totals.COLUMNS if column in always or total.amounts[column]]


def page(request, template, context):
    """A page of the ledger in the frame of the desk."""
    return render(request, f"desk/ledger/{template}.html", admin.site.each_context(request) | context)
