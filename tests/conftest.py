"""What every test gets: the guards, a database, a browser when asked."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import TransactionTestCase
from django.utils import timezone

from mosty.core import guards as database_guards
from mosty.portal.cache import MEMORY
from tests import guards, mould
from tests.appointments.sittings import Clock

pytest_plugins = ["tests.cast", "tests.stage", "tests.running"]

WITHOUT_DATABASE = (
    "architecture/test_tree",
    "architecture/test_css",
    "architecture/test_words",
    "architecture/test_contracts",
    "config/",
    "clients/test_matching",
    "core/test_filetypes",
    "core/test_scanning",
    "core/test_vault",
)

# Screens, and what is long: asked of one database each, so that both are asked of some. What they read and write has its own tests,
# which both are asked. Without PostgreSQL all of them are asked of SQLite (tools/test.py).
ONCE = {
    "on_sqlite_only": (
        *("guide/editors/", "guide/test_facts_screens", "guide/test_notes_screens", "guide/translations/test_screens"),
        *("portal/", "paper/test_press", "paper/test_sheets", "paper/test_printouts"),
    ),
    "on_postgresql_only": ("desk/", "network/", "programme/test_load_demo", "search/test_quality"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test may use the database; races and journeys get committed rows that other connections see."""
    here = Path(__file__).parent
    for item in items:
        path = item.path.relative_to(here).as_posix()
        for mark, folders in ONCE.items():
            if path.startswith(folders) and not any(item.get_closest_marker(one) for one in (*ONCE, "race")):
                item.add_marker(getattr(pytest.mark, mark))
        if item.get_closest_marker("django_db") or path.startswith(WITHOUT_DATABASE):
            continue
        committed = bool(item.get_closest_marker("race") or item.get_closest_marker("e2e"))
        item.add_marker(pytest.mark.django_db(transaction=committed))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None) -> Iterator[None]:
    """In place of pytest-django's: a copy of one database that was migrated once (tests/mould.py).

    On SQLite a committed test leaves it as it was poured, in place of Django's emptying of every table, which append-only guards
    refuse, and of all that follows a migration. PostgreSQL truncates, which guards let pass.
    """
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        mould.pour()
        if connection.vendor == "sqlite":
            empty = mould.Mould()
            patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: empty.pour())
        yield
    with django_db_blocker.unblock():
        mould.throw_away()


@pytest.fixture(autouse=True, scope="session")
def all_guards() -> Iterator[None]:
    """Put the guards of tests/guards.py up, for the whole session."""
    with pytest.MonkeyPatch.context() as patch:
        for guard in guards.ALL:
            guard(patch.setattr)
        yield


@pytest.fixture(autouse=True)
def fresh(request: pytest.FixtureRequest) -> Iterator[None]:
    """A known order of chance, an empty cache, and no write swallowed on a GET."""
    guards.CHANCE.seed(request.node.nodeid)
    guards.WRITES.clear()
    guards.ALLOWED["writes"] = request.node.get_closest_marker("writes_on_get") is not None
    cache.clear()
    MEMORY.clear()
    yield
    assert not guards.WRITES, f"a GET wrote: {guards.WRITES}"


@pytest.fixture(autouse=True, scope="session")
def append_only_tables_can_be_emptied() -> Iterator[None]:
    """For tests of `flush`: SQLite empties tables by DELETE, which append-only guards refuse; post_migrate puts them back after it."""
    original = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: Any, sql_list: Any) -> None:
        if self.connection.vendor == "sqlite":
            for guard in database_guards.REGISTER.values():
                if guard.name.endswith(("_append_only", "_kept")):
                    database_guards.drop(guard)
        original(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", execute_sql_flush)
        yield


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that begins now and that the test moves."""
    hand = Clock(timezone.now())
    monkeypatch.setattr(timezone, "now", hand)
    return hand


@pytest.fixture
def _django_db_helper(set_stage: None, _django_db_helper: None) -> None:
    """What pytest-django does for a test that uses the database, on the stage that is set."""
    guards.ASKED.clear()  # the statements so far are not the test's own


@pytest.fixture
def on_postgresql(db: None) -> bool:
    return connection.vendor == "postgresql"


# --- A browser ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, headless. Skips loudly when there is none (tools/test.py installs it in CI)."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only journeys pay for it

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium: apt-get install chromium")
    # Playwright's loop runs in this thread; Django would take it for async code and refuse the database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, live_server: Any) -> Iterator[Any]:
    """A fresh page of 1280 × 900 px at the live server; script errors and blocked resources fail the test."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="pl-PL")
    tab = context.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    tab.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    yield tab
    context.close()
    assert not faults, faults
