"""The second wall, in PostgreSQL: rows of an organisation are shown to, and taken from, only those whom the request is about.

The first wall is the code (`access`). This one stands behind it, for the query that forgot to ask. Each table whose rows belong to an
organisation gets row-level security, forced on the owner of the tables too, and one policy: it compares the row's organisation with what
`core.scope` said for this request. On SQLite the code is the only wall.

Nobody lists tables. What has a key `organization` is walled by it; what has none and cannot be without a row of a walled table is seen with
that row. An app says in `AppConfig.ready()` only what is different: another column, visitors who must come through (`register`), a table
that stays open and why (`open_to_all`).

Constraints look past the wall by themselves. A trigger's function that must do so says `SET mosty.organisations = ''` where it is created.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models

from mosty.core.scope import NOBODY, SETTING

POLICY = "mosty_wall"
OWN = "organization"  # how a table of ours names the organisation of its rows


@dataclass(frozen=True)
class Wall:
    """What is different about a table: the field of its organisation, or that visitors are let through without one."""

    model: str
    organisation: str = OWN
    visitors: bool = False


@dataclass(frozen=True)
class Policy:
    """What PostgreSQL keeps for one table."""

    table: str
    condition: str

    @property
    def mark(self) -> str:
        """Changes with the condition; kept as the policy's comment."""
        return hashlib.sha256(self.condition.encode()).hexdigest()[:16]

    @property
    def statements(self) -> tuple[str, ...]:
        return (
            f"DROP POLICY IF EXISTS {POLICY} ON {self.table}",
            f"CREATE POLICY {POLICY} ON {self.table} USING ({self.condition}) WITH CHECK ({self.condition})",
            f"COMMENT ON POLICY {POLICY} ON {self.table} IS '{self.mark}'",
            f"ALTER TABLE {self.table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        )


REGISTER: dict[str, Wall] = {}
OPEN: dict[str, str] = {}  # model: why


def register(*walls: Wall) -> None:
    """Tables whose wall is not as usual; one wall a table."""
    for wall in walls:
        if REGISTER.get(wall.model, wall) != wall:
            raise ValueError(f"two walls of {wall.model}")
        REGISTER[wall.model] = wall


def open_to_all(model: str, *, because: str) -> None:
    """This table belongs to an organisation, or leads to one, and stays open all the same."""
    OPEN[model] = because


def policies() -> dict[str, Policy]:
    """The policy of each walled table, by model ("clients.Client").

    Raises `ImproperlyConfigured` for a table that leads to a walled one, but whose rows may do without.
    """
    tables = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy]
    waiting = {model._meta.label: model for model in tables if model._meta.label not in OPEN}
    found: dict[str, Policy] = {}
    for label in REGISTER:
        found[label] = _own(waiting.pop(label), REGISTER[label])
    for is_null in (False, True):  # an organisation that may be missing says less than a row that may not
        for label, model in list(waiting.items()):
            if any(field.name == OWN and field.null is is_null for field in model._meta.concrete_fields):
                found[label] = _own(waiting.pop(label), Wall(label))
        while led := {label: key for label, model in waiting.items() if (key := _firm_key(found, model))}:
            for label, key in led.items():
                del waiting[label]
                found[label] = _derived(key)
    for label, model in waiting.items():
        if _keys_to(found, model):
            raise ImproperlyConfigured(
                f"{label} leads to rows of an organisation: give it one too, or open it with core.walls.open_to_all."
            )
    return found


def missing(alias: str = "default") -> list[Policy]:
    """Policies of tables that exist, which the database does not keep as they should be. Nothing on SQLite."""
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, obj_description(p.oid, 'pg_policy') FROM pg_class c "
            "LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = %s "
            "WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace",
            [POLICY],
        )
        there = {table: (forced, mark) for table, forced, mark in cursor.fetchall()}
    gone = [one for one in policies().values() if one.table in there and there[one.table] != (True, one.mark)]
    return sorted(gone, key=lambda one: one.table)


def put_back(alias: str = "default") -> list[Policy]:
    """Set up the missing policies; returns them. By the owner of the tables."""
    gone = missing(alias)
    with connections[alias].cursor() as cursor:
        for policy in gone:
            for statement in policy.statements:
                cursor.execute(statement)
    return gone


def put_back_after_migrate(using: str, **_: Any) -> None:
    """Receiver of `post_migrate`."""
    put_back(using)


def bypasses(alias: str = "default") -> bool:
    """Does PostgreSQL let our role through every wall, as a superuser or one with BYPASSRLS? False on SQLite, which has no walls."""
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


# --- conditions ----------------------------------------------------------------------------------------------------------

# A subquery without a tie to the row is worked out once a statement, however many rows it meets; in a prepared one each time it is asked.
_SCOPE = f"(SELECT nullif(current_setting('{SETTING}', true), '')::uuid[])"
_IS_WHOLE = f"{_SCOPE} IS NULL"
_IS_VISITOR = f"'{NOBODY}'::uuid = ANY ({_SCOPE}::uuid[])"


def _own(model: type[models.Model], wall: Wall) -> Policy:
    field: Any = model._meta.get_field(wall.organisation)
    mine = f"({field.column} = ANY ({_SCOPE}::uuid[])) IS NOT FALSE"  # unknown: nothing was said, or the row belongs to no organisation
    return Policy(model._meta.db_table, f"{mine} OR {_IS_VISITOR}" if wall.visitors else mine)


def _derived(key: Any) -> Policy:
    """As the row that this one cannot be without."""
    above, table = key.related_model._meta, key.model._meta.db_table
    wall = REGISTER.get(above.label)
    let_through = f" OR {_IS_VISITOR}" if wall and wall.visitors else ""
    row = f"SELECT 1 FROM {above.db_table} AS above WHERE above.{key.target_field.column} = {table}.{key.column}"  # noqa: S608 - our names
    return Policy(table, f"{_IS_WHOLE}{let_through} OR EXISTS ({row})")


def _keys_to(walled: dict[str, Policy], model: type[models.Model]) -> list[Any]:
    keys: list[Any] = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return [key for key in keys if key.related_model._meta.label in walled]


def _firm_key(walled: dict[str, Policy], model: type[models.Model]) -> Any:
    return next((key for key in _keys_to(walled, model) if not key.null), None)
