"""What keeps a person's records longer than their period: legal holds, evidence that a law or a grant wants, things to be done first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from mosty.clients.models import LegalHold

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Ids = Collection[UUID]


@dataclass(frozen=True)
class Keep:
    """These classes of one file have to be kept until a day (included), for a reason in words that name no person.

    Evidence without the name proves nothing: whoever keeps `project` for a project that is checked by name keeps `identity` too.
    """

    client: UUID
    classes: frozenset[str]
    until: date
    why: _StrPromise | str


# ids of files, and the day as of which is asked → what has to be kept beyond that day
KEEPERS: dict[str, Callable[[Ids, date], list[Keep]]] = {}
# ids of the files of one person, and the classes to be erased → a sentence that says what has to be done first
OBSTACLES: dict[str, Callable[[Ids, frozenset[str]], _StrPromise | str | None]] = {}


def keep(name: str, keeper: Callable[[Ids, date], list[Keep]]) -> None:
    """An app says in `ready()` what of a person it has to keep, and until when (a project its evidence)."""
    KEEPERS[name] = keeper


def obstruct(name: str, obstacle: Callable[[Ids, frozenset[str]], _StrPromise | str | None]) -> None:
    """An app says in `ready()` what has to be done before a person can be erased (a coming booking be cancelled)."""
    OBSTACLES[name] = obstacle


def keeps_of(files: Ids, day: date) -> list[Keep]:
    """What has to be kept of these files beyond `day`. One call, and as many queries as the keepers need."""
    return [one for keeper in KEEPERS.values() for one in keeper(files, day) if one.until > day]


def obstacles(files: Ids, classes: frozenset[str]) -> list[_StrPromise | str]:
    """Sentences that say what has to be done first; none when nothing is in the way."""
    return [sentence for obstacle in OBSTACLES.values() if (sentence := obstacle(files, classes))]


def live_holds(files: Ids, day: date) -> QuerySet[LegalHold]:
    """Legal holds on these files that hold on the day."""
    lasts = Q(until_on=None) | Q(until_on__gte=day)
    return LegalHold.objects.filter(lasts, client__in=list(files), lifted_at=None, since_on__lte=day).order_by("since_on", "pk")
