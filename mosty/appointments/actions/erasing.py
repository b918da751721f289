"""What erasing a person does to bookings and messages, where emptying columns is not enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from mosty.appointments.enums import AppointmentState
from mosty.appointments.models import Appointment
from mosty.appointments.queries import holdings
from mosty.clients.enums.retention import RecordClass
from mosty.clients.queries.holdings import Ids
from mosty.comms.enums import WAITING, MessageState
from mosty.comms.models import Message
from mosty.core import time
from mosty.core.keys import new_token
from mosty.core.models import Bookable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

COMING = _("This person has a booked time ahead. Cancel or finish the booking first.")
OPEN_STATES = (AppointmentState.BOOKED, AppointmentState.ARRIVED, AppointmentState.IN_PROGRESS)
BY_MODEL = {holding.key: holding for holding in holdings.HELD}
MESSAGES = BY_MODEL["comms.Message", "messages"]
TIMES = BY_MODEL["core.Bookable", "bookings"]
BOOKINGS = BY_MODEL["appointments.Appointment", "bookings"]


def forget_messages(people: Ids) -> int:
    """Empty them; what waits is not sent any more."""
    ids = list(MESSAGES.rows(people).values_list("pk", flat=True))
    rows, now = Message.objects.filter(MESSAGES.full(), pk__in=ids), time.now()
    rows.filter(state__in=WAITING).update(state=MessageState.CANCELLED, updated_at=now)
    return rows.update(address="", facts={}, updated_at=now)


def forget_times(people: Ids) -> int:
    """Their times stay taken, by nobody who could be found."""
    ids = list(TIMES.rows(people).values_list("pk", flat=True))
    for pk in ids:
        Bookable.objects.filter(pk=pk).update(owner=f"erased {new_token()}")
    return len(ids)


def forget_bookings(people: Ids) -> int:
    """Name, contact and code go; the code in somebody's pocket leads nowhere."""
    rows = list(BOOKINGS.rows(people).values_list("pk", "code"))
    now = time.now()
    plain = {column: value for column, value in BOOKINGS.blanks.items() if not callable(value)}
    for pk, code in rows:
        fresh = {"token": new_token(), "code": f"x{uuid4().hex[:11]}" if code else None}
        Appointment.objects.filter(pk=pk).update(**plain, **fresh, updated_at=now)
    return len(rows)


def coming(people: Ids, classes: frozenset[str]) -> _StrPromise | None:
    """A coming booking is cancelled by a person, so that whoever waits for somebody is told; it is not emptied behind their back."""
    ahead = BOOKINGS.rows(people).filter(ends_at__gt=time.now(), state__in=OPEN_STATES)
    return COMING if RecordClass.BOOKINGS in classes and ahead.exists() else None


_ERASE = {MESSAGES.key: forget_messages, TIMES.key: forget_times, BOOKINGS.key: forget_bookings}
HELD = tuple(replace(holding, erase=_ERASE.get(holding.key)) for holding in holdings.HELD)
