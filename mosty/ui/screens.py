"""How a view answers: screens and fragments, what reads and what writes, refusals on forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render

from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from django.forms import BaseForm

View = Callable[..., HttpResponse]

READING = re.compile(r"^[\s(]*(SELECT|WITH|EXPLAIN|PRAGMA|SAVEPOINT|RELEASE|BEGIN|COMMIT|ROLLBACK|SET|SHOW)\b", re.I)


def screen(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, part: str | None = None, status: int = 200
) -> HttpResponse:
    """The page; or only the fragment `part` when htmx asks for a piece of the page."""
    htmx = getattr(request, "htmx", None)
    chosen = part if part and htmx and not htmx.boosted and not htmx.history_restore_request else template
    answer = render(request, chosen, context or {}, status=status)
    if part:
        answer.headers["Vary"] = ", ".join(filter(None, [answer.headers.get("Vary", ""), "HX-Request"]))
    return answer


def done(request: HttpRequest, message: str, *, to: str, undo: str = "") -> HttpResponse:
    """It worked: say so on the next page and go there. `undo`: address of what takes it back, for a button beside the words."""
    messages.success(request, message, extra_tags=f"undo:{undo}" if undo else "")
    return HttpResponseRedirect(to, status=303)


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Wrapper of a connection's statements that lets only reading ones through."""
    if not READING.match(sql):
        raise RuntimeError(f"GET that writes: {sql[:80]}")
    return execute(sql, params, many, context)


@contextmanager
def reading_only() -> Iterator[None]:
    """No statement but SELECT gets through on any connection."""
    with ExitStack() as stack:
        for connection in connections.all(initialized_only=True):
            stack.enter_context(connection.execute_wrapper(refuse_writes))
        yield


def reads(view: View) -> View:
    """GET and HEAD only, and the database refuses everything but reading."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        with reading_only():
            return view(request, *args, **kwargs)

    return run


def acts(view: View) -> View:
    """GET shows the form and cannot write; POST calls one verb, which is a transaction of its own."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _answer(view, view, request, *args, **kwargs)

    return run


def writes(view: View) -> View:
    """GET shows the form and cannot write; POST runs in one transaction."""
    whole = transaction.atomic(view)

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _answer(view, whole, request, *args, **kwargs)

    return run


def _answer(show: View, do: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method in {"GET", "HEAD"}:
        with reading_only():
            return show(request, *args, **kwargs)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    return do(request, *args, **kwargs)


def refuse_on(form: BaseForm, refusal: Refusal) -> None:
    """The refusal as an error of the form, by its field if it has one."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """A `Refusal` inside becomes an error of the form; what the refused action did is undone."""
    try:
        with transaction.atomic():
            yield
    except Refusal as refusal:
        refuse_on(form, refusal)
