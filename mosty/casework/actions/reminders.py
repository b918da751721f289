"""Deadlines that come near: the person hears that a date is near, by a way they allowed; somebody at the centre has it on a list."""

from __future__ import annotations

from datetime import date, timedelta
from datetime import time as hour
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from mosty.casework.access.cases import team_of
from mosty.casework.enums.cases import LONGEST_TASK, CaseState
from mosty.casework.models import Case, Task
from mosty.clients.enums import DeadlineKind
from mosty.clients.models import Client, Deadline, SafeContact
from mosty.comms.actions import draft, enqueue
from mosty.comms.enums import Channel, MessageKind
from mosty.core import time
from mosty.core.audit.record import record
from mosty.core.dates import day_words
from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.comms.models import Message

MIDNIGHT = hour(0)
FIRST_HOUR, LAST_HOUR = 9, 18  # messages about a date wake nobody: the network's clock


def remind() -> int:
    """Remind of deadlines that are `settings.REMIND_DAYS` days away or less; returns how many were reminded of. Done by the worker.

    Each step of a deadline once: after days without a worker the nearest step is told, those that were passed meanwhile are not. What
    was written down when a step had passed already is not reminded of at that step. Only in the daytime of the network.
    """
    now = time.local(time.now())
    if not FIRST_HOUR <= now.hour < LAST_HOUR:
        return 0
    today = now.date()
    near = Deadline.objects.filter(done_on=None, on__gte=today, on__lte=today + timedelta(days=max(settings.REMIND_DAYS)))
    waiting = near.filter(client__merged_into=None).order_by("on", "pk").values_list("pk", "on", "reminded")
    due = [pk for pk, on, reminded in waiting if _reached(on, today) - set(reminded)]
    return sum(_remind(pk, today) for pk in due)


@transaction.atomic
def _remind(pk: UUID, today: date) -> bool:
    """One deadline, read anew and locked: two workers never remind twice."""
    rows = Deadline.objects.select_for_update(of=("self",)).select_related("client__centre__town", "client__opened_by")
    row = rows.filter(pk=pk, done_on=None, client__merged_into=None).first()
    new = _reached(row.on, today) - set(row.reminded) if row is not None else set()
    if row is None or not new:
        return False
    is_first, step = not row.reminded, min(new)
    # without `updated_at`: that says when somebody wrote it down, and what can be undone
    Deadline.objects.filter(pk=pk).update(reminded=sorted({*row.reminded, *new}, reverse=True))
    if row.on - timedelta(days=step) < time.local(row.updated_at).date():
        return False  # noted when it was as near as that: whoever noted it knows
    client = row.client
    case = Case.objects.filter(client=client).first()
    if case is None and is_first:
        _give_task(row, client)
    sent = _tell(row, client) if case is None or case.state != CaseState.CLOSED else ""
    record("deadline.reminded", row, by=None, organisation=row.organization_id, step=step, channel=sent)
    return True


def _reached(on: date, today: date) -> set[int]:
    return {step for step in settings.REMIND_DAYS if (on - today).days <= step}


def _tell(row: Deadline, client: Client) -> str:
    return write_to(client, about=row.pk, until=row.on)


def write_to(client: Client, *, about: UUID, until: date) -> str:
    """Write to the person that a date is near, if they allow it; by which channel, or nothing. A hidden file sends nothing by itself.

    `about`: the row it is for; `until`: the last day on which the message is any use, the centre's.
    """
    if client.is_hidden:
        return ""
    safe = SafeContact.objects.filter(client=client).first()
    ways = (
        (Channel.EMAIL, client.email, safe.may_write if safe else ""),
        (Channel.SMS, client.phone, safe.may_text if safe else ""),
    )
    for channel, address, may in ways:
        if address and may == "yes":
            try:
                enqueue(_message(client, channel, address, about=about, until=until))
            except Refusal:  # an address from before it was checked
                continue
            return channel
    return ""


def _message(client: Client, channel: str, address: str, *, about: UUID, until: date) -> Message:
    centre = client.centre
    phone = centre.phones.order_by("created_at", "pk").values_list("number", flat=True).first() or ""
    return draft(
        organization=client.organization_id,
        centre=centre.pk,
        about=about,
        kind=MessageKind.NEAR_DATE,
        channel=channel,
        language=client.language,
        address=address,
        facts={"town": centre.town.name, "street": centre.street, "phone": phone},
        expires_at=time.at(until + timedelta(days=1), MIDNIGHT, centre.time_zone),
    )


def _give_task(row: Deadline, client: Client) -> None:
    """Nobody is responsible for the person: whoever opened the file, and still works there, has it on the list."""
    worker: User | None = client.opened_by
    if worker is None or worker not in team_of(client):
        return
    with override(worker.staff_language):
        words = f"{DeadlineKind(row.kind).label}: {day_words(row.on, 'plain')}"[:LONGEST_TASK]
    task = Task.objects.create(
        organization_id=row.organization_id, client=client, assignee=worker, words=words, due_on=row.on, made_by=worker
    )
    record("task.given", task, by=None, organisation=task.organization_id)
