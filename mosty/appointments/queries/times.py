"""Free times: what can really be booked at this moment. A constant number of queries, however many centres."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from mosty.appointments.enums import DutyMode, SessionState
from mosty.appointments.models import Appointment, AppointmentEvent, DutySession
from mosty.casework.enums import Mode
from mosty.core import claims, time
from mosty.core.models import Claim
from mosty.core.texts import Told, told
from mosty.directory.enums import State
from mosty.directory.models import Centre, CentreState, Provider, Room, Service, ServiceAtCentre

# somebody who books must be able to get there; staff may book up to the minute
LEAD = timedelta(minutes=30)
DAYS = 28
# an interpreter has to be ordered
INTERPRETER_LEAD = timedelta(days=2)

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class FreeTime:
    """One bookable time of one sitting, instants in UTC."""

    session: DutySession
    starts_at: datetime
    ends_at: datetime
    places_left: int

    @property
    def centre(self) -> Centre:
        return self.session.centre

    @property
    def town(self) -> Told:
        """The town's name for the reader."""
        return told(self.centre.town.names or {"pl": self.centre.town.name})

    @property
    def provider(self) -> Provider:
        return self.session.provider

    @property
    def room(self) -> Room | None:
        return self.session.room

    @property
    def meeting(self) -> str:
        return self.session.meeting

    @property
    def key(self) -> str:
        """What a form sends back: the sitting and the instant."""
        return f"{self.session.pk}.{int(self.starts_at.timestamp())}"


