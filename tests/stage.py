"""The cast stands ready between tests: made once, given to each test as new."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tests import mould
from tests.cast import Cast, make_cast
from tests.guide.library import load, write


class Stage:
    """Where the cast stands ready between tests: in a transaction around the tests' own, which undo what they did.

    Making the cast takes longer than most tests do. It is made when a test asks for it and nobody stands there,
    and leaves before a test that wants an empty database, or a committed one. A committed one with the cast is poured from a mould
    of its own (SQLite), and so is the one with the small guide and the index over it.
    """

    def __init__(self) -> None:
        self.around: transaction.Atomic | None = None
        self.standing: Cast | None = None
        self.library: transaction.Atomic | None = None  # the small guide, around the tests that read it
        self.moulds: dict[str, tuple[mould.Mould, Cast]] = {}
        self.committed: str = ""  # which of them the running test was given

    def open(self) -> None:
        """Bring the cast on, unless it is there already. Nothing happens inside somebody else's transaction."""
        if self.around is None and not connection.in_atomic_block:
            self.around = _outer()
            self.standing = make_cast()
            connection.check_constraints()

    def open_library(self) -> None:
        """The small guide of tests/guide/library.py beside the cast, for tests that would load it themselves."""
        if self.library is None and self.around is not None:
            self.library = _outer()
            with TemporaryDirectory() as folder:
                load(write(Path(folder)))
            connection.check_constraints()

    def close_library(self) -> None:
        if self.library is not None:
            library, self.library = self.library, None
            transaction.set_rollback(True)
            library.__exit__(None, None, None)

    def close(self) -> None:
        """Take the cast back."""
        self.close_library()
        if self.around is not None:
            assert connection.atomic_blocks == [self.around], "a fixture that keeps rows for a module must close the stage first"
            around, self.around, self.standing = self.around, None, None
            transaction.set_rollback(True)
            around.__exit__(None, None, None)

    def load(self, folder: Path) -> None:
        """Load the small guide from the folder that `library.write` filled, unless it stands here already."""
        if self.library is None and self.committed != "guide":
            load(folder)

    def commit(self, name: str) -> None:
        """A committed database for one test: the cast, or the cast, the small guide and the index over it ("guide")."""
        if name in self.moulds:
            copy, self.standing = self.moulds[name]
            copy.pour()
        else:
            self.standing = make_cast()
            if name == "guide":
                with TemporaryDirectory() as folder:
                    load(write(Path(folder)))
                call_command("index_search", stdout=StringIO())
            if connection.vendor == "sqlite":
                self.moulds[name] = (mould.Mould(), self.standing)
        self.committed = name

    def forget(self) -> None:
        """The committed test is over; its rows are taken away by tests/conftest.py."""
        if self.committed:
            self.committed, self.standing = "", None

    @contextmanager
    def closed(self) -> Iterator[None]:
        """For rows that stay for a whole module."""
        self.close()
        yield

    def cast(self) -> Cast:
        """For one test: its own copies of the rows that stand there; or a cast of its own where there is no stage."""
        return make_cast() if self.standing is None else deepcopy(self.standing)


def _outer() -> transaction.Atomic:
    """A transaction around tests."""
    around = transaction.atomic()
    around._from_testcase = True  # as Django marks its own: what follows a commit happens inside it too
    around.__enter__()
    return around


@pytest.fixture(scope="session")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """A fixture that keeps rows for a whole module closes it first."""
    stage = Stage()
    yield stage
    with django_db_blocker.unblock():
        if connection.in_atomic_block:  # a last test may have closed the connection; the whole database goes now anyway
            stage.close()


@pytest.fixture
def set_stage(request: pytest.FixtureRequest, stage: Stage, django_db_blocker: Any) -> Iterator[None]:
    """Before the test's own transaction: the cast is there for those who want it and see each other's rows in one connection.
    Before a committed test: its rows."""
    marker = request.node.get_closest_marker("django_db")
    is_committed = bool(marker and marker.kwargs.get("transaction")) or "live_server" in request.fixturenames
    with django_db_blocker.unblock():
        if "cast" in request.fixturenames and not is_committed:
            if "guide" not in request.fixturenames:
                stage.close_library()
            stage.open()
            if "guide" in request.fixturenames:
                stage.open_library()
        else:
            stage.close()
            if "cast" in request.fixturenames and is_committed:
                stage.commit("guide" if "guide" in request.fixturenames else "cast")
    yield
    stage.forget()


@pytest.fixture
def cast(db: None, stage: Stage) -> Cast:
    return stage.cast()
