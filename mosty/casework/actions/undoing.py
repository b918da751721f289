"""Inverses of what is easily done by mistake in the work with a person (`core.undo`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mosty.casework.access.cases import can_work
from mosty.casework.access.notes import written_classes
from mosty.casework.actions import recorded
from mosty.casework.enums.cases import CaseStep
from mosty.casework.models import Action, Case, CaseEvent, CaseWorker, NoteDraft, Visit
from mosty.clients.actions.opened import lock_open
from mosty.clients.models import Client
from mosty.core import time, undo
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.core.undo import Undoing


def row(asked: Undoing) -> None:
    """A task, a need, a step of a plan, a plan: its columns as they were."""
    one = asked.row
    plan = one.goal.plan if isinstance(one, Action) else one
    _demand(plan.client, asked.by)
    if isinstance(one, Action) and plan.closed_on is not None:
        raise Refusal("newer", sentence=undo.NEWER)
    for name, value in asked.state.items():
        column: Any = one._meta.get_field(name.removesuffix("_id"))
        setattr(one, name, column.to_python(value))
    one.save()
    record(f"{one._meta.model_name}.undone", one, by=asked.by, organisation=plan.organization_id, fields=sorted(asked.state))


def case(asked: Undoing) -> None:
    """A case as it stood before it was paused, closed, opened again or handed over. Its history tells both."""
    one: Case = asked.row
    _demand(one.client, asked.by)
    for name, value in asked.state["before"].items():
        column: Any = one._meta.get_field(name)
        setattr(one, name, column.to_python(value))
    one.save()
    if asked.state.get("new"):
        CaseWorker.objects.filter(pk=asked.state["new"], case=one).delete()
        CaseWorker.objects.filter(pk=asked.state["now"], case=one).update(until_on=None, updated_at=time.now())
    today = time.today(one.client.centre.time_zone)
    CaseEvent.objects.create(case=one, step=CaseStep.TAKEN_BACK, on=today, by=asked.by)
    record("case.taken-back", one, by=asked.by, organisation=one.organization_id)


def draft(asked: Undoing) -> None:
    """An unfinished note that was thrown away waits for its author again. Nobody's business but theirs: no trace."""
    (back,) = undo.put_back(asked.state["rows"])
    if not isinstance(back, NoteDraft) or back.author_id != asked.by.pk or not written_classes(asked.by, back.client):
        raise PermissionDenied


def detach(visit: Visit, *, by: User) -> None:
    """A contact belongs to nobody again; needs of that person are no longer named by it. It stays one contact."""
    client = visit.client
    visit.client = None
    visit.save(update_fields=["client", "updated_at"])
    for encounter in visit.encounters.filter(client=client).order_by("pk"):
        encounter.client = None
        encounter.save(update_fields=["client", "updated_at"])
        encounter.deliveries.exclude(need=None).update(need=None, updated_at=time.now())
        encounter.notes.update(encounter=None, updated_at=time.now())
        recorded.tell(encounter)
    record("visit.detached", visit, by=by, organisation=visit.organization_id)


def _demand(client: Client, by: User) -> None:
    client = lock_open(client)
    if not can_work(by, client):
        raise PermissionDenied


INVERSES: dict[str, Any] = {"casework.row": row, "casework.case": case, "casework.draft": draft}
