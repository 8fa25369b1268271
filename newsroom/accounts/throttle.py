"""What slows guessers down: wrong tries are counted before a password is looked at, in rows that every process shares.

A try is counted as wrong before it is made, and given back if it was right; and passwords are looked at one after the other.
So a hundred at once cannot all find the count at nought, nor do people wait who are right. Each kind of key allows a few wrong tries, after which the next one waits ever longer. A try that comes too early is
refused by one read: nothing is hashed, written or logged.

A browser in which somebody has logged in before is known by a signed cookie, and counted by itself. So nobody can lock
a login from outside by guessing at its name, and a wait by name alone stays short in any case.
"""

import threading
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network
from math import ceil
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsroom import audit
from newsroom.accounts.models import Tries
from newsroom.locks import locked
from newsroom.text import printable

PLACES = 3  # for strangers' passwords in each process: one of its four threads always serves pages
AT_ONCE = 500
_places = threading.BoundedSemaphore(PLACES)


class Rule(NamedTuple):
    """How a kind of key is slowed: wrong tries without a wait, the longest wait, after how long tries are forgotten, and
    whether others share the key, who are not cleared by one right try."""

    label: str
    free: int
    longest: timedelta
    kept: timedelta
    is_shared: bool = False

    def wait(self, count):
        """How long the next try waits after `count` wrong ones: 2, 4, 8 … seconds once the free ones are used up."""
        over = count - self.free
        return timedelta(0) if over <= 0 else min(self.longest, timedelta(seconds=2 ** min(over, 20)))


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
RULES = {
    "pair": Rule(gettext_lazy("name from one network"), 5, 15 * MINUTE, 12 * HOUR),
    "device": Rule(gettext_lazy("known browser"), 8, 5 * MINUTE, HOUR),
    "network": Rule(gettext_lazy("network"), 6, MINUTE, HOUR, is_shared=True),
    "name": Rule(gettext_lazy("name from anywhere"), 6, MINUTE / 2, HOUR, is_shared=True),
    "step": Rule(gettext_lazy("second step"), 5, 30 * MINUTE, DAY),
    "word": Rule(gettext_lazy("own password again"), 5, 15 * MINUTE, DAY),
}


class Key(NamedTuple):
    """By what tries are counted: the kind, a key of RULES, and the name, network or login."""

    kind: str
    about: str

    @property
    def digest(self):
        return sha256(f"{self.kind}\0{self.about}".encode()).hexdigest()


class Refused(Exception):
    """No try now: `seconds` says how long to wait, the text is for the user."""

    def __init__(self, seconds, text):
        super().__init__(text)
        self.seconds = seconds


def of_login(name, address, device=""):
    """The keys by which a login as `name` is counted. `device` is the mark of a browser in which that name has logged in
    before, empty for any other."""
    name = _same(name)
    if device:
        return [Key("device", f"{name} {device}")]
    network = network_of(address)
    return [Key("pair", f"{name} {network}"), Key("network", network), Key("name", name)]


