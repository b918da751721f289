"""From the plan to rows: visits, encounters, bookings with their events, claims and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from django.conf import settings

from mosty.accounts.models import User
from mosty.appointments.actions.bookings import contact_key
from mosty.appointments.enums import EXPECTED, PRESENT
from mosty.appointments.enums import AppointmentState as S
from mosty.appointments.models import Appointment, AppointmentEvent, DutySession
from mosty.appointments.queries.times import wishes
from mosty.casework.enums import Interpreting, VisitChannel
from mosty.casework.models import Encounter, ServiceDelivery, Visit
from mosty.clients.models import Client
from mosty.core.claims import Wish
from mosty.core.keys import new_code, new_token
from mosty.programme.management.demo import names, notes
from mosty.programme.management.demo.cast import Staff
from mosty.programme.management.demo.network import Network
from mosty.programme.management.demo.people import People
from mosty.programme.management.demo.plan import Meeting

ENDED = {S.FULFILLED, *PRESENT}
HERE = {str(state) for state in ENDED}
HOLDING = {str(state) for state in {*EXPECTED, *PRESENT, S.FULFILLED}}
CLIENT_KNOWN = {True: 0.9, False: 0.45}  # share of bookings with a file: people who came, people who did not


@dataclass
class Rows:
    """What will be written, in the order of keys."""

    visits: list[Visit] = field(default_factory=list)
    encounters: list[Encounter] = field(default_factory=list)
    deliveries: list[ServiceDelivery] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    moved: list[Appointment] = field(default_factory=list)
    events: list[AppointmentEvent] = field(default_factory=list)
    claims: list[tuple[Wish, Appointment]] = field(default_factory=list)


class Recorder:
    """Turns meetings, in the order of time, into rows. `now` divides what is over from what is to come."""

    def __init__(self, network: Network, staff: Staff, rng: Random, *, today: date, now: datetime, meetings: int):
        self.network, self.staff, self.rng, self.today, self.now = network, staff, rng, today, now
        self.rows = Rows()
        self.organization_id = network.organizations["rops"].pk
        self.people = People(network, rng, meetings=meetings)
        self.services = {service.pk: service for service in network.services.values()}
        self.workers = {provider.pk: provider.user for provider in network.providers.values()}
        self.advisers = {slug: [] for slug in network.centres}
        for schedule in network.schedules:
            slug = schedule.centre.slug
            user = schedule.provider.user
            if user is not None and user not in self.advisers[slug]:
                self.advisers[slug].append(user)
        self.busy: set[tuple[UUID, date]] = set()
        self.codes: set[str] = set()

    def record(self, meeting: Meeting) -> None:
        """One meeting of the plan."""
        if meeting.is_quick:
            self._quick(meeting)
        elif meeting.is_waiting:
            self._waiting(meeting)
        elif meeting.state:
            self._booking(meeting)
        else:
            self._walk_in(meeting)

    def _quick(self, meeting: Meeting) -> None:
        country = names.country(self.rng)
        topics = self._some(notes.TOPICS, 2 if self.rng.random() < 0.18 else 1)
        visit = self._visit(meeting, channel=self._some(notes.CHANNELS, 1)[0], topics=topics, closed_at=meeting.ends_at)
        visit.is_quick = True
        visit.language = self.rng.choice(country.languages.split())
        visit.citizenship = country.code if self.rng.random() < 0.72 else ""
        visit.party_size = self.rng.choices([1, 2, 3, 4], [82, 12, 4, 2])[0]

    def _waiting(self, meeting: Meeting) -> None:
        called, wanted = notes.WALK_INS[len([visit for visit in self.rows.visits if visit.wanted]) % len(notes.WALK_INS)]
        visit = self._visit(meeting, channel=VisitChannel.WALK_IN, topics=["stay"], closed_at=None)
        visit.called, visit.wanted, visit.language = called, wanted, self.rng.choice(["uk", "ka"])

    def _walk_in(self, meeting: Meeting) -> None:
        languages = meeting.session.languages if meeting.session else ["uk", "ru", "pl"]
        by = self.staff.receptions[meeting.slug]
        client = self.people.next(meeting.centre_id, languages, meeting.on, by)
        slug = self.rng.choices(["first-conversation", "legal-stay", "accompaniment"], [60, 28, 12])[0]
        service = self.network.services[slug]
        topic = self._some(notes.TOPICS, 1) if slug == "first-conversation" else [service.topic]
        visit = self._visit(meeting, channel=VisitChannel.WALK_IN, topics=topic, closed_at=meeting.ends_at, client=client)
        worker = self.workers[meeting.session.provider_id] if meeting.session else self.rng.choice(self.advisers[meeting.slug])
        self._encounter(visit, slug, worker, meeting.starts_at, meeting.ends_at, languages, "on-site")

    def _booking(self, meeting: Meeting) -> None:
        session = meeting.session
        if session is None:
            raise ValueError("a booking has a sitting")
        came = meeting.state in HERE
        client = None
        if self.rng.random() < CLIENT_KNOWN[came]:
            by = self.staff.receptions[meeting.slug]
            if came:
                client = self.people.next(meeting.centre_id, session.languages, meeting.on, by)
            else:
                client = self.people.known(meeting.centre_id, session.languages)
        if client is not None and (client.pk, meeting.on) in self.busy:
            client = None  # one booking a person and day, so nobody is in two places at once
        booking = self._appointment(meeting, session, client)
        self.rows.appointments.append(booking)
        if came:
            self._arrival(meeting, booking, session)
        if meeting.moved_from is not None:
            self._given_up(meeting, booking)
        self._events(meeting, booking)
        if meeting.state in HOLDING and meeting.on >= self.today:
            self._claim(booking, session)

    def _appointment(self, meeting: Meeting, session: DutySession, client: Client | None) -> Appointment:
        rng = self.rng
        language = client.language if client else rng.choice([code for code in session.languages if code != "pl"] or ["uk"])
        phone = client.phone if client else self.people.phone() if rng.random() < 0.8 else ""
        email = client.email if client else "" if phone else f"guest{len(self.rows.appointments)}@example.org"
        if client is not None:
            self.busy.add((client.pk, meeting.on))
        booked_at = meeting.starts_at - timedelta(hours=rng.triangular(3, 24 * 20, 60))
        return Appointment(
            pk=uuid4(),
            organization_id=self.organization_id,
            centre_id=meeting.centre_id,
            session=session,
            service_id=session.service_id,
            provider_id=session.provider_id,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            on=meeting.on,
            state=meeting.state,
            token=new_token(),
            code=self._code(),
            name=client.name if client else self.people.nickname(language),
            phone=phone,
            email=email,
            contact_key=contact_key(phone=phone, email=email),
            language=language,
            needs_interpreter=language not in session.languages,
            message_language=language if language in dict(settings.LANGUAGES) else "en",
            client=client,
            booked_by=self.staff.receptions[meeting.slug] if rng.random() < 0.3 else None,
            booked_at=min(booked_at, self.now - timedelta(minutes=rng.randint(40, 60 * 24 * 6))),
        )

    def _arrival(self, meeting: Meeting, booking: Appointment, session: DutySession) -> None:
        booking.arrived_at = meeting.arrived_at or meeting.starts_at - timedelta(minutes=self.rng.randint(0, 11))
        service = self.services[session.service_id]
        is_over = meeting.state == S.FULFILLED
        topics = [service.topic]
        visit = self._visit(
            meeting,
            channel=VisitChannel.BOOKED,
            topics=topics,
            closed_at=meeting.ends_at if is_over else None,
            client=booking.client,
            opened_at=booking.arrived_at,
        )
        visit.language = booking.language
        booking.visit = visit
        if is_over:
            worker = self.workers[session.provider_id]
            self._encounter(visit, service.slug, worker, meeting.starts_at, meeting.ends_at, session.languages, session.meeting)

    def _given_up(self, meeting: Meeting, booking: Appointment) -> None:
        """The earlier time that this booking replaced."""
        old = self._appointment(meeting, booking.session, booking.client)
        length = booking.ends_at - booking.starts_at
        old.name, old.phone, old.email, old.contact_key = booking.name, booking.phone, booking.email, booking.contact_key
        old.starts_at, old.ends_at = meeting.moved_from or booking.starts_at, (meeting.moved_from or booking.starts_at) + length
        old.state, old.moved_to, old.booked_at = str(S.MOVED), booking, booking.booked_at
        self.rows.moved.append(old)
        self._event(old, S.BOOKED, old.booked_at, None)
        self._event(old, S.MOVED, min(old.starts_at, self.now) - timedelta(hours=3), None)

    def _events(self, meeting: Meeting, booking: Appointment) -> None:
        reception = self.staff.receptions[meeting.slug]
        self._event(booking, S.BOOKED, booking.booked_at, booking.booked_by)
        state = meeting.state
        if state in HERE:
            self._event(booking, S.ARRIVED, booking.arrived_at, reception)
        if state in (S.IN_PROGRESS, S.FULFILLED):
            started_at = max(meeting.starts_at, booking.arrived_at or meeting.starts_at)
            self._event(booking, S.IN_PROGRESS, min(started_at, self.now), self.workers[booking.provider_id] or reception)
        if state == S.FULFILLED:
            self._event(booking, S.FULFILLED, meeting.ends_at, self.workers[booking.provider_id] or reception)
        if state == S.NO_SHOW:
            self._event(booking, S.NO_SHOW, min(meeting.ends_at + timedelta(minutes=10), self.now), reception)
        if state in (S.CANCELLED_BY_CLIENT, S.CANCELLED_BY_CENTRE):
            at = max(meeting.starts_at - timedelta(hours=self.rng.randint(2, 70)), booking.booked_at)
            self._event(booking, state, at, None if state == S.CANCELLED_BY_CLIENT else reception)

    def _claim(self, booking: Appointment, session: DutySession) -> None:
        wanted = wishes(session)
        if booking.contact_key:
            wanted.append(Wish("contact", booking.contact_key))
        if booking.client_id is not None:
            wanted.append(Wish("client", str(booking.client_id)))
        self.rows.claims += [(wish, booking) for wish in wanted]

    def _visit(
        self,
        meeting: Meeting,
        *,
        channel: str,
        topics: list[str],
        closed_at: datetime | None,
        client: Client | None = None,
        opened_at: datetime | None = None,
    ) -> Visit:
        visit = Visit(
            pk=uuid4(),
            organization_id=self.organization_id,
            centre_id=meeting.centre_id,
            channel=channel,
            client_id=client and client.pk,
            opened_at=opened_at or meeting.starts_at,
            closed_at=closed_at,
            on=meeting.on,
            topics=topics,
            language=client.language if client else "",
            citizenship=client.citizenship if client else "",
            recorded_by_id=self.staff.receptions[meeting.slug].pk,
        )
        self.rows.visits.append(visit)
        return visit

    def _encounter(
        self,
        visit: Visit,
        slug: str,
        worker: User | None,
        started_at: datetime,
        ended_at: datetime,
        languages: list[str],
        mode: str,
    ) -> None:
        """The conversation; every sixth person is then seen by a colleague too."""
        self._talk(visit, slug, worker, started_at, ended_at, languages, mode)
        if self.rng.random() < 0.17:
            other = "accompaniment" if slug != "accompaniment" else "first-conversation"
            later = ended_at + timedelta(minutes=self.rng.randint(8, 25))
            if later < self.now:
                colleague = self.rng.choice(self.advisers[self._slug(visit)])
                self._talk(visit, other, colleague, ended_at, later, ["pl", "uk", "ru"], "on-site")
                visit.closed_at = later

    def _talk(
        self,
        visit: Visit,
        slug: str,
        worker: User | None,
        started_at: datetime,
        ended_at: datetime,
        languages: list[str],
        mode: str,
    ) -> None:
        rng = self.rng
        understood = not visit.language or visit.language in languages
        encounter = Encounter(
            pk=uuid4(),
            organization_id=self.organization_id,
            centre_id=visit.centre_id,
            visit_id=visit.pk,
            client_id=visit.client_id,
            worker_id=worker and worker.pk,
            mode=mode,
            language=visit.language,
            interpreting=Interpreting.NONE if understood else rng.choice([Interpreting.PHONE, Interpreting.RELATIVE, Interpreting.BOOKED]),
            started_at=started_at,
            ended_at=ended_at,
            on=visit.on,
            outcome=self._some(notes.OUTCOMES, 1)[0],
            note=rng.choice(notes.NOTES.get(slug, [""])) if rng.random() < 0.6 else "",
        )
        self.rows.encounters.append(encounter)
        minutes = max(5, int((ended_at - started_at).total_seconds() // 60))
        given = [slug] + (["first-conversation"] if slug not in ("first-conversation", "psychologist") and rng.random() < 0.14 else [])
        for service in given:
            self.rows.deliveries.append(
                ServiceDelivery(
                    encounter_id=encounter.pk, service_id=self.network.services[service].pk, minutes=max(5, minutes // len(given))
                )
            )

    def _event(self, booking: Appointment, state: str, at: datetime | None, actor: User | None) -> None:
        self.rows.events.append(
            AppointmentEvent(appointment_id=booking.pk, state=str(state), at=at or self.now, actor_id=actor and actor.pk)
        )

    def _code(self) -> str:
        while (code := new_code()) in self.codes:
            pass
        self.codes.add(code)
        return code

    def _slug(self, visit: Visit) -> str:
        return next(slug for slug, centre in self.network.centres.items() if centre.pk == visit.centre_id)

    def _some(self, weights: dict[str, int], count: int) -> list[str]:
        drawn = self.rng.choices(list(weights), list(weights.values()), k=count)
        return list(dict.fromkeys(drawn))
