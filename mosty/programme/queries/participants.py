"""Who takes part in a project, and one person's participations. What is shown is noted as a look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet

from mosty.core import time
from mosty.core.audit import looks
from mosty.programme.access.projects import visible_participations
from mosty.programme.enums.projects import NOT_COUNTED, AgeGroup
from mosty.programme.models import Correction, Participation, Project
from mosty.programme.queries.counting import SEXES, minutes_of, with_right_values

if TYPE_CHECKING:
    from mosty.accounts.enums import Right
    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser

NUMBER_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
STATES = ("open", "ended", "not-counted")
DAYS = ("entry_on", "declared_on", "stay_until")


@dataclass(frozen=True)
class Taking:
    """A participation as it counts: the first-day facts with what was put right since, and the minutes of its services."""

    row: Participation
    values: dict[str, Any]
    minutes: int = 0
    corrections: list[Correction] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        """A fact as it counts: `taking.sex`."""
        try:
            return self.__dict__["values"][name]
        except KeyError as unknown:
            raise AttributeError(name) from unknown

    @property
    def is_counted(self) -> bool:
        return self.row.exit_reason not in NOT_COUNTED


FACTS = ("entry_on", "declared_on", "age", "age_group", "sex", "citizenship", "is_unaccompanied", "stay_basis", "stay_until")


def read(name: str, text: str) -> Any:
    """A fact from the text of a correction."""
    if name in DAYS:
        return date.fromisoformat(text) if text else None
    if name == "age":
        return int(text) if text else None
    return text == "yes" if name == "is_unaccompanied" else text


def written(name: str, value: Any) -> str:
    """A fact as the text of a correction; `read` gives it back."""
    if name == "is_unaccompanied":
        return "yes" if value else "no"
    if value is None:
        return ""
    return value.isoformat() if name in DAYS else str(value)


def participants(
    user: AnyUser, project: Project, right: Right | None = None, *, state: str = "", sex: str = "", age: str = "", number: str = ""
) -> QuerySet[Participation]:
    """Who takes part, as far as the user may see, by number. Filters that mean nothing are not applied. To be paged: then `takings`.

    `number`: a piece of a participant's number.
    """
    rows = visible_participations(user, right) if right else visible_participations(user)
    rows = rows.filter(project=project)
    if state == "open":
        rows = rows.filter(exit_on=None)
    elif state == "ended":
        rows = rows.exclude(exit_on=None).exclude(exit_reason__in=NOT_COUNTED)
    elif state == "not-counted":
        rows = rows.filter(exit_reason__in=NOT_COUNTED)
    if sex in SEXES or age in AgeGroup.values:
        rows = with_right_values(rows)
        rows = rows.filter(**({"right_sex": sex} if sex in SEXES else {}), **({"right_age_group": age} if age in AgeGroup.values else {}))
    part = "".join(letter for letter in number[:30].upper() if letter in NUMBER_LETTERS)
    if part:
        rows = rows.filter(number__contains=part)
    return rows.select_related("client__centre__town").order_by("number", "pk")


def takings(rows: Sequence[Participation]) -> list[Taking]:
    """The rows as they count. Two queries, however many rows."""
    ids = [row.pk for row in rows]
    minutes = minutes_of(ids)
    corrections: dict[UUID, list[Correction]] = {}
    for one in Correction.objects.filter(participation__in=ids).select_related("by").order_by("created_at", "pk"):
        corrections.setdefault(one.participation_id, []).append(one)
    return [taking(row, corrections.get(row.pk, []), minutes.get(row.pk, 0)) for row in rows]


def taking(row: Participation, corrections: list[Correction], minutes: int = 0) -> Taking:
    """One row as it counts."""
    values = {name: getattr(row, name) for name in FACTS}
    values |= {one.field: read(one.field, one.value) for one in corrections if one.field in FACTS}
    return Taking(row, values, minutes, corrections)


def note_participants(rows: Sequence[Participation], how: str = "list") -> None:
    """These people are about to be shown, or taken along as a file. A look."""
    for place in {(row.client.organization_id, row.client.centre_id) for row in rows}:
        mine = [row.client_id for row in rows if (row.client.organization_id, row.client.centre_id) == place]
        looks.note(how, "clients.client", mine, organisation=place[0], centre=place[1])


def participations_of(client: Client) -> list[Taking]:
    """All of one person, open ones first, then the latest (the file itself was the look)."""
    rows = Participation.objects.filter(client=client).select_related("project", "checklist", "enrolled_by").order_by("-entry_on", "pk")
    return sorted(takings(list(rows)), key=lambda one: one.row.exit_on is not None)


def open_on(client_id: UUID, day: date) -> list[Participation]:
    """In which projects the person takes part on the day, the longest first. With corrections of the day of entry."""
    rows = Participation.objects.filter(client=client_id).filter(Q(exit_on=None) | Q(exit_on__gte=day)).exclude(exit_reason__in=NOT_COUNTED)
    found = [one for one in takings(list(rows.select_related("project").order_by("entry_on", "created_at", "pk"))) if one.entry_on <= day]
    return [one.row for one in found]


def choices_for(client: Client) -> list[Project]:
    """Projects into which the person could be enrolled: they run at the file's centre, have begun, and ended at most three months ago.

    Those in which the person takes part are left out.
    """
    today = time.today(client.centre.time_zone)
    inside = Participation.objects.filter(client=client, exit_on=None).order_by().values("project")
    rows = Project.objects.filter(centres=client.centre_id, first_on__lte=today, last_on__gte=time.months_later(today, -3))
    return list(rows.exclude(pk__in=inside).order_by("-last_on", "name", "pk"))