def network_of(address):
    """The network of an address, as text: the address itself, or the first half of one of IPv6, whose other half is for the
    user to choose."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "?"
    if mapped := getattr(found, "ipv4_mapped", None):
        return str(mapped)
    return str(found) if found.version == 4 else str(ip_network((found, 64), strict=False))


@contextmanager
def tried(keys, *, hashes=True):
    """Around a try: raises Refused where it comes too early. What raises inside was a wrong try; what does not was right.
    With `hashes`, one password at a time is looked at on this machine, so that each knows of the one before."""
    with _turn(keys) if hashes else nullcontext():
        counts = _claim(keys)
        try:
            yield
        except Exception:
            _tell(keys, counts)
            raise
        _give_back(keys)


def refuse_now(keys):
    """Raise Refused where a try of a password could not be made now; nothing is counted."""
    _refuse_early(Tries.objects.filter(key__in=[key.digest for key in keys]))
    if not _is_known(keys):
        _take_place()
        _places.release()


def slowed(now):
    """The keys that have to wait or have used up their free tries, those last tried first."""
    rows = Tries.objects.filter(forgotten__gt=now).order_by("-last")[:AT_ONCE]
    return [row for row in rows if row.count > RULES[row.kind].free]


def release(key):
    """Forget the tries of the row with this key; returns it, or None where there is none."""
    row = Tries.objects.filter(key=key).first()
    if row:
        row.delete()
    return row


def prune(now):
    """Delete what is forgotten, some at a time."""
    gone = Tries.objects.filter(forgotten__lt=now).order_by("forgotten").values_list("key", flat=True)[:AT_ONCE]
    Tries.objects.filter(key__in=list(gone)).delete()


def in_words(seconds):
    """A wait as people say it."""
    if seconds < 90:
        return ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
    minutes = ceil(seconds / 60)
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def _same(name):
    return printable(name).strip().casefold()[:150]


@contextmanager
def _turn(keys):
    """The turn of a password to be looked at. Few strangers may wait for theirs; a known browser always may."""
    _refuse_early(Tries.objects.filter(key__in=[key.digest for key in keys]))
    if not _is_known(keys):
        _take_place()
    try:
        with locked(settings.VAR / "passwords.lock"):
            yield
    finally:
        if not _is_known(keys):
            _places.release()


def _is_known(keys):
    return any(key.kind in ("device", "word") for key in keys)


def _take_place():
    if not _places.acquire(blocking=False):
        raise Refused(3, _("Many are logging in at this moment. Try again in a few seconds."))


def _refuse_early(rows):
    rows = [row for row in rows if row.count > RULES[row.kind].free]
    now = timezone.now()  # after the rows were read, which others write meanwhile
    wait = max((row.until - now for row in rows if row.forgotten > now), default=timedelta(0))
    if wait > timedelta(0):
        seconds = ceil(wait.total_seconds())
        text = _("Too many wrong tries. Wait %(time)s, then try again.") % {"time": in_words(seconds)}
        raise Refused(seconds, text)


def _claim(keys):
    """Count a try against each of `keys`; returns digest → count. Raises Refused where one has to wait."""
    wanted = {key.digest: key for key in keys}
    now = timezone.now()
    with transaction.atomic():
        at = dict.fromkeys(("since", "last", "until", "forgotten"), now)
        new = [Tries(key=digest, kind=key.kind, about=key.about[:200], **at) for digest, key in sorted(wanted.items())]
        Tries.objects.bulk_create(new, ignore_conflicts=True)
        rows = list(Tries.objects.select_for_update().filter(key__in=wanted).order_by("key"))
        _refuse_early(rows)
        for row in rows:
            rule = RULES[row.kind]
            if row.forgotten <= now:
                row.count, row.since = 0, now
            row.count += 1
            row.last, row.until, row.forgotten = now, now + rule.wait(row.count), now + rule.kept
            row.save(update_fields=["count", "since", "last", "until", "forgotten"])
    return {row.key: row.count for row in rows}


def _give_back(keys):
    """A try was right: the key that is hers alone starts anew, and those that others share lose what she gave them."""
    now = timezone.now()
    with transaction.atomic():
        rows = Tries.objects.select_for_update().filter(key__in=[key.digest for key in keys]).order_by("key")
        by_sharing = sorted(rows, key=lambda row: RULES[row.kind].is_shared)
        hers = 0
        for row in by_sharing:
            if not RULES[row.kind].is_shared:
                hers, row.count = row.count, 0
            row.count, row.until = max(0, row.count - hers), now
            row.save(update_fields=["count", "until"])


def _tell(keys, counts):
    """Say in the audit log that a key is slowed from now on, once, and again whenever its tries have doubled."""
    for key in keys:
        count, free = counts[key.digest], RULES[key.kind].free
        if count == free + 1 or (count > free and count & (count - 1) == 0):
            said = ngettext(
                "%(count)d wrong try; the next ones wait.", "%(count)d wrong tries; the next ones wait.", count
            )
            about = f"{RULES[key.kind].label}：{shown(key)}"
            audit.record_sparingly("slowed", None, about=about, detail=said % {"count": count})


def shown(key):
    """What a key or a row is about, as people read it; the mark of a browser says nothing to them."""
    return key.about.rpartition(" ")[0] if key.kind == "device" else key.about
