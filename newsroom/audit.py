"""The audit log: who decided, logged in or changed rights, and when. Lines are added here and nowhere else."""

from django.utils.translation import gettext_lazy as _

from newsroom import roles
from newsroom.models import LogLine

KINDS = {
    "login": _("logged in"),
    "login-failed": _("login failed"),
    "logout": _("logged out"),
    "password": _("changed a password"),
    "rights": _("changed rights"),
    "decision": _("decided"),
    "house": _("changed the house"),
    "public": _("changed the paper"),
}


def record(kind, actor, about="", detail="", *, story=None, address=None):
    """Add a line: what kind of thing (a key of KINDS) `actor` (a user, None for the clock or a stranger) did, about what
    (text), with `detail` and the story number where there is one. `address` is the network address of a login."""
    return LogLine.objects.create(
        kind=kind,
        actor=actor,
        actor_name=roles.name_of(actor) if actor else "",
        about=str(about)[:200],
        detail=str(detail),
        story=story,
        address=address,
    )
