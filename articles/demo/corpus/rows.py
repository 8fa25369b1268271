"""Rows by the thousand, past the models: what is the same in many of them is prepared once, as the model would."""

import json

from django.core.management.color import no_style
from django.db import connection

USUAL_ROOM = -2000  # of SQLite, in kilobytes
INDEXES = ("search_index", "desk_index")  # of the words of stories, and of articles
MAKE_INDEX = (
    "CREATE INDEX IF NOT EXISTS {0}_tokens ON {0} USING gin (tokens) WITH (fastupdate = off)"  # as migrations do
)


class Table:
    """The table of a model. A row is what is `the same` in all rows of a kind, and after it the columns `changing`, in their
    order."""

    def __init__(self, model, *changing):
        fields = {field.attname: field for field in model._meta.concrete_fields}
        self.changing = [fields.pop(name) for name in changing]
        self.fixed = [field for field in fields.values() if not field.primary_key]
        self.name = model._meta.db_table
        self.columns = [field.column for field in [*self.fixed, *self.changing]]

    def the_same(self, instance):
        """The values of the other columns, as an unsaved row has them."""
        values = (field.get_db_prep_save(field.pre_save(instance, True), connection) for field in self.fixed)
        # psycopg would write its JSON out anew for each row
        return tuple(json.dumps(value.obj) if hasattr(value, "obj") else value for value in values)

    def write(self, rows):
        """Write complete rows."""
        insert(self.name, self.columns, rows)


def insert(table, columns, rows):
    """Write rows into columns of a table; PostgreSQL takes them as a stream."""
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
                for row in rows:
                    stream.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608


def adapted(model, name, value):
    """A value of a column as the database takes it."""
    return model._meta.get_field(name).get_db_prep_save(value, connection)


def reserve(model, many):
    """The numbers that the next `many` rows of `model` may have, inside the transaction that writes them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, many],
            )
            return sorted(number for (number,) in cursor.fetchall())
    last = model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return list(range(last + 1, last + many + 1))


def count_on(*models):
    """Let the numbers of new rows follow the highest that is there (SQLite does so by itself)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def write_tokens(table, column, rows):
    """Write (number, tokens parted by spaces), the lowest number first, into an index of words."""
    if connection.vendor == "postgresql":
        # letters, digits and marks alone: nothing in them has to be escaped
        insert(
            table,
            [column, "tokens"],
            ((number, f"'{text.replace(' ', chr(39) + ' ' + chr(39))}'") for number, text in rows),
        )
        return
    insert(table, ["rowid", "tokens"], rows)
    if f"{table}_words" in connection.introspection.table_names():
        insert(f"{table}_words", [column, "tokens"], rows)


def take_room(megabytes):
    """SQLite: keep so much of the file in memory, as the rows of one story go to many places of a large one; its usual room
    where 0."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {-1024 * megabytes or USUAL_ROOM}")


def drop_indexes():
    """PostgreSQL: do without the indexes of words while very many are written; row by row takes ten times as long."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in INDEXES:
                cursor.execute(f"DROP INDEX IF EXISTS {table}_tokens")


def make_indexes():
    """PostgreSQL: make the indexes of words that are missing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            for table in INDEXES:
                cursor.execute(MAKE_INDEX.format(table))
            cursor.execute("RESET maintenance_work_mem")


def analyze():
    """Let the database count what it has, as it would by itself in time."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("PRAGMA analysis_limit = 1000")
        elif not connection.in_atomic_block:
            cursor.execute("VACUUM")
        cursor.execute("ANALYZE")
