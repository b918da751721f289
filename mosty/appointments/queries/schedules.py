"""Duty hours: which days they make, what they clash with, what they look like on the screens of the roster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from mosty.appointments.access import visible_appointments, visible_schedules, visible_sessions
from mosty.appointments.enums import TAKING, AppointmentState, SessionState
from mosty.appointments.models import Appointment, DutyException, DutySchedule, DutySession
from mosty.core import time
from mosty.core.audit import looks
from mosty.directory.enums import ProviderKind
from mosty.directory.models import Centre, Provider, Room, Service
from mosty.directory.queries.hours import closed_days, holiday_name

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

WEEKS_AHEAD = 8  # sittings are made so far ahead


@dataclass(frozen=True)
class PlannedDay:
    """One day of duty hours, instants in UTC. `left_out` says why there is no sitting: closed, away, clock (or nothing)."""

    schedule: DutySchedule
    on: date
    starts_at: datetime
    ends_at: datetime
    left_out: str = ""
    holiday: str = ""


@dataclass(frozen=True)
class Clash:
    """Why hours cannot be: the person sits elsewhere then (provider), or the room has no place (room; alone: too small)."""

    kind: str
    hours: DutySchedule
    other: DutySchedule | None


def drafts(
    *, weekdays: Iterable[int], ranges: Iterable[tuple[clock_time, clock_time]], languages: Sequence[str] = (), **values: Any
) -> list[DutySchedule]:
    """Duty hours as typed, not saved: one for each weekday and range, which share everything else. Without languages: all that the
    provider speaks."""
    values["languages"] = list(languages) or list(values["provider"].languages)
    spans = sorted(ranges)
    return [
        DutySchedule(weekday=weekday, starts_at=starts_at, ends_at=ends_at, **values)
        for weekday in sorted(set(weekdays))
        for starts_at, ends_at in spans
    ]


def weekly_days(schedule: DutySchedule, first: date, last: date) -> list[date]:
    """The schedule's days in the span, both ends included; every second week counts from the week of `valid_from`."""
    begin = max(first, schedule.valid_from)
    end = min(last, schedule.valid_to) if schedule.valid_to else last
    day = begin + timedelta(days=(schedule.weekday - begin.weekday()) % 7)
    week_zero = schedule.valid_from - timedelta(days=schedule.valid_from.weekday())
    found = []
    while day <= end:
        if ((day - week_zero).days // 7) % schedule.every_weeks == 0:
            found.append(day)
        day += timedelta(days=7)
    return found


def planned_days(schedules: Sequence[DutySchedule], first: date, last: date) -> list[PlannedDay]:
    """Every day of the schedules in the span, days of each centre's zone, those without a sitting too. Two queries."""
    centres = {schedule.centre_id: schedule.centre for schedule in schedules}
    closed = closed_days(list(centres.values()), first, last)
    away = list(DutyException.objects.filter(centre__in=centres, last_on__gte=first, first_on__lte=last).order_by("pk"))
    found = []
    for schedule in schedules:
        zone = schedule.centre.time_zone
        for day in weekly_days(schedule, first, last):
            starts_at, ends_at = time.at(day, schedule.starts_at, zone), time.at(day, schedule.ends_at, zone)
            reason = ""
            if day in closed.get(schedule.centre_id, set()):
                reason = "closed"
            elif any(is_away(absence, schedule, day) for absence in away):
                reason = "away"
            elif ends_at <= starts_at:  # hours of the night that the spring change skips
                reason = "clock"
            found.append(PlannedDay(schedule, day, starts_at, ends_at, reason, holiday_name(day) if reason == "closed" else ""))
    return found


def outlook(schedules: Sequence[DutySchedule]) -> list[PlannedDay]:
    """Today and the days of the next eight weeks for which sittings of these hours are made or left out, soonest first."""
    if not schedules:
        return []
    today = time.today(schedules[0].centre.time_zone)
    first = max(today, min(schedule.valid_from for schedule in schedules))
    days = planned_days(schedules, first, today + timedelta(weeks=WEEKS_AHEAD))
    return sorted(days, key=lambda day: (day.on, day.starts_at, day.schedule.starts_at))


def is_away(absence: DutyException, duty: DutySchedule | DutySession, day: date) -> bool:
    """Does the absence cover this duty's provider on the day?"""
    return (
        absence.centre_id == duty.centre_id
        and absence.first_on <= day <= absence.last_on
        and absence.provider_id in {None, duty.provider_id}
    )


def clashes(planned: Sequence[DutySchedule], *, besides: DutySchedule | None = None) -> list[Clash]:
    """What stands against these hours, for every day to come: the same person at any centre, the room without a place. One query.

    `besides` is the schedule they replace.
    """
    if not planned:
        return []
    others = list(
        DutySchedule.objects.filter(
            Q(provider__in=[one.provider_id for one in planned]) | Q(room__in=[one.room_id for one in planned if one.room_id]),
            Q(valid_to=None) | Q(valid_to__gte=min(one.valid_from for one in planned)),
            weekday__in={one.weekday for one in planned},
            provider__is_active=True,
        )
        .exclude(pk__in=[besides.pk] if besides else [])
        .select_related("provider", "centre__town", "room")
        .order_by("valid_from", "pk")
    )
    found: list[Clash] = []
    for number, hours in enumerate(planned):
        neighbours = [other for other in [*others, *planned[:number]] if _coincide(hours, other)]
        same = next((other for other in neighbours if other.provider_id == hours.provider_id), None)
        if same is not None:
            found.append(Clash("provider", hours, same))
        elif hours.room is not None:
            inside = [other for other in neighbours if other.room_id == hours.room_id]
            if _most_beside(hours, inside) + hours.places > hours.room.places:
                found.append(Clash("room", hours, inside[0] if inside else None))
    return found


def _coincide(one: DutySchedule, other: DutySchedule) -> bool:
    """Is there a day on which both are held at one hour?"""
    if one.weekday != other.weekday or one.starts_at >= other.ends_at or other.starts_at >= one.ends_at:
        return False
    first = max(one.valid_from, other.valid_from)
    # after so many weeks the pattern of both comes again
    last = min([first + timedelta(weeks=one.every_weeks * other.every_weeks), *filter(None, [one.valid_to, other.valid_to])])
    return bool(set(weekly_days(one, first, last)) & set(weekly_days(other, first, last)))


def _most_beside(hours: DutySchedule, others: list[DutySchedule]) -> int:
    """How many people the others serve in the room at the busiest moment of these hours."""
    moments = [hours.starts_at, *(other.starts_at for other in others if other.starts_at > hours.starts_at)]
    return max(sum(other.places for other in others if other.starts_at <= at < other.ends_at) for at in moments)


def hours_at(user: AnyUser, centre: Centre, *, is_over: bool = False) -> list[DutySchedule]:
    """Duty hours of the centre that hold or will hold, or those that are over; own team first, by name and weekday."""
    today = time.today(centre.time_zone)
    over = Q(valid_to__lt=today)
    rows = visible_schedules(user).filter(over if is_over else ~over, centre=centre, provider__is_active=True)
    return list(rows.order_by("provider__kind", "provider__name", "provider", "weekday", "starts_at", "valid_from", "pk"))


def sittings_of(user: AnyUser, schedule: DutySchedule) -> list[DutySession]:
    """Sittings of the schedule that are not over, with `taken` and `waiting` as in the roster; old ones kept for people left out."""
    sittings = visible_sessions(user).filter(schedule=schedule, ends_at__gt=time.now()).exclude(state=SessionState.KEPT)
    return list(with_counts(sittings).order_by("starts_at", "pk"))


def with_counts(sittings: QuerySet[DutySession]) -> QuerySet[DutySession]:
    """Each sitting with `taken` (bookings that stand) and `waiting` (people to rebook or tell)."""
    return sittings.annotate(
        taken=Count("appointments", filter=Q(appointments__state__in=TAKING - {AppointmentState.HELD})),
        waiting=Count("appointments", filter=Q(appointments__needs_care=True, appointments__state=AppointmentState.BOOKED)),
    )


def kept_people(user: AnyUser, schedule: DutySchedule) -> list[Appointment]:
    """People who keep a time of the hours before these, as far as the user may see them. A look at a list."""
    rows = list(
        visible_appointments(user)
        .filter(session__replaced_by=schedule, session__state=SessionState.KEPT, state=AppointmentState.BOOKED, starts_at__gt=time.now())
        .order_by("starts_at", "pk")
    )
    if rows:
        looks.note(
            "list",
            "appointments.appointment",
            [row.pk for row in rows],
            organisation=schedule.centre.organization_id,
            centre=schedule.centre_id,
        )
    return rows


def booked_days(schedule: DutySchedule) -> list[tuple[date, int]]:
    """Days from tomorrow on with the number of people booked in these hours, old times kept included. Numbers, no look."""
    today = time.today(schedule.centre.time_zone)
    rows = Appointment.objects.filter(
        Q(session__schedule=schedule) | Q(session__replaced_by=schedule), on__gt=today, state=AppointmentState.BOOKED
    )
    return [(row["on"], row["count"]) for row in rows.order_by("on").values("on").annotate(count=Count("pk"))]


def providers_for(centre: Centre) -> QuerySet[Provider]:
    """Who can be given duty hours at the centre: its organisation's own people, and guest offices that run no centres themselves."""
    guests = Q(kind=ProviderKind.GUEST_OFFICE, organization__centres=None)
    return (
        Provider.objects.filter(Q(organization=centre.organization_id) | guests, is_active=True).distinct().order_by("kind", "name", "pk")
    )


def services_for(centre: Centre) -> QuerySet[Service]:
    """What the centre offers."""
    return Service.objects.filter(places__centre=centre).order_by("order", "slug")


def rooms_for(centre: Centre) -> QuerySet[Room]:
    """Its rooms."""
    return Room.objects.filter(centre=centre).order_by("name", "pk")
