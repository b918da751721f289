"""Who sees and moves cases and tasks: whoever reads, or writes, the encounters of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from mosty.accounts.enums import ROLE_RIGHTS, Right
from mosty.casework.enums.cases import CaseState
from mosty.casework.models import Case, CaseWorker, Task
from mosty.clients.access import can_on, get_client, placed, places_of, shown
from mosty.core import time
from mosty.core.errors import Missing
from mosty.directory import access as directory

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser


def still_on_it() -> Q:
    """Of workers of cases: those whose last day has not passed, on cases that are not closed. Network's day."""
    return (Q(until_on=None) | Q(until_on__gte=time.today())) & Q(case__closed_on=None)


def get_case(user: AnyUser, pk: UUID, *, right: Right = Right.ENCOUNTER_READ) -> Case:
    """The case, if the user may; notes the look at the file. Raises `Missing` or `PermissionDenied`."""
    row = Case.objects.filter(pk=pk).first()
    if row is None:
        raise Missing
    row.client = get_client(user, row.client_id, right=right)
    return row


def can_work(user: AnyUser, client: Client) -> bool:
    """May the user open, move and hand over this person's case?"""
    return can_on(user, client, Right.ENCOUNTER_RECORD)


def team_of(client: Client) -> list[User]:
    """Colleagues who can be given the case or a task: they record encounters at the centre that keeps the file. By name."""
    rows = [row for place in sorted(places_of(client)) for row in directory.team(client.organization_id, place)]
    team = dict.fromkeys(row.user for row in rows if Right.ENCOUNTER_RECORD in ROLE_RIGHTS[row.role])
    return sorted(team, key=lambda user: (user.name, str(user.pk)))


def left_behind(client: Client) -> QuerySet[Case]:
    """Open cases that stayed with files that went into this one, because it had one of its own (the file itself was the look)."""
    return Case.objects.filter(client__merged_into=client).exclude(state=CaseState.CLOSED).order_by("opened_on", "pk")


def my_cases(user: AnyUser) -> QuerySet[Case]:
    """Cases the user works on now (handed over, the overlap included), of files that the user may open."""
    mine = placed(user, Right.ENCOUNTER_READ, "client__")
    worked = CaseWorker.objects.filter(still_on_it(), user=user.pk).order_by().values("case")
    return Case.objects.filter(mine & shown(user, "client__"), pk__in=worked, closed_on=None)


def my_tasks(user: AnyUser) -> QuerySet[Task]:
    """The user's own tasks that are not done, about people whose files the user may open."""
    mine = placed(user, Right.ENCOUNTER_READ, "client__")
    return Task.objects.filter(mine & shown(user, "client__"), assignee=user.pk, done_on=None)


def get_task(user: AnyUser, client: Client, pk: str) -> Task:
    """A task about this person, given to the user or by them; the file was opened already. Raises `Missing`, also for no id at all."""
    try:
        wanted = UUID(pk)
    except ValueError:
        raise Missing from None
    row = Task.objects.filter(Q(assignee=user.pk) | Q(made_by=user.pk), client=client, pk=wanted).first()
    if row is None:
        raise Missing
    return row
