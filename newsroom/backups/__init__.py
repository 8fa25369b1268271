"""Backups: all that the site cannot make again, as it was at one moment, in a folder that may lie on another machine.

`making` and `restoring` are what the commands call, `schedule` what the worker does by itself.
"""

from datetime import UTC, datetime

NAMED = "%Y%m%dT%H%M%SZ"  # a backup's name is its moment, in UTC


def last_good():
    """The moment of which the newest good backup is, a datetime; None where there is none. One query."""
    from newsroom.models import LogLine  # this is imported before models are

    name = LogLine.objects.filter(kind="backup").order_by("-pk").values_list("about", flat=True).first()
    return moment_of(name) if name else None


def moment_of(name):
    """The moment of the backup with that name; None where no backup is called so."""
    try:
        return datetime.strptime(name, NAMED).replace(tzinfo=UTC)
    except ValueError:
        return None
