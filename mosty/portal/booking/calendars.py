"""The booking for the phone: calendar file and QR code."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import zxingcpp
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from mosty.appointments.enums import CANCELLED
from mosty.appointments.queries.asked import calendar_entry
from mosty.core import time

if TYPE_CHECKING:
    from mosty.appointments.models import Appointment

DRAWING = re.compile(r'<svg width="(\d+)".*?<path d="([^"]+)"', re.S)


def calendar_file(booked: Appointment, address: str) -> bytes:
    """An iCalendar file (RFC 5545) with one event in UTC and an alarm a day before. It never says why somebody comes.

    A moved booking replaces the event of the first one; a cancelled one takes it away.
    """
    first, changes = calendar_entry(booked)
    is_cancelled = booked.state in CANCELLED
    calendar = Calendar()
    calendar.add("prodid", "-//Mosty//booking//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{first}@mosty")
    event.add("sequence", changes + is_cancelled)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
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
    if not is_cancelled:
        event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def qr_code(address: str) -> SafeString:
    """The address as a QR code in SVG, without inline style; the quiet zone around it is the stylesheet's padding."""
    symbol = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawing = symbol.to_svg(add_quiet_zones=False)
    size, path = DRAWING.findall(drawing)[0]
    return format_html('<svg viewBox="0 0 {0} {0}" class="ticket-qr"><path d="{1}" /></svg>', size, path)
