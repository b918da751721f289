"""What personal data this request has shown so far. `access` and `queries` note it; the middleware writes it down after the answer."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Look:
    """One disclosure: how (`AccessEvent.How`), which kind of row, which rows, of which organisation and centre."""

    how: str
    subject_type: str
    subject_ids: tuple[str, ...]
    organisation: UUID | None = None
    centre: UUID | None = None


_looks: ContextVar[list[Look] | None] = ContextVar("looks", default=None)


def begin() -> None:
    """Start a new request."""
    _looks.set([])


def note(how: str, subject_type: str, ids: Iterable[object], *, organisation: UUID | None = None, centre: UUID | None = None) -> None:
    """Remember that rows are being shown. Outside a request (commands, worker) nothing is kept."""
    looks = _looks.get()
    if looks is not None:
        looks.append(Look(how, subject_type, tuple(str(i) for i in ids), organisation, centre))


def end() -> list[Look]:
    """What was shown since `begin()`; forgets it."""
    looks = _looks.get() or []
    _looks.set(None)
    return looks
