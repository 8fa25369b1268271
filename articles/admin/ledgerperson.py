"""One person in the ledger: twelve months, and who else she is."""

import re
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.admin.ledgerparts import HEADS, address, columns_of, page, refuse_others, sees_all
from articles.ledger import charts, closing, people, totals
from articles.ledger.months import FIRST_YEAR, LAST_YEAR, Ledger, after, this_month
from articles.ledger.works import Person
from newsroom.text import printable

MONTHS = 12


def urls(view):
    """The addresses of this file."""
    return [
        path("ledger/person/", view(of_person), name="ledger_person"),
        path("ledger/same/", view(same), name="ledger_same"),
    ]


@require_safe
def of_person(request):
    """Twelve months up to `?until=` (as 2026-10) of the person with the key `?person=`; of oneself where nobody is named."""
    key = printable(request.GET.get("person", ""))[:140] or people.of_login(request.user)
    if key is None:
        return page(request, "nobody", {"title": _("Ledger"), "sees_all": sees_all(request.user)})
    refuse_others(request, key)
    until = _month(request.GET.get("until", ""))
    months = Ledger().months(after(until, 1 - MONTHS), until)
    lines = [[line for line in one.lines if line.person == key] for one in months]
    flat = [line for of_month in lines for line in of_month]
    name = next((line.name for line in reversed(flat)), "") or people.name_of(key)
    if not name:
        raise Http404
    total = totals.total_of(flat)
    columns = columns_of(total)
    rows = []
    for one, theirs in zip(reversed(months), reversed(lines), strict=True):
        row = totals.total_of(theirs)
        cells = [
            (column, row.amounts[column], address("ledger_lines", one.month, person=key, kind=_kind(column)))
            for column in columns
        ]
        rows.append((one, address("ledger_lines", one.month, person=key), cells))
    points = [(f"{one.month:%y-%m}", totals.total_of(theirs).points) for one, theirs in zip(months, lines, strict=True)]
    context = {
        "title": name,
        "subtitle": _("Ledger"),
        "key": key,
        "until": until,
        "months": rows,
        "heads": [(column, HEADS[column]) for column in columns],
        "total": [(column, total.amounts[column]) for column in columns],
        "bars": charts.standing(points, totals.written),
        "before": _address(key, after(until, -MONTHS)),
        "after": _address(key, min(after(until, MONTHS), this_month())) if until < this_month() else "",
        "sees_all": sees_all(request.user),
        "may_write": request.user.has_perm("articles.add_ledgerline"),
        "this_month": this_month(),
    }
    return page(request, "person", context)


def _kind(column):
    return column if column in totals.COUNTED else ""


def _month(text):
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
    if found and FIRST_YEAR < int(found[1]) < LAST_YEAR and 1 <= int(found[2]) <= 12:
        return date(int(found[1]), int(found[2]), 1)
    return this_month()


def _address(key, until):
    return f"{reverse('desk:ledger_person')}?{urlencode({'person': key, 'until': f'{until:%Y-%m}'})}"


@require_http_methods(["GET", "HEAD", "POST"])
def same(request):
    """Says that the person with the key `?person=` is the same as the one who is named in the form; with `do=part`, that she
    is herself again."""
    if not request.user.has_perm("articles.add_ledgersame"):
        raise PermissionDenied
    key = printable(request.GET.get("person", ""))[:140]
    name = people.name_of(key)
    if not name:
        raise Http404
    person, typed, refusal = Person(key, name), printable(request.POST.get("into", ""))[:120], ""
    into, into_name = people.Same().of(key, name)
    if request.method == "POST":
        try:
            other = person if request.POST.get("do") == "part" else people.meant(typed)
            row = closing.join(person, other, request.user)
        except people.Unclear as unclear:
            refusal = told(unclear, typed)
        except closing.Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Counted together from now on.") if row.into != key else _("Parted again."))
            return redirect(_address(row.into, this_month()))
    context = {
        "title": _("%(name)s is the same as …") % {"name": name},
        "name": name,
        "typed": typed,
        "refusal": refusal,
        "into": into_name if into != key else "",
        "back": _address(key, this_month()),
    }
    return page(request, "same", context)


def told(unclear, typed):
    """What is said of a name by which nobody, or more than one, can be meant."""
    if not unclear.args:
        return _(
            "Nobody here is called “%(name)s”. Write the name as it stands in the table or among the reporters."
        ) % {"name": typed}
    names = "、".join(unclear.args)
    return _(
        "More than one is called so: %(names)s. Write the name with its unit, or start from that person's page."
    ) % {"names": names}
