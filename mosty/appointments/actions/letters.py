"""What a booking tells the person: rows of the outbox, written in the booking's own transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from mosty.appointments.models import Appointment
from mosty.comms.actions import cancel_queued, draft, enqueue
from mosty.comms.enums import Channel, MessageKind
from mosty.comms.models import Message
from mosty.core import time

REMIND_BEFORE = timedelta(hours=24)
REMIND_LATE = timedelta(hours=2)


def tell(appointment: Appointment, kind: MessageKind) -> None:
    """Write the message, and the reminder of a new time: a day before, or two hours before when the day is too near."""
    if not (appointment.email or appointment.phone):
        return
    letters = [_draft(appointment, kind)]
    if kind in {MessageKind.BOOKED, MessageKind.MOVED}:
        # a reminder soon after the confirmation would only be noise
        useful = [before for before in (REMIND_BEFORE, REMIND_LATE) if appointment.starts_at - before > time.now() + REMIND_LATE]
        letters += [_draft(appointment, MessageKind.REMINDER, not_before=appointment.starts_at - before) for before in useful[:1]]
    enqueue(*letters)


def take_back_letters(appointment: Appointment) -> None:
    """What has not been sent about this booking is not needed any more."""
    cancel_queued(appointment.pk)


def _draft(appointment: Appointment, kind: MessageKind, *, not_before: datetime | None = None) -> Message:
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
            "zone": centre.time_zone,
            "town": centre.town.name,
            "street": centre.street,
            "code": appointment.code,
            "path": f"/{appointment.message_language}/visit/{appointment.token}/",
        },
        not_before=not_before,
        expires_at=appointment.starts_at,
    )
