"""Rules that the database itself keeps, in both of our databases.

A guard is plain SQL that stands beside the tables: an exclusion constraint or trigger on PostgreSQL, triggers on SQLite.
SQLite loses triggers whenever Django rebuilds a table, so guards are not migrations: after every `migrate` the ones that
are missing are put back; one that is to say something else takes its old form away in a migration (`drop`). An app adds its
own with `register()` in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections


@dataclass(frozen=True)
class Guard:
    """One rule: its name (also the name of the constraint or trigger), its table, and how each database says it."""

    name: str
    table: str
    postgresql: tuple[str, ...]
    sqlite: tuple[str, ...]
    postgresql_is_trigger: bool = False


REGISTER: dict[str, Guard] = {}


def register(*guards: Guard) -> None:
    """Add guards; a name stands for one rule only."""
    for guard in guards:
        if REGISTER.get(guard.name, guard) != guard:
            raise ValueError(f"two guards named {guard.name}")
        REGISTER[guard.name] = guard


def missing(alias: str = "default") -> list[Guard]:
    """Guards whose table exists and that the database does not keep at this moment."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT conname FROM pg_constraint UNION SELECT tgname FROM pg_trigger")
        present = {row[0] for row in cursor.fetchall()}
    found = []
    for guard in REGISTER.values():
        names = _sqlite_names(guard) if connection.vendor == "sqlite" else [guard.name]
        if guard.table in tables and not set(names) <= present:
            found.append(guard)
    return found


def put_back(alias: str = "default") -> list[Guard]:
    """Create the missing guards; returns them."""
    connection = connections[alias]
    gone = missing(alias)
    with connection.cursor() as cursor:
        for guard in gone:
            drop(guard, alias)
            for statement in guard.sqlite if connection.vendor == "sqlite" else guard.postgresql:
                cursor.execute(statement)
    return gone


