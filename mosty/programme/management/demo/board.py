"""Today: a board that is alive at whatever hour the demo is loaded, on a closed day too.

Past hours of today are over, those around now are at the desk, the rest is expected. In the night and on closed days that
would leave the board empty, so the demo has an open day then (see `calendar`), and at least three people at the desk.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from datetime import time as clock
from random import Random

from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.enums import DutyMode
from mosty.appointments.models import DutySession
from mosty.appointments.queries.times import slots
from mosty.core import time
from mosty.programme.management.demo import calendar
from mosty.programme.management.demo.network import Network
from mosty.programme.management.demo.plan import Meeting

TAKEN = 0.72
MAIN = "poznan"
LEFT_EXPECTED = 7  # at least so many are still to come at the main centre
# who comes on an open day: centre, expert, service, hours, minutes, room
OPEN_DAY = [
    ("poznan", "oksana", "legal-stay", 9, 13, 30, 2),
    ("poznan", "giorgi", "legal-stay", 10, 14, 30, 3),
    ("poznan", "wuw", "residence-card-office", 10, 15, 20, 4),
    ("poznan", "marta", "first-conversation", 10, 15, 20, 1),
    ("poznan", "leyla", "school-choice", 15, 19, 30, 3),
    ("poznan", "tomasz", "lawyer", 14, 18, 30, 5),
    ("konin", "iryna", "legal-stay", 10, 14, 30, 1),
    ("konin", "samir", "school-choice", 12, 16, 30, 2),
]


def open_day_sessions(network: Network, today: date) -> list[DutySession]:
    """Sittings of today where the weekly roster has none."""
    if calendar.is_usual_day(today):
        return []
    return [
        DutySession(
            provider=network.providers[expert],
            centre=network.centres[slug],
            service=network.services[service],
            room=network.rooms[slug, room],
            on=today,
            starts_at=time.at(today, clock(first)),
            ends_at=time.at(today, clock(last)),
            slot_minutes=minutes,
            mode=DutyMode.WALK_IN if service == "first-conversation" else DutyMode.SLOTS,
            languages=network.providers[expert].languages,
        )
        for slug, expert, service, first, last, minutes, room in OPEN_DAY
    ]


def bookings(network: Network, sessions: list[DutySession], *, today: date, now: datetime, rng: Random) -> list[Meeting]:
    """Today's bookings, each in the state that the hour asks for."""
    slugs = {centre.pk: slug for slug, centre in network.centres.items()}
    found = [
        Meeting(slugs[session.centre_id], session.centre_id, starts_at, ends_at, today, str(S.BOOKED), session)
        for session in sessions
        if session.on == today and session.mode == DutyMode.SLOTS
        for starts_at, ends_at in slots(session)
        if rng.random() < TAKEN
    ]
    found.sort(key=lambda meeting: meeting.starts_at)
    for slug in network.centres:
        here = [meeting for meeting in found if meeting.slug == slug]
        _give_states(here, now, rng, is_main=slug == MAIN)
    return found


def _give_states(meetings: list[Meeting], now: datetime, rng: Random, *, is_main: bool) -> None:
    passed = sum(meeting.starts_at <= now for meeting in meetings)
    if is_main:  # never all over, never nobody there
        passed = max(3, min(passed, len(meetings) - LEFT_EXPECTED))
    for number, meeting in enumerate(meetings[: max(passed, 0)]):
        from_now = passed - number
        if is_main and from_now == 3:
            _arrive(meeting, now, S.IN_PROGRESS, minutes=22)
        elif is_main and from_now in (1, 2):
            _arrive(meeting, now, S.ARRIVED, minutes=3 + 6 * from_now)
        elif meeting.ends_at <= now:
            meeting.state = str(S.NO_SHOW if rng.random() < 0.09 else S.FULFILLED)
        elif meeting.starts_at <= now:
            _arrive(meeting, now, S.IN_PROGRESS, minutes=int((now - meeting.starts_at).total_seconds() // 60) + 4)


def _arrive(meeting: Meeting, now: datetime, state: str, *, minutes: int) -> None:
    meeting.state = str(state)
    meeting.arrived_at = now - timedelta(minutes=minutes)


def waiting(network: Network, *, today: date, now: datetime) -> list[Meeting]:
    """People who walked in without a booking and still wait."""
    centre = network.centres[MAIN]
    return [Meeting(MAIN, centre.pk, now - timedelta(minutes=minutes), now, today, is_waiting=True) for minutes in (14, 6)]
