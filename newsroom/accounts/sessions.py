"""Where people are logged in: the session store of the site, and the list of sessions that can be ended.

A session lives SESSION_DAYS from its login at most, and ends sooner where nobody used it for SESSION_IDLE_HOURS. A row that
is gone is a login that has ended: nothing else remembers it.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DjangoStore
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from newsroom import audit
from newsroom.accounts import devices
from newsroom.accounts.models import Session
from newsroom.text import printable

NOTED_EVERY = timedelta(minutes=5)
SINCE = "since"
FROM = "from"
# What open pages ask by themselves says nothing of a person sitting there.
UNATTENDED = {"articles_article_presence"}
AT_ONCE = 1000


class SessionStore(DjangoStore):
    """Django's sessions in the database, in rows that say whose they are, since when, and where they were last seen."""

    row = None  # as it was read

    @classmethod
    def get_model_class(cls):
        return Session

    def _get_session_from_db(self):
        self.row = super()._get_session_from_db()
        if self.row and self.row.seen < idle_since(timezone.now()):
            self.row = self._session_key = None
        return self.row

    def get_expiry_date(self, **kwargs):
        """Of a login: so long after it, however often it is used."""
        since = self.get(SINCE) if "expiry" not in kwargs else None
        if since is None:
            return super().get_expiry_date(**kwargs)
        return datetime.fromtimestamp(since, UTC) + lifetime()

    def get_expiry_age(self, **kwargs):
        if self.get(SINCE) is None or "expiry" in kwargs:
            return super().get_expiry_age(**kwargs)
        return max(0, int((self.get_expiry_date() - timezone.now()).total_seconds()))

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        row.address, row.agent = data.get(FROM, (None, ""))
        if SINCE in data:
            row.since = datetime.fromtimestamp(data[SINCE], UTC)
        return row


def begin(request):
    """Mark the session of a login that has just been made: since when, and from where."""
    request.session[SINCE] = int(timezone.now().timestamp())
    request.session[FROM] = [audit.address_of(request), printable(request.META.get("HTTP_USER_AGENT", ""))[:300]]
    request.session.cycle_key()  # a row of its own, which knows all this


def note(request):
    """Write down, now and then, that a session is in use and from where."""
    session = request.session
    if not session.accessed or session.row is None or session.row.user_id is None:
        return
    match = request.resolver_match
    now = timezone.now()
    if session.row.seen > now - NOTED_EVERY or (match and match.url_name in UNATTENDED):
        return
    here = Session.objects.filter(pk=session.row.pk, seen=session.row.seen)  # one of several requests at once
    here.update(seen=now, address=audit.address_of(request))


def lifetime():
    """How long a login lasts."""
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)


def idle_since(now):
    """Sessions not seen since then have ended."""
    return now - timedelta(hours=settings.SESSION_IDLE_HOURS)


def of(user, current=None):
    """Where `user` is logged in, the session with the key `current` first, then those last seen; each with `number` (what
    forms name it by), `is_current` and `device` in words."""
    now = timezone.now()
    rows = Session.objects.filter(user=user, expire_date__gt=now, seen__gt=idle_since(now)).order_by("-seen")
    word = user.get_session_auth_hash()
    found = [row for row in rows if constant_time_compare(row.get_decoded().get(HASH_SESSION_KEY, ""), word)]
    for row in found:
        row.number, row.is_current, row.device = number_of(row), row.pk == current, devices.in_words(row.agent)
    return sorted(found, key=lambda row: not row.is_current)


def number_of(row):
    """By what a form names a session: whoever has the key itself has the login."""
    return sha256(row.pk.encode()).hexdigest()[:16]


def end(user, number=None, keep=None):
    """End the sessions of `user`: the one that `number` names, or all but the one whose key is `keep`. Returns how many
    lived."""
    rows = [row for row in of(user, keep) if not row.is_current and number in (None, row.number)]
    gone = Session.objects.filter(user=user)
    gone = gone.filter(pk__in=[row.pk for row in rows]) if number else gone.exclude(pk=keep or "")
    gone.delete()
    return len(rows)


def prune(now):
    """Delete what has ended, some at a time."""
    over = Session.objects.filter(expire_date__lt=now).values_list("pk", flat=True)[:AT_ONCE]
    Session.objects.filter(pk__in=list(over)).delete()
    idle = Session.objects.filter(seen__lt=idle_since(now)).values_list("pk", flat=True)[:AT_ONCE]
    Session.objects.filter(pk__in=list(idle)).delete()
