"""What an encounter comes from, and what the form therefore need not ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mosty.casework.actions.encounters import Given
from mosty.core import time


@dataclass
class Source:
    centre: Any
    appointment: Any = None
    visit: Any = None
    client: Any = None
    is_over: bool = False
    asks_person: bool = False

    @property
    def hidden_fields(self):
        """Boxes that the source answers already."""
        hidden = []
        if self.appointment is not None or self.visit is not None:
            hidden.append("channel")
        if self.appointment is not None:
            hidden.append("mode")
        if not self.asks_person:
            hidden.append("who")
        return hidden

    def chosen(self, last):
        """Services ticked from the start: what was booked, else what the worker gave last (`last`: that encounter, or nothing)."""
        if self.appointment is not None:
            service = self.appointment.service
            return [Given(service, service.minutes)]
        first = next(iter(last.deliveries.all()), None) if last else None
        return [Given(first.service, first.service.minutes)] if first else []

    @property
    def day(self):
        """The day of the visit or of the booking; None when a visit is only counted with the encounter."""
        if self.visit is not None:
            return self.visit.on
        if self.appointment is None:
            return None
        return time.local(self.appointment.arrived_at or self.appointment.starts_at, self.centre.time_zone).date()

    def initial(self, last):
        """The language of the person, else that in which the worker talked last; how they talked last."""
        row = self.appointment or self.visit or self.client
        given = {"language": (row.language if row else "") or (last.language if last else "")}
        return given | ({"mode": last.mode} if last and self.visit is None else {})

    @property
    def booked_name(self):
        """What the search for the person begins with."""
        return self.appointment.name if self.appointment is not None else ""

    @property
    def person(self):
        """What a new file could begin with."""
        if self.appointment is None:
            return {"language": self.visit.language} if self.visit else {}
        row = self.appointment
        return {"name": row.name, "phone": row.phone, "email": row.email, "language": row.language}
