"""What stands in a worker's calendar: tasks, deadlines of one's people, booked times. Initials, never a name or anybody's words."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from mosty.appointments.queries.days import own_bookings
from mosty.casework.queries.cases import my_days
from mosty.clients.access import initials
from mosty.clients.enums import DeadlineKind
from mosty.core import time

PRODUCT = "-//Mosty//EN"
BACK, AHEAD = timedelta(days=14), timedelta(days=90)


def calendar_of(user):
    """The whole file, as bytes. Days are days of Poland's calendar; hours are instants, so every program shows them on its own clock."""
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("x-wr-calname", "Mosty")
    for due in (*my_days(user, overdue=True), *my_days(user)):
        whole.add_component(_day(due))
    today = time.today()
    for row in own_bookings(user, today - BACK, today + AHEAD):
        whole.add_component(_booking(row))
    return whole.to_ical()


def _day(due):
    row = due.task or due.deadline
    who = initials(due.client.name)
    title = _("Task: %(who)s") % {"who": who}
    if due.deadline is not None:
        title = _("%(kind)s: %(who)s") % {"kind": DeadlineKind(row.kind).label, "who": who}
    entry = _entry(row, title, reverse("desk:cases:show", args=[due.client.pk]))
    entry.add("dtstart", due.on)
    entry.add("dtend", due.on + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    return entry


def _booking(row):
    title = _("Booked time: %(who)s") % {"who": initials(row.name)}
    entry = _entry(row, title, reverse("desk:appointments:detail", args=[row.pk]))
    entry.add("dtstart", row.starts_at)
    entry.add("dtend", row.ends_at)
    return entry


def _entry(row, title, path):
    entry = Event()
    entry.add("uid", f"{row.pk}@mosty")
    entry.add("dtstamp", row.updated_at)
    entry.add("summary", title)
    entry.add("url", settings.SITE_URL + path)
    entry.add("class", "PRIVATE")
    return entry
