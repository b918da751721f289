"""Duty hours: given, changed from a day on, ended. Sittings follow at once; nobody who has booked is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mosty.appointments.actions.bookings import whole
from mosty.appointments.actions.duty import make_sessions
from mosty.appointments.enums import AppointmentState, DutyMode, SessionState
from mosty.appointments.models import Appointment, DutySchedule, DutySession
from mosty.appointments.queries.schedules import clashes, providers_for, rooms_for, services_for, weekly_days
from mosty.core import time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal, require
from mosty.directory.models import Provider, Room

if TYPE_CHECKING:
    from mosty.accounts.models import User

FARTHEST_START = timedelta(days=2 * 366)
FARTHEST_END = timedelta(days=10 * 366)

# only staff read these
WORDS = {
    "no-weekday": _("Please choose at least one weekday."),
    "slot-too-long": _("One meeting is longer than these hours. Please shorten it, or make the hours longer."),
    "no-day": _("No such weekday lies between the first and the last day. Please choose other days."),
    "too-far": _("This day is too far ahead. Please check the year."),
    "too-soon": _("A change can begin tomorrow at the earliest. For today, note that somebody is away."),
    "already-over": _("These hours have been changed or ended meanwhile. Please look at the list."),
    "ends-already": _("These hours end on that day or before it anyway."),
    "room-elsewhere": _("This room belongs to another centre. Please choose one of yours."),
    "room-taken": _("The room has no free place at that time. Please choose another room or another time."),
    "service-elsewhere": _("The centre does not offer this service."),
    "provider-elsewhere": _("This person or office cannot have duty hours at your centre."),
    "language-not-spoken": _("This person or office does not speak one of these languages."),
}


@whole
def add_schedules(hours: Sequence[DutySchedule], *, by: User) -> tuple[list[DutySchedule], int]:
    """Save duty hours that `queries.schedules.drafts` made, and make their sittings. Returns them and how many sittings are new.

    Raises `Refusal`: what `check_hours` refuses; in-past.
    """
    _lock_places(hours)
    check_hours(hours)
    rows = _saved(hours, by=by)
    return rows, make_sessions(schedules=rows)


@whole
def change_schedule(schedule: DutySchedule, hours: Sequence[DutySchedule], *, by: User) -> tuple[list[DutySchedule], int]:
    """From the first day of `hours` on they hold instead of `schedule`. Returns the new ones and how many people keep an old time.

    People who have booked stay where they are: their sittings are kept for them alone, all others of those days go. The day must
    be tomorrow or later. Raises `Refusal`: too-soon, already-over, and what `check_hours` refuses.
    """
    _lock_places(hours)
    old = _locked(schedule)
    first_on = hours[0].valid_from if hours else time.today(old.centre.time_zone)
    require_word(first_on > time.today(old.centre.time_zone), "too-soon", field="valid_from")
    require_word(old.valid_to is None or old.valid_to >= first_on, "already-over", field="valid_from")
    check_hours(hours, besides=old)
    rows = _saved(hours, by=by, verb="")
    left = _left_sittings(old, first_on)
    stays = [sitting.pk for sitting in left]
    now = time.now()
    DutySession.objects.filter(pk__in=stays).update(replaced_by=rows[0], updated_at=now)
    DutySession.objects.filter(pk__in=stays, state=SessionState.PLANNED).update(state=SessionState.KEPT, updated_at=now)
    _close(old, first_on - timedelta(days=1))
    kept = Appointment.objects.filter(session__in=stays, state=AppointmentState.BOOKED).count()
    made = make_sessions(schedules=rows)
    organisation = old.centre.organization_id
    for row in rows:
        record("duty.schedule-changed", row, by=by, organisation=organisation, before=str(schedule.pk), sittings=made, kept=kept)
    return rows, kept


@whole
def end_schedule(schedule: DutySchedule, *, last_on: date, by: User) -> list[Appointment]:
    """The hours are held for the last time on `last_on`; a day before they begin takes them back altogether.

    Sittings after it are cancelled; the people in them stay booked and are marked as needing care, as after an absence. Returns
    their bookings. Raises `Refusal`: in-past, ends-already, already-over.
    """
    old = _locked(schedule)
    require(last_on >= time.today(old.centre.time_zone), "in-past", field="last_on")
    require_word(old.valid_to is None or last_on < old.valid_to, "ends-already", field="last_on")
    left = [sitting.pk for sitting in _left_sittings(old, last_on + timedelta(days=1))]
    now = time.now()
    DutySession.objects.filter(pk__in=left).update(state=SessionState.CANCELLED, cancelled_by=None, updated_at=now)
    affected = Appointment.objects.filter(session__in=left, state=AppointmentState.BOOKED, starts_at__gt=now)
    affected.update(needs_care=True, updated_at=now)
    people = list(affected.order_by("starts_at", "pk"))
    record("duty.schedule-ended", old, by=by, organisation=old.centre.organization_id, last_on=last_on.isoformat(), bookings=len(people))
    _close(old, last_on)
    return people


def check_hours(hours: Sequence[DutySchedule], *, besides: DutySchedule | None = None) -> None:
    """Raise `Refusal` unless these hours can be: no-weekday, bad-period, slot-too-long, in-past, too-far, no-day, room-elsewhere,
    service-elsewhere, provider-elsewhere, language-not-spoken, overlap-schedule, room-taken (with the `clashes` in its details).
    """
    require_word(hours, "no-weekday", field="weekdays")
    for one in hours:
        _check_times(one)
        _check_places(one)
    found = clashes(hours, besides=besides)
    if found:
        is_provider = any(clash.kind == "provider" for clash in found)
        if is_provider:
            raise Refusal("overlap-schedule", field="weekdays", clashes=found)
        raise Refusal("room-taken", sentence=WORDS["room-taken"], field="room", clashes=found)


def require_word(condition: object, code: str, *, field: str | None = None) -> None:
    """`core.errors.require` with one of our own sentences."""
    if not condition:
        raise Refusal(code, sentence=WORDS[code], field=field)


def _check_times(one: DutySchedule) -> None:
    today = time.today(one.centre.time_zone)
    require(one.ends_at > one.starts_at, "bad-period", field="ends_at")
    span = datetime.combine(today, one.ends_at) - datetime.combine(today, one.starts_at)
    fits = one.mode == DutyMode.WALK_IN or timedelta(minutes=one.slot_minutes) <= span
    require_word(fits, "slot-too-long", field="slot_minutes")
    require(one.valid_from >= today, "in-past", field="valid_from")
    require_word(one.valid_from <= today + FARTHEST_START, "too-far", field="valid_from")
    if one.valid_to is not None:
        require(one.valid_to >= one.valid_from, "bad-period", field="valid_to")
        require_word(one.valid_to <= today + FARTHEST_END, "too-far", field="valid_to")
        require_word(weekly_days(one, one.valid_from, one.valid_to), "no-day", field="weekdays")


def _check_places(one: DutySchedule) -> None:
    require_word(one.room is None or rooms_for(one.centre).filter(pk=one.room.pk).exists(), "room-elsewhere", field="room")
    require_word(services_for(one.centre).filter(pk=one.service_id).exists(), "service-elsewhere", field="service")
    require_word(providers_for(one.centre).filter(pk=one.provider_id).exists(), "provider-elsewhere", field="provider")
    require_word(set(one.languages) <= set(one.provider.languages), "language-not-spoken", field="languages")


def _lock_places(hours: Sequence[DutySchedule]) -> None:
    """Two managers who give the same person or room hours wait for each other here. Bookings do not: they only look at the key."""
    people, rooms = {one.provider_id for one in hours}, {one.room_id for one in hours if one.room_id}
    list(Provider.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=people).order_by("pk"))
    list(Room.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=rooms).order_by("pk"))


def _saved(hours: Sequence[DutySchedule], *, by: User, verb: str = "duty.schedule-added") -> list[DutySchedule]:
    rows = list(DutySchedule.objects.bulk_create(hours))
    for row in rows if verb else []:
        record(verb, row, by=by, organisation=row.centre.organization_id, weekday=row.weekday)
    return rows


def _locked(schedule: DutySchedule) -> DutySchedule:
    """The row as it is now, locked. Somebody else may have taken it back meanwhile."""
    row = DutySchedule.objects.select_for_update(of=("self",)).select_related("centre").filter(pk=schedule.pk).first()
    if row is None:
        raise Refusal("already-over", sentence=WORDS["already-over"])
    return row


def _left_sittings(schedule: DutySchedule, first_on: date) -> list[DutySession]:
    """Coming sittings from the day on that somebody has or had booked, old ones kept for people too, locked; the others are deleted.

    A booking that is being made locks its sitting, so it is either seen here or finds the sitting gone.
    """
    coming = DutySession.objects.filter(Q(schedule=schedule) | Q(replaced_by=schedule), on__gte=first_on, starts_at__gt=time.now())
    locked = list(coming.select_for_update(of=("self",)).order_by("pk"))
    touched = set(Appointment.objects.filter(session__in=locked).order_by("session").values_list("session", flat=True))
    DutySession.objects.filter(pk__in=[row.pk for row in locked if row.pk not in touched]).delete()
    return [row for row in locked if row.pk in touched]


def _close(schedule: DutySchedule, last_on: date) -> None:
    """The schedule ends; one that never began goes altogether, and what people have of it stands alone."""
    if last_on >= schedule.valid_from:
        DutySchedule.objects.filter(pk=schedule.pk).update(valid_to=last_on, updated_at=time.now())
        return
    DutySession.objects.filter(schedule=schedule).update(schedule=None, updated_at=time.now())
    DutySchedule.objects.filter(pk=schedule.pk).delete()
