"""What is written into the ledger: a month is closed, a bonus is given, two persons are the same."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.ledger.months import Ledger, after, first_of, this_month
from articles.ledger.people import Same
from articles.models import LedgerClosing, LedgerLine, LedgerSame, Version
from articles.models.ledger import Kind
from newsroom import audit, roles
from newsroom.models import Edition

MOST = 10_000_000  # hundredths of a point or yuan that a bonus may have


class Refused(Exception):
    """Nothing was written; the message says why, in the user's language."""


def why_not(month, ledger):
    """Why a month cannot be closed; None where it can."""
    if month in ledger.closings:
        return _("It is closed.")
    if month >= this_month():
        return _("It is not over yet.")
    if ledger.closings and month != ledger.open_month:
        if month < ledger.last_closed:
            return _("A later month is closed already; this one stays open, and shows what the record gives now.")
        return _("%(month)s has to be closed first.") % {"month": f"{ledger.open_month:%Y-%m}"}
    return None


@transaction.atomic
def close(month, user):
    """Close a month: keep its lines for ever as they are now. Returns the LedgerClosing; raises Refused."""
    _one_after_another()
    ledger = Ledger()
    if reason := why_not(month, ledger):
        raise Refused(reason)
    found = ledger.month(month)
    LedgerLine.objects.bulk_create([line for line in found.lines if line.pk is None], batch_size=500)
    closing = LedgerClosing(month=month, by=user, by_name=roles.name_of(user))
    closing.version = Version.objects.aggregate(last=Max("pk"))["last"] or 0
    closing.same = LedgerSame.objects.aggregate(last=Max("pk"))["last"] or 0
    closing.save()
    audit.record("house", user, about=_("Closed the ledger of %(month)s") % {"month": f"{month:%Y-%m}"})
    return closing


@transaction.atomic
def give(month, person, points, cents, note, user):
    """Write a bonus (or, below nothing, a deduction) for a Person into an open month. Returns the line; raises Refused."""
    _one_after_another()
    if LedgerClosing.objects.filter(month=month).exists():
        raise Refused(_("It is closed."))
    if month > this_month():
        raise Refused(_("It has not begun yet."))
    if not note.strip():
        raise Refused(_("Say what it is for."))
    if not points and not cents:
        raise Refused(_("Give points or yuan."))
    if max(abs(points), abs(cents)) > MOST:
        raise Refused(_("That is more than the ledger takes."))
    line = LedgerLine(month=month, origin=month, kind=Kind.BONUS, points=points, cents=cents, note=note.strip())
    line.person, line.name = Same().of(person.key, person.name)
    line.day, line.by, line.by_name = this_day(month), user, roles.name_of(user)
    line.save()
    about = _("Ledger of %(month)s: bonus or deduction for %(name)s") % {"month": f"{month:%Y-%m}", "name": line.name}
    audit.record("house", user, about=about, detail=line.note)
    return line


def this_day(month):
    """Today, or the last day of a month that is over."""
    today = timezone.localdate()
    return today if first_of(today) == month else after(month) - timedelta(days=1)


@transaction.atomic
def join(person, into, user):
    """Say that a Person is the same as another, from whose name on she is counted; with herself: that she is not.
    Returns the LedgerSame; raises Refused."""
    _one_after_another()
    key, name = Same().of(into.key, into.name) if into.key != person.key else (into.key, into.name)
    if key == person.key and into.key != person.key:
        raise Refused(_("%(name)s is counted as this person already.") % {"name": into.name})
    if Same().of(person.key)[0] == key:
        raise Refused(_("That is so already."))
    row = LedgerSame(person=person.key, name=person.name, into=key, into_name=name, by=user)
    row.by_name = roles.name_of(user)
    row.save()
    audit.record("house", user, about=_("Ledger: the same person"), detail=str(row))
    return row


def _one_after_another():
    """Let nobody publish or write into the ledger until the transaction ends."""
    list(Edition.objects.select_for_update().filter(pk=1))
