"""Opening hours: open now, opens next, the hours of a week. Weekly pattern, exceptions, Polish public holidays.

Functions that take a centre read only rows that `places.centres()` (or `with_hours`) has fetched, so a list of five hundred
centres costs as many queries as one. Days and hours are those of the centre's own zone; instants are UTC.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

import holidays
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from mosty.core import time
from mosty.directory.enums import State
from mosty.directory.models import Centre, CentreState, Schedule, ScheduleException

LOOK_AHEAD = 14  # days in which "opens next" is searched
RESTING = frozenset({State.SUSPENDED, State.CLOSED, State.WITHDRAWN})


class Span(NamedTuple):
    """Open from one instant to another, in UTC."""

    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class Day:
    """The hours of one day of a centre."""

    on: date
    spans: tuple[Span, ...]
    is_today: bool = False
    holiday: str = ""
    reason: dict[str, str] = field(default_factory=dict)
    is_exception: bool = False
    is_sample: bool = False

    @property
    def is_open(self) -> bool:
        return bool(self.spans)


@dataclass(frozen=True)
class Opening:
    """What a door says at one instant.

    `kind`: open | closed | by-appointment | planned | suspended | gone. `until`: when it closes, if open. `opens_at`: the next
    opening within two weeks, if closed. `since`: the day of the state. `changes_at`: the instant after which this is no longer true.
    """

    kind: str
    until: datetime | None = None
    opens_at: datetime | None = None
    days_away: int = 0
    since: date | None = None
    changes_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.kind == "open"


def with_hours(centres: QuerySet[Centre]) -> QuerySet[Centre]:
    """The centres with everything their hours need: three queries more, whatever their number."""
    return centres.prefetch_related(*_prefetches())


def fetch_hours(centres: Iterable[Centre]) -> None:
    """The same for centres that are already loaded."""
    prefetch_related_objects(list(centres), *_prefetches())


def state_on(centre: Centre, day: date) -> CentreState | None:
    """The state that holds on the day; None before the first one has begun."""
    begun = [state for state in centre.states.all() if state.since_on <= day]
    return max(begun, key=lambda state: state.since_on, default=None)


def is_gone(centre: Centre) -> bool:
    """Has the centre closed for good by today? Needs only its states."""
    state = state_on(centre, time.today(centre.time_zone))
    return state is not None and state.state in {State.CLOSED, State.WITHDRAWN}


def day_hours(centre: Centre, day: date) -> Day:
    """The hours of one day: an exception beats a holiday, a holiday beats the week; none while the centre rests or when it is gone."""
    today = time.today(centre.time_zone)
    state = state_on(centre, day)
    if state is not None and state.state in RESTING:
        return Day(day, (), day == today, holiday_name(day))
    exceptions = [row for row in centre.exceptions.all() if row.day == day]
    holiday = holiday_name(day)
    if exceptions:
        first = exceptions[0]
        spans = tuple(_span(centre, day, row) for row in exceptions if not row.is_closed)
        return Day(day, spans, day == today, holiday, first.reason, True, first.is_sample)
    if holiday:
        return Day(day, (), day == today, holiday)
    rows = [row for row in centre.schedules.all() if row.weekday == day.weekday() and _is_valid(row, day)]
    return Day(day, tuple(_span(centre, day, row) for row in rows), day == today, is_sample=any(row.is_sample for row in rows))


def week(centre: Centre, first_on: date | None = None) -> list[Day]:
    """Seven days from `first_on` (Monday of this week)."""
    if first_on is None:
        today = time.today(centre.time_zone)
        first_on = today - timedelta(days=today.weekday())
    return [day_hours(centre, first_on + timedelta(days=number)) for number in range(7)]


def opening(centre: Centre, at: datetime | None = None) -> Opening:
    """What the door says at the instant (now). A centre that works by appointment only is never called closed."""
    now = at or time.now()
    today = time.local(now, centre.time_zone).date()
    midnight = time.day_span(today, centre.time_zone)[1]
    state = state_on(centre, today)
    if state is None or state.state != State.OPEN:
        return _not_in_service(centre, state, today, midnight)
    spans_today = day_hours(centre, today).spans
    for span in spans_today:
        if span.opens_at <= now < span.closes_at:
            return Opening("open", until=span.closes_at, changes_at=span.closes_at)
    if centre.by_appointment_only:
        return Opening("by-appointment", changes_at=min([midnight, *(s.opens_at for s in spans_today if s.opens_at > now)]))
    for number in range(LOOK_AHEAD + 1):
        for span in day_hours(centre, today + timedelta(days=number)).spans:
            if span.opens_at > now:
                return Opening("closed", opens_at=span.opens_at, days_away=number, changes_at=min(span.opens_at, midnight))
    return Opening("closed", changes_at=midnight)


def closed_days(centres: Iterable[Centre], first_on: date, last_on: date) -> dict[UUID, set[date]]:
    """Days, first and last included, on which nobody should be on duty: public holidays and closed exceptions, except days that
    an exception opens. By the centre's id; one query."""
    centres = list(centres)
    days = [first_on + timedelta(days=number) for number in range((last_on - first_on).days + 1)]
    free_days = {day for day in days if holiday_name(day)}
    closed = {centre.pk: set(free_days) for centre in centres}
    exceptions = ScheduleException.objects.filter(centre__in=centres, day__gte=first_on, day__lte=last_on).order_by("day", "pk")
    for row in exceptions:
        if row.is_closed:
            closed[row.centre_id].add(row.day)
    for row in exceptions:
        if not row.is_closed:
            closed[row.centre_id].discard(row.day)
    return closed


def holiday_name(day: date) -> str:
    """The Polish name of the public holiday (Act of 18 January 1951 on days free from work), or nothing."""
    return _holidays(day.year).get(day, "")


def _not_in_service(centre: Centre, state: CentreState | None, today: date, midnight: datetime) -> Opening:
    coming = min((row.since_on for row in centre.states.all() if row.state == State.OPEN and row.since_on > today), default=None)
    opens_at = time.day_span(coming, centre.time_zone)[0] if coming else None
    if state is None or state.state == State.PLANNED:
        return Opening("planned", opens_at=opens_at, since=state.since_on if state else None, changes_at=midnight)
    if state.state == State.SUSPENDED:
        return Opening("suspended", opens_at=opens_at, since=state.since_on, changes_at=midnight)
    return Opening("gone", since=state.since_on, changes_at=midnight)


def _span(centre: Centre, day: date, row: Schedule | ScheduleException) -> Span:
    if row.opens_at is None or row.closes_at is None:
        raise ValueError("a closed exception has no span")
    return Span(time.at(day, row.opens_at, centre.time_zone), time.at(day, row.closes_at, centre.time_zone))


def _is_valid(row: Schedule, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day <= row.valid_to)


@lru_cache(maxsize=32)
def _holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("PL", years=year, language="pl").items())


def _prefetches() -> list[Prefetch]:
    return [
        Prefetch("states", CentreState.objects.order_by("-since_on")),
        Prefetch("schedules", Schedule.objects.order_by("weekday", "opens_at", "pk")),
        Prefetch("exceptions", ScheduleException.objects.order_by("day", "opens_at", "pk")),
    ]
