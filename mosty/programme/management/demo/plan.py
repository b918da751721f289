"""The plan of the year: which times were taken and how they ended, who walked in, how many short questions. Still without people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.enums import DutyMode, SessionState
from mosty.appointments.models import DutySession
from mosty.appointments.queries.times import slots
from mosty.core import time
from mosty.programme.management.demo import calendar
from mosty.programme.management.demo.network import Network

PAST_DAYS = 365
TAKEN = 5400  # times of the past year that were kept or missed
NO_SHOW = 0.09
CANCELLED_BY_CLIENT, CANCELLED_BY_CENTRE, MOVED = 0.09, 0.015, 0.02  # on top of a taken time
QUICK, WALK_IN = 8800, 2350  # short questions without a name; longer talks without a booking
WEEKDAYS = (1.15, 1.05, 1.2, 1.0, 0.8, 0.5, 0.5)
MONTHS = (1.0, 1.0, 1.1, 1.0, 1.0, 0.95, 0.8, 0.75, 1.2, 1.15, 1.1, 0.8)
AHEAD = ((3, 0.62), (7, 0.55), (14, 0.42), (28, 0.1), (60, 0.0))  # days from today → share of times that is taken


@dataclass
class Meeting:
    """One booking, one walk-in talk or one short question."""

    slug: str
    centre_id: UUID
    starts_at: datetime
    ends_at: datetime
    on: date
    state: str = ""  # of a booking; empty: nobody booked
    session: DutySession | None = None
    is_quick: bool = False
    is_waiting: bool = False  # walked in today and still sits there
    moved_from: datetime | None = None  # an earlier time that was given up for this one
    arrived_at: datetime | None = None


def volume(day: date, today: date) -> float:
    """How busy a day is against the others: growth over the year, months, weekdays."""
    age = (today - day).days / PAST_DAYS
    return (1.2 - 0.5 * age) * MONTHS[day.month - 1] * WEEKDAYS[day.weekday()]


def bookings(network: Network, sessions: list[DutySession], *, today: date, rng: Random) -> list[Meeting]:
    """Bookings of the past year and of the coming weeks. Today's come from `board`."""
    slugs = {centre.pk: slug for slug, centre in network.centres.items()}
    by_centre: dict[str, list[tuple[DutySession, datetime, datetime]]] = defaultdict(list)
    coming: list[tuple[DutySession, datetime, datetime]] = []
    for session in sessions:
        if session.mode != DutyMode.SLOTS or session.state != SessionState.PLANNED or session.on == today:
            continue
        if session.on > today:
            coming += [(session, *span) for span in slots(session)]
        else:
            by_centre[slugs[session.centre_id]] += [(session, *span) for span in slots(session)]
    found = []
    for slug, times in by_centre.items():
        whole = sum(volume(session.on, today) for session, _, _ in times)
        target = TAKEN * network.shares[slug] / 100
        for session, starts_at, ends_at in times:
            if rng.random() < min(0.93, target * volume(session.on, today) / whole):
                found += _past(slug, session, starts_at, ends_at, rng)
    for session, starts_at, ends_at in coming:
        share = next(share for days, share in AHEAD if (session.on - today).days <= days)
        if rng.random() < share * (1 if slugs[session.centre_id] == "poznan" else 0.8):
            found.append(_booking(slugs[session.centre_id], session, starts_at, ends_at, S.BOOKED))
    return found


def _past(slug: str, session: DutySession, starts_at: datetime, ends_at: datetime, rng: Random) -> list[Meeting]:
    kept = _booking(slug, session, starts_at, ends_at, S.NO_SHOW if rng.random() < NO_SHOW else S.FULFILLED)
    found = [kept]
    draw = rng.random()
    if draw < CANCELLED_BY_CLIENT:
        found.append(_booking(slug, session, starts_at, ends_at, S.CANCELLED_BY_CLIENT))
    elif draw < CANCELLED_BY_CLIENT + CANCELLED_BY_CENTRE:
        found.append(_booking(slug, session, starts_at, ends_at, S.CANCELLED_BY_CENTRE))
    elif draw < CANCELLED_BY_CLIENT + CANCELLED_BY_CENTRE + MOVED:
        kept.moved_from = rng.choice(list(slots(session)))[0]
    return found


def _booking(slug: str, session: DutySession, starts_at: datetime, ends_at: datetime, state: str) -> Meeting:
    return Meeting(slug, session.centre_id, starts_at, ends_at, session.on, str(state), session)


def walk_ins(network: Network, sessions: list[DutySession], *, today: date, now: datetime, rng: Random) -> list[Meeting]:
    """Short questions and longer talks of a year and of today up to now."""
    open_duty: dict[tuple[UUID, date], list[DutySession]] = defaultdict(list)
    for session in sessions:
        if session.mode == DutyMode.WALK_IN:
            open_duty[session.centre_id, session.on].append(session)
    found = []
    for slug, centre in network.centres.items():
        days = [today - timedelta(days=back) for back in range(PAST_DAYS, -1, -1)]
        hours = {day: span for day in days if (span := calendar.open_hours(slug, day, today))}
        whole = sum(volume(day, today) for day in hours)
        for day, (opens_at, closes_at) in hours.items():
            share = network.shares[slug] / 100 * volume(day, today) / whole
            start, end = time.at(day, opens_at, centre.time_zone), time.at(day, closes_at, centre.time_zone)
            for _ in range(int(QUICK * share + rng.random())):
                minutes = rng.randint(2, 9)
                at = _moment(start, end, rng)
                found.append(Meeting(slug, centre.pk, at, at + timedelta(minutes=minutes), day, is_quick=True))
            for _ in range(int(WALK_IN * share + rng.random())):
                duties = open_duty[centre.pk, day]
                session = rng.choice(duties) if duties and rng.random() < 0.85 else None
                at = _moment(session.starts_at if session else start, session.ends_at if session else end, rng)
                length = timedelta(minutes=rng.randint(12, 40))
                found.append(Meeting(slug, centre.pk, at, at + length, day, session=session))
    return [meeting for meeting in found if meeting.ends_at <= now]


def _moment(start: datetime, end: datetime, rng: Random) -> datetime:
    """Some minute of the opening hours, more likely in the late morning."""
    minutes = int((end - start).total_seconds() // 60) - 5
    return start + timedelta(minutes=int(rng.triangular(0, minutes, minutes * 0.35)))
