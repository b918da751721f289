"""How many people take part in a project, by sex and age group: each person once, by the first registration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from mosty.clients.enums import Answer, Sex
from mosty.programme.enums.projects import NOT_COUNTED, AgeGroup
from mosty.programme.models import Attribution, Correction, Participation, Project

SEXES = (Sex.WOMAN.value, Sex.MAN.value, Sex.NON_BINARY.value, Answer.UNKNOWN.value, Answer.REFUSED.value)
GROUPS = tuple(AgeGroup.values)


@dataclass(frozen=True)
class Counted:
    """One indicator: persons by sex and age group. `open_count`: who is still in; a person who came back counts once."""

    total: int
    open_count: int
    cells: dict[tuple[str, str], int]

    def by_sex(self, sex: str) -> int:
        return sum(number for (one, _group), number in self.cells.items() if one == sex)

    def by_group(self, group: str) -> int:
        return sum(number for (_sex, one), number in self.cells.items() if one == group)


def right(field: str) -> Any:
    """The value of a first-day column as it counts: the newest correction, else what was written."""
    newest = Correction.objects.filter(participation=OuterRef("pk"), field=field).order_by("-created_at", "-pk").values("value")[:1]
    return Coalesce(Subquery(newest), F(field), output_field=CharField())


def with_right_values(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Annotates `right_sex` and `right_age_group`, with corrections."""
    return rows.annotate(right_sex=right("sex"), right_age_group=right("age_group"))


def supported(project: Project, organizations: Collection[UUID], *, until: date | None = None) -> Counted:
    """O.2.3 of AMIF (Annex VIII of Regulation 2021/1147): participants supported.

    A person is counted by the first registration in the project, with the sex and age group of that day as they were put right since;
    who was enrolled by mistake or twice is not. Of people whose files these organisations keep; `until` (included) by day of entry.
    Two queries, however many people.
    """
    rows = Participation.objects.filter(project=project, organization__in=organizations).exclude(exit_reason__in=NOT_COUNTED)
    if until is not None:
        rows = rows.filter(entry_on__lte=until)
    corrected = _corrected(project)
    seen: set[UUID] = set()
    still: set[UUID] = set()
    cells: Counter[tuple[str, str]] = Counter()
    columns = ("pk", "client", "sex", "age_group", "exit_on")
    for pk, client, sex, group, exit_on in rows.order_by("entry_on", "number", "pk").values_list(*columns):
        if exit_on is None:
            still.add(client)
        if client in seen:
            continue
        seen.add(client)
        cells[corrected.get((pk, "sex"), sex), corrected.get((pk, "age_group"), group)] += 1
    return Counted(len(seen), len(still), dict(cells))


def minutes_of(participations: Collection[UUID]) -> dict[UUID, int]:
    """Minutes of services that the project pays for, by participation; nothing for who got none. One query."""
    rows = Attribution.objects.filter(participation__in=participations).order_by().values("participation")
    return dict(rows.annotate(minutes=Sum("delivery__minutes")).values_list("participation", "minutes"))


def minutes_total(project: Project, organizations: Collection[UUID]) -> int:
    """All minutes that the project pays for, of people whose files these organisations keep."""
    rows = Attribution.objects.filter(project=project, participation__organization__in=organizations)
    return rows.aggregate(minutes=Sum("delivery__minutes"))["minutes"] or 0


def _corrected(project: Project) -> dict[tuple[UUID, str], str]:
    rows = Correction.objects.filter(participation__project=project, field__in=("sex", "age_group")).order_by("created_at", "pk")
    return {(pk, field): value for pk, field, value in rows.values_list("participation", "field", "value")}
