"""Whose files are these? What root writes into a site's folder, the site cannot read."""

import os

from django.conf import settings

from newsroom.backups.making import Failed


def must_be_ours():
    """Raises Failed where the data folder is another user's."""
    if not hasattr(os, "geteuid") or not settings.VAR.exists():
        return
    owner = settings.VAR.stat().st_uid
    if owner != os.geteuid():
        raise Failed(f"{settings.VAR} is {_name(owner)}'s: run this as that user (sudo -u {_name(owner)} …)")


def _name(user):
    try:
        import pwd

        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