def drop(guard: Guard, alias: str = "default") -> None:
    """Take a guard away (tests that empty append-only tables, and `put_back`)."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _sqlite_names(guard):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        elif guard.postgresql_is_trigger:
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}")
        else:
            cursor.execute(f"ALTER TABLE {guard.table} DROP CONSTRAINT IF EXISTS {guard.name}")


def take_away_before_migrate(using: str, **_: Any) -> None:
    """Receiver of `pre_migrate`. SQLite rebuilds tables by giving a copy their name, and refuses when a trigger anywhere names a table
    that is missing for that moment; afterwards all come back."""
    if connections[using].vendor == "sqlite":
        for guard in REGISTER.values():
            drop(guard, using)


def put_back_after_migrate(using: str, **_: Any) -> None:
    """Receiver of `post_migrate`."""
    put_back(using)


def _sqlite_names(guard: Guard) -> list[str]:
    return [statement.split("CREATE TRIGGER ")[1].split()[0] for statement in guard.sqlite]


def no_overlap(name: str, table: str, *, same: str, where: str) -> Guard:
    """No two rows with the same `same` column and overlapping [starts_at, ends_at) among those where `where` holds."""
    clash = (
        f"SELECT RAISE(ABORT, '{name}') WHERE EXISTS (SELECT 1 FROM {table} AS other WHERE other.{same} = NEW.{same} "
        f"AND other.id <> NEW.id AND other.{where} AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at);"
    )
    return Guard(
        name,
        table,
        postgresql=(
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist "
            f"({same} WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ({where})",
        ),
        sqlite=tuple(
            f"CREATE TRIGGER {name}_{event.lower()} AFTER {event} ON {table} WHEN NEW.{where} BEGIN {clash} END"
            for event in ("INSERT", "UPDATE")
        ),
    )


TICKETS = "core_erasureticket"  # who is being erased in this very transaction (`core.erasing`)


def append_only(table: str, *, person: str = "", keeps: Sequence[str] = ()) -> Guard:
    """Rows of the table can be added, never changed or deleted.

    With `person` (SQL for the id of whom the row, `OLD`, is about) its other columns than `keeps` may be emptied while that person is
    being erased (`core.erasing`), and by nobody else. Even then no row goes.
    """
    name = f"{table}_append_only"
    if not person:
        return Guard(
            name,
            table,
            postgresql=(
                "CREATE OR REPLACE FUNCTION mosty_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
                f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION mosty_append_only()",
            ),
            sqlite=tuple(
                f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END"
                for event in ("UPDATE", "DELETE")
            ),
            postgresql_is_trigger=True,
        )
    ticket = f"EXISTS (SELECT 1 FROM {TICKETS} WHERE subject = {person})"
    same = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in keeps)
    other = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in keeps)
    return Guard(
        name,
        table,
        postgresql=(
            f"CREATE OR REPLACE FUNCTION mosty_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'UPDATE' THEN IF {same} AND {ticket} THEN RETURN NEW; END IF; END IF; "
            f"RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION mosty_{name}()",
        ),
        sqlite=(
            f"CREATE TRIGGER {name}_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{name}') WHERE NOT {ticket} OR {other}; END",
            f"CREATE TRIGGER {name}_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END",
        ),
        postgresql_is_trigger=True,
    )


def kept(table: str, *, person: str) -> Guard:
    """Rows of the table are history: they go only while the person they are about (`person`: SQL for the id, of `OLD`) is being erased."""
    name = f"{table}_kept"
    ticket = f"EXISTS (SELECT 1 FROM {TICKETS} WHERE subject = {person})"
    return Guard(
        name,
        table,
        postgresql=(
            f"CREATE OR REPLACE FUNCTION mosty_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {ticket} THEN RETURN OLD; END IF; RAISE EXCEPTION 'kept' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION mosty_{name}()",
        ),
        sqlite=(f"CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{name}') WHERE NOT {ticket}; END",),
        postgresql_is_trigger=True,
    )


def closed(table: str, column: str, *, owner: str, since: str) -> Guard:
    """Nothing is written about somebody who was erased: no row whose `column` names a row of `owner` where `since` is set.

    On PostgreSQL the owner's row is held meanwhile (as its foreign key does anyway), so that a write that waited for an erasure is refused.
    """
    name = f"{table}_{column}_closed"
    gone = f"EXISTS (SELECT 1 FROM {owner} WHERE id = NEW.{column} AND {since} IS NOT NULL)"
    ticket = f"EXISTS (SELECT 1 FROM {TICKETS} WHERE subject = NEW.{column})"
    return Guard(
        name,
        table,
        postgresql=(
            f"CREATE OR REPLACE FUNCTION mosty_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF NEW.{column} IS NULL THEN RETURN NEW; END IF; PERFORM 1 FROM {owner} WHERE id = NEW.{column} FOR KEY SHARE; "
            f"IF {gone} AND NOT {ticket} THEN RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN NEW; END $$",
            f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION mosty_{name}()",
        ),
        sqlite=tuple(
            f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} WHEN NEW.{column} IS NOT NULL BEGIN "
            f"SELECT RAISE(ABORT, '{name}') WHERE {gone} AND NOT {ticket}; END"
            for event in ("INSERT", "UPDATE")
        ),
        postgresql_is_trigger=True,
    )


def append_only_for_years(table: str, *, at: str, years: int) -> Guard:
    """As `append_only`, but rows whose instant `at` lies more than so many years back may be deleted. The database's own clock decides."""
    name = f"{table}_append_only"
    return Guard(
        name,
        table,
        postgresql=(
            "CREATE OR REPLACE FUNCTION mosty_append_only_for_years() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF TG_OP = 'DELETE' AND (to_jsonb(OLD) ->> TG_ARGV[0])::timestamptz < now() - make_interval(years => TG_ARGV[1]::int) "
            "THEN RETURN OLD; END IF; "
            "RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION mosty_append_only_for_years('{at}', '{years}')",
        ),
        sqlite=(
            f"CREATE TRIGGER {name}_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END",
            f"CREATE TRIGGER {name}_delete BEFORE DELETE ON {table} WHEN OLD.{at} >= datetime('now', '-{years} years') "
            f"BEGIN SELECT RAISE(ABORT, '{name}'); END",
        ),
        postgresql_is_trigger=True,
    )


