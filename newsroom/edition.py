"""The edition: one number for the whole site, raised by everything that changes what readers see.

Every process of a box hears of a new edition at once, through a small file that all of them map into memory; other boxes
hear of it from the database, by the pulse, within a second.
"""

import logging
import mmap
import os
import struct
import threading
import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from newsroom.locks import locked
from newsroom.models import Edition

log = logging.getLogger("newsroom.edition")
NUMBERS = struct.Struct("<QQd")  # firm, number, the second at which this box heard of it


@dataclass(frozen=True)
class Heard:
    """What a process knows of the edition without asking the database: its number, and the number of the last edition
    that took something away, so that no page of before it may be shown any more. 0 where nothing is known."""

    number: int
    firm: int


def current():
    """The number of the edition that is out now."""
    return _row()[0]


def bump(takes_away=False):
    """Begin the next edition; `takes_away` where readers must not get an older page even while the database is away.
    Inside a transaction this also puts its callers in a row: the one row stays locked to the end, so what is frozen and
    projected after the bump is frozen and projected one story at a time."""
    following = {"number": F("number") + 1} | ({"firm": F("number") + 1} if takes_away else {})
    if not Edition.objects.filter(pk=1).update(**following):
        Edition.objects.bulk_create([Edition(pk=1)], ignore_conflicts=True)
        Edition.objects.filter(pk=1).update(**following)
    if not _will_be_announced():
        transaction.on_commit(announce, robust=True)


def _will_be_announced():
    """Whether the transaction, or that part of it which this belongs to, announces the edition at its end already."""
    connection = transaction.get_connection()
    parts = set(connection.savepoint_ids)
    return any(work is announce and its_parts <= parts for its_parts, work, _robust in connection.run_on_commit)


def keep_time(now):
    """What the pulse does: begin an edition with each day, since pages say what day it is, and hear of those that began
    on other boxes. Ten pulses may call this at once."""
    today = timezone.localdate(now)
    row = Edition.objects.filter(pk=1)
    if row.values_list("day", flat=True).first() != today:
        row.exclude(day=today).update(day=today, number=F("number") + 1)  # else another clock was faster
    announce()


def announce():
    """Tell every process of this box which edition is out; as soon as a change is in the database."""
    try:
        with locked(settings.VAR / "edition.lock"):
            number, firm = _row()  # read and written in one: a slow teller cannot bring back an old one
            if heard() != Heard(number, firm):
                board = _board()
                board[:8] = struct.pack("<Q", firm)  # first: who sees the number knows what it took away
                board[16:] = struct.pack("<d", time.time())
                board[8:16] = struct.pack("<Q", number)
    except OSError:  # the disk is full: the pulse tells again
        log.exception("the edition could not be announced")


def heard():
    """The edition as this box has last heard of it, as a Heard; no query, unless the disk is full before there is a file."""
    try:
        board = _board()
    except OSError:
        number, firm = _row()
        return Heard(number, firm)
    number = struct.unpack_from("<Q", board, 8)[0]  # first, as it is written last
    return Heard(number, struct.unpack_from("<Q", board, 0)[0])


def age():
    """How many seconds ago this box heard of the edition that is out now."""
    try:
        return time.time() - struct.unpack_from("<d", _board(), 16)[0]
    except OSError:
        return float("inf")


_shared = ContextVar("shared", default=None)


@contextmanager
def sharing(held):
    """Let what is made meanwhile share what it has in common, in the dict `held`: pages of one edition."""
    token = _shared.set(held)
    try:
        yield
    finally:
        _shared.reset(token)


def once(key, work):
    """What `work()` gives, which is nobody's to change; done once for pages that share it, else each time."""
    held = _shared.get()
    if held is None:
        return work()
    if key not in held:
        held[key] = work()
    return held[key]


def _row():
    return Edition.objects.filter(pk=1).values_list("number", "firm").first() or (1, 0)


_opened = (None, None)  # the data folder, and its file
_opening = threading.Lock()


def _board():
    """The file of this box, mapped into memory."""
    global _opened
    folder, board = _opened
    if folder is not settings.VAR:
        with _opening:
            settings.VAR.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(settings.VAR / "edition", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                there = os.fstat(descriptor).st_size
                if there < NUMBERS.size:  # written out: a hole kills who fills it on a full disk
                    os.pwrite(descriptor, bytes(NUMBERS.size - there), there)
                board = mmap.mmap(descriptor, NUMBERS.size)
            finally:
                os.close(descriptor)
            _opened = (settings.VAR, board)
    return board
