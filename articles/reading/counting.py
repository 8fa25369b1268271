"""Views of stories, counted before Django: in memory, story by story, and added up in the database every half minute.

What is counted is a number of a story and nothing of who looked. A process that is killed loses what it counted since; one that
ends by itself saves it. While the database is away counts wait, with the day they are of."""

import re
import threading
import time

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import timezone

from articles.models import ReadingDay
from articles.reading.readers import is_reader

STORY = re.compile(r"/[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}/([1-9][0-9]{0,9})/")
EVERY = 30  # seconds
MOST = 20_000  # stories that are counted at once, and counts that wait
ROWS = 300  # a statement

_lock = threading.Lock()
_saving = threading.Lock()
_counted = {}  # story → views since they were last taken
_waiting = {}  # (story, day) → views that are not in the database yet
_day = None  # the day of what is counted now
_saved_at = time.monotonic()


def count(wsgi):
    """Count a page that was answered with 200, or with 304, to the request of this WSGI environment: where it is that of a
    story, and a reader's."""
    found = STORY.fullmatch(wsgi["PATH_INFO"])
    if found is None or not is_reader(wsgi, settings.SESSION_COOKIE_NAME):
        return
    story = int(found[1])
    with _lock:
        if story in _counted or len(_counted) < MOST:
            _counted[story] = _counted.get(story, 0) + 1


def keep(now):
    """What the pulse does: save what was counted, every half minute, and when a day begins or much was counted."""
    global _day
    today = timezone.localdate(now)
    if _day is None:
        _day = today
    if today != _day or time.monotonic() - _saved_at >= EVERY or len(_counted) >= MOST:
        save(now)


def save(now):
    """Add to the database what this process has counted. Where it is away the counts wait for the next time."""
    global _day, _saved_at
    with _saving:
        with _lock:
            counted = dict(_counted)
            _counted.clear()
        today = timezone.localdate(now)
        day, _day, _saved_at = _day or today, today, time.monotonic()
        for story, views in counted.items():
            if (story, day) in _waiting or len(_waiting) < MOST:
                _waiting[story, day] = _waiting.get((story, day), 0) + views
        if not _waiting:
            return
        try:
            add(_waiting)
        except Error:  # the pulse says so by itself
            return
        _waiting.clear()


@transaction.atomic
def add(views):
    """Add to the database `views`, (story, day) → how many. All of them or none; any number of processes may do so at once."""
    rows = sorted(views.items())  # in one order: nobody waits for whoever waits for her
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS):
            some = rows[start : start + ROWS]
            values = [
                value
                for (story, day), many in some
                for value in (story, connection.ops.adapt_datefield_value(day), many)
            ]
            cursor.execute(_statement(len(some)), values)


def _statement(rows):
    """The statement that adds so many rows, the same to SQLite and PostgreSQL."""
    table = ReadingDay._meta.db_table
    return (
        f"INSERT INTO {table} (story, day, views) VALUES {', '.join(['(%s, %s, %s)'] * rows)} "  # noqa: S608
        f"ON CONFLICT (story, day) DO UPDATE SET views = {table}.views + excluded.views"
    )
