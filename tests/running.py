"""How the suite is run by two workers, twice: what comes first, what stays together, what the second database need not see."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.utils import CursorWrapper
from xdist.scheduler import LoadScopeScheduling

from tests.guards import ASKED

HEAVY = (
    "tests/search/test_quality.py",
    "tests/programme/test_load_demo.py",
    "tests/e2e/",
    "tests/crawler/",
    "tests/appointments/test_races.py",
)
IN_PIECES = HEAVY[2:]  # every test may go to the other worker; elsewhere a file stays together, with what its tests share


class ByFile(LoadScopeScheduling):
    """A file is work for one worker. pytest-xdist's own groups are lost on pytest 9.2, which reads a test's name elsewhere."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(IN_PIECES) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    config.option.loadscopereorder = False  # the order of pytest_collection_modifyitems stands
    return ByFile(config, log)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--asked-nothing", help="a folder: names of the tests that passed and asked no database are put there")
    parser.addoption("--not-again", help="such a folder of an earlier run on another database: these tests are not run again")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long ones begin, so that both workers end together; what asked the other database nothing is left out."""
    items.sort(key=lambda item: next((n for n, start in enumerate(HEAVY) if item.nodeid.startswith(start)), len(HEAVY)))
    folder = config.getoption("--not-again")
    if folder:
        known = {name for file in Path(folder).iterdir() for name in file.read_text().splitlines()}
        left_out = [item for item in items if item.nodeid in known]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item.nodeid not in known]


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector of garbage need not look at it again, nor so often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


# --- Did the test ask a database? -----------------------------------------------------------------------------------


@pytest.fixture(autouse=True, scope="session")
def questions_are_counted() -> Iterator[None]:
    """Every statement on every connection; a program that is started may have connections of its own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("execute", "executemany", "callproc"):
            original = getattr(CursorWrapper, name)

            def counted(self: CursorWrapper, *args: Any, original: Any = original, **kwargs: Any) -> Any:
                ASKED.append("statement")
                return original(self, *args, **kwargs)

            patch.setattr(CursorWrapper, name, counted)
        yield


def is_program(event: str, _arguments: Any) -> None:
    if event in {"subprocess.Popen", "os.posix_spawn", "os.fork"}:
        ASKED.append("program")


sys.addaudithook(is_program)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    ASKED.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Write down who passed without a question. Whoever names the database in a fixture, or its rows, is never written down."""
    answer = yield
    folder = item.config.getoption("--asked-nothing")
    if folder and not ASKED and "django_db_setup" not in item.fixturenames:
        with Path(folder, os.environ.get("PYTEST_XDIST_WORKER", "alone")).open("a") as file:
            file.write(f"{item.nodeid}\n")
    return answer
