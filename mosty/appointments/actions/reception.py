"""Receiving people who booked: arrived, being served, served, did not come."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from mosty.appointments.actions.bookings import _event, _move_to, whole
from mosty.appointments.enums import AppointmentState
from mosty.appointments.models import Appointment
from mosty.casework.actions import encounters, visits
from mosty.casework.enums import Interpreting, VisitChannel
from mosty.casework.models import Encounter
from mosty.core import time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal, require
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client


@whole
def arrive(appointment: Appointment, *, by: User, arrived_at: datetime | None = None) -> Appointment:
    """The person is here, now or at the time given: opens the visit. Doing it twice opens one visit. Raises `Refusal`: not-open."""
    appointment = lock(appointment)
    if appointment.state == AppointmentState.ARRIVED:
        return appointment
    require(appointment.state != AppointmentState.IN_PROGRESS, "not-open")  # an old page must not send anybody back to wait
    _move_to(appointment, AppointmentState.ARRIVED)
    appointment.arrived_at = arrived_at or time.now()
    if appointment.visit is None:
        appointment.visit = visits.open_visit(
            centre=appointment.centre,
            channel=VisitChannel.BOOKED,
            client=appointment.client,
            language=appointment.language,
            topics=[appointment.service.topic],
            opened_at=appointment.arrived_at,
            by=by,
        )
    return _saved(appointment, "appointment.arrived", by=by)


@whole
def take_back_arrival(appointment: Appointment, *, by: User) -> Appointment:
    """It was a slip: the person is still expected, the visit is dropped. Raises `Refusal`: not-open."""
    appointment = lock(appointment)
    if appointment.state == AppointmentState.BOOKED:
        return appointment
    require(appointment.state in {AppointmentState.ARRIVED, AppointmentState.NO_SHOW}, "not-open")
    _move_to(appointment, AppointmentState.BOOKED)
    visit, appointment.visit, appointment.arrived_at = appointment.visit, None, None
    appointment = _saved(appointment, "appointment.arrival-taken-back", by=by)
    if visit is not None:
        visits.discard_visit(visit, by=by)
    return appointment


@whole
def start(appointment: Appointment, *, by: User) -> Appointment:
    """The meeting begins; somebody who came straight in is marked as arrived too. Raises `Refusal`: not-open."""
    appointment = lock(appointment)
    if appointment.state == AppointmentState.IN_PROGRESS:
        return appointment
    if appointment.state == AppointmentState.BOOKED:
        appointment = lock(arrive(appointment, by=by))
    _move_to(appointment, AppointmentState.IN_PROGRESS)
    return _saved(appointment, "appointment.started", by=by)


@whole
def fulfil(
    appointment: Appointment,
    *,
    by: User,
    services: encounters.Services,
    outcome: str,
    worker: User | None = None,
    note: str = "",
    language: str = "",
    interpreting: str = Interpreting.NONE,
    client: Client | None = None,
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
) -> Encounter:
    """The meeting took place: records the encounter and closes the visit. `services` are pairs of service and minutes.

    Raises `Refusal`: not-open, and what `casework.actions.encounters.record_encounter` refuses.
    """
    appointment = lock(appointment)
    if appointment.state == AppointmentState.BOOKED:
        appointment = lock(arrive(appointment, by=by, arrived_at=started_at))
    _move_to(appointment, AppointmentState.FULFILLED)
    visit = appointment.visit
    if visit is None:
        raise Refusal("not-open")  # an arrival opens a visit, so this is a row that somebody changed by hand
    client = client or appointment.client
    ended = ended_at or time.now()
    encounter = encounters.record_encounter(
        visit=visit,
        worker=worker or by,
        services=services,
        outcome=outcome,
        note=note,
        language=language or appointment.language,
        interpreting=interpreting,
        mode=appointment.session.meeting,
        client=client,
        started_at=min(started_at or appointment.arrived_at or ended, ended),
        ended_at=ended,
        by=by,
    )
    appointment.client = client
    _saved(appointment, "appointment.fulfilled", by=by)
    return encounter


@whole
def miss(appointment: Appointment, *, by: User) -> Appointment:
    """The person did not come. Only after the time has begun. Raises `Refusal`: not-open."""
    appointment = lock(appointment)
    if appointment.state == AppointmentState.NO_SHOW:
        return appointment
    require(appointment.starts_at <= time.now(), "not-open")
    _move_to(appointment, AppointmentState.NO_SHOW)
    return _saved(appointment, "appointment.missed", by=by)


def _saved(appointment: Appointment, verb: str, *, by: User) -> Appointment:
    appointment.save(update_fields=["state", "arrived_at", "visit", "client", "updated_at"])
    _event(appointment, by=by)
    record(verb, appointment, by=by, organisation=appointment.organization_id)
    return appointment
