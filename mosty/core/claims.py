"""Claims: what cannot be taken twice at one time. The database refuses the second; here is how to ask politely.

Lock order is always: what is shared by bookable id, then people by name, so two bookings do not wait for each other in a circle.
All functions want an open transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import BigIntegerField, CharField, DateTimeField, Exists, IntegerField, OuterRef, Q, QuerySet, UUIDField

from mosty.core import time
from mosty.core.models import Bookable, Claim
from mosty.core.ready import Change, Given, Question, insert

PERSONAL = {"contact", "client"}  # somebody's own time: mostly claimed for the first time


class Taken(Exception):
    """The time is taken; `wish` says which of the wanted things."""

    def __init__(self, wish: Wish):
        super().__init__(wish.kind)
        self.wish = wish


@dataclass(frozen=True)
class Wish:
    """One thing wanted: any one of `places` parallel places of an owner of that kind."""

    kind: str
    owner: str
    places: int = 1


def bookables(wishes: Sequence[Wish]) -> dict[tuple[str, str, int], int]:
    """Ids of all places of the wishes, made where they are missing, locked until the transaction ends."""
    shared = [wish for wish in wishes if wish.kind not in PERSONAL]
    rows: dict[tuple[str, str, int], int] = {}
    if shared:
        values = {f"{name}{at}": getattr(wish, name) for at, wish in enumerate(shared) for name in ("kind", "owner", "places")}
        rows = {(kind, owner, number): pk for pk, kind, owner, number in _places_of(len(shared)).all(**values)}
    keys = [(wish.kind, wish.owner, number) for wish in wishes for number in range(1, wish.places + 1)]
    absent = [Bookable(kind=kind, owner=owner, number=number) for kind, owner, number in sorted(keys) if (kind, owner, number) not in rows]
    if absent:
        # an upsert and not "ignore": one statement makes the row or locks the one that is there or that somebody else made meanwhile
        made = insert(absent, or_find=["kind", "owner", "number"])
        rows |= {(kind, owner, number): pk for pk, kind, owner, number in made}
    return rows


def take(wishes: Sequence[Wish], *, starts_at: datetime, ends_at: datetime, holder: UUID, expires_at: datetime | None = None) -> None:
    """Claim one place of each wish from `starts_at` to `ends_at` for `holder`, all or nothing.

    Claims that were only held and have run out give way, and so do the holder's own ones on the same things. Raises `Taken`;
    the caller then lets its transaction be rolled back.
    """
    rows = bookables(wishes)
    at = time.now()
    ids = sorted(rows.values())
    values = {f"bookable{number}": pk for number, pk in enumerate(ids)}
    busy: set[int] = set()
    over: list[int] = []
    for pk, bookable, owner, expires in _overlapping(len(ids)).all(starts_at=starts_at, ends_at=ends_at, **values):
        if owner == holder or (expires is not None and expires <= at):
            over.append(pk)
        else:
            busy.add(bookable)
    if over:
        # said again: a claim that its holder makes lasting at this very moment must stay
        Claim.objects.filter(Q(holder=holder) | Q(expires_at__lte=at), pk__in=over).update(is_active=False)
    wanted = []
    for wish in wishes:
        places = [rows[wish.kind, wish.owner, number] for number in range(1, wish.places + 1)]
        free = next((place for place in places if place not in busy), None)
        if free is None:
            raise Taken(wish)
        wanted.append(Claim(bookable_id=free, starts_at=starts_at, ends_at=ends_at, holder=holder, expires_at=expires_at))
    try:
        insert(wanted)
    except IntegrityError as clash:  # somebody claimed without asking here first; the database has the last word
        raise Taken(wishes[0]) from clash


def release(holder: UUID) -> int:
    """Give up everything the holder has; returns how many claims ended."""
    return _release.make(holder=holder)


def keep(holder: UUID) -> int:
    """Turn the holder's held claims into lasting ones; returns how many."""
    return _keep.make(holder=holder)


def busy_spans(kind: str, owners: Iterable[str], *, starts_at: datetime, ends_at: datetime) -> QuerySet[Claim]:
    """Active claims, not run out, on things of a kind that touch the span; with their bookable."""
    return (
        Claim.objects.filter(
            bookable__kind=kind, bookable__owner__in=list(owners), is_active=True, starts_at__lt=ends_at, ends_at__gt=starts_at
        )
        .filter(Q(expires_at=None) | Q(expires_at__gt=time.now()))
        .select_related("bookable")
        .order_by("starts_at", "pk")
    )


def end_expired() -> int:
    """Deactivate held claims that have run out (housekeeping; `take` does not depend on it)."""
    return Claim.objects.filter(is_active=True, expires_at__lte=time.now()).update(is_active=False)


def forget(kind: str, *, before: datetime) -> int:
    """Delete the claims on things of a kind that ended before the instant, then the things nobody claims; returns how many claims.

    For kinds whose owner is a (hashed) person: nothing of them stays longer than it must.
    """
    count, _ = Claim.objects.filter(bookable__kind=kind, ends_at__lt=before).delete()
    idle = Bookable.objects.select_for_update(of=("self",), skip_locked=True).filter(kind=kind)
    # asked in a second statement, when the rows are locked and nobody can claim them any more
    idle_ids = list(idle.filter(~Exists(Claim.objects.filter(bookable=OuterRef("pk")))).order_by("pk").values_list("pk", flat=True))
    Bookable.objects.filter(~Exists(Claim.objects.filter(bookable=OuterRef("pk"))), pk__in=idle_ids).delete()
    return count


def _mine() -> QuerySet[Claim]:
    return Claim.objects.filter(holder=Given("holder", UUIDField()), is_active=True)


_release = Change(lambda: (_mine(), {"is_active": False}))
_keep = Change(lambda: (_mine(), {"expires_at": None}))


@cache
def _places_of(count: int) -> Question[Bookable]:
    """All places of so many wishes, locked in the order of their ids."""

    def build() -> QuerySet[Bookable, Any]:
        wanted = Q(pk__in=[])
        for at in range(count):
            named = Q(kind=Given(f"kind{at}", CharField()), owner=Given(f"owner{at}", CharField()))
            wanted |= named & Q(number__lte=Given(f"places{at}", IntegerField()))
        rows = Bookable.objects.select_for_update(no_key=True).filter(wanted).order_by("pk")
        return rows.values_list("pk", "kind", "owner", "number")

    return Question(build)


@cache
def _overlapping(count: int) -> Question[Claim]:
    """Active claims that touch a span, on so many bookables."""

    def build() -> QuerySet[Claim, Any]:
        wanted = Q(pk__in=[])
        for at in range(count):
            wanted |= Q(bookable=Given(f"bookable{at}", BigIntegerField()))
        rows = Claim.objects.filter(
            wanted,
            is_active=True,
            starts_at__lt=Given("ends_at", DateTimeField()),
            ends_at__gt=Given("starts_at", DateTimeField()),
        )
        return rows.order_by("pk").values_list("pk", "bookable_id", "holder", "expires_at")

    return Question(build)
