"""Guards that are on for every test, so that whole classes of bugs cannot be written. conftest.py installs them;
architecture/test_guards.py breaks each once."""

import random
import re
import socket
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from django.core.handlers.base import BaseHandler
from django.db import connections
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    NamedValuesListIterable,
    ValuesIterable,
    ValuesListIterable,
)
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import Atomic
from django.template import engines
from django.test import Client


class GuardError(AssertionError):
    """A guard bit."""


# --- No sockets but to this machine ---------------------------------------------------------------------------------


def is_here(family: int, address: Any) -> bool:
    if family == socket.AF_UNIX or isinstance(address, str | bytes):
        return True
    host = str(address[0])
    return host in {"localhost", "::1", "0.0.0.0", ""} or host.startswith("127.")


def guard_sockets(patch: Callable[[Any, str, Any], None]) -> None:
    for name in ("connect", "connect_ex"):
        original = getattr(socket.socket, name)

        def connect(self: socket.socket, address: Any, original: Any = original) -> Any:
            if not is_here(self.family, address):
                raise GuardError(f"a test wanted to reach {address!r}")
            return original(self, address)

        patch(socket.socket, name, connect)


# --- An undefined template variable fails ---------------------------------------------------------------------------


class Undefined(str):
    """Django asks `"%s" in string_if_invalid`, then formats it with the variable's name. Other people's templates may."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, variable: object) -> str:
        origin = rendering_template()
        if "site-packages" in origin:
            return ""
        raise GuardError(f"{origin or 'a template'}: undefined variable {variable}")


def rendering_template() -> str:
    """The file being rendered: the nearest `context` up the stack knows."""
    frame = sys._getframe(2)
    for _ in range(6):
        context = frame.f_locals.get("context")
        template = getattr(getattr(context, "render_context", None), "template", None)
        if template is not None:
            return str(template.origin.name)
        if frame.f_back is None:
            break
        frame = frame.f_back
    return ""


def guard_templates(patch: Callable[[Any, str, Any], None]) -> None:
    patch(engines["django"].engine, "string_if_invalid", Undefined("undefined"))


# --- GET never writes -----------------------------------------------------------------------------------------------

WRITE = re.compile(
    r'^\s*(?:WITH\b.*?\)\s*)?(INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO|TRUNCATE|ALTER|DROP|CREATE)\s+"?(\w+)',
    re.I | re.S,
)
MAY_BE_WRITTEN = {"django_session", "core_accessevent"}  # the session's clock; the log of looks, after the answer
WRITES: list[str] = []
ALLOWED = {"writes": False}
ASKED: list[str] = []  # what the running test asked of a database (tests/running.py)


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    found = WRITE.match(sql)
    if found and found[2].lower() not in MAY_BE_WRITTEN and not ALLOWED["writes"]:
        WRITES.append(sql[:200])
        raise GuardError(f"a GET wrote to the database: {sql[:200]}")
    return execute(sql, params, many, context)


def guard_get(patch: Callable[[Any, str, Any], None]) -> None:
    original = BaseHandler.get_response

    def get_response(self: BaseHandler, request: Any) -> Any:
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            return original(self, request)
        with connections["default"].execute_wrapper(refuse_writes):
            return original(self, request)

    patch(BaseHandler, "get_response", get_response)


# --- What nobody ordered comes in any order -------------------------------------------------------------------------

CHANCE = random.Random(0)  # conftest seeds it with the name of the test: the same test meets the same order


def shuffled(rows: list[Any]) -> list[Any]:
    """Another order than the given one, whenever there are two different rows."""
    mixed = rows.copy()
    CHANCE.shuffle(mixed)
    return mixed if mixed != rows else rows[::-1]


def guard_order(patch: Callable[[Any, str, Any], None]) -> None:
    for kind in (ModelIterable, ValuesIterable, ValuesListIterable, FlatValuesListIterable, NamedValuesListIterable):
        original = kind.__iter__

        def rows(self: Any, original: Any = original) -> Iterator[Any]:
            if self.queryset.ordered or not self.queryset.model.__module__.startswith(("mosty.", "tests.")):
                return original(self)
            return iter(shuffled(list(original(self))))

        patch(kind, "__iter__", rows)


# --- Rows are locked by name ----------------------------------------------------------------------------------------


def guard_locks(patch: Callable[[Any, str, Any], None]) -> None:
    """`select_for_update()` over a join locks strangers' rows on PostgreSQL; say `of=("self",)`. Checked on both databases."""
    original = SQLCompiler.as_sql

    def as_sql(self: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        answer = original(self, *args, **kwargs)
        query = self.query
        if query.select_for_update and not query.select_for_update_of:
            joined = [alias for alias, count in query.alias_refcount.items() if count]
            if len(joined) > 1:
                raise GuardError(f"select_for_update over a join must say of=…: {answer[0]}")
        return answer

    patch(SQLCompiler, "as_sql", as_sql)


# --- HTML is finished and lets no inline script in ------------------------------------------------------------------

DATA_TYPES = {"application/ld+json", "application/json"}


class Inspector(HTMLParser):
    """Collects what the Content-Security-Policy would block and what was left over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") not in DATA_TYPES:
            self.faults.append("inline <script>")
        if tag == "style":
            self.faults.append("inline <style>")
        for name, value in attrs:
            if name == "style" or (name.startswith("on") and not name.startswith("on-")):
                self.faults.append(f"{name}= on <{tag}>")
            self.handle_data(value or "")

    def handle_data(self, data: str) -> None:
        for word in ("{{", "{%", "lorem ipsum"):
            if word in data.lower():
                self.faults.append(f"{word!r} in {data.strip()[:80]!r}")


def check_html(html: str, where: str = "a page") -> None:
    """Raise if the HTML holds template tags, inline scripts, inline styles, event attributes or filler text."""
    inspector = Inspector()
    inspector.feed(html)
    if inspector.faults:
        raise GuardError(f"{where}: " + "; ".join(inspector.faults[:5]))


def guard_html(patch: Callable[[Any, str, Any], None]) -> None:
    original = Client.request

    def request(self: Client, **environ: Any) -> Any:
        response = original(self, **environ)
        path = environ.get("PATH_INFO", "")
        is_html = response.headers.get("Content-Type", "").startswith("text/html") and "Content-Encoding" not in response.headers
        if is_html and not response.streaming and not path.startswith(("/admin/", "/guide-admin/")):
            check_html(response.content.decode(), path)
        return response

    patch(Client, "request", request)


# --- What follows a commit happens in tests too ---------------------------------------------------------------------


def only_the_test_is_open(connection: Any) -> bool:
    """The test's own transaction is the only one: what runs now is, outside tests, committed."""
    blocks = connection.atomic_blocks
    return bool(blocks) and all(block._from_testcase for block in blocks)


def run_hooks(connection: Any) -> None:
    while connection.run_on_commit:
        _, hook, robust = connection.run_on_commit.pop(0)
        try:
            hook()
        except Exception:
            if not robust:
                raise


def guard_commit(patch: Callable[[Any, str, Any], None]) -> None:
    leave = Atomic.__exit__

    def __exit__(self: Atomic, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        leave(self, exc_type, exc_value, traceback)
        connection = connections[self.using or "default"]
        if exc_type is None and not self._from_testcase and only_the_test_is_open(connection):
            run_hooks(connection)

    patch(Atomic, "__exit__", __exit__)
    wrapper = type(connections["default"]).__mro__[1]
    on_commit = wrapper.on_commit

    def now_or_later(self: Any, func: Any, robust: bool = False) -> None:
        on_commit(self, func, robust)
        if only_the_test_is_open(self):
            run_hooks(self)

    patch(wrapper, "on_commit", now_or_later)


ALL = (guard_sockets, guard_templates, guard_get, guard_order, guard_locks, guard_html, guard_commit)
