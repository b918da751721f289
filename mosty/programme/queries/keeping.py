"""What projects have to keep of the people who took part, and until when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mosty.clients.enums.retention import RecordClass
from mosty.clients.queries.holdings import Ids
from mosty.clients.queries.keeping import Keep
from mosty.clients.queries.retention import Only
from mosty.programme.models import Participation, Project

WHY = _("A project has to prove who took part (Regulation (EU) 2021/1060 Art. 82).")
# evidence is checked by name: without it the rest proves nothing
CLASSES = frozenset({RecordClass.PROJECT.value, RecordClass.IDENTITY.value})
YEARS_UNKNOWN = (
    6  # nobody wrote down until when: the last payment is not expected later than a year after the end, and five years run from there
)


def last_day(project: Project) -> date:
    """The last day on which the evidence of the project must be kept (the last day of December where nobody wrote one down)."""
    return project.keep_until or date(project.last_on.year + YEARS_UNKNOWN, 12, 31)


def project_keeps(files: Ids, day: date) -> list[Keep]:
    """The evidence of these people, until the last of their projects is done with it. One query."""
    rows = Participation.objects.filter(client__in=list(files)).select_related("project").order_by("pk")
    return [Keep(row.client_id, CLASSES, last_day(row.project), WHY) for row in rows]


def project_ends(organization: UUID, only: Only) -> dict[UUID, date | None]:
    """Person → the last day on which evidence of any of their projects must be kept. One query."""
    rows = Participation.objects.filter(organization=organization).select_related("project").order_by("pk")
    found: dict[UUID, date | None] = {}
    for row in rows if only is None else rows.filter(client__in=only):
        day, known = last_day(row.project), found.get(row.client_id)
        found[row.client_id] = max(day, known) if known else day
    return found


def project_names(organization: UUID) -> dict[UUID, str]:
    """The organisation's projects, newest first."""
    return dict(Project.objects.filter(organization=organization).order_by("-last_on", "name", "pk").values_list("pk", "name"))


def people_of(project: UUID) -> Collection[UUID]:
    """Files of those who take part, or took part."""
    return set(Participation.objects.filter(project=project).order_by().values_list("client", flat=True))
