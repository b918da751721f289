"""People and a year of contacts, up to this hour, and what is booked for the coming weeks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from mosty.appointments.actions.duty import add_exception, make_sessions
from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.models import Appointment, AppointmentEvent, DutySession
from mosty.casework.models import Encounter, ServiceDelivery, Visit
from mosty.clients.models import Client
from mosty.comms.models import Message
from mosty.core.models import AccessEvent, Bookable, Claim
from mosty.programme.actions import freeze_report
from mosty.programme.management.demo import board, consents, files, grants, letters, plan, stories, traces
from mosty.programme.management.demo.bulk import insert
from mosty.programme.management.demo.cast import Staff
from mosty.programme.management.demo.network import Network
from mosty.programme.management.demo.records import CLIENT_KNOWN, HERE, Recorder, Rows

SEED = 20220301
WEEKS_AHEAD = 8

Say = Callable[[str], None]


def load(network: Network, staff: Staff, *, today: date, now: datetime, say: Say) -> None:
    """Write everything; the same people and numbers for the same day and hour. Wants an open transaction."""
    rng = Random(SEED)
    count = make_sessions(first_on=today - timedelta(days=plan.PAST_DAYS), until=today + timedelta(weeks=WEEKS_AHEAD))
    DutySession.objects.bulk_create(board.open_day_sessions(network, today))
    say(f"{count} sittings, a year back and {WEEKS_AHEAD} weeks ahead")
    sessions = list(DutySession.objects.select_related("room").order_by("starts_at", "centre__slug", "provider__sign"))
    meetings = [
        *plan.bookings(network, sessions, today=today, rng=rng),
        *plan.walk_ins(network, sessions, today=today, now=now, rng=rng),
        *board.bookings(network, sessions, today=today, now=now, rng=rng),
        *board.waiting(network, today=today, now=now),
    ]
    meetings.sort(key=lambda meeting: meeting.starts_at)
    came = sum(meeting.state in HERE for meeting in meetings)
    talks = sum(not (meeting.state or meeting.is_quick or meeting.is_waiting) for meeting in meetings)
    recorder = Recorder(network, staff, rng, today=today, now=now, meetings=int((came * CLIENT_KNOWN[True] + talks) * 0.97))
    for meeting in meetings:
        recorder.record(meeting)
    rows = recorder.rows
    say("the year is drawn up")
    _write(rows, recorder.people.made, today, say)
    asked = consents.load(network.organizations["rops"], staff.users["piotr"], recorder.people.made, Random(files.SEED), today=today)
    say(f"{asked['notices']} information notices given, {asked['consents']} answers to consent forms")
    centres = {centre.pk: centre for centre in network.centres.values()}
    enrolled, paid = grants.load(network, staff, recorder.people.made, rows.encounters, rows.deliveries, today=today)
    say(f"two projects with {enrolled} people and {paid} services they pay for")
    messages = letters.about(rows.appointments, centres, now)
    insert(Message, messages)
    seen = traces.looks(network, staff, recorder.people.made, today=today, now=now, rng=rng)
    insert(AccessEvent, seen)
    say(f"{len(messages)} messages, {len(seen)} looks at personal data")
    stories.load(network, staff, today=today, say=say)
    _absence(network, staff, rows.appointments, today)
    freeze_report(organization=network.organizations["rops"], first_on=_first_of_report(today), last_on=_last_of_report(today), by=None)
    say("an expert is away, the report of the public page is frozen")


def _write(rows: Rows, clients: list[Client], today: date, say: Say) -> None:
    rng = Random(files.SEED)
    files.describe(clients, rng)
    insert(Client, clients)
    made = files.write(clients, rng, today=today)
    say(
        f"{len(clients)} people who do not exist, with {made['names']} names, {made['deadlines']} deadlines, {made['keys']} keys to find them"
    )
    insert(Visit, rows.visits)
    insert(Encounter, rows.encounters)
    insert(ServiceDelivery, rows.deliveries)
    say(f"{len(rows.visits)} contacts, {len(rows.encounters)} conversations with {len(rows.deliveries)} services")
    insert(Appointment, rows.appointments)
    insert(Appointment, rows.moved)
    insert(AppointmentEvent, sorted(rows.events, key=lambda event: event.at))
    keys = {(wish.kind, wish.owner): Bookable(kind=wish.kind, owner=wish.owner) for wish, _ in rows.claims}
    insert(Bookable, list(keys.values()))
    bookables = {(row.kind, row.owner): row for row in Bookable.objects.order_by("pk")}
    insert(
        Claim,
        [
            Claim(bookable=bookables[wish.kind, wish.owner], starts_at=booking.starts_at, ends_at=booking.ends_at, holder=booking.pk)
            for wish, booking in rows.claims
        ],
    )
    say(f"{len(rows.appointments) + len(rows.moved)} bookings with {len(rows.events)} events and {len(rows.claims)} claims")


def _absence(network: Network, staff: Staff, bookings: list[Appointment], today: date) -> None:
    """An expert of the main centre is away on the next day with booked people, so that somebody must be cared for."""
    giorgi, centre = network.providers["giorgi"], network.centres[board.MAIN]
    days = sorted(
        {
            booking.on
            for booking in bookings
            if booking.provider_id == giorgi.pk and booking.on > today + timedelta(days=1) and booking.state == S.BOOKED
        }
    )
    if days:
        add_exception(centre=centre, provider=giorgi, first_on=days[0], last_on=days[0], reason="choroba", by=staff.users["hanna"])


def _last_of_report(today: date) -> date:
    """The last day of the month before."""
    return today.replace(day=1) - timedelta(days=1)


def _first_of_report(today: date) -> date:
    """Eleven whole months, the first one after the loaded year began."""
    return (today - timedelta(days=plan.PAST_DAYS - 31)).replace(day=1)
