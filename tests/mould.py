"""The test database is cast once and copied for every process: running all migrations costs far more than copying a file.

The mould stands for its migrations and guards; when one of them changes, another mould is made. A process keeps moulds of its own too:
of its database as it was, in memory, which is poured back in a hundredth of the time that emptying three hundred tables takes.
"""

import fcntl
import hashlib
import inspect
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from mosty.core import guards
from tools import tables

KEPT = 8  # moulds of other states: of branches, of clones beside this one


def pour() -> None:
    """Give this process a fresh database of its own, as `setup_databases` would."""
    settings.DATABASES["default"]["NAME"] = _name()
    with _alone():
        if connection.vendor == "sqlite":
            _pour_sqlite()
        else:
            _pour_postgresql()


def throw_away() -> None:
    """Delete the database that `pour` made."""
    name = connection.settings_dict["NAME"]
    connections.close_all()
    if connection.vendor == "sqlite":
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{name}{end}").unlink(missing_ok=True)
    else:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


class Mould:
    """This process's SQLite database as it is now, all that is committed; `pour` makes it so again, whatever connections are open."""

    def __init__(self) -> None:
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.ensure_connection()
        connection.connection.backup(self.copy)

    def pour(self) -> None:
        connection.ensure_connection()
        self.copy.backup(connection.connection)


def _pour_sqlite() -> None:
    name, mould = _name(), settings.SCRATCH / f"mould-{_stamp()}.sqlite3"
    if not mould.exists():
        half = mould.with_suffix(".half")
        half.unlink(missing_ok=True)
        _migrate(str(half))
        half.rename(mould)
        for old in sorted(settings.SCRATCH.glob("mould-*.sqlite3"), key=lambda file: file.stat().st_mtime)[:-KEPT]:
            old.unlink()
    shutil.copy(mould, name)
    _use(name)


def _pour_postgresql() -> None:
    quote = connection.ops.quote_name
    name, mould = _name(), f"mould_{_stamp()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quote(name)} WITH (FORCE)")
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [mould])
        if cursor.fetchone() is None:
            cursor.execute(f"DROP DATABASE IF EXISTS {quote(mould + '_half')} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {quote(mould + '_half')}")
            _migrate(f"{mould}_half")
            cursor.execute(f"ALTER DATABASE {quote(mould + '_half')} RENAME TO {quote(mould)}")
        cursor.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(mould)}")
    _use(name)


def _migrate(name: str) -> None:
    _use(name)
    tables.make(run_syncdb=True)
    connections.close_all()


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name


def _name() -> str:
    return str(connection.creation._get_test_db_name())


def _stamp() -> str:
    """What the tables are made of."""
    said = hashlib.sha256(repr(sorted(guards.REGISTER.items())).encode())
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        said.update(repr(key).encode() + Path(inspect.getfile(type(migration))).read_bytes())
    return said.hexdigest()[:16]


@contextmanager
def _alone() -> Iterator[Any]:
    """One process makes the mould, the others wait."""
    with (settings.SCRATCH / "mould.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield door
