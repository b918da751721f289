"""The second wall: PostgreSQL itself shows no rows of another organisation. Asked past our code, with the application's role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from mosty.casework.models import Note
from mosty.clients.models import Client
from mosty.core import scope, walls
from mosty.core.checks import wall_stands
from mosty.directory.models import Organization

A, B = uuid4(), uuid4()
OPEN = {
    "directory.Centre", "directory.Membership", "directory.Provider", "directory.Service",
    "guide.AccessibilityStatement", "programme.FrozenReport", "programme.Project",
}  # fmt: skip
VISITORS = {"appointments.Appointment", "appointments.AppointmentEvent", "casework.PlanCopy", "comms.Message", "core.AuditEntry"}

only_postgresql = pytest.mark.on_postgresql_only


# --- which tables ------------------------------------------------------------------------------------------------------


def test_whatever_leads_to_a_person_is_walled():
    """Followed from each table to its keys, and so on, without asking core.walls how it finds them."""

    def leads(model: type[models.Model], seen: frozenset[Any]) -> bool:
        keys = {field.related_model for field in model._meta.concrete_fields if field.related_model} - seen - {Organization}
        return model is Client or any(leads(key, seen | {model}) for key in keys)

    walled = set(walls.policies())
    ours = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("mosty.")]
    assert {model._meta.label for model in ours if leads(model, frozenset())} <= walled
    assert {
        model._meta.label for model in ours if any(field.related_model is Organization for field in model._meta.fields)
    } <= walled | OPEN
    assert set(walls.OPEN) == OPEN, "say in docs/decisions/0024 why this one may be read by all"
    assert {"clients.ClientKey", "casework.Action", "core.AccessEvent"} <= walled


def test_a_table_that_leads_there_and_cannot_say_whose_its_rows_are_is_refused(monkeypatch):
    """Without its key to the encounter, a note's owner would be known by nothing."""
    monkeypatch.setattr(Note._meta.get_field("organization"), "name", "somebody")
    monkeypatch.setattr(Note._meta.get_field("client"), "null", True)
    with pytest.raises(walls.ImproperlyConfigured, match=r"casework\.Note leads"):
        walls.policies()


@only_postgresql
def test_every_wall_stands_and_comes_back():
    assert walls.missing() == []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE clients_client NO FORCE ROW LEVEL SECURITY")
        cursor.execute("DROP POLICY mosty_wall ON casework_note")
        cursor.execute("COMMENT ON POLICY mosty_wall ON casework_plan IS 'an older one'")
    assert [one.table for one in walls.missing()] == ["casework_note", "casework_plan", "clients_client"]
    call_command("migrate", "core", verbosity=0)
    assert walls.missing() == []


@only_postgresql
def test_the_suite_runs_with_a_role_for_which_walls_stand():
    assert not walls.bypasses()


def test_the_database_is_asked_whether_its_walls_stand(on_postgresql):
    """`migrate` and the start of `make run` say so."""
    assert wall_stands(["default"]) == wall_stands(None) == []
    if on_postgresql:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE casework_note DISABLE ROW LEVEL SECURITY")
        (concern,) = wall_stands(["default"])
        assert (concern.id, "casework_note" in concern.msg) == ("mosty.W002", True)


def test_sqlite_has_no_walls(on_postgresql):
    if not on_postgresql:
        assert (walls.missing(), walls.put_back(), walls.bypasses(), wall_stands(["default"])) == ([], [], False, [])


# --- around the code -----------------------------------------------------------------------------------------------------


