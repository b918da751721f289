"""Two projects of the demo network: one that runs, one that ended, with some sixty people who do not exist. Written in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from mosty.casework.models import Encounter, ServiceDelivery
from mosty.clients.enums import BirthQuality, StayBasis
from mosty.clients.models import Client
from mosty.core import time
from mosty.core.world import NO_CITIZENSHIP
from mosty.programme.actions.projects import Terms, begin_project
from mosty.programme.enums.projects import EU_EEA, AgeGroup, ExitReason, ExitResult, Objective
from mosty.programme.management.demo.bulk import insert
from mosty.programme.management.demo.cast import Staff
from mosty.programme.management.demo.network import Network
from mosty.programme.models import Attribution, Participation, Project
from mosty.programme.queries.checklists import newest
from mosty.programme.queries.eligibility import age_on, known_group

SEED = 20261123
PEOPLE = {True: 45, False: 18}  # in the project that runs, in the one that ended
PAID = ("lawyer", "psychologist", "legal-stay", "accompaniment", "career-adviser")
LEFT = 0.2
GUARDIANS = ("Oksana Kowal", "Maryna Szewczenko", "Nino Beridze")
ENDS = (ExitReason.COMPLETED, ExitReason.COMPLETED, ExitReason.RESIGNED, ExitReason.MOVED, ExitReason.LOST)


def load(
    network: Network, staff: Staff, clients: Sequence[Client], encounters: Sequence[Encounter], deliveries: Sequence[ServiceDelivery], *,
    today: date,
) -> tuple[int, int]:  # fmt: skip
    """Write both projects; how many people and services they have. Wants people and services written, and an open transaction."""
    rng = Random(SEED)
    grants = _projects(network, today)
    talked: dict[UUID, list[Encounter]] = {}
    for encounter in encounters:
        if encounter.client_id:
            talked.setdefault(encounter.client_id, []).append(encounter)
    rows: list[Participation] = []
    for project, is_running in grants:
        rows += _people(project, staff, clients, talked, PEOPLE[is_running], rng, today)
    insert(Participation, rows)
    paid = _paid(rows, encounters, deliveries, {network.services[slug].pk for slug in PAID})
    insert(Attribution, paid)
    return len(rows), len(paid)


def _projects(network: Network, today: date) -> list[tuple[Project, bool]]:
    """The first runs since the last year; the second ended some months ago."""
    rops, centres = network.organizations["rops"], [network.centres[slug] for slug in sorted(network.centres)]
    services = [network.services[slug] for slug in PAID]
    begun = date(today.year - 1, 1, 1)
    now = Terms(
        "Wielkopolskie mosty 2",
        "WLKP",
        begun,
        date(today.year + 2, 12, 31),
        centres,
        services,
        "FAMI.02.01-IZ.00-0004/24 (demo)",
        "FAMI.02.01",
        Objective.INTEGRATION,
        "województwo wielkopolskie",
        "porady prawne\nwsparcie psychologiczne\ntowarzyszenie w urzędach\ndoradztwo zawodowe",
        date(today.year + 8, 12, 31),
    )
    ended = time.months_later(today.replace(day=1), -2) - timedelta(days=1)
    then = Terms(
        "Pierwsze kroki (pilotaż)", "KROK", date(ended.year - 1, 1, 1), ended, centres[:2], services[:3], "FAMI pilotaż (demo)",
        "", Objective.INTEGRATION, "", "porady prawne", date(ended.year + 6, 12, 31),
    )  # fmt: skip
    return [(begin_project(terms, organization=rops, by=None), is_running) for terms, is_running in ((now, True), (then, False))]


def _people(
    project: Project,
    staff: Staff,
    clients: Sequence[Client],
    talked: dict[UUID, list[Encounter]],
    wanted: int,
    rng: Random,
    today: date,
) -> list[Participation]:
    checklist, centres = newest(project), set(project.centres.order_by("pk").values_list("pk", flat=True))
    fitting = [
        client
        for client in clients
        if client.centre_id in centres and client.citizenship and client.citizenship not in EU_EEA | {"XX", NO_CITIZENSHIP} and client.sex
    ]
    found: list[Participation] = []
    for client in sorted(rng.sample(fitting, min(wanted * 3, len(fitting))), key=lambda one: one.number):
        days = sorted(one.on for one in talked.get(client.pk, ()) if project.first_on <= one.on <= min(project.last_on, today))
        if not days or len(found) == wanted:
            continue
        row = _row(project, checklist, client, days, staff, rng, today)
        if row is not None:
            found.append(row)
    found.sort(key=lambda row: row.entry_on)
    for number, row in enumerate(found, start=1):
        row.number = f"{project.prefix}-{row.entry_on.year}-{number:05}"
    Project.objects.filter(pk=project.pk).update(last_number=len(found))
    return found


def _row(project, checklist, client, days, staff, rng, today):
    entry = days[0]
    group = known_group(client, entry)
    age = age_on(client, entry)
    if group is None:
        if age is None or len(age.groups) != 1 or age.highest < 0:
            return None
        group = age.groups[0]
    seen = {"answer": "seen", "on": entry.isoformat(), "by": str(staff.users["oksana"].pk)}
    row = Participation(
        organization_id=client.organization_id,
        project=project,
        client=client,
        entry_on=entry,
        declared_on=entry,
        age=age.exact if client.birth_quality == BirthQuality.FULL else None,
        age_group=group,
        birth_quality=client.birth_quality,
        sex=client.sex,
        citizenship=client.citizenship,
        stay_basis=StayBasis.TEMPORARY_PROTECTION if client.citizenship == "UA" else StayBasis.TEMPORARY,
        checklist=checklist,
        answers={"identity": seen, "stay": seen, "citizenship": {"answer": "yes"}, "rules": {"answer": "yes"}},
        enrolled_by=staff.users["oksana"],
        guardian=rng.choice(GUARDIANS) if group == AgeGroup.UNDER_18 else "",
    )
    if project.last_on < today:
        row.exit_on, row.exit_reason, row.exit_result = project.last_on, ExitReason.PROJECT_ENDED, rng.choice(ExitResult.values)
    elif rng.random() < LEFT:
        row.exit_on, row.exit_reason, row.exit_result = days[-1], rng.choice(ENDS), rng.choice(ExitResult.values)
    return row


def _paid(
    rows: list[Participation], encounters: Sequence[Encounter], deliveries: Sequence[ServiceDelivery], services: set[UUID]
) -> list[Attribution]:
    """Services of these people within their participations, each once."""
    by_person: dict[UUID, list[Participation]] = {}
    for row in rows:
        by_person.setdefault(row.client_id, []).append(row)
    days = {encounter.pk: encounter for encounter in encounters if encounter.client_id in by_person}
    counted = {
        row.project_id: {service.pk for service in row.project.services.all()} & services
        for row in {r.project_id: r for r in rows}.values()
    }
    found = []
    for delivery in deliveries:
        encounter = days.get(delivery.encounter_id)
        if encounter is None:
            continue
        for row in by_person[encounter.client_id]:
            is_inside = row.entry_on <= encounter.on <= (row.exit_on or date.max)
            if is_inside and delivery.service_id in counted[row.project_id]:
                found.append(Attribution(delivery=delivery, project=row.project, participation=row))
                break
    return found