def stays(table: str, *, once: str, sealed: str = "", others: Iterable[str] = ()) -> Guard:
    """A row for which `once` (a condition on OLD) holds is history: it is never changed again. It may go with what it belongs to.

    `sealed` names a column that a change of keys may seal anew (`core.resealing`): from one sealed text to another while none of `others`,
    which are all the other columns, changes.
    """
    name = f"{table}_stays"

    def refused(differs: str) -> str:
        if not sealed:
            return once
        changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in others)
        return f"({once}) AND ({changed} OR OLD.{sealed} = '' OR NEW.{sealed} = '' OR NEW.{sealed} = OLD.{sealed})"

    return Guard(
        name,
        table,
        postgresql=(
            "CREATE OR REPLACE FUNCTION mosty_stays() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'stays' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({refused('IS DISTINCT FROM')}) "
            "EXECUTE FUNCTION mosty_stays()",
        ),
        sqlite=(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {refused('IS NOT')} BEGIN SELECT RAISE(ABORT, '{name}'); END",),
        postgresql_is_trigger=True,
    )


def keeps(
    table: str,
    *,
    columns: Iterable[str],
    once: str = "",
    also: str = "",
    gone: str = "",
    person: str = "",
    erases: Iterable[str] = (),
    also_erased: str = "",
) -> Guard:
    """Proof: in a row for which `once` (a condition on OLD; empty: always) holds, none of these columns ever changes.

    `also` is a further condition on OLD and NEW under which a change is refused, `gone` one on OLD under which the row cannot be deleted.
    While the person it is about (`person`: SQL for the id, of `OLD`) is being erased, and only then, those of the columns that `erases`
    names may change, and so may what `also_erased` (as `also`) refuses otherwise.
    """
    name = f"{table}_keeps"
    ticket = f"EXISTS (SELECT 1 FROM {TICKETS} WHERE subject = {person})"
    loose = set(erases)
    always, kept_until_erased = [one for one in columns if one not in loose], [one for one in columns if one in loose]

    def refused(differs: str) -> str:
        def changed(names: Iterable[str]) -> str:
            return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in names)

        found = f"({once}) AND ({changed(always)})" if once else f"({changed(always)})"
        found = f"{found} OR ({also})" if also else found
        if not person:
            return found
        erased = " OR ".join(part for part in (changed(kept_until_erased), f"({also_erased})" if also_erased else "") if part)
        return f"{found} OR (({erased}) AND NOT {ticket})"

    stop = "RAISE EXCEPTION 'keeps' USING ERRCODE = 'integrity_constraint_violation'"
    deleted = f"IF {gone} THEN {stop}; END IF; " if gone else ""
    sqlite = f"CREATE TRIGGER {name}_update BEFORE UPDATE ON {table} WHEN {refused('IS NOT')} BEGIN SELECT RAISE(ABORT, '{name}'); END"
    kept = f"CREATE TRIGGER {name}_delete BEFORE DELETE ON {table} WHEN {gone} BEGIN SELECT RAISE(ABORT, '{name}'); END"
    return Guard(
        name,
        table,
        postgresql=(
            f"CREATE OR REPLACE FUNCTION mosty_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' THEN {deleted}RETURN OLD; END IF; "
            f"IF {refused('IS DISTINCT FROM')} THEN {stop}; END IF; RETURN NEW; END $$",
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION mosty_{name}()",
        ),
        sqlite=(sqlite, kept) if gone else (sqlite,),
        postgresql_is_trigger=True,
    )


def fixed_with(table: str, *, key: str, parent: str, once: str) -> Guard:
    """Rows that belong to a row of `parent` by the column `key`: none is added, changed or deleted once `once` (a condition on the parent's
    columns) holds."""
    name = f"{table}_fixed"

    def found(row: str) -> str:
        return f"EXISTS (SELECT 1 FROM {parent} WHERE {parent}.id = {row}.{key} AND {once})"

    stop = "RAISE EXCEPTION 'fixed' USING ERRCODE = 'integrity_constraint_violation'"
    rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
    return Guard(
        name,
        table,
        postgresql=(
            f"CREATE OR REPLACE FUNCTION mosty_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP <> 'INSERT' THEN IF {found('OLD')} THEN {stop}; END IF; END IF; "
            f"IF TG_OP <> 'DELETE' THEN IF {found('NEW')} THEN {stop}; END IF; RETURN NEW; END IF; RETURN OLD; END $$",
            f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION mosty_{name}()",
        ),
        sqlite=tuple(
            f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} WHEN {' OR '.join(found(row) for row in touched)} "
            f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
            for event, touched in rows.items()
        ),
        postgresql_is_trigger=True,
    )


def all_names(guards: Iterable[Guard]) -> list[str]:
    """Names, for messages."""
    return [guard.name for guard in guards]
