"""Whom to ask and when: each supplier a while after its last answer, one that does not answer after ever longer waits. Any number
of workers may ask at once: each supplier is claimed by one of them, and each change is done by one."""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from articles.desk.exchange import feed, taking
from articles.desk.exchange.fetching import Trouble
from articles.models import Supplier

log = logging.getLogger("newsroom.exchange")
LEASE = timedelta(minutes=15)  # for one page; after it another worker may take over
WAITS = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60)]
LONGEST = 300  # seconds in one go: others wait as well


def follow(now):
    """Ask every supplier whose time has come; how many changes were done."""
    return sum(_asked(supplier, now) for supplier in Supplier.objects.due(now))


@task()
def ask(number):
    """Ask the supplier of that number now, however long it was to be waited."""
    now = timezone.now()
    Supplier.objects.filter(pk=number, is_off=False).update(next_at=now)
    for supplier in Supplier.objects.due(now).filter(pk=number):
        _asked(supplier, now)


def _asked(supplier, now):
    if not _hold(supplier, supplier.next_at, now):
        return 0
    done, end = 0, time.monotonic() + LONGEST
    try:
        has_more = True
        while has_more and time.monotonic() < end:
            did, has_more = _followed(supplier, end)
            done += did
            if has_more and not _hold(supplier, supplier.next_at, timezone.now()):
                return done
    except taking.Overtaken:
        log.info("%s: somebody else goes on", supplier)
        return done
    except Trouble as trouble:
        _wait(supplier, trouble)
        return done
    again = timezone.now() + timedelta(seconds=0 if has_more else settings.EXCHANGE_SECONDS)
    Supplier.objects.filter(pk=supplier.pk, next_at=supplier.next_at).update(next_at=again)
    return done


def _hold(supplier, was, now):
    """Keep other workers from this supplier for a while; whether it worked."""
    supplier.next_at = now + LEASE
    return Supplier.objects.filter(pk=supplier.pk, next_at=was, is_off=False).update(next_at=supplier.next_at) == 1


def _followed(supplier, end):
    """Do a page of changes, as far as there is time until `end`: how many, and whether there are more. What one of them does is
    done, whatever comes of the next."""
    page = feed.page(supplier, _since(supplier))
    if page is None:
        log.warning(
            "%s knows our cursor no more, as after a backup was put back: followed from the beginning", supplier
        )
        if not Supplier.objects.filter(pk=supplier.pk, cursor=supplier.cursor).update(cursor=""):
            raise taking.Overtaken
        supplier.cursor = ""
        page = feed.page(supplier, "")
        if page is None:
            raise Trouble(f"{supplier}: 410", feed.GONE)
    cursor, has_more = page.cursor, page.has_more
    for done, change in enumerate(page.changes, start=1):
        _do(supplier, change)
        if time.monotonic() > end and done < len(page.changes):
            cursor, has_more = change.cursor, True
            break
    said = {"cursor": cursor, "seen_at": timezone.now(), "tries": 0, "error": ""}
    if not Supplier.objects.filter(pk=supplier.pk, cursor=supplier.cursor, is_off=False).update(**said):
        raise taking.Overtaken
    supplier.cursor, supplier.seen_at, supplier.tries = cursor, said["seen_at"], 0
    return len(page.changes), has_more


def _since(supplier):
    """Behind what to go on: at first what is newest there, unless its past is wanted as well."""
    return supplier.cursor or ("" if supplier.seen_at or supplier.has_past else feed.LATEST)


def _do(supplier, change):
    try:
        taking.take(supplier, change)
    except (taking.Overtaken, Trouble, DatabaseError):
        raise  # the story is well, and comes again
    except Exception as error:
        log.exception("%s: story %s could not be taken in", supplier, change.story)
        if change.item.get("pubStatus") == "canceled":  # nothing is more pressing: it is tried again until it is done
            said = _("%(name)s has withdrawn its story %(number)s, which failed here: withdraw it by hand.")
            raise Trouble(said % {"name": supplier.name, "number": change.story}) from error
        taking.keep_unread(supplier, change)  # it must not keep those behind it from coming


def _wait(supplier, trouble):
    """Ask again later, each time after a longer wait, and say at the desk what is wrong."""
    wait = WAITS[min(supplier.tries, len(WAITS) - 1)]
    if trouble.wait:
        wait = max(wait, timedelta(seconds=trouble.wait))
    log.warning("%s: %s", supplier, trouble)
    said = {"error": str(trouble)[:300], "tries": supplier.tries + 1, "next_at": timezone.now() + wait}
    Supplier.objects.filter(pk=supplier.pk, next_at=supplier.next_at).update(**said)
