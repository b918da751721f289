"""Bookings by the code that a person brings along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mosty.appointments.access import visible_appointments
from mosty.core.audit import looks

if TYPE_CHECKING:
    from mosty.appointments.models import Appointment
    from mosty.directory.access import AnyUser

DIGITS = 9


def appointments_by_code(user: AnyUser, text: str) -> list[Appointment]:
    """The booking whose code was typed, among those the user may see; none when the text is not nine digits. A look by search."""
    code = re.sub(r"[\s\-]", "", text or "")
    if len(code) != DIGITS or not (code.isascii() and code.isdecimal()):
        return []
    rows = list(visible_appointments(user).filter(code=code).order_by("-starts_at", "pk"))
    for row in rows:
        looks.note("search", "appointments.appointment", [row.pk], organisation=row.organization_id, centre=row.centre_id)
    return rows
