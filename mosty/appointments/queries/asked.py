"""What booking asks of the database, hundreds of times a minute when a new service opens: compiled once (`core.ready`)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, DateTimeField, Exists, OuterRef, Q, QuerySet, UUIDField

from mosty.appointments.enums import AppointmentState, DutyMode
from mosty.appointments.models import Appointment, DutySession
from mosty.appointments.queries.times import at_open_centres
from mosty.core.ready import Change, Given, Question

PLACE = ("centre__organization", "centre__time_zone", "centre__street", "centre__town", "centre__town__name")
SITTING = ("provider", "centre", "service", "room", "room__places", "on", "starts_at", "ends_at", "slot_minutes", "places", "languages")
BOOKING = (
    *("organization", "centre", "session", "service", "provider", "starts_at", "ends_at", "state", "hold_expires_at", "token", "code"),
    *("name", "phone", "email", "contact_key", "language", "message_language", "client", "booked_by"),
)


def _sitting() -> QuerySet[DutySession]:
    asked = at_open_centres(DutySession.objects.all()).select_related("room", "centre__town").only(*SITTING, "state", *PLACE)
    return asked.filter(pk=Given("pk", UUIDField()), mode=DutyMode.SLOTS, provider__is_active=True)


def _by_token() -> QuerySet[Appointment]:
    return Appointment.objects.filter(token=Given("token", CharField()))


def _shown() -> QuerySet[Appointment]:
    return (
        Appointment.objects.select_related("service", "provider", "centre__town", "session__room")
        .defer("service__summaries", "service__audience", "service__cost", "centre__names", "centre__directions", "centre__walk_in_note")
        .annotate(was_moved=Exists(Appointment.objects.filter(moved_to=OuterRef("pk"))))
    )


# a sitting at a centre that is open that day, with what booking in it needs; locked: it is not cancelled meanwhile
sitting = Question(_sitting)
sitting_locked = Question(lambda: _sitting().select_for_update(of=("self",), no_key=True))

# the booking at a secret address with what its pages say about it
_shown_by_token = Question(lambda: _shown().filter(token=Given("token", CharField())))
_shown_by_id = Question(lambda: _shown().filter(pk=Given("pk", UUIDField())))
# and with what making it a booked one needs; the sitting locked before it, in one statement
locked = Question(
    lambda: (
        _by_token()
        .select_for_update(of=("session", "self"), no_key=True)
        .select_related("session__room", "centre__town")
        .only(*BOOKING, *(f"session__{name}" for name in ("provider", "room", "places", "state", "room__places")), *PLACE)
    )
)

# what the visitor typed, onto a time that is not booked yet
write_down = Change(
    lambda: (
        _by_token().filter(state__in=[AppointmentState.HELD, AppointmentState.EXPIRED]),
        {
            **{name: Given(name, CharField()) for name in ("name", "phone", "email")},
            "updated_at": Given("now", DateTimeField()),
        },
    )
)
OF_BOOKING = ("state", "hold_expires_at", "booked_at", "code", "name", "phone", "email", "contact_key", "client_id", "booked_by_id")
# a kept time becomes a booked one
make_booked = Change(
    lambda: (
        Appointment.objects.filter(pk=Given("pk", UUIDField())),
        {
            field.attname: Given(field.attname, field)
            for field in Appointment._meta.concrete_fields
            if field.attname in {*OF_BOOKING, "updated_at"}
        },
    )
)
# the booked times to come of one phone or e-mail, but for one
to_come = Question(
    lambda: (
        Appointment.objects.filter(
            contact_key=Given("contact_key", CharField()), state=AppointmentState.BOOKED, starts_at__gt=Given("now", DateTimeField())
        )
        .exclude(pk=Given("pk", UUIDField()))
        .values_list("pk")
        .order_by()
    )
)

# how many times one network address kept within an hour: all of them, and those still held
kept_by_visitor = Question(
    lambda: (
        Appointment.objects.filter(visitor_key=Given("visitor_key", CharField()), created_at__gt=Given("since", DateTimeField()))
        .values("visitor_key")
        .annotate(
            recent=Count("pk"), held=Count("pk", filter=Q(state=AppointmentState.HELD, hold_expires_at__gt=Given("now", DateTimeField())))
        )
        .values_list("recent", "held")
        .order_by()
    )
)


def of_booking(appointment: Appointment) -> dict[str, Any]:
    """What `make_booked` writes of a booking."""
    return {name: getattr(appointment, name) for name in OF_BOOKING}


def appointment_by_token(token: str) -> Appointment | None:
    """The booking at this address, whatever its state; the newest one if it was moved."""
    found = _shown_by_token.first(token=token) if token.isprintable() else None  # PostgreSQL refuses to look for a NUL
    while found is not None and found.moved_to_id is not None:
        found = _shown_by_id.first(pk=found.moved_to_id)
    return found


def was_moved(booking: Appointment) -> bool:
    """Does the booking, as `appointment_by_token` brought it, stand in the place of an earlier one?"""
    return bool(getattr(booking, "was_moved"))  # noqa: B009 - an annotation, which types do not know


def calendar_entry(booking: Appointment) -> tuple[UUID, int]:
    """The first booking of a chain of moves, whose id names the entry in everybody's calendar, and the number of moves since."""
    first, moves = booking.pk, 0
    while (before := Appointment.objects.filter(moved_to=first).values_list("pk", flat=True).first()) is not None:
        first, moves = before, moves + 1
    return first, moves
