"""Claims: what cannot be taken twice at one time. The database refuses the second; here is how to ask politely.

Lock order is always by bookable id, so two bookings never wait for each other in a circle. All functions want an open
transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

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
    for kind, owner, number in keys:
        wanted |= Q(kind=kind, owner=owner, number=number)
    rows = {_key(row): row for row in Bookable.objects.select_for_update().filter(wanted).order_by("pk")}
    if len(rows) < len(keys):
        Bookable.objects.bulk_create(
            [Bookable(kind=kind, owner=owner, number=number) for kind, owner, number in keys if (kind, owner, number) not in rows],
            ignore_conflicts=True,
        )
        rows = {_key(row): row for row in Bookable.objects.select_for_update().filter(wanted).order_by("pk")}
    return rows


def take(
    wishes: Sequence[Wish], *, starts_at: datetime, ends_at: datetime, holder: UUID, expires_at: datetime | None = None
) -> list[Claim]:
    """Claim one place of each wish from `starts_at` to `ends_at` for `holder`, all or nothing.

    Claims that were only held and have run out give way. Raises `Taken`.
    """
    rows = bookables(wishes)
    at = time.now()
    overlapping = Claim.objects.filter(
        bookable__in=[row.pk for row in rows.values()], is_active=True, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    busy: set[int] = set()
    for claim in overlapping.order_by("pk"):
        if claim.expires_at is not None and claim.expires_at <= at:
            claim.is_active = False
            claim.save(update_fields=["is_active"])
        elif claim.holder != holder:
            busy.add(claim.bookable_id)
        else:  # the holder's own claim is replaced by the new one
            claim.is_active = False
            claim.save(update_fields=["is_active"])
    taken = []
    for wish in wishes:
        places = [rows[wish.kind, wish.owner, number] for number in range(1, wish.places + 1)]
        free = next((place for place in places if place.pk not in busy), None)
        if free is None:
            raise Taken(wish)
        try:
            with transaction.atomic():
                taken.append(
                    Claim.objects.create(
                        bookable=free, starts_at=starts_at, ends_at=ends_at, holder=holder, expires_at=expires_at
                    )
                )
        except IntegrityError as clash:
            raise Taken(wish) from clash
    return taken


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


def _key(row: Bookable) -> tuple[str, str, int]:
    return row.kind, row.owner, row.number
