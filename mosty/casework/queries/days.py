"""The day of a centre in numbers and lists; what happened with a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from mosty.casework.access import encounters_with, mask, visible_visits
from mosty.casework.enums import LATE_DAYS, UNDO_MINUTES, VisitChannel
from mosty.casework.models import Encounter, ServiceDelivery, Visit
from mosty.core import time
from mosty.core.audit import looks
from mosty.directory.models import Service

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser
    from mosty.directory.models import Centre


@dataclass(frozen=True)
class DayCounts:
    """Numbers of one centre's day: every visit once, whoever it belongs to."""

    visits: int
    quick: int
    quick_by_phone: int
    encounters: int


def day_counts(user: AnyUser, centre: Centre, day: date) -> DayCounts:
    """How many visits (quick contacts among them), and how many of those led to an encounter. No look: no person in it."""
    numbers = (
        visible_visits(user)
        .filter(centre=centre, on=day)
        .aggregate(
            visits=Count("pk", distinct=True),
            quick=Count("pk", filter=Q(is_quick=True), distinct=True),
            quick_by_phone=Count("pk", filter=Q(is_quick=True, channel=VisitChannel.PHONE), distinct=True),
            encounters=Count("encounters", distinct=True),
        )
    )
    return DayCounts(**numbers)


def last_contacts(user: User, centre: Centre, count: int = 3) -> list[Visit]:
    """Quick contacts that this user counted today at the centre, newest first; each knows `can_undo`."""
    rows = list(
        visible_visits(user)
        .filter(centre=centre, is_quick=True, recorded_by=user, on=time.today(centre.time_zone))
        .order_by("-opened_at", "-created_at")[:count]
    )
    for row in rows:
        row.can_undo = is_undoable(row)  # type: ignore[attr-defined]
    return rows


def nameless_visits(user: AnyUser, centre: Centre) -> QuerySet[Visit]:
    """Visits and quick contacts of the last `LATE_DAYS` days at the centre that belong to nobody yet, newest first. To be paged.

    Each knows `talked_with`: who wrote an encounter of it down, if somebody did.
    """
    since = time.today(centre.time_zone) - timedelta(days=LATE_DAYS)
    talk = Encounter.objects.filter(visit=OuterRef("pk")).order_by("started_at", "pk").values("worker__name")[:1]
    rows = visible_visits(user).filter(centre=centre, client=None, on__gte=since).annotate(talked_with=Subquery(talk))
    return rows.order_by("-opened_at", "pk")


def is_undoable(visit: Visit) -> bool:
    """Is it a quick contact so fresh that its author may still change it or take it back?"""
    return visit.is_quick and visit.client_id is None and visit.created_at > time.now() - timedelta(minutes=UNDO_MINUTES)


def waiting_room(user: AnyUser, centre: Centre, day: date) -> tuple[list[Visit], list[Visit]]:
    """Walk-ins of the day that are not over: those who wait (longest first) and those who are with somebody.

    Of a hidden file that is not the reader's, initials stand for the name (`is_masked`).
    """
    rows = list(
        visible_visits(user)
        .filter(centre=centre, on=day, channel=VisitChannel.WALK_IN, is_quick=False, closed_at=None)
        .select_related("taken_by")
        .order_by("opened_at", "pk")
    )
    mask(user, rows)
    with_file = [row.pk for row in rows if row.client_id]
    if with_file:
        looks.note("list", "casework.visit", with_file, organisation=centre.organization_id, centre=centre.pk)
    return [row for row in rows if row.taken_at is None], [row for row in rows if row.taken_at is not None]


def visits_of(user: AnyUser, client: Client) -> list[Visit]:
    """Visits of one person that the user may see, newest first (the file itself was the look)."""
    return list(visible_visits(user).filter(client=client, organization=client.organization_id).order_by("-opened_at", "pk"))


def encounters_of(user: AnyUser, client: Client) -> list[Encounter]:
    """Encounters of one person that the user may read, newest first, with what was given. Empty for reception."""
    return list(encounters_with(user, client).prefetch_related("deliveries__service").order_by("-started_at", "pk"))


def day_version(user: AnyUser, centre: Centre, day: date) -> str:
    """Changes whenever a visit of the day does; no look."""
    seen = visible_visits(user).filter(centre=centre, on=day).aggregate(count=Count("pk"), last=Max("updated_at"))
    return f"{seen['count']}-{seen['last'].timestamp() if seen['last'] else 0}"


def services_given(centre: Centre) -> list[Service]:
    """Services that the centre gives, in the order of the network's list."""
    return list(Service.objects.filter(places__centre=centre).order_by("order", "slug"))


def last_by(user: AnyUser, centre: Centre) -> Encounter | None:
    """The encounter that the user wrote down last at the centre, within a month: what a form begins with. No look: no person in it."""
    since = time.now() - timedelta(days=LATE_DAYS)
    rows = Encounter.objects.filter(worker=user.pk, centre=centre, created_at__gt=since)
    given = Prefetch(
        "deliveries", ServiceDelivery.objects.filter(service__places__centre=centre).select_related("service").order_by("created_at", "pk")
    )
    return rows.prefetch_related(given).order_by("-created_at", "-pk").first()


def deliveries_of(encounter: Encounter) -> list[ServiceDelivery]:
    """What was given in an encounter that the reader may see, as it was written down."""
    return list(encounter.deliveries.select_related("service", "need").order_by("created_at", "service__order", "pk"))
