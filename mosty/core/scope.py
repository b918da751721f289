"""Whose rows this request may see: what PostgreSQL is told, so that it shows no others (`core.walls`).

A request is a visitor's, or of somebody who works at some organisations. Outside a request nothing is said and all is seen: the worker,
commands and migrations work for all organisations.

The database is told only when the connection holds something else, right before the next statement. So most requests tell it nothing:
visitors, or the people of one organisation, ask again and again. What was said in a transaction and lost with it is said again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

SETTING = "mosty.organisations"
WHOLE = ""
NOBODY = UUID(int=0)  # stands among the organisations for somebody who has not signed in
VISITORS = f"{{{NOBODY}}}"  # only what a booking or a code needs
BEGUN = "!"  # a request of which nobody knows yet whose it is: as narrow as the connection happens to be, never whole
_DOUBT = "?"  # equals nothing that can be wanted
_IDLE, _IN_ERROR = 0, 3  # states of a transaction, as libpq numbers them

_wanted: ContextVar[str] = ContextVar("scope", default=WHOLE)


def wanted() -> str:
    """The scope as the database takes it: an array of ids, or `WHOLE`."""
    return _wanted.get()


def organisations(ids: Iterable[UUID]) -> str:
    """The scope of somebody who works at these organisations; none: no row of any person."""
    return "{" + ",".join(sorted({str(one) for one in ids})) + "}"


@contextmanager
def held(scope: str) -> Iterator[None]:
    """Inside it this scope; afterwards the one before."""
    token = _wanted.set(scope)
    try:
        yield
    finally:
        _wanted.reset(token)


def decide(scope: str) -> None:
    """The rest of this request has this scope. Does nothing outside a request."""
    if _wanted.get() != WHOLE:
        _wanted.set(scope)


def add(organisation: UUID) -> None:
    """The rest of this request sees this organisation too: the visitor has shown a code of one of its rows. Nothing outside a request."""
    if _wanted.get() != WHOLE:
        known = _wanted.get().strip("{}")
        _wanted.set(organisations([*(UUID(one) for one in known.split(",") if one), organisation]))


def followed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces of an answer that is sent while it is made, each made in the scope of now though the request is over by then."""
    scope, source = wanted(), iter(pieces)

    def made() -> Iterator[bytes]:
        while True:
            with held(scope):
                piece = next(source, None)
            if piece is None:
                return
            yield piece

    return made()


# --- what the connection holds -----------------------------------------------------------------------------------------


def watch(connection: Any, **_: Any) -> None:
    """Receiver of `connection_created`: from its first statement on, a PostgreSQL connection is told."""
    if connection.vendor == "postgresql" and _before not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _before)  # not last: that end is where Django takes wrappers of a while away


def _before(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    plug = context["connection"].connection
    tell(context["connection"])
    answer = execute(sql, params, many, context)
    if getattr(plug, "scope_in_transaction", False) and str(sql).startswith("ROLLBACK TO"):
        plug.scope = _DOUBT  # what was said after the savepoint is forgotten
    return answer


def tell(connection: Any) -> None:
    """Say the wanted scope, unless the connection holds it already: one small statement, which Django does not count."""
    plug = connection.connection
    status = plug.info.transaction_status
    if status == _IN_ERROR:
        return  # nothing but a rollback is answered now
    if status == _IDLE and getattr(plug, "scope_in_transaction", False):
        plug.scope, plug.scope_in_transaction = _DOUBT, False  # the transaction in which it was said is over, one way or the other
    scope, there = _wanted.get(), getattr(plug, "scope", WHOLE)
    if scope == BEGUN:
        scope = VISITORS if there in {WHOLE, _DOUBT} else there
    if there == scope:
        return
    with connection.wrap_database_errors, plug.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, scope])
    plug.scope, plug.scope_in_transaction = scope, plug.info.transaction_status != _IDLE
