"""Free times: what can really be booked at this moment. A constant number of queries, however many centres."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from heapq import nsmallest
from uuid import UUID

from mosty.appointments.models import AppointmentEvent, DutySession
from mosty.appointments.queries.openings import DAYS, OpenSitting, bookable_sessions, openings
from mosty.appointments.queries.openings import at_open_centres as at_open_centres
from mosty.appointments.queries.openings import is_slot as is_slot
from mosty.appointments.queries.openings import slots as slots
from mosty.appointments.queries.openings import wishes as wishes
from mosty.core import time
from mosty.core.texts import Told, told
from mosty.directory.models import Centre, Provider, Room, Service, ServiceAtCentre

# somebody who books must be able to get there; staff may book up to the minute
LEAD = timedelta(minutes=30)
# an interpreter has to be ordered
INTERPRETER_LEAD = timedelta(days=2)
HUNDRED = 100  # sittings read at once where one is looked for
ANOTHER_TOWN = timedelta(days=1)  # what the journey to another centre counts for


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


def open_sittings(
    *,
    service: Service,
    language: str = "",
    centres: Iterable[Centre] | None = None,
    meeting: str = "",
    first_on: date | None = None,
    days: int = DAYS,
    lead: timedelta = LEAD,
) -> list[OpenSitting]:
    """Sittings of the service with a time that can be booked now, soonest first. Two queries.

    `language`: spoken by the provider without an interpreter; empty: any. `first_on` and `days` are days of the network's zone.
    """
    earliest = time.now() + lead
    start = earliest if first_on is None else max(earliest, time.day_span(first_on)[0])
    end = time.day_span((first_on or time.today()) + timedelta(days=days))[0]
    sessions = bookable_sessions(
        services=[service], language=language, centres=centres, meeting=meeting, starts_after=start, starts_before=end
    )
    return openings(sessions).open(not_before=start)


def free_times(*, service: Service, **asked: object) -> list[FreeTime]:
    """Every time of the service that can be booked now, soonest first; asked as `open_sittings` is."""
    return all_of(open_sittings(service=service, **asked))  # type: ignore[arg-type]


def all_of(found: Iterable[OpenSitting]) -> list[FreeTime]:
    """All free times of the sittings in order of time (sittings of several providers overlap). One query."""
    return _loaded((sitting, number, left) for sitting in found for number, left in sitting.free)


def first_of(found: Iterable[OpenSitting], *, count: int = 1) -> list[FreeTime]:
    """The first free times of the sittings together, in order. One query."""
    return _loaded(_soonest(found, count))


def soonest_by_centre(found: Iterable[OpenSitting], *, count: int = 1) -> dict[UUID, list[FreeTime]]:
    """The first free times at each centre, by the centre's id. One query."""
    by_centre: dict[UUID, list[OpenSitting]] = {}
    for sitting in found:
        by_centre.setdefault(sitting.row.centre_id, []).append(sitting)
    free: dict[UUID, list[FreeTime]] = {}
    for one in _loaded([best for sittings in by_centre.values() for best in _soonest(sittings, count)]):
        free.setdefault(one.session.centre_id, []).append(one)
    return free


def next_free_by_centre(
    *, service: Service | None = None, language: str = "", centres: Iterable[Centre] | None = None
) -> dict[UUID, FreeTime]:
    """The soonest free time of each centre (of the service, if given), by the centre's id. Three queries."""
    services = None if service is None else [service]
    sessions = bookable_sessions(services=services, language=language, centres=centres)
    found = soonest_by_centre(openings(sessions).open(not_before=time.now() + LEAD))
    return {centre: free[0] for centre, free in found.items()}


