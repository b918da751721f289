"""Days and weeks: who is expected, who is here, who is on duty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from mosty.appointments.access import visible_appointments, visible_sessions
from mosty.appointments.enums import TAKING, AppointmentState, SessionState
from mosty.appointments.models import Appointment, AppointmentEvent, DutyException, DutySession
from mosty.appointments.queries.schedules import with_counts
from mosty.core.audit import looks
from mosty.directory.models import Centre, Provider

if TYPE_CHECKING:
    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser


@dataclass(frozen=True)
class DayBoard:
    """Bookings of one centre on one day, in the order of a visit, each list by time."""

    expected: list[Appointment]
    arrived: list[Appointment]
    in_progress: list[Appointment]
    done: list[Appointment]
    missed: list[Appointment]


def day_board(user: AnyUser, centre: Centre, day: date) -> DayBoard:
    """The day of a centre, as far as the user may see it. A look at a list."""
    rows = list(visible_appointments(user).filter(centre=centre, on=day).order_by("starts_at", "pk"))
    _note("list", rows, centre)
    by_state: dict[str, list[Appointment]] = defaultdict(list)
    for row in rows:
        by_state[row.state].append(row)
    return DayBoard(
        by_state[AppointmentState.BOOKED],
        sorted(by_state[AppointmentState.ARRIVED], key=lambda row: row.arrived_at or row.starts_at),
        by_state[AppointmentState.IN_PROGRESS],
        by_state[AppointmentState.FULFILLED],
        by_state[AppointmentState.NO_SHOW],
    )


def day_version(user: AnyUser, centre: Centre, day: date) -> str:
    """Changes whenever a booking of the day does; no look."""
    seen = visible_appointments(user).filter(centre=centre, on=day).aggregate(count=Count("pk"), last=Max("updated_at"))
    return f"{seen['count']}-{seen['last'].timestamp() if seen['last'] else 0}"


def own_day(user: AnyUser, day: date) -> list[Appointment]:
    """The list of a specialist or expert with an account: own bookings of the day, cancelled ones left out. A look at a list."""
    rows = list(
        visible_appointments(user)
        .filter(provider__user=user.pk, on=day, state__in=[*TAKING, AppointmentState.NO_SHOW])
        .order_by("starts_at", "pk")
    )
    _note("list", rows, rows[0].centre if rows else None)
    return rows


def own_bookings(user: AnyUser, first_on: date, last_on: date) -> list[Appointment]:
    """Bookings of a person on duty that stand, from a day to a day. A look at a list."""
    rows = visible_appointments(user).filter(provider__user=user.pk, on__gte=first_on, on__lte=last_on, state__in=TAKING)
    found = list(rows.order_by("starts_at", "pk"))
    for centre in {row.centre_id: row.centre for row in found}.values():
        _note("list", [row for row in found if row.centre_id == centre.pk], centre)
    return found


def own_week(user: AnyUser, first_on: date) -> list[tuple[DutySession, list[Appointment]]]:
    """The own sittings of a person on duty in seven days from `first_on`, at all centres, each with its bookings that stand or were
    missed. A look at lists."""
    sittings = list(
        with_counts(visible_sessions(user).filter(provider__user=user.pk, on__gte=first_on, on__lt=first_on + timedelta(days=7)))
        .exclude(Q(state=SessionState.KEPT) & Q(taken=0))
        .order_by("starts_at", "pk")
    )
    rows = visible_appointments(user).filter(session__in=sittings, state__in=[*TAKING, AppointmentState.NO_SHOW])
    inside: dict[UUID, list[Appointment]] = defaultdict(list)
    for row in rows.order_by("starts_at", "pk"):
        inside[row.session_id].append(row)
    for centre in {sitting.centre_id: sitting.centre for sitting in sittings}.values():
        _note("list", [row for sitting in sittings if sitting.centre_id == centre.pk for row in inside[sitting.pk]], centre)
    return [(sitting, inside[sitting.pk]) for sitting in sittings]


def is_provider(user: AnyUser) -> bool:
    """Is the user a person on duty, with an own list?"""
    return Provider.objects.filter(user=user.pk, is_active=True).exists()


def duty_days(centre: Centre, *, first_on: date, days: int = 7) -> list[tuple[date, list[DutySession]]]:
    """Who is on duty at the centre, day by day, days without anybody left out. Public, no personal data of clients."""
    sessions = (
        DutySession.objects.filter(centre=centre, on__gte=first_on, on__lt=first_on + timedelta(days=days), state=SessionState.PLANNED)
        .select_related("provider__organization", "service", "room")
        .order_by("starts_at", "pk")
    )
    by_day: dict[date, list[DutySession]] = defaultdict(list)
    for session in sessions:
        by_day[session.on].append(session)
    return sorted(by_day.items())


def duty_today(centres: list[Centre], day: date) -> dict[object, list[DutySession]]:
    """Planned sittings of the day by centre id, in one query."""
    found: dict[object, list[DutySession]] = defaultdict(list)
    for session in (
        DutySession.objects.filter(centre__in=centres, on=day, state=SessionState.PLANNED)
        .select_related("provider__organization", "service", "room")
        .order_by("starts_at", "pk")
    ):
        found[session.centre_id].append(session)
    return dict(found)


@dataclass(frozen=True)
class RosterRow:
    """One provider's week."""

    provider: Provider
    days: list[list[DutySession]]