def read_key(text: str) -> tuple[UUID, datetime] | None:
    """What `FreeTime.key` wrote: the sitting's id and the instant; None for anything else."""
    session, _, stamp = text[:60].partition(".")
    try:
        return UUID(session), datetime.fromtimestamp(int(stamp), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def slots(session: DutySession) -> Iterator[Span]:
    """All times of a sitting, taken or not."""
    step = timedelta(minutes=session.slot_minutes)
    start = session.starts_at
    while start + step <= session.ends_at:
        yield start, start + step
        start += step


def wishes(session: DutySession) -> list[claims.Wish]:
    """What a booking in this sitting takes of the provider and the room."""
    wanted = [claims.Wish("provider", str(session.provider_id), session.places)]
    if session.room_id is not None and session.room is not None:
        wanted.append(claims.Wish("room", str(session.room_id), session.room.places))
    return wanted


def at_open_centres(sessions: QuerySet[DutySession]) -> QuerySet[DutySession]:
    """Those on days when their centre receives people, as far as its states are known now."""
    state = CentreState.objects.filter(centre=OuterRef("centre"), since_on__lte=OuterRef("on")).order_by("-since_on").values("state")[:1]
    return sessions.alias(centre_state=Subquery(state)).filter(centre_state=State.OPEN)


def bookable_sessions(
    *,
    services: Iterable[Service] | None = None,
    language: str = "",
    centres: Iterable[Centre] | None = None,
    meeting: str = "",
    starts_after: datetime | None = None,
    starts_before: datetime | None = None,
) -> QuerySet[DutySession]:
    """Planned sittings with booked times that are not over, at open centres, soonest first."""
    now = time.now()
    found = at_open_centres(DutySession.objects.all()).filter(
        state=SessionState.PLANNED,
        mode=DutyMode.SLOTS,
        ends_at__gt=starts_after or now,
        starts_at__lt=starts_before or now + timedelta(days=DAYS),
        provider__is_active=True,
    )
    if services is not None:
        found = found.filter(service__in=list(services))
    if centres is not None:
        found = found.filter(centre__in=list(centres))
    if language:
        found = found.filter(languages__contains=f" {language} ")
    if meeting in Mode.values:
        found = found.filter(meeting=meeting)
    return found.select_related("service", "provider", "room", "centre__town").order_by("starts_at", "pk")


def free_times(
    *,
    service: Service,
    language: str = "",
    centres: Iterable[Centre] | None = None,
    meeting: str = "",
    first_on: date | None = None,
    days: int = DAYS,
    lead: timedelta = LEAD,
) -> list[FreeTime]:
    """Every time of the service that can be booked now, soonest first.

    `language`: spoken by the provider without an interpreter; empty: any. `first_on` and `days` are days of the network's zone.
    """
    earliest = time.now() + lead
    start = earliest if first_on is None else max(earliest, time.day_span(first_on)[0])
    end = time.day_span((first_on or time.today()) + timedelta(days=days))[0]
    sessions = list(
        bookable_sessions(services=[service], language=language, centres=centres, meeting=meeting, starts_after=start, starts_before=end)
    )
    return _free(sessions, not_before=start)


def next_free_by_centre(
    *, service: Service | None = None, language: str = "", centres: Iterable[Centre] | None = None
) -> dict[UUID, FreeTime]:
    """The soonest free time of each centre (of the service, if given), by the centre's id."""
    services = None if service is None else [service]
    sessions = list(bookable_sessions(services=services, language=language, centres=centres))
    busy, earliest = _busy(sessions), time.now() + LEAD
    soonest: dict[UUID, FreeTime] = {}
    for session in sessions:
        best = soonest.get(session.centre_id)
        # a sitting that begins later may still have the sooner free time, until it begins after the best one
        if best is None or session.starts_at < best.starts_at:
            free = next(_free_of(session, busy, earliest), None)
            if free is not None and (best is None or free.starts_at < best.starts_at):
                soonest[session.centre_id] = free
    return soonest


def nearest_free(
    *,
    service: Service,
    around: datetime,
    language: str = "",
    centre: Centre | None = None,
    centres: Iterable[Centre] | None = None,
    count: int = 3,
) -> list[FreeTime]:
    """The free times closest to an instant, those of the same centre before others at the same distance; soonest first.

    `centres` limits where (staff move people only to places where they may book).
    """
    found = free_times(service=service, language=language, centres=centres)

    def distance(free: FreeTime) -> tuple[float, bool]:
        away = abs((free.starts_at - around).total_seconds())
        elsewhere = centre is not None and free.centre.pk != centre.pk
        # another town must be worth the journey: it counts as a day further away
        return away + 86_400 * elsewhere, elsewhere

    return sorted(sorted(found, key=distance)[:count], key=lambda free: free.starts_at)


def free_time(session_pk: UUID, starts_at: datetime) -> FreeTime | None:
    """This very time, if it is free now."""
    session = bookable_sessions().filter(pk=session_pk).first()
    if session is None:
        return None
    return next((free for free in _free([session], not_before=time.now()) if free.starts_at == starts_at), None)


def free_in_sitting(session: DutySession) -> list[FreeTime]:
    """The sitting's times that can be booked now, up to the minute (staff)."""
    found = bookable_sessions().filter(pk=session.pk).first()
    return [] if found is None else _free([found], not_before=time.now())


def booking_stamp() -> int:
    """Grows with every change of any booking: lists of free times made at the same stamp are still true."""
    return AppointmentEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _free(sessions: list[DutySession], *, not_before: datetime) -> list[FreeTime]:
    """Free times of the sittings in order of time (sittings of several providers overlap)."""
    busy = _busy(sessions)
    found = [free for session in sessions for free in _free_of(session, busy, not_before)]
    return sorted(found, key=lambda free: (free.starts_at, free.centre.slug, str(free.session.pk)))


def _free_of(session: DutySession, busy: Mapping[tuple[str, str], list[Claim]], not_before: datetime) -> Iterator[FreeTime]:
    taken = [
        (wish.places, [claim for claim in busy.get((wish.kind, wish.owner), ()) if _counts(claim, session, wish)])
        for wish in wishes(session)
    ]
    for starts_at, ends_at in slots(session):
        if starts_at < not_before:
            continue
        left = min(
            places - len({claim.bookable_id for claim in spans if claim.starts_at < ends_at and claim.ends_at > starts_at})
            for places, spans in taken
        )
        if left > 0:
            yield FreeTime(session, starts_at, ends_at, left)


def _counts(claim: Claim, session: DutySession, wish: claims.Wish) -> bool:
    """Does the claim touch the sitting, on a place that the wish may use?"""
    return claim.bookable.number <= wish.places and claim.starts_at < session.ends_at and claim.ends_at > session.starts_at


def _busy(sessions: list[DutySession]) -> Mapping[tuple[str, str], list[Claim]]:
    """Claims that stand, on everything the sittings need, by kind and owner."""
    if not sessions:
        return {}
    owners: dict[str, set[str]] = defaultdict(set)
    for session in sessions:
        for wish in wishes(session):
            owners[wish.kind].add(wish.owner)
    wanted = Q(pk__in=[])
    for kind, ids in sorted(owners.items()):
        wanted |= Q(bookable__kind=kind, bookable__owner__in=sorted(ids))
    spans = (
        Claim.objects.filter(
            wanted,
            is_active=True,
            starts_at__lt=max(session.ends_at for session in sessions),
            ends_at__gt=min(session.starts_at for session in sessions),
        )
        .filter(Q(expires_at=None) | Q(expires_at__gt=time.now()))
        .select_related("bookable")
        .order_by("starts_at", "pk")
    )
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in spans:
        found[claim.bookable.kind, claim.bookable.owner].append(claim)
    return found


def appointment_by_token(token: str) -> Appointment | None:
    """The booking at this address, whatever its state; the newest one if it was moved."""
    known = Appointment.objects.select_related("service", "provider", "centre__town", "session__room", "moved_to")
    found = known.filter(token=token).first() if token.isprintable() else None  # PostgreSQL refuses to look for a NUL
    while found is not None and found.moved_to_id is not None:
        found = known.filter(pk=found.moved_to_id).first()
    return found


@dataclass(frozen=True)
class Offer:
    """What a service offers in the coming weeks, for the choices of a form."""

    own_languages: list[str]
    interpreter_languages: list[str]
    centres: list[Centre]
    meetings: list[str]


def offer(service: Service) -> Offer:
    """Languages spoken by providers, languages with an interpreter on request, centres, ways to meet. Two queries."""
    sessions = list(bookable_sessions(services=[service]))
    centres = {session.centre_id: session.centre for session in sessions}
    own = sorted({code for session in sessions for code in session.languages})
    places = ServiceAtCentre.objects.filter(service=service, centre__in=centres).order_by("pk")
    interpreted = sorted({code for place in places for code in place.interpreter_languages} - set(own))
    meetings = [mode for mode in Mode.values if any(session.meeting == mode for session in sessions)]
    return Offer(own, interpreted, sorted(centres.values(), key=lambda centre: centre.slug), meetings)


def centres_with_interpreter(service: Service, language: str) -> list[Centre]:
    """Centres that order an interpreter of the language for this service."""
    places = ServiceAtCentre.objects.filter(service=service, interpreter_languages__contains=f" {language} ")
    return [place.centre for place in places.select_related("centre").order_by("centre__slug")]


def has_interpreter(session: DutySession, language: str) -> bool:
    """Does the centre order an interpreter of the language for the sitting's service?"""
    if not language.replace("-", "").isalnum():  # no code of a language; PostgreSQL would refuse to look for a NUL
        return False
    places = ServiceAtCentre.objects.filter(service=session.service_id, centre=session.centre_id)
    return places.filter(interpreter_languages__contains=f" {language} ").exists()


def bookable_services() -> list[Service]:
    """Services with at least one sitting to come that takes bookings."""
    return list(Service.objects.filter(pk__in=bookable_sessions().order_by().values("service")).order_by("order", "slug"))


def service_by_slug(slug: str) -> Service | None:
    """The service with this address, if there is one."""
    return Service.objects.filter(slug=slug[:60]).first() if slug.isprintable() else None
