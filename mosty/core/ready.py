"""Questions that are compiled once and asked often.

Building a query and turning it into SQL costs Django more than the database needs to answer. Where hundreds of people book at the
same moment (docs/decisions/0009-ready-questions.md) a question is built once, with `Given` where the values go, and only filled
in afterwards. Rows still come back as models, with Django's own conversions, in SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql import UpdateQuery

M = TypeVar("M", bound=Model)
ALIAS = "default"


class Given(Expression):
    """The place of a value that comes when the question is asked; `field` says how the database wants it."""

    def __init__(self, name: str, field: Field[Any, Any]):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        """A placeholder, with this object in the place of the value."""
        return "%s", [self]

    def filled(self, values: dict[str, Any], connection: Any) -> Any:
        """The value as the database takes it."""
        return self.output_field.get_db_prep_value(values[self.name], connection, prepared=False)


class _Compiled:
    """SQL of one vendor, and where the given values go into its parameters."""

    def __init__(self, sql: str, params: Sequence[Any]):
        self.sql, self.params = sql, params

    def filled(self, values: dict[str, Any], connection: Any) -> tuple[str, tuple[Any, ...]]:
        return self.sql, tuple(one.filled(values, connection) if isinstance(one, Given) else one for one in self.params)


class Question(Generic[M]):
    """A query whose shape never changes: `Question(lambda: Row.objects.filter(pk=Given("pk", UUIDField())).order_by("pk"))`."""

    def __init__(self, build: Callable[[], QuerySet[M, Any]]):
        self._build = build
        self._by_vendor: dict[str, tuple[QuerySet[M, Any], Any, _Compiled, Any]] = {}

    def all(self, **values: Any) -> list[Any]:
        """Every row, with these values filled in: models, or what `values_list` makes of them."""
        connection: Any = connections[ALIAS]
        asked, compiler, compiled, converters = self._compiled(connection)
        asking = copy(compiler)
        asking.connection = connection
        asking.execute_sql = lambda *_args, **_where: [_fetch(connection, compiled.filled(values, connection))]
        asking.get_converters = lambda _fields: converters
        iterable: Any = asked._iterable_class
        return list(iterable(_Asked(asked, asking)))

    def first(self, **values: Any) -> Any:
        """The first row or None. The question should say how many rows it wants at most."""
        return next(iter(self.all(**values)), None)

    def _compiled(self, connection: Any) -> tuple[QuerySet[M, Any], Any, _Compiled, Any]:
        known = self._by_vendor.get(connection.vendor)
        if known is None:
            asked = self._build().using(ALIAS)
            compiler = asked.query.get_compiler(using=ALIAS)
            compiled = _Compiled(*compiler.as_sql())
            converters = compiler.get_converters([column for column, _sql, _alias in compiler.select[: compiler.col_count]])
            known = self._by_vendor[connection.vendor] = asked, compiler, compiled, converters
        return known


@contextmanager
def _cursor(connection: Any) -> Iterator[Any]:
    """A cursor whose statements PostgreSQL prepares, so that it need not plan them again; elsewhere the usual one."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            yield cursor
        return
    from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415 - needs psycopg

    bound: Any = ServerBindingCursor
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors, connection._prepare_cursor(bound(connection.connection)) as cursor:
        yield cursor


def _fetch(connection: Any, statement: tuple[str, tuple[Any, ...]]) -> list[Any]:
    with _cursor(connection) as cursor:
        cursor.execute(*statement)
        return list(cursor.fetchall())


class _Asked:
    """What Django's iterables want of a queryset: itself, but with the compiler that is already there."""

    _known_related_objects: dict[Any, Any] = {}
    _hints: dict[str, Any] = {}
    db = ALIAS

    def __init__(self, asked: Any, compiler: Any):
        self.model, self._fields, self.ordered = asked.model, asked._fields, asked.ordered
        self.query = copy(asked.query)
        self.query.get_compiler = lambda *_args, **_where: compiler


class Change:
    """An UPDATE whose shape never changes; `build` returns the rows and what to set, with `Given` in both."""

    def __init__(self, build: Callable[[], tuple[QuerySet[Any, Any], dict[str, Any]]]):
        self._build = build
        self._by_vendor: dict[str, _Compiled] = {}

    def make(self, **values: Any) -> int:
        """Write; returns how many rows it met."""
        connection: Any = connections[ALIAS]
        compiled = self._by_vendor.get(connection.vendor)
        if compiled is None:
            rows, news = self._build()
            query: Any = rows.query.chain(UpdateQuery)
            query.add_update_values(news)
            compiled = self._by_vendor[connection.vendor] = _Compiled(*query.get_compiler(using=ALIAS).as_sql())
        with _cursor(connection) as cursor:
            cursor.execute(*compiled.filled(values, connection))
            return int(cursor.rowcount)


def insert(rows: Sequence[Model], *, or_find: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """Write new rows of one table in one statement; no signal is sent.

    Ids that the database gives are not read back, but with `or_find`: the columns of a unique constraint. Then a row that is there
    already is locked instead, and of all of them the id and those columns are returned, in no order.
    """
    connection: Any = connections[ALIAS]
    meta = rows[0]._meta
    fields = [field for field in meta.local_concrete_fields if field.get_internal_type() not in {"AutoField", "BigAutoField"}]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = f"({', '.join(['%s'] * len(fields))})"
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows for field in fields]
    statement = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {', '.join([places] * len(rows))}"  # noqa: S608 - our own names
    if or_find:
        same = ", ".join(quote(name) for name in or_find)
        statement += f" ON CONFLICT ({same}) DO UPDATE SET {quote(or_find[0])} = excluded.{quote(or_find[0])} RETURNING id, {same}"
    with _cursor(connection) as cursor:
        cursor.execute(statement, values)
        found = list(cursor.fetchall()) if or_find else []
    for row in rows:
        row._state.adding, row._state.db = False, ALIAS
    return found
