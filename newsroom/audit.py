"""The audit log: who decided, logged in or changed rights, and when. Lines are added here and nowhere else."""

from datetime import timedelta
from ipaddress import ip_address

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom import roles
from newsroom.models import LogLine

KINDS = {
    "login": _("logged in"),
    "login-failed": _("login failed"),
    "logout": _("logged out"),
    "slowed": _("logins slowed down"),
    "session": _("ended logins"),
    "second-step": _("two-step login"),
    "password": _("changed a password"),
    "rights": _("changed rights"),
    "decision": _("decided"),
    "house": _("changed the house"),
    "public": _("changed the paper"),
    "record": _("removed words from the record"),
    "backup": _("made a backup"),
    "backup-failed": _("backup failed"),
    "restored": _("put back from a backup"),
}


MOST = 100  # lines an hour of what strangers can bring about


def record(kind, actor, about="", detail="", *, story=None, address=None):
    """Add a line: what kind of thing (a key of KINDS) `actor` (a user, None for the clock or a stranger) did, about what
    (text), with `detail` and the story number where there is one. `address` is the network address of a login."""
    line = line_of(kind, actor, about, detail, story=story, address=address)
    line.save()
    return line


def line_of(kind, actor, about="", detail="", *, story=None, address=None):
    """A line that is not in the log yet."""
    return LogLine(
        kind=kind,
        actor=actor,
        actor_name=roles.name_of(actor) if actor else "",
        about=str(about)[:200],
        detail=str(detail),
        story=story,
        address=address,
    )


def record_all(lines):
    """Add several lines at once, as `line_of` gives them."""
    LogLine.objects.bulk_create(lines)


def record_sparingly(kind, actor, about="", detail="", **more):
    """As `record`, of what strangers can bring about: at most MOST lines of a kind an hour, the last of which says that more
    follow unwritten. Returns None where none was added."""
    nth = LogLine.objects.filter(kind=kind).order_by("-pk").values_list("at", flat=True)
    times = list(nth[MOST - 2 : MOST])  # of the last but one and the last that are allowed
    hour_ago = timezone.now() - timedelta(hours=1)
    if len(times) == 2 and times[1] > hour_ago:
        return None
    if times and times[0] > hour_ago:
        detail = "\n".join(
            filter(None, [str(detail), gettext("More of this kind within the hour are not written down.")])
        )
    return record(kind, actor, about, detail, **more)


def address_of(request):
    """The network address a request came from, as text; None where it is not known. What a proxy says of it is believed
    only where that proxy runs on this machine."""
    peer = _address(request.META.get("REMOTE_ADDR", ""))
    if peer and peer.is_loopback:
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]  # the last is what our own proxy saw
        peer = _address(said) or peer
    return str(peer) if peer else None


def _address(text):
    try:
        return ip_address(text.strip().partition("%")[0])  # without the zone, which no database takes
    except ValueError:
        return None
