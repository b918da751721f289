"""Who may read and change needs, assessments and plans: whoever reads, or writes, the encounters of the centre that keeps the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from mosty.accounts.enums import Right
from mosty.casework.models import Action, Assessment, Need, Plan, PlanCopy
from mosty.clients.access import can_on, get_client
from mosty.core.audit import looks
from mosty.core.errors import Missing

if TYPE_CHECKING:
    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser

Row = TypeVar("Row", Need, Assessment, Plan, PlanCopy, Action)


def get_planned(user: AnyUser, pk: UUID, *, right: Right = Right.ENCOUNTER_READ) -> Client:
    """The person whose needs and plan are to be read (or written: `ENCOUNTER_RECORD`); notes the look at the file.

    Raises `Missing` or `PermissionDenied`.
    """
    return get_client(user, pk, right=right)


def get_need(user: AnyUser, pk: UUID, *, right: Right = Right.ENCOUNTER_READ) -> Need:
    """The need, if the user may; notes the look. Raises `Missing` or `PermissionDenied`."""
    return _get(user, Need, pk, right, "client")


def get_assessment(user: AnyUser, pk: UUID) -> Assessment:
    """The assessment, if the user may; notes the look. Raises `Missing` or `PermissionDenied`."""
    row = _get(user, Assessment, pk, Right.ENCOUNTER_READ, "client", "made_by")
    _note("open", "casework.assessment", row.pk, row.client)
    return row


def get_plan(user: AnyUser, pk: UUID, *, right: Right = Right.ENCOUNTER_READ) -> Plan:
    """The plan, if the user may; notes the look. Raises `Missing` or `PermissionDenied`."""
    row = _get(user, Plan, pk, right, "client", "saved_by")
    _note("open", "casework.plan", row.pk, row.client)
    return row


def get_copy(user: AnyUser, pk: UUID) -> PlanCopy:
    """The copy that can be opened with a code, to be withdrawn. Raises `Missing` or `PermissionDenied`."""
    return _get(user, PlanCopy, pk, Right.ENCOUNTER_RECORD, "plan__client")


def get_action(user: AnyUser, pk: UUID) -> Action:
    """The step of a plan, to be ticked off. Raises `Missing` or `PermissionDenied`."""
    return _get(user, Action, pk, Right.ENCOUNTER_RECORD, "goal__plan__client")


def can_plan(user: AnyUser, client: Client) -> bool:
    """May the user write needs, assessments and plans of this person?"""
    return can_on(user, client, Right.ENCOUNTER_RECORD)


def reads_plans(user: AnyUser, client: Client) -> bool:
    """May the user read them?"""
    return can_on(user, client, Right.ENCOUNTER_READ)


def note_print(plan: Plan) -> None:
    """Remember that the plan is being printed."""
    _note("print", "casework.plan", plan.pk, plan.client)


def _get(user: AnyUser, model: type[Row], pk: UUID, right: Right, *related: str) -> Row:
    """The row, by the right to its person's file: what stands on the way to a file stands on the way to this too."""
    row: Any = model._default_manager.select_related(*related).filter(pk=pk).first()
    if row is None:
        raise Missing
    owner: Any = row
    for step in related[0].split("__"):
        owner = getattr(owner, step)
    client = get_client(user, owner.pk, right=right)
    _put(row, related[0].split("__"), client)
    return row


def _put(row: Any, path: list[str], client: Client) -> None:
    """The client with its centre and town, where the row has one without."""
    for step in path[:-1]:
        row = getattr(row, step)
    setattr(row, path[-1], client)


def _note(how: str, kind: str, pk: UUID, client: Client) -> None:
    looks.note(how, kind, [pk], organisation=client.organization_id, centre=client.centre_id)
