"""Words to the planner of a database: which index is not worth reading. What a query finds stays the same."""

from django.db.models import Func


class Unread(Func):
    """A column by which SQLite looks nothing up: without counts of what stands in a table it takes any index for a good one,
    were half of all rows behind it. PostgreSQL knows better by itself, and reads the column as it is."""

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)
