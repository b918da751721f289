"""My week: the own sittings day by day, the people in them by first name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from mosty.appointments.enums import DutyMode, SessionState
from mosty.appointments.queries.times import slots
from mosty.core import time
from mosty.core.dates import hour_words
from mosty.core.texts import Told, told
from mosty.core.world import own_name
from mosty.desk.calendar.weeks import Week, hours


@dataclass(frozen=True)
class Person:
    """One booking of the own list: first name, hour, language. Nothing of the file."""

    url: str
    hour: str
    name: str
    language: str
    language_name: str
    needs_interpreter: bool
    state: str


@dataclass(frozen=True)
class OwnSitting:
    """One own sitting in words."""

    url: str
    hours: str
    service: Told
    room: str
    centre: str
    people: list[Person]
    free: list[str]
    is_cancelled: bool
    is_kept: bool
    is_walk_in: bool


@dataclass(frozen=True)
class OwnDay:
    """A day with its sittings; days without any are left out."""

    on: date
    is_today: bool
    sittings: list[OwnSitting]


def own_days(rows: Iterable, week: Week) -> list[OwnDay]:
    """What `days.own_week` found, by day."""
    now = time.now()
    found = list(rows)
    several = len({sitting.centre_id for sitting, _people in found}) > 1
    days = []
    for number in range(7):
        on = week.first_on + timedelta(days=number)
        sittings = [_sitting(sitting, people, now, several=several) for sitting, people in found if sitting.on == on]
        if sittings:
            days.append(OwnDay(on, on == week.today, sittings))
    return days


def _sitting(sitting, people, now: datetime, *, several: bool) -> OwnSitting:
    zone = sitting.centre.time_zone
    is_offered = sitting.state == SessionState.PLANNED and sitting.mode == DutyMode.SLOTS
    taken = [one.starts_at for one in people]
    free = [start for start, _end in slots(sitting) if start > now and taken.count(start) < sitting.places] if is_offered else []
    return OwnSitting(
        reverse("desk:calendar:session", args=[sitting.pk]),
        hours(sitting.starts_at, sitting.ends_at, zone),
        told(sitting.service.names),
        sitting.room.name if sitting.room else "",
        sitting.centre.town.name if several else "",
        [_person(one, zone) for one in people],
        [hour_words(time.local(start, zone)) for start in free],
        sitting.state == SessionState.CANCELLED,
        sitting.state == SessionState.KEPT,
        sitting.mode == DutyMode.WALK_IN,
    )


def _person(one, zone: str) -> Person:
    return Person(
        reverse("desk:appointments:detail", args=[one.pk]),
        hour_words(time.local(one.starts_at, zone)),
        one.name.split()[0] if one.name.split() else one.name,
        one.language,
        own_name(one.language) if one.language else "",
        one.needs_interpreter,
        "" if one.state == "booked" else str(one.get_state_display()),
    )
