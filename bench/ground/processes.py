"""The programs of a running site as Linux tells of them: what they compute, and the memory they hold."""

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def programs():
    """The numbers of the web processes of the site, and that of the server of PostgreSQL where there is one."""
    from django.db import connection

    found = below(os.getpid(), "granian")
    if connection.vendor != "postgresql":
        return found, None
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
    return found, int((folder / "postmaster.pid").read_text().split()[0])


def below(ancestor, word):
    """The numbers of the processes that `ancestor` or one of its own has started, with this word in their command."""
    return sorted(n for n in _running() if word in _command(n) and ancestor in _ancestors(n) and n != ancestor)


def workers(found):
    """Those of some processes that another one of them has started."""
    return [number for number in found if _parent(number) in found]


def computing(found):
    """Seconds that these programs, and all that serve or served the database, have computed until now."""
    web, server = found
    connections = [number for number in _running() if server and _parent(number) == server]
    ticks = sum(sum(map(int, _stat(number)[11:13])) for number in [*web, *connections])
    ended = sum(map(int, _stat(server)[13:15])) if server else 0  # connections are closed and made anew now and then
    return (ticks + ended) / TICK


def memory(number):
    """What a process holds, in MB: (RSS, PSS). RSS counts whole what it shares with others, PSS its share."""
    lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    kept = {line.partition(":")[0]: line.split() for line in lines}
    return tuple(round(int(kept[name][1]) / 1024, 1) for name in ("Rss", "Pss"))


def _running():
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _stat(number):
    """The fields of a process behind its name; zeros for one that has ended."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 50


def _command(number):
    try:
        return Path(f"/proc/{number}/cmdline").read_text()
    except OSError:
        return ""


def _parent(number):
    return int(_stat(number)[1])


def _ancestors(number):
    while number > 1:
        yield number
        number = _parent(number)