def soonest_free(*, service: Service | None = None, language: str = "", centres: Iterable[Centre] | None = None) -> FreeTime | None:
    """The soonest free time anywhere. The first hundred sittings are read, and more only when they are full; three queries then."""
    services = None if service is None else [service]
    sessions = bookable_sessions(services=services, language=language, centres=centres)
    best: OpenSitting | None = None
    begin, end, not_before = 0, HUNDRED, time.now() + LEAD
    while True:
        known = openings(sessions[begin:end])
        best = min([*([best] if best else []), *known.open(not_before=not_before)], key=lambda one: one.first_at, default=None)
        # what begins later than the best one cannot be sooner
        if len(known.rows) < end - begin or (best is not None and best.first_at <= known.rows[-1].starts_at):
            return first_of([best])[0] if best else None
        begin, end = end, end * 10


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
    return closest_of(open_sittings(service=service, language=language, centres=centres), around=around, centre=centre, count=count)


def closest_of(found: Iterable[OpenSitting], *, around: datetime, centre: Centre | None = None, count: int = 3) -> list[FreeTime]:
    """The same of sittings that are known already. One query."""

    def distance(one: Time) -> tuple[timedelta, bool, datetime]:
        sitting, number, _ = one
        starts_at = sitting.starts_at(number)
        elsewhere = centre is not None and sitting.row.centre_id != centre.pk
        # another town must be worth the journey
        return abs(starts_at - around) + ANOTHER_TOWN * elsewhere, elsewhere, starts_at

    times = ((sitting, number, left) for sitting in found for number, left in sitting.free)
    return _loaded(nsmallest(count, times, key=distance))


def free_time(session_pk: UUID, starts_at: datetime) -> FreeTime | None:
    """This very time, if it is free now."""
    return next((free for free in _free_now(session_pk) if free.starts_at == starts_at), None)


def free_in_sitting(session: DutySession) -> list[FreeTime]:
    """The sitting's times that can be booked now, up to the minute (staff)."""
    return _free_now(session.pk)


def booking_stamp() -> int:
    """Grows with every change of any booking: lists of free times made at the same stamp are still true."""
    return AppointmentEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


Time = tuple[OpenSitting, int, int]


def _free_now(session_pk: UUID) -> list[FreeTime]:
    return all_of(openings(bookable_sessions().filter(pk=session_pk)).open(not_before=time.now()))


def _soonest(found: Iterable[OpenSitting], count: int) -> list[Time]:
    """The first times of sittings that are in order of their start, without looking at more of them than needed."""
    best: list[Time] = []
    for sitting in found:
        if len(best) == count and sitting.first_at >= _at(best[-1]):
            if sitting.row.starts_at >= _at(best[-1]):
                break  # so do all that follow
            continue
        best = nsmallest(count, [*best, *((sitting, number, left) for number, left in sitting.free[:count])], key=_at)
    return best


def _at(one: Time) -> datetime:
    return one[0].starts_at(one[1])


def _loaded(times: Iterable[Time]) -> list[FreeTime]:
    """The times with their sittings, rooms and places, in order of time. One query, none for no times."""
    times = list(times)
    wanted = {sitting.row.session_id for sitting, _, _ in times}
    sessions = DutySession.objects.filter(pk__in=wanted).select_related("service", "provider", "room", "centre__town").order_by("pk")
    known = {session.pk: session for session in sessions} if wanted else {}
    free = []
    for sitting, number, left in times:
        session = known.get(sitting.row.session_id)
        if session is not None:  # nothing can delete a sitting, but its free time is no reason to fail
            starts_at = sitting.starts_at(number)
            free.append(FreeTime(session, starts_at, starts_at + sitting.row.step, left))
    return sorted(free, key=lambda one: (one.starts_at, one.centre.slug, str(one.session.pk)))


def has_interpreter(session: DutySession, language: str) -> bool:
    """Does the centre order an interpreter of the language for the sitting's service?"""
    if not language.replace("-", "").isalnum():  # no code of a language; PostgreSQL would refuse to look for a NUL
        return False
    places = ServiceAtCentre.objects.filter(service=session.service_id, centre=session.centre_id)
    return places.filter(interpreter_languages__contains=f" {language} ").exists()
