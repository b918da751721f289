"""Which project pays for a service that was given: set by itself when the person takes part that day, changed by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.casework.models import Encounter, ServiceDelivery
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.locks import lock
from mosty.programme.models import Attribution, Participation, Project
from mosty.programme.queries.participants import open_on, takings

if TYPE_CHECKING:
    from mosty.accounts.models import User

NOT_IN = _("The person did not take part in this project on the day of the service.")


def follow_encounter(encounter: Encounter) -> None:
    """An encounter was written down, changed, or came to belong to a person: its services get their project. What was chosen stays.

    Nobody's any more: no project pays for it.
    """
    if encounter.client_id is None:
        Attribution.objects.filter(delivery__encounter=encounter).delete()
        return
    rows = ServiceDelivery.objects.filter(encounter=encounter, attribution=None).order_by("created_at", "pk")
    deliveries = list(rows.select_related("encounter"))
    if deliveries:
        _attribute(deliveries, open_on(encounter.client_id, encounter.on))


@transaction.atomic
def attribute(delivery: ServiceDelivery, project: Project | None, *, by: User) -> Attribution:
    """Say by hand which project pays for a service, or that none does. It is not set anew afterwards.

    Raises `Refusal`: not-in-project (the person did not take part that day), not-counted (the service does not count in the project).
    """
    delivery = lock(delivery)
    encounter = delivery.encounter
    participation = None
    if project is not None:
        inside = open_on(encounter.client_id, encounter.on) if encounter.client_id else []
        participation = next((one for one in inside if one.project_id == project.pk), None)
        if participation is None:
            raise Refusal("not-in-project", sentence=NOT_IN, field="project")
        if not project.services.filter(pk=delivery.service_id).exists():
            raise Refusal("not-counted", sentence=_("This service does not count in the project."), field="project")
    row, _made = Attribution.objects.update_or_create(
        delivery=delivery, defaults={"project": project, "participation": participation, "made_by": by}
    )
    record("service.attributed", delivery, by=by, organisation=encounter.organization_id, project=str(project.pk) if project else "")
    return row


def attribute_person(participation: Participation) -> None:
    """A participation began, ended or was put right: services outside it lose the project, those inside that have none get it."""
    own = Attribution.objects.filter(participation=participation)
    taking = takings([participation])[0]
    until = participation.exit_on
    outside = [
        pk
        for pk, day in own.order_by("pk").values_list("pk", "delivery__encounter__on")
        if not taking.is_counted or day < taking.entry_on or (until is not None and day > until)
    ]
    Attribution.objects.filter(pk__in=outside).delete()
    rows = ServiceDelivery.objects.filter(encounter__client=participation.client_id, attribution=None)
    _by_day(rows.order_by("created_at", "pk").select_related("encounter"))


def attribute_project(project: Project) -> None:
    """The services that count changed: those of everybody who takes part get their project anew, where nobody chose it by hand."""
    services = set(project.services.order_by("pk").values_list("pk", flat=True))
    Attribution.objects.filter(project=project, made_by=None).exclude(delivery__service__in=services).delete()
    people = Participation.objects.filter(project=project).order_by().values("client")
    rows = ServiceDelivery.objects.filter(encounter__client__in=people, service__in=services, attribution=None)
    _by_day(rows.order_by("created_at", "pk").select_related("encounter"))


def _by_day(deliveries: Iterable[ServiceDelivery]) -> None:
    """Attribute services of several people and days."""
    found: dict[UUID, list[ServiceDelivery]] = {}
    for delivery in deliveries:
        found.setdefault(delivery.encounter.client_id, []).append(delivery)  # type: ignore[arg-type]
    rows = Participation.objects.filter(client__in=found).select_related("project").order_by("entry_on", "created_at", "pk")
    inside: dict[UUID, list[Participation]] = {}
    entered = {}
    for one in takings(list(rows)):
        if one.is_counted:
            inside.setdefault(one.row.client_id, []).append(one.row)
            entered[one.row.pk] = one.entry_on
    counted = _services([row for rows in inside.values() for row in rows])
    made = []
    for client, given in found.items():
        for delivery in given:
            day = delivery.encounter.on
            at = [row for row in inside.get(client, []) if entered[row.pk] <= day and (row.exit_on is None or day <= row.exit_on)]
            made += _one(delivery, at, counted)
    Attribution.objects.bulk_create(made, batch_size=500)


def _attribute(deliveries: list[ServiceDelivery], inside: list[Participation]) -> None:
    counted = _services(inside)
    Attribution.objects.bulk_create([row for delivery in deliveries for row in _one(delivery, inside, counted)])


def _one(delivery: ServiceDelivery, inside: list[Participation], counted: dict[UUID, set[UUID]]) -> list[Attribution]:
    """The project that the person entered first among those in which the service counts."""
    first = next((row for row in inside if delivery.service_id in counted.get(row.project_id, ())), None)
    return [Attribution(delivery=delivery, project_id=first.project_id, participation=first)] if first else []


def _services(inside: list[Participation]) -> dict[UUID, set[UUID]]:
    """By project: the services that count in it. One query."""
    through = Project.services.through.objects
    found: dict[UUID, set[UUID]] = {}
    for project, service in through.filter(project__in={row.project_id for row in inside}).order_by("pk").values_list("project", "service"):
        found.setdefault(project, set()).add(service)
    return found
