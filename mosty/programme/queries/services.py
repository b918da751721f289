"""Services that were given to one person, with the project that pays for each and those that could."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from mosty.casework.models import ServiceDelivery
from mosty.programme.models import Project

if TYPE_CHECKING:
    from mosty.clients.models import Client
    from mosty.programme.queries.participants import Taking

MOST = 50


@dataclass(frozen=True)
class Paid:
    """One service. `possible`: projects in which the person took part that day and the service counts."""

    delivery: ServiceDelivery
    project: Project | None
    is_by_hand: bool
    possible: tuple[Project, ...]


def services_of(client: Client, takings: Sequence[Taking]) -> list[Paid]:
    """The last `MOST` services since the person first took part, newest first. Two queries; nothing without a participation."""
    if not takings:
        return []
    since = min(one.entry_on for one in takings)
    rows = ServiceDelivery.objects.filter(encounter__client=client, encounter__on__gte=since)
    rows = rows.select_related("service", "encounter__worker", "attribution__project").order_by(
        "-encounter__started_at", "-created_at", "pk"
    )
    counted = _counted({one.row.project_id for one in takings})
    return [_paid(row, takings, counted) for row in rows[:MOST]]


def find_delivery(client: Client, pk: UUID) -> ServiceDelivery | None:
    """One service of this person (the file itself was the look)."""
    return ServiceDelivery.objects.filter(encounter__client=client, pk=pk).first()


def _paid(row: ServiceDelivery, takings: Sequence[Taking], counted: dict[UUID, set[UUID]]) -> Paid:
    set_to = getattr(row, "attribution", None)
    day = row.encounter.on
    possible = tuple(
        one.row.project
        for one in takings
        if one.is_counted
        and one.entry_on <= day
        and (one.row.exit_on is None or day <= one.row.exit_on)
        and row.service_id in counted.get(one.row.project_id, ())
    )
    return Paid(row, set_to.project if set_to else None, bool(set_to and set_to.made_by_id), possible)


def _counted(projects: set[UUID]) -> dict[UUID, set[UUID]]:
    through = Project.services.through.objects.filter(project__in=projects).order_by("pk")
    found: dict[UUID, set[UUID]] = {}
    for project, service in through.values_list("project", "service"):
        found.setdefault(project, set()).add(service)
    return found
