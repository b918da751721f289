"""Duty hours: sittings made ahead, absences, and what they mean for people who booked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mosty.appointments.actions.bookings import whole
from mosty.appointments.enums import AppointmentState, SessionState
from mosty.appointments.models import Appointment, DutyException, DutySchedule, DutySession
from mosty.appointments.queries.schedules import WEEKS_AHEAD, PlannedDay, is_away, planned_days
from mosty.core import time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal, require
from mosty.directory.models import Centre, Provider

if TYPE_CHECKING:
    from mosty.accounts.models import User

FARTHEST_ABSENCE = timedelta(days=2 * 366)


@transaction.atomic
def make_sessions(*, until: date | None = None, first_on: date | None = None, schedules: Sequence[DutySchedule] | None = None) -> int:
    """Make the sittings of every schedule (or of these) from `first_on` (today) to `until` (eight weeks on), days of each centre's zone.

    Left out: days when the centre is closed (holidays, exceptions), absences. What exists stays as it is, also if it was
    cancelled; running it again makes nothing twice. Returns how many are new.
    """
    first = first_on or time.today()
    last = until or first + timedelta(weeks=WEEKS_AHEAD)
    if schedules is None:
        schedules = list(
            DutySchedule.objects.filter(Q(valid_to=None) | Q(valid_to__gte=first), valid_from__lte=last, provider__is_active=True)
            .select_related("centre", "room")
            .order_by("pk")
        )
    existing = set(
        DutySession.objects.filter(schedule__in=schedules, on__gte=first, on__lte=last).values_list("schedule", "on").order_by("on")
    )
    new = [_sitting(day) for day in planned_days(schedules, first, last) if not day.left_out and (day.schedule.pk, day.on) not in existing]
    DutySession.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    return len(new)


@whole
def add_exception(
    *, centre: Centre, provider: Provider | None, first_on: date, last_on: date, reason: str, by: User
) -> tuple[DutyException, list[Appointment]]:
    """A provider is away (or, without provider, nobody at the centre is on duty) on these days.

    The sittings of those days are cancelled; the people who booked them stay booked and are marked as needing care (rebook
    or tell). Returns the exception and those bookings. Raises `Refusal`: bad-period, in-past, too-far.
    """
    require(last_on >= first_on, "bad-period", field="last_on")
    require(last_on >= time.today(centre.time_zone), "in-past", field="last_on")
    if last_on > time.today(centre.time_zone) + FARTHEST_ABSENCE:  # a year typed wrong would silently close the roster for decades
        raise Refusal("too-far", sentence=_("This day is too far ahead. Please check the year."), field="last_on")
    exception = DutyException.objects.create(
        centre=centre, provider=provider, first_on=first_on, last_on=last_on, reason=reason.strip()[:200], added_by=by
    )
    sessions = DutySession.objects.filter(
        centre=centre, on__gte=first_on, on__lte=last_on, state__in=[SessionState.PLANNED, SessionState.KEPT], ends_at__gt=time.now()
    )
    if provider is not None:
        sessions = sessions.filter(provider=provider)
    # locked in one order; a booking that is being made locks its sitting too, so it is either before this or refused
    locked = list(sessions.select_for_update(of=("self",)).order_by("pk"))
    DutySession.objects.filter(pk__in=[row.pk for row in locked]).update(
        state=SessionState.CANCELLED, cancelled_by=exception, updated_at=time.now()
    )
    affected = Appointment.objects.filter(session__in=locked, state=AppointmentState.BOOKED, starts_at__gt=time.now())
    affected.update(needs_care=True, updated_at=time.now())
    record("duty.exception-added", exception, by=by, organisation=centre.organization_id, sittings=len(locked), bookings=affected.count())
    return exception, list(affected.order_by("starts_at", "pk"))


@whole
def withdraw_exception(exception: DutyException, *, by: User) -> int:
    """The provider comes after all: the sittings it cancelled are planned again, the people in them need no care any more.

    A sitting that falls under another absence too stays cancelled by that one. Returns how many are planned again.
    """
    others = list(
        DutyException.objects.filter(centre=exception.centre_id, last_on__gte=exception.first_on, first_on__lte=exception.last_on)
        .exclude(pk=exception.pk)
        .order_by("first_on", "pk")
    )
    planned = []
    for sitting in DutySession.objects.select_for_update(of=("self",)).filter(cancelled_by=exception).order_by("pk"):
        still = next((other for other in others if is_away(other, sitting, sitting.on)), None)
        if still is None:
            planned.append(sitting.pk)
        else:
            DutySession.objects.filter(pk=sitting.pk).update(cancelled_by=still, updated_at=time.now())
    back = DutySession.objects.filter(pk__in=planned)
    back.filter(replaced_by=None).update(state=SessionState.PLANNED, cancelled_by=None, updated_at=time.now())
    # the hours were changed meanwhile: only for those who are in it
    back.exclude(replaced_by=None).update(state=SessionState.KEPT, cancelled_by=None, updated_at=time.now())
    Appointment.objects.filter(session__in=planned, needs_care=True).update(needs_care=False, updated_at=time.now())
    record("duty.exception-withdrawn", exception, by=by, organisation=exception.centre.organization_id, sittings=len(planned))
    exception.delete()
    return len(planned)


def _sitting(day: PlannedDay) -> DutySession:
    schedule = day.schedule
    return DutySession(
        schedule=schedule,
        provider_id=schedule.provider_id,
        centre_id=schedule.centre_id,
        service_id=schedule.service_id,
        room_id=schedule.room_id,
        on=day.on,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        slot_minutes=schedule.slot_minutes,
        places=schedule.places,
        mode=schedule.mode,
        meeting=schedule.meeting,
        languages=schedule.languages,
    )
