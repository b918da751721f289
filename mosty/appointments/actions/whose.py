"""Whose visit it was, said afterwards: the visit, its encounters and the booking it came of belong to the person from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from mosty.appointments.models import Appointment
from mosty.casework.access import get_visit
from mosty.casework.actions import undoing, visits
from mosty.core import time, undo

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.casework.models import Visit
    from mosty.clients.models import Client
    from mosty.core.undo import Undoing


@transaction.atomic
def attach_visit(visit: Visit, client: Client, *, by: User) -> Visit:
    """Say whose visit it was, all or nothing. It stays one visit and one contact; only unique people change.

    Raises `Refusal` as `casework.actions.visits.attach_client`.
    """
    was_nobodys = visit.client_id is None
    visit = visits.attach_client(visit, client, by=by)
    mine = Appointment.objects.filter(visit=visit, client=None)
    bookings = list(mine.order_by("pk").values_list("pk", flat=True))
    mine.update(client=client, updated_at=time.now())
    if was_nobodys:
        undo.offer("appointments.attached", visit, by=by, organisation=visit.organization_id, person=client.pk, bookings=bookings)
    return visit


def undo_attaching(asked: Undoing) -> None:
    """The visit, its encounters and its booking belong to nobody again."""
    get_visit(asked.by, asked.row.pk)
    undoing.detach(asked.row, by=asked.by)
    Appointment.objects.filter(pk__in=asked.state["bookings"], visit=asked.row).update(client=None, updated_at=time.now())
