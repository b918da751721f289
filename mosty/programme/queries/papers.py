"""What the printed forms of a project say about one participation, as plain data without words of ours: the forms put labels to it.

Each is a dict of codes, days and texts as they were written. The caller has opened the participation (`access.projects.get_participation`)
and notes the look ("print").
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from mosty.clients.queries.file import names_of
from mosty.core import time
from mosty.directory.access import people
from mosty.programme.models import Attribution, Participation
from mosty.programme.queries.checklists import questions_of
from mosty.programme.queries.participants import FACTS, Taking, takings
from mosty.programme.queries.projects import centres_of, services_of


def declaration(participation: Participation) -> dict[str, Any]:
    """Declaration of participation: who, in which project, since when."""
    taking = takings([participation])[0]
    return {
        "project": _project(participation),
        "person": _person(participation),
        "participation": _facts(taking),
        "guardian": participation.guardian,
    }


def eligibility(participation: Participation) -> dict[str, Any]:
    """Statement of eligibility: each question of the checklist that judged the person, with its answer; documents were seen, not copied."""
    taking = takings([participation])[0]
    content = questions_of(participation.checklist)
    seers = {str(user.pk): user.name for user in people(_ids(participation.answers))}
    lines = []
    for question in content.questions:
        answer = participation.answers.get(question.key, {})
        lines.append(
            {
                "key": question.key,
                "texts": dict(question.texts),
                "kind": question.kind,
                "is_required": question.is_required,
                "answer": answer.get("answer", ""),
                "seen_on": date.fromisoformat(answer["on"]) if answer.get("on") else None,
                "seen_by": seers.get(answer.get("by", ""), ""),
            }
        )
    return {
        "project": _project(participation),
        "person": _person(participation),
        "participation": _facts(taking),
        "checklist_version": participation.checklist.version,
        "lines": lines,
        "warnings": list(participation.despite),
        "checked_by": participation.enrolled_by.name if participation.enrolled_by else "",
        "checked_on": time.local(participation.created_at, participation.client.centre.time_zone).date(),
    }


def service_card(participation: Participation, month: date | None = None) -> dict[str, Any]:
    """Service card: what the project paid for, line by line with day, minutes, service, language, form, worker. `month`: any day of it;
    without, everything since the entry. Hours are those of the centre where it was given."""
    rows = Attribution.objects.filter(participation=participation).select_related(
        "delivery__service", "delivery__encounter__worker", "delivery__encounter__centre__town"
    )
    if month is not None:
        first = month.replace(day=1)
        rows = rows.filter(delivery__encounter__on__gte=first, delivery__encounter__on__lt=time.months_later(first, 1))
    lines = []
    for row in rows.order_by("delivery__encounter__started_at", "delivery__created_at", "pk"):
        encounter = row.delivery.encounter
        lines.append(
            {
                "on": encounter.on,
                "started_at": time.local(encounter.started_at, encounter.centre.time_zone),
                "minutes": row.delivery.minutes,
                "service": dict(row.delivery.service.names),
                "service_code": row.delivery.service.code,
                "topic": row.delivery.service.topic,
                "language": encounter.language,
                "mode": encounter.mode,
                "interpreting": encounter.interpreting,
                "worker": encounter.worker.name if encounter.worker else "",
                "centre": encounter.centre.name,
                "town": encounter.centre.town.name,
            }
        )
    return {
        "project": _project(participation),
        "person": _person(participation),
        "participation": _facts(takings([participation])[0]),
        "month": month.replace(day=1) if month else None,
        "lines": lines,
        "minutes": sum(line["minutes"] for line in lines),
    }


def _project(participation: Participation) -> dict[str, Any]:
    project = participation.project
    columns = ("name", "prefix", "agreement", "measure", "objective", "area", "support", "first_on", "last_on", "keep_until")
    return {name: getattr(project, name) for name in columns} | {
        "organization": project.organization.name,
        "organization_names": dict(project.organization.names),
        "centres": [centre.name for centre in centres_of(project)],
        "services": [dict(service.names) for service in services_of(project)],
    }


def _person(participation: Participation) -> dict[str, Any]:
    client = participation.client
    columns = ("name", "birth_on", "birth_year", "birth_quality", "phone", "email", "language", "citizenship", "sex")
    names = [{"kind": name.kind, "text": name.text} for name in names_of(client)]
    return {name: getattr(client, name) for name in columns} | {"file_number": client.number, "names": names}


def _facts(taking: Taking) -> dict[str, Any]:
    """The facts as they count today, with those of the first day that were put right since."""
    row = taking.row
    columns = ("number", "birth_quality", "exit_on", "exit_reason", "exit_result", "exit_note")
    facts = {name: getattr(taking, name) for name in FACTS} | {name: getattr(row, name) for name in columns}
    was = {name: getattr(row, name) for name in FACTS if getattr(row, name) != facts[name]}
    return facts | {"as_first_written": was}


def _ids(answers: dict[str, dict[str, str]]) -> set[UUID]:
    return {UUID(answer["by"]) for answer in answers.values() if answer.get("by")}