class Bare:
    """Every walled table without what else it asks of a row, and in it one row of each of two organisations. Raw SQL only."""

    def __init__(self, cursor: Any):
        self.cursor = cursor
        self.rows: dict[str, dict[UUID, Any]] = {}
        self.policies = walls.policies()
        self.tables = {label: (apps.get_model(label), policy.table) for label, policy in self.policies.items()}
        self.told("")
        for _model, table in self.tables.values():
            self.strip(table)
        for label in self.tables:
            self.rows[label] = {organisation: self.put(label, organisation) for organisation in (A, B)}

    def strip(self, table: str) -> None:
        self.cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('f', 'c') ORDER BY contype DESC", [table]
        )
        for (name,) in self.cursor.fetchall():
            self.cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
        self.cursor.execute(
            "SELECT attname FROM pg_attribute a WHERE attrelid = %s::regclass AND attnum > 0 AND attnotnull AND attidentity = '' AND NOT "
            "EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = a.attrelid AND indisprimary AND a.attnum = ANY (i.indkey))",
            [table],
        )
        for (name,) in self.cursor.fetchall():
            self.cursor.execute(f'ALTER TABLE {table} ALTER COLUMN "{name}" DROP NOT NULL')
        self.cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")

    def put(self, label: str, organisation: UUID) -> Any:
        """A row of the organisation: its own column says so, or the row above it. Returns its id."""
        model, table = self.tables[label]
        values: dict[str, Any] = {}
        if isinstance(model._meta.pk, models.UUIDField):
            values["id"] = uuid4()
        elif isinstance(model._meta.pk, models.CompositePrimaryKey):
            values["key"] = uuid4().int % 2**62
        wall = walls.REGISTER.get(label)
        own = [field for field in model._meta.concrete_fields if field.name == (wall.organisation if wall else walls.OWN)]
        key = next((key for key in walls._keys_to(self.policies, model) if not key.null), None)
        if own and (wall or key is None or not own[0].null):
            values[own[0].column] = organisation
        else:
            values[key.column] = self.rows[key.related_model._meta.label][organisation]
        names, places = ", ".join(f'"{name}"' for name in values), ", ".join(["%s"] * len(values))
        self.cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", list(values.values()))
        return values.get("id")

    def told(self, said: str) -> None:
        self.cursor.execute("SELECT set_config('mosty.organisations', %s, false)", [said])

    def count(self, label: str) -> int:
        self.cursor.execute(f"SELECT count(*) FROM {self.tables[label][1]}")
        return int(self.cursor.fetchone()[0])

    def touched(self, statement: str) -> int:
        """How many rows it changed; undone again."""
        self.cursor.execute("SAVEPOINT try")
        self.cursor.execute(statement)
        count = self.cursor.rowcount
        self.cursor.execute("ROLLBACK TO SAVEPOINT try")
        return int(count)

    def is_refused(self, label: str, organisation: UUID) -> bool:
        self.cursor.execute("SAVEPOINT try")
        try:
            self.put(label, organisation)
        except psycopg.errors.InsufficientPrivilege:
            return True
        except psycopg.errors.UniqueViolation:  # let through, and there already
            return False
        else:
            return False
        finally:
            self.cursor.execute("ROLLBACK TO SAVEPOINT try")


@pytest.fixture
def bare(on_postgresql: bool) -> Iterator[Bare]:
    with connection.connection.cursor() as raw:
        yield Bare(raw)
        raw.execute("SELECT set_config('mosty.organisations', '', false)")


@only_postgresql
def test_raw_sql_sees_and_changes_nothing_of_another_organisation(bare):
    """SELECT, UPDATE, DELETE and INSERT on every walled table."""
    for label, (model, table) in bare.tables.items():
        bare.told("")
        assert bare.count(label) >= 2, f"{label}: nothing was said, all is seen"
        before = bare.count(label)
        column = model._meta.concrete_fields[-1].column
        bare.told(scope.organisations([A]))
        assert bare.count(label) == before - 1, label
        assert bare.touched(f'UPDATE {table} SET "{column}" = "{column}"') == before - 1, label
        assert bare.touched(f"DELETE FROM {table}") == before - 1, label
        assert bare.is_refused(label, B), label
        assert not bare.is_refused(label, A), label


@only_postgresql
def test_raw_sql_cannot_move_a_row_to_another_organisation(bare):
    bare.told(scope.organisations([A]))
    bare.cursor.execute("SAVEPOINT try")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        bare.cursor.execute("UPDATE clients_client SET organization_id = %s", [B])
    bare.cursor.execute("ROLLBACK TO SAVEPOINT try")


@only_postgresql
def test_raw_sql_of_a_visitor_sees_what_a_booking_or_a_code_needs(bare):
    for said, seen in ((scope.VISITORS, VISITORS), ("{}", set())):
        bare.told(said)
        assert {label for label in bare.tables if bare.count(label)} == seen
