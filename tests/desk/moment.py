"""A Wednesday morning at the counter."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from mosty.appointments.actions.bookings import book
from mosty.appointments.models import Appointment
from tests.appointments.sittings import Clock, keep, phone, sit

WEDNESDAY = datetime(2026, 11, 25, 10, 20, tzinfo=UTC)  # 11:20 in Warsaw


def morning(cast: Any, **values: Any) -> Any:
    """The lawyer's sitting from 11:00 to 13:00."""
    return sit(cast, datetime(2026, 11, 25, 10, tzinfo=UTC), on=WEDNESDAY.date(), **values)


def booked(sitting: Any, number: int = 0, *, language: str = "uk", **values: Any) -> Appointment:
    """A visitor's booking, in the language to be spoken."""
    given = {"name": "Olena", "phone": phone()} | values
    return book(token=keep(sitting, number, language=language).token, **given)


def bookings(cast: Any, clock: Clock, count: int = 1, **values: Any) -> list[Appointment]:
    """So many booked for today, made yesterday."""
    clock.set(datetime(2026, 11, 24, 10, tzinfo=UTC))
    sitting = morning(cast)
    made = [booked(sitting, number, **values) for number in range(count)]
    clock.set(WEDNESDAY)
    return made
