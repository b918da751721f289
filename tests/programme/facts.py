"""A few visits, conversations and bookings to be counted, made by hand."""

from datetime import date, datetime, timedelta
from itertools import count

from mosty.appointments.enums import AppointmentState, DutyMode
from mosty.appointments.models import Appointment, DutySession
from mosty.casework.enums import Outcome, VisitChannel
from mosty.casework.models import Encounter, ServiceDelivery, Visit
from mosty.clients.models import Client
from mosty.core.time import UTC, local

NUMBERS = count(1)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def make_client(centre, **values):
    number = next(NUMBERS)
    return Client.objects.create(organization=centre.organization, centre=centre, name=f"Osoba {number}", number=number, **values)


def make_visit(centre, at=NOON, **values):
    return Visit.objects.create(
        organization=centre.organization,
        centre=centre,
        channel=VisitChannel.WALK_IN,
        opened_at=at,
        on=local(at, centre.time_zone).date(),
        **values,
    )


def make_visits(centre, number, at=NOON, **values):
    return [make_visit(centre, at, **values) for _ in range(number)]


def make_encounter(visit, services=(), **values):
    encounter = Encounter.objects.create(
        organization=visit.organization,
        centre=visit.centre,
        visit=visit,
        client=values.pop("client", visit.client),
        started_at=visit.opened_at,
        ended_at=visit.opened_at + timedelta(minutes=20),
        on=visit.on,
        outcome=Outcome.ANSWERED,
        **values,
    )
    for service in services:
        ServiceDelivery.objects.create(encounter=encounter, service=service, minutes=20)
    return encounter


def make_appointment(cast, state=AppointmentState.BOOKED, on=date(2026, 3, 10), **values):
    number = next(NUMBERS)
    starts_at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC) + timedelta(minutes=number)
    session = DutySession.objects.create(
        provider=cast.tomasz,
        centre=cast.poznan,
        service=cast.lawyer,
        on=on,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        slot_minutes=30,
        mode=DutyMode.SLOTS,
    )
    return Appointment.objects.create(
        organization=cast.rops,
        centre=cast.poznan,
        session=session,
        service=cast.lawyer,
        provider=cast.tomasz,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
        on=on,
        state=state,
        hold_expires_at=starts_at,
        token=f"token-{number}",
        code=f"{number:09}",
        name="Olena",
        language=values.pop("language", "uk"),
        **values,
    )
