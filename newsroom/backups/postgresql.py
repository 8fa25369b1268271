"""A moment of a PostgreSQL database: by pg_dump, in the transaction in which the rows are asked that name files."""

import contextlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

from newsroom.backups import disk
from newsroom.backups.manifest import DATABASES, Damaged

KIND = "postgresql"
DEBIAN = Path("/usr/lib/postgresql")  # where Debian has the programs of each release

# (kind, quoted name) of all that migrations make and no extension brought
OURS = """
    SELECT 'TABLE', c.oid::regclass::text FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 'FUNCTION', p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


class Trouble(Exception):
    """A program of PostgreSQL is missing, is too old or failed; the message says what to do, or what it said."""


class Failed(Trouble):
    """A program ran and failed."""


@contextlib.contextmanager
def snapshot(folder, alias, emptied):
    """As that of sqlite."""
    from psycopg import IsolationLevel  # here, as below: a web process on SQLite does without its 9 MB

    path = folder / DATABASES[KIND]
    moment = connections["default"].copy(alias)
    moment.settings_dict["OPTIONS"]["isolation_level"] = IsolationLevel.REPEATABLE_READ
    connections[alias] = moment  # in this thread alone
    try:
        with transaction.atomic(using=alias):
            with moment.cursor() as cursor:
                cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
                cursor.execute("SELECT pg_export_snapshot()")
                (number,) = cursor.fetchone()
            how = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={number}", f"--file={path}"]
            how += [f'--exclude-table-data="{table}"' for table in emptied]
            _run("pg_dump", *how, f"--dbname={_address()}")
            path.chmod(0o600)
            disk.force_out_path(path)
            yield
    finally:
        moment.close()
        del connections[alias]


def check(path):
    """As that of sqlite."""
    try:
        _run("pg_restore", f"--file={os.devnull}", path)  # reads all of it
    except Failed as error:
        raise Damaged(f"its database is damaged: {error}") from None


def put_back(path):
    """Make the database in a backup that of this site; what was there is gone. Raises Damaged, and then nothing is there."""
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(OURS)
        for kind, name in cursor.fetchall():
            cursor.execute(f"DROP {kind} IF EXISTS {name} CASCADE")
    connections.close_all()
    try:
        how = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        _run("pg_restore", *how, f"--dbname={_address()}", path)
    except Failed as error:
        raise Damaged(f"PostgreSQL does not take its database: {error}") from None


def program(name, server=0):
    """The path of a program of PostgreSQL that is not older than the release `server`: in PG_BIN, in the PATH, where Debian
    has them. Raises Trouble."""
    folders = (
        [settings.PG_BIN] if settings.PG_BIN else [*os.get_exec_path(), *sorted(DEBIAN.glob("*/bin"), reverse=True)]
    )
    found = [path for folder in folders if (path := shutil.which(name, path=str(folder)))]
    if not found:
        where = f"in {settings.PG_BIN}, which PG_BIN names" if settings.PG_BIN else "on this machine"
        raise Trouble(f"there is no {name} {where}: apt install postgresql-client, or name its folder in PG_BIN")
    releases = [_release(path) for path in found]
    for path, release in zip(found, releases, strict=True):
        if release >= server:
            return path
    raise Trouble(
        f"{found[0]} is of PostgreSQL {max(releases)}, and the server of {server}: "
        f"apt install postgresql-client-{server}, or name the folder of its programs in PG_BIN"
    )


def _release(path):
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    return int(found[1]) if (found := re.search(r"\) (\d+)", said)) else 0


def _run(name, *arguments):
    """Run a program of PostgreSQL to its end; raises Failed. The password goes by the environment, where others do not see
    it."""
    environment, server = os.environ | {"LC_ALL": "C.UTF-8"}, 0
    if connections["default"].vendor == KIND:
        server = connections["default"].pg_version // 10000
        environment["PGPASSWORD"] = connections["default"].settings_dict["PASSWORD"] or ""
    line = [program(name, server), *map(str, arguments)]
    ended = subprocess.run(line, check=False, capture_output=True, text=True, errors="replace", env=environment)
    if ended.returncode:
        raise Failed(f"{name}: {ended.stderr.strip()[:500] or ended.returncode}")


def _address():
    """How libpq reaches the database of this site."""
    from psycopg import pq
    from psycopg.conninfo import make_conninfo

    known = {one.keyword.decode() for one in pq.Conninfo.get_defaults()} - {"password"}
    said = connections["default"].get_connection_params()
    return make_conninfo(**{name: value for name, value in said.items() if name in known and value is not None})
