"""Sittings, bookings and a clock for tests of appointments."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

import pytest

from mosty.appointments.actions.bookings import book, book_by_staff, hold
from mosty.appointments.enums import DutyMode
from mosty.appointments.models import Appointment, DutySchedule, DutySession
from mosty.core.errors import Refusal

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)  # 9:00 in Warsaw
THURSDAY = datetime(2026, 11, 26, 8, tzinfo=UTC)
NUMBERS = count(100)


class Clock:
    """Stands in for `django.utils.timezone.now`."""

    def __init__(self, instant: datetime):
        self.instant = instant

    def __call__(self) -> datetime:
        return self.instant

    def go(self, **span: float) -> None:
        self.instant += timedelta(**span)

    def set(self, instant: datetime) -> None:
        self.instant = instant


def sit(cast: Any, starts_at: datetime = THURSDAY, *, times: int = 4, minutes: int = 30, **values: Any) -> DutySession:
    """A sitting of the lawyer at Poznań on Thursday from 9:00, with so many times one after another."""
    given: dict[str, Any] = {
        "provider": cast.tomasz,
        "centre": cast.poznan,
        "service": cast.lawyer,
        "room": None,
        "on": (starts_at + timedelta(hours=1)).date(),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=minutes * times),
        "slot_minutes": minutes,
        "mode": DutyMode.SLOTS,
        "languages": ["pl", "uk"],
    }
    return DutySession.objects.create(**(given | values))


def rule(cast: Any, **values: Any) -> DutySchedule:
    """The lawyer's duty hours: Thursdays 9–12 at Poznań, from 1 October 2026."""
    given: dict[str, Any] = {
        "provider": cast.tomasz,
        "centre": cast.poznan,
        "service": cast.lawyer,
        "weekday": 3,
        "starts_at": time(9),
        "ends_at": time(12),
        "slot_minutes": 30,
        "languages": ["pl", "uk"],
        "valid_from": date(2026, 10, 1),
    }
    return DutySchedule.objects.create(**(given | values))


def phone() -> str:
    """A number of nobody else in this test."""
    return f"+48600100{next(NUMBERS) % 1000:03d}"


def slot(sitting: DutySession, number: int = 0) -> datetime:
    return sitting.starts_at + timedelta(minutes=sitting.slot_minutes * number)


def keep(sitting: DutySession, number: int = 0, **values: Any) -> Appointment:
    return hold(session=sitting.pk, starts_at=slot(sitting, number), **values)


def booked(sitting: DutySession, number: int = 0, **values: Any) -> Appointment:
    """A visitor's booking of one of the times, made as the portal makes it."""
    given = {"name": "Olena", "phone": phone()} | values
    return book(token=keep(sitting, number).token, **given)


def by_staff(cast: Any, sitting: DutySession, number: int = 0, **values: Any) -> Appointment:
    given = {"name": "Olena", "by": cast.zuzanna} | values
    return book_by_staff(session=sitting.pk, starts_at=slot(sitting, number), **given)


def refused(verb: Any, *args: Any, **values: Any) -> str:
    """The code of the refusal; fails if the verb does not refuse."""
    with pytest.raises(Refusal) as caught:
        verb(*args, **values)
    assert str(caught.value.sentence)
    return caught.value.code
