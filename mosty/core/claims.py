"""Claims: what cannot be taken twice at one time. The database refuses the second; here is how to ask politely.

Lock order is always by bookable id, so two bookings never wait for each other in a circle. All functions want an open
transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Exists, OuterRef, Q, QuerySet

from mosty.core import time
from mosty.core.models import Bookable, Claim


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


def bookables(wishes: Sequence[Wish]) -> dict[tuple[str, str, int], Bookable]:
    """The rows for all places of the wishes, made where they are missing, locked until the transaction ends."""
    keys = [(wish.kind, wish.owner, number) for wish in wishes for number in range(1, wish.places + 1)]
    wanted = Q(pk__in=[])
    for wish in wishes:
        wanted |= Q(kind=wish.kind, owner=wish.owner, number__lte=wish.places)
    rows = {_key(row): row for row in Bookable.objects.select_for_update(no_key=True).filter(wanted).order_by("pk")}
    absent = [Bookable(kind=kind, owner=owner, number=number) for kind, owner, number in keys if (kind, owner, number) not in rows]
    if absent:
        # an upsert and not "ignore": one statement makes the row or locks the one that somebody else made meanwhile
        made = Bookable.objects.bulk_create(
            absent, update_conflicts=True, update_fields=["number"], unique_fields=["kind", "owner", "number"]
        )
        rows |= {_key(row): row for row in made}
    return rows


def take(
    wishes: Sequence[Wish], *, starts_at: datetime, ends_at: datetime, holder: UUID, expires_at: datetime | None = None
) -> list[Claim]:
    """Claim one place of each wish from `starts_at` to `ends_at` for `holder`, all or nothing.

    Claims that were only held and have run out give way, and so do the holder's own ones on the same things. Raises `Taken`;
    the caller then lets its transaction be rolled back.
    """
    rows = bookables(wishes)
    at = time.now()
    overlapping = Claim.objects.filter(
        bookable__in=[row.pk for row in rows.values()], is_active=True, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    busy: set[int] = set()
    over: list[int] = []
    for claim in overlapping.order_by("pk"):
        if claim.holder == holder or (claim.expires_at is not None and claim.expires_at <= at):
            over.append(claim.pk)
        else:
            busy.add(claim.bookable_id)
    if over:
        # said again: a claim that its holder makes lasting at this very moment must stay
        Claim.objects.filter(Q(holder=holder) | Q(expires_at__lte=at), pk__in=over).update(is_active=False)
    wanted = []
    for wish in wishes:
        places = [rows[wish.kind, wish.owner, number] for number in range(1, wish.places + 1)]
        free = next((place for place in places if place.pk not in busy), None)
        if free is None:
            raise Taken(wish)
        wanted.append(Claim(bookable=free, starts_at=starts_at, ends_at=ends_at, holder=holder, expires_at=expires_at))
    try:
        return Claim.objects.bulk_create(wanted)
    except IntegrityError as clash:  # somebody claimed without asking here first; the database has the last word
        raise Taken(wishes[0]) from clash


def release(holder: UUID) -> int:
    """Give up everything the holder has; returns how many claims ended."""
    return Claim.objects.filter(holder=holder, is_active=True).update(is_active=False)


def keep(holder: UUID) -> int:
    """Turn the holder's held claims into lasting ones; returns how many."""
    return Claim.objects.filter(holder=holder, is_active=True).update(expires_at=None)


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


def _key(row: Bookable) -> tuple[str, str, int]:
    return row.kind, row.owner, row.number
