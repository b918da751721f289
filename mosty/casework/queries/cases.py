"""A worker's own people, days and tasks; the case of a person. A constant number of queries each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, Max, Min, OuterRef, Q, QuerySet, Subquery

from mosty.casework.access.cases import my_cases, my_tasks
from mosty.casework.enums.cases import SOON_DAYS, UNSEEN_DAYS
from mosty.casework.models import Case, CaseEvent, CaseWorker, Encounter, Task
from mosty.clients.models import Client, Deadline
from mosty.core import time
from mosty.core.audit import looks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mosty.directory.access import AnyUser


MOST_DAYS = 1000  # of one worker's tasks, and of their people's deadlines
PEOPLE_ORDERS: dict[str, tuple[Any, ...]] = {
    "name": ("client__name", "client__number"),
    "seen": (F("last_seen").asc(nulls_first=True), "client__name", "client__number"),
    "due": (F("next_on").asc(nulls_last=True), "client__name", "client__number"),
}


@dataclass(frozen=True)
class Due:
    """One of my days: a task, or a deadline of one of my people. `days` are left; negative when it has passed."""

    on: date
    days: int
    client: Client
    task: Task | None = None
    deadline: Deadline | None = None


def case_of(client: Client) -> Case | None:
    """The person's newest case: the one that is not closed, if there is one (the file itself was the look)."""
    return Case.objects.filter(client=client).first()


def workers_now(case: Case) -> list[CaseWorker]:
    """Who works on it today; the responsible one first."""
    rows = case.workers.filter(Q(until_on=None) | Q(until_on__gte=time.today())).select_related("user")
    return list(rows.order_by(F("until_on").desc(nulls_first=True), "pk"))


def events_of(case: Case) -> list[CaseEvent]:
    """What happened to the case, newest first."""
    return list(case.events.select_related("by", "worker").order_by("-created_at", "pk"))


def tasks_of(client: Client) -> list[Task]:
    """What is still to be done about a person, the soonest first."""
    return list(Task.objects.filter(client=client, done_on=None).select_related("assignee").order_by("due_on", "pk"))


def my_people(user: AnyUser, *, unseen: bool = False, order: str = "name") -> QuerySet[Case]:
    """Cases the user works on, in one of `PEOPLE_ORDERS`, each with `last_seen` (day of the last encounter) and `next_on`
    (next open deadline).

    `unseen`: only people with no encounter for more than `UNSEEN_DAYS` days, the longest first. To be paged; `note_people` notes the look.
    """
    last = Encounter.objects.filter(client=OuterRef("client")).order_by().values("client").annotate(day=Max("on")).values("day")
    due = Deadline.objects.filter(client=OuterRef("client"), done_on=None).order_by().values("client").annotate(day=Min("on")).values("day")
    rows = my_cases(user).select_related("client__centre__town").annotate(last_seen=Subquery(last), next_on=Subquery(due))
    if not unseen:
        return rows.order_by(*PEOPLE_ORDERS.get(order, PEOPLE_ORDERS["name"]))
    since = time.today() - timedelta(days=UNSEEN_DAYS)
    return rows.filter(Q(last_seen__lt=since) | Q(last_seen=None, opened_on__lt=since)).order_by(F("last_seen").asc(nulls_first=True), "pk")


def note_people(rows: Sequence[Case]) -> None:
    """The page of one's people is about to be shown. A look by list."""
    for place in {(row.client.organization_id, row.client.centre_id) for row in rows}:
        mine = [row.client_id for row in rows if (row.client.organization_id, row.client.centre_id) == place]
        looks.note("list", "clients.client", mine, organisation=place[0], centre=place[1])


def my_days(user: AnyUser, *, overdue: bool = False, most: int = MOST_DAYS) -> list[Due]:
    """The user's tasks and their people's deadlines: those of the next `SOON_DAYS` days, or those that have passed. Soonest first."""
    today = time.today()
    span = {"lt": today} if overdue else {"gte": today, "lte": today + timedelta(days=SOON_DAYS)}
    tasks = my_tasks(user).filter(**_on("due_on", span)).select_related("client__centre").order_by("due_on", "pk")[:most]
    mine = my_cases(user).order_by().values("client")
    deadlines = Deadline.objects.filter(client__in=mine, done_on=None, **_on("on", span))
    found = [Due(row.due_on, (row.due_on - today).days, row.client, task=row) for row in tasks]
    ordered = deadlines.select_related("client__centre").order_by("on", "pk")[:most]
    found += [Due(row.on, (row.on - today).days, row.client, deadline=row) for row in ordered]
    for place in {(one.client.organization_id, one.client.centre_id) for one in found}:
        people = {one.client.pk for one in found if (one.client.organization_id, one.client.centre_id) == place}
        looks.note("list", "clients.client", sorted(people), organisation=place[0], centre=place[1])
    return sorted(found, key=lambda one: one.on)[:most]


def my_counts(user: AnyUser) -> dict[str, int]:
    """How many people, overdue days and people unseen for long. No look: no person in it."""
    today = time.today()
    late = Deadline.objects.filter(client__in=my_cases(user).order_by().values("client"), done_on=None, on__lt=today)
    return {
        "people": my_cases(user).order_by().values("pk").distinct().count(),
        "overdue": my_tasks(user).filter(due_on__lt=today).count() + late.count(),
        "unseen": my_people(user, unseen=True).count(),
    }


def _on(column: str, span: dict[str, date]) -> dict[str, Any]:
    return {f"{column}__{how}": day for how, day in span.items()}
