"""The booking for the phone: calendar file and QR code."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from mosty.core import time

if TYPE_CHECKING:
    from mosty.appointments.models import Appointment


def calendar_file(booked: Appointment, address: str) -> bytes:
    """An iCalendar file (RFC 5545) with one event in UTC and an alarm a day before. It never says why somebody comes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Mosty//booking//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{booked.pk}@mosty")
    event.add("dtstamp", time.now())
    event.add("dtstart", booked.starts_at)
    event.add("dtend", booked.ends_at)
    event.add("summary", _("Booked time at the centre"))
    event.add("location", f"{booked.centre.town.name}, {booked.centre.street}")
    event.add("description", _("Code: %(code)s") % {"code": booked.code} + f"\n{address}")
    event.add("url", address)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Booked time at the centre"))
    alarm.add("trigger", timedelta(days=-1))
    event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def qr_code(address: str) -> SafeString:
    """The address as a QR code in SVG, without inline style."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=0, svgclass="ticket-qr", lineclass=None
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - made of our own digits by segno
