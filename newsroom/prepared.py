"""Queries put together once. What readers ask for all day differs in a few values, and Django takes longer to write such a
query than the database to answer it."""

from functools import wraps
from itertools import chain

from django.db import connections, router
from django.db.models.base import ModelState
from django.db.models.query import get_related_populators

LARGEST = 2**63 - 1
STAND_IN = 2_147_000_000  # and up: no number that a query has by itself, and small enough for every column
MOST = 250  # rows of a query whose instances are kept, as long as the database gives the same row
LONGEST = 4000  # characters of such a row
SHAPES = 100  # of one query, as long as they are kept


def prepared(model, keeps=True):
    """Turn a function that makes querysets of `model` into one that gives their rows, as a list.

    Rows that are read again and again are kept as instances, unless `keeps` says otherwise: it has to where related rows lead back to
    each other, as a user and who she is.

    The function takes numbers, texts and tuples of these, and returns a queryset, or a list of them with the same columns
    whose rows are found in one query, one queryset after the other and each row once. It is called once for each shape: how long its tuples
    are, and what its arguments by keyword say. The other arguments may stand in conditions alone, since nothing but
    their place in the query is known to it."""

    def decorate(make):
        plans = {}

        @wraps(make)
        def rows(*values, **shape):
            flat = list(chain.from_iterable(value if isinstance(value, tuple) else (value,) for value in values))
            if any(type(value) is int and abs(value) > LARGEST for value in flat):
                return list(chain.from_iterable(_listed(make(*values, **shape))))  # Django knows that no row has it
            using = router.db_for_read(model)
            key = (using, *map(_shape, values), *shape.items())
            plan = plans.get(key)
            if plan is None:
                if len(plans) >= SHAPES:
                    plans.clear()
                plan = plans[key] = Plan(make, values, shape, using, keeps)
            return plan.rows(flat)

        return rows

    return decorate


def _listed(made):
    return made if isinstance(made, list) else [made]


def _shape(value):
    return tuple(map(type, value)) if isinstance(value, tuple) else type(value)


class Plan:
    """A query of one shape, as the database takes it, and what becomes of its rows."""

    def __init__(self, make, values, shape, using, keeps=True):
        stand_ins = {}
        compilers = [part.query.get_compiler(using) for part in _listed(make(*_stand_for(values, stand_ins), **shape))]
        parts = [compiler.as_sql() for compiler in compilers]
        self.using, self.compiler, self.keeps = using, compilers[0], keeps
        self.sql, self.values = one_after_the_other(parts)
        self.places = [(place, stand_ins[value]) for place, value in enumerate(self.values) if value in stand_ins]
        missing = set(stand_ins.values()) - {number for _, number in self.places}
        if missing:
            raise ValueError(f"{make.__name__} says nothing of its values {sorted(missing)} in a condition")
        self._read_columns()

    def _read_columns(self):
        select, info = self.compiler.select, self.compiler.klass_info
        columns = info["select_fields"]
        self.model, self.columns = info["model"], slice(columns[0], columns[-1] + 1)
        self.names = [expression.target.attname for expression, *_ in select[self.columns]]
        self.converters = self.compiler.get_converters([expression for expression, *_ in select])
        self.related = get_related_populators(info, select, self.using)
        self.annotated = list(self.compiler.annotation_col_map.items())
        self.kept = {}

    def rows(self, flat):
        """The model instances that the query finds with these values, a list."""
        values = list(self.values)
        for place, number in self.places:
            values[place] = flat[number]
        connection = connections[self.using]
        with getattr(connection, "prepared_cursor", connection.cursor)() as cursor:
            cursor.execute(self.sql, values)
            found = dict.fromkeys(cursor.fetchall())
        if not self.keeps:
            return [self._instance(row) for row in self.compiler.apply_converters(found, self.converters)]
        return [_twin(self.kept.get(row) or self._made(row)) for row in found]

    def _made(self, row):
        """The instance of a row. Most rows of readers' pages were read before, and to make values of what the database gives
        takes the longest, so short ones are kept."""
        (converted,) = self.compiler.apply_converters([row], self.converters)
        made = self._instance(converted)
        if sum(len(value) for value in row if isinstance(value, str)) <= LONGEST:
            if len(self.kept) >= MOST:
                self.kept.clear()
            self.kept[row] = made
        return made

    def _instance(self, row):
        made = self.model.from_db(self.using, self.names, row[self.columns])
        for populator in self.related:
            populator.populate(row, made)
        for name, place in self.annotated:
            setattr(made, name, row[place])
        return made


def _twin(instance):
    """An instance, with what it is related to, on which attributes may be set without the other one's having them. Values
    of JSON are the same objects."""
    twin = object.__new__(type(instance))
    twin.__dict__.update(instance.__dict__)
    twin._state = state = ModelState()
    state.db, state.adding = instance._state.db, instance._state.adding
    related = instance._state.fields_cache
    state.fields_cache = {name: value and _twin(value) for name, value in related.items()}
    return twin


def one_after_the_other(parts):
    """(SQL, values) of the query that gives the rows of several, each a pair of these. Django's own union() cannot take
    slices on SQLite."""
    sql = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part{n}" for n, (sql, _values) in enumerate(parts))  # noqa: S608
    return sql if len(parts) > 1 else parts[0][0], [value for _sql, values in parts for value in values]


def _stand_for(values, stand_ins):
    """Values in the place of `values` that can be told apart in a query; `stand_ins` gets each with its number."""

    def one(value):
        number = len(stand_ins)
        stand_in = f"stand-in {number}" if isinstance(value, str) else STAND_IN + number
        stand_ins[stand_in] = number
        return stand_in

    return [tuple(map(one, value)) if isinstance(value, tuple) else one(value) for value in values]
