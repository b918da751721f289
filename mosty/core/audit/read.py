"""Reads of the log of looks. Which places a reader may see is decided above (`directory.access`), not here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from mosty.core import time
from mosty.core.models import AccessEvent, AuditEntry

HOW = tuple(AccessEvent.How.values)


def looks(
    *,
    organizations: Collection[UUID],
    centres: Collection[UUID],
    people: Collection[UUID],
    who: UUID | None = None,
    day: date | None = None,
    how: str = "",
    about: UUID | None = None,
) -> QuerySet[AccessEvent]:
    """Looks at rows of these organisations and centres, newest first, with who looked.

    A look at no one place (a search over several centres) belongs to the places of the person who looked: it is there when they
    are one of `people`. `day` is a day of the network's zone; an unknown `how` means all; `about` is the id of a row.
    """
    nowhere = Q(centre=None, actor__in=people)
    rows = AccessEvent.objects.filter(Q(organisation__in=organizations) | Q(centre__in=centres) | nowhere)
    if who is not None:
        rows = rows.filter(actor=who)
    if day is not None:
        starts_at, ends_at = time.day_span(day)
        rows = rows.filter(at__gte=starts_at, at__lt=ends_at)
    if how in HOW:
        rows = rows.filter(how=how)
    if about is not None:
        rows = _about(rows, about)
    return rows.select_related("actor").order_by("-at", "-pk")


def looks_at(about: UUID, organization: UUID, rows: Collection[UUID] = ()) -> QuerySet[AccessEvent]:
    """Looks at one record and at single rows that belong to it, by anybody of its organisation, newest first, with who looked."""
    events = AccessEvent.objects.filter(organisation=organization)
    return _about(events, about, rows).select_related("actor").order_by("-at", "-pk")


def _about(events: QuerySet[AccessEvent], about: UUID, rows: Collection[UUID] = ()) -> QuerySet[AccessEvent]:
    """Those that name `about` among others or alone, and those that name one of `rows` alone.

    PostgreSQL has an index over the ids (`access_by_subject`); SQLite reads the events of the organisation.
    """
    if connection.vendor == "postgresql":
        alone = Q(subject_ids__has_any_keys=[str(pk) for pk in rows], count=1) if rows else Q(pk__in=[])
        return events.filter(Q(subject_ids__has_key=str(about)) | alone)
    single = [f'["{pk}"]' for pk in rows]
    return events.annotate(ids=Cast("subject_ids", TextField())).filter(Q(ids__contains=f'"{about}"') | Q(ids__in=single))


def opened_by(user: UUID | None, subject_type: str, *, most: int = 200) -> dict[UUID, datetime]:
    """Rows of that type in the user's last `most` openings, each with the instant of the last one, newest first. Nobody opened none."""
    events = AccessEvent.objects.filter(actor_id=user, how=AccessEvent.How.OPEN, subject_type=subject_type).order_by("-at", "-pk")[:most]
    found: dict[UUID, datetime] = {}
    for ids, at in events.values_list("subject_ids", "at"):
        for one in ids:
            found.setdefault(UUID(one), at)
    return found


def has_done(user: UUID | None, verb: str, subject_type: str, pk: UUID) -> bool:
    """Has this very user done `verb` to a row that may be gone by now? For a button that was pressed twice."""
    return AuditEntry.objects.filter(subject_type=subject_type, subject_id=str(pk), verb=verb, actor_id=user).exists()
