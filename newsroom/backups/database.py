"""The database of this site, of whichever kind it is: a moment of it, and one put back."""

from django.apps import apps
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import DatabaseError, connections
from django.db.migrations.recorder import MigrationRecorder

from newsroom.backups import postgresql, sqlite
from newsroom.backups.manifest import DATABASES

KINDS = {one.KIND: one for one in (sqlite, postgresql)}
SPOKEN = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
MADE_BY_MIGRATE = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
}  # tables that are filled without anybody


def kind():
    """The kind of this site's database: a key of KINDS."""
    return connections["default"].vendor


def snapshot(folder, alias):
    """A context: the database of the moment in which it is entered lies in `folder`, and is asked under `alias`. Logins that
    are open stay out of it: whoever has one is logged in as its user."""
    return KINDS[kind()].snapshot(folder, alias, [one._meta.db_table for one in _models() if _is_login(one)])


def check(head, folder):
    """Look through the database of the backup in `folder`, of which the manifest says `head`. Raises Damaged."""
    KINDS[head.database].check(folder / DATABASES[head.database])


def put_back(head, folder):
    """Make the database of a backup that of this site, in place of what is there. Raises Damaged."""
    KINDS[head.database].put_back(folder / DATABASES[head.database])


def migrations(alias="default"):
    """[app, migration] for all that the database has been through."""
    return sorted(map(list, MigrationRecorder(connections[alias]).applied_migrations()))


def rows(alias="default"):
    """table → how many rows it has, for every table of the site whose rows a backup keeps."""
    return {one._meta.db_table: one._base_manager.using(alias).count() for one in _models() if not _is_login(one)}


def counts(tables):
    """The same of the tables with these names in this site's database; None for one that it does not have."""
    found = {}
    for name in tables:
        try:
            with connections["default"].cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {connections['default'].ops.quote_name(name)}")  # noqa: S608
                (found[name],) = cursor.fetchone()
        except DatabaseError:
            found[name] = None
    return found


def filled():
    """The tables of this site's database in which somebody has put rows."""
    tables = set(connections["default"].introspection.table_names()) - MADE_BY_MIGRATE
    return sorted(name for name, count in counts(tables).items() if count)


def _models():
    return [one for one in apps.get_models(include_auto_created=True) if one._meta.managed and not one._meta.proxy]


def _is_login(model):
    return issubclass(model, AbstractBaseSession)
