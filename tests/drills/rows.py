"""The rows of a site as they stand, read past the site itself."""

from contextlib import closing
from pathlib import Path

from django.db.backends.sqlite3.base import Database  # the SQLite that the site uses

LEFT = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"


def tasks_left(site):
    """How many background tasks of a site are not at their end."""
    return rows(site, LEFT)[0][0]


def rows(site, sql):
    """What a query finds in the database of the site, as tuples."""
    url = site.environment.get("DATABASE_URL")
    if url:
        import psycopg

        with psycopg.connect(url) as connection:
            return connection.execute(sql).fetchall()
    path = Path(site.environment["VAR"], "newsroom.sqlite3")
    with closing(Database.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as connection:
        return connection.execute(sql).fetchall()
