"""Messages about bookings of these days: confirmations that went out, reminders that wait, a few that failed."""

from __future__ import annotations

from datetime import datetime, timedelta

from mosty.appointments.enums import AppointmentState
from mosty.appointments.models import Appointment
from mosty.comms.enums import Channel, MessageKind, MessageState
from mosty.comms.models import Message
from mosty.directory.models import Centre

SHOWN_DAYS = 3
REMIND_BEFORE = timedelta(hours=24)
FAILED_EVERY = 90


def about(bookings: list[Appointment], centres: dict[object, Centre], now: datetime) -> list[Message]:
    """The outbox as the worker would have left it."""
    rows = []
    for booking in bookings:
        if booking.starts_at < now - timedelta(days=SHOWN_DAYS) or not (booking.phone or booking.email):
            continue
        rows.append(_message(booking, centres, MessageKind.BOOKED, booking.booked_at or now, now))
        remind_at = booking.starts_at - REMIND_BEFORE
        is_still_booked = booking.state == AppointmentState.BOOKED or remind_at <= now
        if booking.booked_at and booking.booked_at < remind_at - timedelta(hours=2) and is_still_booked:
            rows.append(_message(booking, centres, MessageKind.REMINDER, remind_at, now))
    for failed in [row for row in rows if row.state == MessageState.SENT][::FAILED_EVERY]:
        failed.state, failed.sent_at, failed.attempts, failed.error = MessageState.FAILED, None, 6, "address-refused"
    return rows


def _message(booking: Appointment, centres: dict[object, Centre], kind: MessageKind, at: datetime, now: datetime) -> Message:
    centre = centres[booking.centre_id]
    went_out = at <= now
    return Message(
        organization_id=booking.organization_id,
        centre_id=booking.centre_id,
        about=booking.pk,
        kind=kind,
        channel=Channel.EMAIL if booking.email else Channel.SMS,
        language=booking.message_language,
        address=booking.email or booking.phone,
        facts={
            "starts_at": booking.starts_at.isoformat(),
            "zone": centre.time_zone,
            "town": centre.town.name,
            "street": centre.street,
            "code": booking.code,
            "path": f"/{booking.message_language}/visit/{booking.token}/",
        },
        state=MessageState.SENT if went_out else MessageState.QUEUED,
        not_before=at,
        expires_at=booking.starts_at,
        attempts=1 if went_out else 0,
        sent_at=at + timedelta(seconds=20) if went_out else None,
    )
