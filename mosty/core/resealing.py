"""The change of keys: everything that is sealed is sealed anew with the newest one. An app names what it seals in `ready()`.

It can be stopped and started again at any moment: what is under the newest key already is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.apps import apps

from mosty.core import crypt
from mosty.core.vault import Gone

BATCH = 500  # values read at once


@dataclass
class Tally:
    """What was found under one name. `unread` are ids of rows, or names of files, that no key opens."""

    name: str
    seen: int = 0
    renewed: int = 0
    unread: list[str] = field(default_factory=list)

    @property
    def newest(self) -> int:
        """How many are now under the newest key."""
        return self.seen - len(self.unread)


class Held(Protocol):
    """Something sealed."""

    @property
    def name(self) -> str:
        """Of what: "casework.NoteVersion.sealed"."""

    def renew(self, tally: Tally) -> Iterator[None]:
        """Seal anew, batch by batch; the caller may stop between two."""


@dataclass(frozen=True)
class Column:
    """A column of sealed texts (`core.crypt`): "casework.NoteVersion", "sealed"."""

    model: str
    column: str = "sealed"

    @property
    def name(self) -> str:
        return f"{self.model}.{self.column}"

    def renew(self, tally: Tally) -> Iterator[None]:
        """A row that changes in the same moment keeps what was written then: that is under the newest key already."""
        rows = apps.get_model(self.model)._base_manager.exclude(**{self.column: ""}).order_by("pk")
        last: Any = None
        while True:
            batch = list((rows if last is None else rows.filter(pk__gt=last)).values_list("pk", self.column)[:BATCH])
            for pk, token in batch:
                tally.seen += 1
                try:
                    if not crypt.is_newest(token):
                        same = rows.order_by().filter(pk=pk, **{self.column: token})
                        tally.renewed += same.update(**{self.column: crypt.resealed(token)})
                except crypt.Unreadable:
                    tally.unread.append(str(pk))
            if len(batch) < BATCH:
                return
            last = batch[-1][0]
            yield


@dataclass(frozen=True)
class Files:
    """Sealed files (`core.vault`): their names, and how one is sealed anew."""

    name: str
    names: Callable[[], Iterable[str]]
    again: Callable[[str], bool]

    def renew(self, tally: Tally) -> Iterator[None]:
        for name in self.names():
            try:
                tally.renewed += self.again(name)
            except Gone:  # deleted meanwhile
                continue
            except crypt.Unreadable:
                tally.unread.append(name)
            tally.seen += 1
            yield


REGISTER: dict[str, Held] = {}


def register(*held: Held) -> None:
    """Each app names its sealed columns and files; a test fails for a column `sealed` that is missing."""
    for one in held:
        REGISTER[one.name] = one


def reseal(tell: Callable[[Tally], None] = lambda _tally: None) -> list[Tally]:
    """Seal everything anew with the newest key; `tell` hears of each kind when it is done. What no key opens is counted, and stays."""
    found = []
    for one in REGISTER.values():
        tally = Tally(one.name)
        for _batch in one.renew(tally):
            pass
        found.append(tally)
        tell(tally)
    return found
