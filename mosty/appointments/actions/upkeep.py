"""What the clock does: kept times that ran out, personal data whose time is over."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from mosty.appointments.enums import AppointmentState
from mosty.appointments.models import Appointment, AppointmentEvent, CodeTrial
from mosty.core import claims, time

# the portal promises it: contact data of a booking without a file goes thirty days after the day
KEEP_CONTACT = timedelta(days=30)


@transaction.atomic
def expire_holds() -> int:
    """Kept times that ran out are given back; returns how many. Bookings do not depend on it, lists of events do."""
    now = time.now()
    gone = list(
        Appointment.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(state=AppointmentState.HELD, hold_expires_at__lte=now)
        .order_by("pk")[:500]
    )
    ids = [row.pk for row in gone]
    Appointment.objects.filter(pk__in=ids).update(state=AppointmentState.EXPIRED, updated_at=now)
    AppointmentEvent.objects.bulk_create([AppointmentEvent(appointment=row, state=AppointmentState.EXPIRED, at=now) for row in gone])
    claims.end_expired()
    return len(ids)


@transaction.atomic
def blank_contacts() -> int:
    """Blank name, phone and e-mail of bookings that have been over for 30 days; drop what unfinished ones left; returns how many.

    A person with a file keeps the data there. Totals do not change: the row stays.
    """
    now = time.now()
    over = Appointment.objects.filter(ends_at__lt=now - KEEP_CONTACT)
    over = over.exclude(contact_key="", visitor_key="", name__in=["", "–"], phone="", email="")
    count = over.exclude(code=None).update(name="–", phone="", email="", contact_key="", visitor_key="", updated_at=now)
    stale = Appointment.objects.filter(state=AppointmentState.EXPIRED, updated_at__lt=now - timedelta(hours=1))
    count += stale.exclude(name="", phone="", email="", visitor_key="").update(
        name="", phone="", email="", contact_key="", visitor_key="", updated_at=now
    )
    claims.forget("contact", before=now - KEEP_CONTACT)
    CodeTrial.objects.filter(at__lt=now - timedelta(days=1)).delete()
    return count
