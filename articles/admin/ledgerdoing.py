"""What is done in the ledger: a month is closed, a bonus is given, rules are tried on a story."""

import re
from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.admin.ledgerparts import for_those_who_see_all, month_of, page
from articles.admin.ledgerperson import told
from articles.ledger import closing, people, totals
from articles.ledger.facts import facts_of
from articles.ledger.months import Ledger, first_of
from articles.ledger.rulebook import hundredths, plain
from articles.ledger.weighing import parts_of
from articles.ledger.works import Person, works_of
from articles.models import LedgerRate, LedgerRules, Version
from articles.models.ledger import Kind
from newsroom.text import number, printable

AMOUNT = re.compile(r"[+-]?[0-9]{1,6}(\.[0-9]{1,2})?")
SIGNS = str.maketrans("０１２３４５６７８９．－＋−", "0123456789.-+-")


def urls(view):
    """The addresses of this file."""
    return [
        path("ledger/<int:year>/<int:month>/close/", view(close), name="ledger_close"),
        path("ledger/<int:year>/<int:month>/bonus/", view(bonus), name="ledger_bonus"),
        path("ledger/try/", view(try_page), name="ledger_try"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def close(request, year, month):
    """GET says what closing the month does; POST does it."""
    if not request.user.has_perm("articles.add_ledgerclosing"):
        raise PermissionDenied
    month = month_of(year, month)
    ledger = Ledger()
    if request.method == "POST":
        try:
            closing.close(month, request.user)
        except closing.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("%(month)s is closed.") % {"month": f"{month:%Y-%m}"})
        return redirect("desk:ledger_month", year=month.year, month=month.month)
    found = ledger.month(month)
    context = {
        "title": _("Close %(month)s") % {"month": f"{month:%Y-%m}"},
        "month": month,
        "why_not": closing.why_not(month, ledger),
        "is_first": not ledger.closings,
        "total": totals.total_of(found.lines),
        "people": len({line.person for line in found.lines if line.person}),
        "unweighed": sum(line.kind not in (Kind.BONUS, Kind.VIEWS) and line.rate_id is None for line in found.own),
        "has_rules": ledger.rulebook.row(month) is not None,
    }
    return page(request, "close", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bonus(request, year, month):
    """The form of a bonus or deduction, for the person with the key `?person=` or whoever is named in it."""
    if not request.user.has_perm("articles.add_ledgerline"):
        raise PermissionDenied
    month = month_of(year, month)
    key = printable(request.GET.get("person", ""))[:140]
    known = people.name_of(key) if key else ""
    typed = {name: printable(request.POST.get(name, "")).strip()[:1000] for name in ("name", "points", "yuan", "note")}
    errors = {}
    if request.method == "POST":
        points, yuan = (_amount(typed[name], name, errors) for name in ("points", "yuan"))
        person = Person(key, known) if known else _person(typed["name"], month, errors)
        if not errors:
            try:
                closing.give(month, person, points, yuan, typed["note"], request.user)
            except closing.Refused as refused:
                errors["form"] = str(refused)
            else:
                messages.success(request, _("Written into the ledger: %(name)s.") % {"name": person.name})
                return redirect("desk:ledger_month", year=month.year, month=month.month)
    context = {
        "title": _("Bonus or deduction in %(month)s") % {"month": f"{month:%Y-%m}"},
        "month": month,
        "known": known,
        "typed": typed,
        "errors": errors,
    }
    return page(request, "bonus", context)


def _amount(text, name, errors):
    """The hundredths that are typed, 0 where nothing is; where it is no amount, `errors` says so."""
    text = text.translate(SIGNS).replace(" ", "")
    if text and not AMOUNT.fullmatch(text):
        errors[name] = _("A number with at most two places, such as 2.5 or -30.")
        return 0
    return hundredths(Decimal(text)) if text else 0


def _person(typed, month, errors):
    try:
        return people.meant(typed, Ledger().month(month).lines)
    except people.Unclear as unclear:
        errors["name"] = told(unclear, typed) if typed else _("Say for whom.")
        return None


@require_safe
@for_those_who_see_all
def try_page(request):
    """What the story with the number `?story=` gets and by which rule; by the rules with the number `?rules=`, where it is
    one of theirs, else by those of its month. Nothing is written."""
    typed = printable(request.GET.get("story", "")).strip()[:20]
    story, refusal, works = number(typed.removeprefix("#")), "", []
    sets = list(LedgerRules.objects.prefetch_related("rates", "roles"))
    chosen = next((one for one in sets if str(one.pk) == request.GET.get("rules")), None)
    facts = {}
    if typed:
        facts = facts_of(Version.objects.filter(story=story or 0).order_by().values("story").distinct())
        if not facts:
            refusal = _("No story with this number was ever published.")
    ledger = Ledger()
    for found, known in facts.items():
        works = list(_tried(found, known, ledger, plain(chosen) if chosen else None))
    context = {
        "title": _("Try the rules"),
        "typed": typed,
        "refusal": refusal,
        "facts": facts.get(story),
        "story": story,
        "works": works,
        "sets": sets,
        "chosen": chosen,
    }
    return page(request, "try", context)


def _tried(story, facts, ledger, rules):
    """(label of the kind, month, rule in words, per cent, parts) of each work of a story."""
    rates = LedgerRate.objects.in_bulk()
    by_day = ledger.rulebook.of
    first = rules or by_day(first_of(date.fromisoformat(facts["day"])))
    for work in works_of(story, facts, first, ledger.same):
        by = rules or by_day(first_of(work.day))
        parts = parts_of(work, by)
        rate = parts[0].rate
        label = Kind(work.kind).label if work.photo is None else f"{Kind(work.kind).label} {work.photo}"
        yield label, work, (str(rates[rate.number]) if rate and rate.number else ""), rate, parts