def week_roster(user: AnyUser, centre: Centre, first_on: date) -> list[RosterRow]:
    """Seven days from `first_on`: a row for each provider with a list of sittings for each day, cancelled ones too, old ones while
    somebody keeps a time in them.

    Each sitting carries `taken` (bookings that stand), `offered` (times in all) and `waiting` (people to rebook or tell).
    """
    sessions = (
        with_counts(visible_sessions(user).filter(centre=centre, on__gte=first_on, on__lt=first_on + timedelta(days=7)))
        .exclude(Q(state=SessionState.KEPT) & Q(taken=0))
        .order_by("starts_at", "pk")
    )
    rows: dict[Provider, list[list[DutySession]]] = {}
    for session in sessions:
        span = (session.ends_at - session.starts_at).total_seconds() / 60
        session.offered = int(span // session.slot_minutes) * session.places  # type: ignore[attr-defined]
        rows.setdefault(session.provider, [[] for _ in range(7)])[(session.on - first_on).days].append(session)
    return [RosterRow(provider, rows[provider]) for provider in sorted(rows, key=lambda p: (p.kind, p.name))]


def session_list(user: AnyUser, session: DutySession) -> list[Appointment]:
    """Bookings of one sitting, by time. A look at a list."""
    rows = list(visible_appointments(user).filter(session=session).order_by("starts_at", "pk"))
    _note("list", rows, session.centre)
    return rows


def to_care_for(user: AnyUser, centre: Centre) -> list[Appointment]:
    """People whose sitting was cancelled and who have neither another time nor a message yet. A look at a list."""
    waiting = visible_appointments(user).filter(centre=centre, needs_care=True, state=AppointmentState.BOOKED)
    rows = list(waiting.order_by("starts_at", "pk"))
    _note("list", rows, centre)
    return rows


def care_count(user: AnyUser, centre: Centre) -> int:
    """How many people wait to be rebooked or told; a number, no look."""
    return visible_appointments(user).filter(centre=centre, needs_care=True, state=AppointmentState.BOOKED).count()


def exceptions_from(centre: Centre, day: date) -> QuerySet[DutyException]:
    """Absences at the centre that are not over on `day`."""
    return DutyException.objects.filter(centre=centre, last_on__gte=day).select_related("provider", "added_by").order_by("first_on", "pk")


def providers_of(centre: Centre) -> QuerySet[Provider]:
    """Who has, or had, duty hours at the centre."""
    return Provider.objects.filter(schedules__centre=centre, is_active=True).distinct().order_by("name", "pk")


def events_of(appointment: Appointment) -> list[AppointmentEvent]:
    """What has happened to a booking that the reader may see, oldest first, with who did it."""
    return list(AppointmentEvent.objects.filter(appointment=appointment).select_related("actor").order_by("pk"))


def appointments_of(user: AnyUser, client: Client) -> list[Appointment]:
    """Bookings of one person's file that the user may see, newest first (the file itself was the look)."""
    return list(visible_appointments(user).filter(client=client).order_by("-starts_at", "pk"))


def appointment_of_visit(user: AnyUser, visit_id: UUID) -> Appointment | None:
    """The booking that a visit came of, if the user may see it (the encounter or visit itself was the look)."""
    return visible_appointments(user).filter(visit=visit_id).first()


def _note(how: str, rows: list[Appointment], centre: Centre | None) -> None:
    if rows and centre is not None:
        looks.note(how, "appointments.appointment", [row.pk for row in rows], organisation=rows[0].organization_id, centre=centre.pk)
