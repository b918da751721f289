"""What a booking tells the person: rows of the outbox, written in the booking's own transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from mosty.appointments.models import Appointment
from mosty.appointments.queries.asked import calendar_entry
from mosty.comms.actions import cancel_queued, draft, enqueue
from mosty.comms.enums import Channel, MessageKind
from mosty.comms.models import Message
from mosty.core import time

REMIND_BEFORE = timedelta(hours=24)
REMIND_LATE = timedelta(hours=2)


def tell(appointment: Appointment, kind: MessageKind, *, instead_of: Appointment | None = None) -> None:
    """Write the message, and the reminder of a new time: a day before, or two hours before when the day is too near.

    `instead_of`: the booking that was moved; the entry in the person's calendar stays the same one.
    """
    if not (appointment.email or appointment.phone):
        return
    entry: dict[str, str | int] = {}
    if instead_of is not None:
        first, moves = calendar_entry(instead_of)
        entry = {"entry": str(first), "change": moves + 1}
    letters = [_draft(appointment, kind, entry)]
    if kind in {MessageKind.BOOKED, MessageKind.MOVED}:
        # a reminder soon after the confirmation would only be noise
        useful = [before for before in (REMIND_BEFORE, REMIND_LATE) if appointment.starts_at - before > time.now() + REMIND_LATE]
        letters += [_draft(appointment, MessageKind.REMINDER, entry, not_before=appointment.starts_at - before) for before in useful[:1]]
    enqueue(*letters)


def take_back_letters(appointment: Appointment) -> None:
    """What has not been sent about this booking is not needed any more."""
    cancel_queued(appointment.pk)


def _draft(appointment: Appointment, kind: MessageKind, entry: dict[str, str | int], *, not_before: datetime | None = None) -> Message:
    centre = appointment.centre
    return draft(
        organization=appointment.organization_id,
        centre=centre.pk,
        about=appointment.pk,
        kind=kind,
        channel=Channel.EMAIL if appointment.email else Channel.SMS,
        language=appointment.message_language,
        address=appointment.email or appointment.phone,
        facts={
            "starts_at": appointment.starts_at.isoformat(),
            "ends_at": appointment.ends_at.isoformat(),
            "zone": centre.time_zone,
            "town": centre.town.name,
            "street": centre.street,
            "code": appointment.code,
            "path": f"/{appointment.message_language}/visit/{appointment.token}/",
            **entry,
        },
        not_before=not_before,
        expires_at=appointment.starts_at,
    )
