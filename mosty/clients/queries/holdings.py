"""The register of holdings: every table that says something about a person, in every app, with what erasure does to it and what an export
of everything on one person shows of it.

An app names its tables in `ready()` with `hold(...)`, upper floors first (Django calls them in that order), so that what leans on a
row goes before the row. A test walks all foreign keys to `Client` and fails for a table, or a column of free words, that nobody named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from mosty.clients.enums.retention import Erasure, RecordClass
from mosty.clients.models import Client

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ITSELF = "pk"  # the path of `Client`
Ids = Collection[UUID]


@dataclass(frozen=True)
class Shown:
    """A column as an export shows it: a field of the row or a path from it, and its heading.

    `is_sealed`: open it with `core.crypt`. `is_about_others`: names a third person, to be masked. Choices are shown in words by
    `get_…_display`; texts in languages (`service__names`) by `core.texts.told`.
    """

    column: str
    label: _StrPromise
    is_sealed: bool = False
    is_about_others: bool = False


@dataclass(frozen=True)
class Holding:
    """One table as far as it is of one class of records. A table with several (confidential notes and others) stands here several times.

    `path`: lookups from a row to the id of the person's file, any of them ("client", "plan__client"); or `find` gives the rows.
    `where` narrows to the class. `erasure` with `blanks` (column → value, or a function that gives one) says what becomes of the rows;
    `erase` does it instead where that is not enough (bytes on the disk): it gets the ids of the files and gives back how many rows it
    changed. Lists of what will be deleted count rows; `tally` counts those of many files at once where `find` gives the rows, and what
    comes and goes by itself is not counted. `because` is the reason why rows stay (`FACT`, `PROOF`), with its law. `stays` names columns
    of free words that may stay.
    """

    model: str
    record_class: RecordClass
    title: _StrPromise
    erasure: Erasure
    path: str | tuple[str, ...] = "client"
    where: Callable[[], Q] = Q
    find: Callable[[Ids], QuerySet[Any]] | None = None
    blanks: Mapping[str, Any] = field(default_factory=dict)
    erase: Callable[[Ids], int] | None = None
    tally: Callable[[Ids], Mapping[UUID, int]] | None = None
    is_counted: bool = True
    because: _StrPromise | str = ""
    stays: frozenset[str] = frozenset()
    shown: tuple[Shown, ...] = ()
    order: tuple[str, ...] = ("pk",)

    @property
    def key(self) -> tuple[str, str]:
        return self.model, str(self.record_class)

    @property
    def kind(self) -> type[Model]:
        return apps.get_model(self.model)

    @property
    def paths(self) -> tuple[str, ...]:
        return (self.path,) if isinstance(self.path, str) else self.path

    def rows(self, people: Ids) -> QuerySet[Any]:
        """Rows about these files, in `order`. Erased files are found too."""
        if self.find is not None:
            return self.find(people).order_by(*self.order)
        mine = Q(pk__in=[])
        for path in self.paths:
            mine |= Q(**{f"{path}__in": list(people)})
        return self.kind._default_manager.filter(mine & self.where()).order_by(*self.order)

    @property
    def goes(self) -> bool:
        """Do its rows lose anything at all when its class is erased?"""
        return self.erasure == Erasure.DELETE or bool(self.blanks)

    def full(self) -> Q:
        """Rows that have something to lose: what was emptied before is not emptied, or counted, again."""
        empty = {name: value for name, value in self.blanks.items() if not callable(value)}
        return ~Q(**empty) if empty else Q()


HOLDINGS: dict[tuple[str, str], Holding] = {}


def hold(*holdings: Holding) -> None:
    """Add tables to the register; a table and a class stand there once."""
    for holding in holdings:
        if HOLDINGS.get(holding.key, holding) != holding:
            raise ValueError(f"two holdings of {holding.key}")
        HOLDINGS[holding.key] = holding


def holdings(classes: Iterable[str] | None = None) -> list[Holding]:
    """All holdings, or those of these classes, in the order in which they are erased: what leans on others first."""
    wanted = None if classes is None else set(classes)
    return [one for one in HOLDINGS.values() if wanted is None or one.record_class in wanted]


def files_of(client: Client) -> list[UUID]:
    """Ids of all files of one person: the one that stands for itself first, then those that were put into it (merges, chains too)."""
    root = client
    while root.merged_into_id:
        root = Client.objects.get(pk=root.merged_into_id)
    found, wave = [root.pk], [root.pk]
    while wave:
        wave = list(Client.objects.filter(merged_into__in=wave).exclude(pk__in=found).order_by("pk").values_list("pk", flat=True))
        found += wave
    return found
