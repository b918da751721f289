"""What of the coming sittings is still free: one reading of sittings and claims, asked as often as a page likes.

Light on purpose: a network of five hundred centres has ten thousand sittings in four weeks, and a page shows one day of them. Rows are
plain tuples; a sitting is loaded whole only when its times are drawn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from mosty.appointments.enums import DutyMode, SessionState
from mosty.appointments.models import DutySession
from mosty.casework.enums import Mode
from mosty.core import claims, time
from mosty.core.models import Claim
from mosty.directory.enums import State
from mosty.directory.models import Centre, CentreState, Service

DAYS = 28
MOST_OWNERS = 400  # more names than this in a question cost more than the answers they spare

Span = tuple[datetime, datetime]
Key = tuple[str, str]


class Row(NamedTuple):
    """The columns of a sitting that its free times depend on."""

    session_id: UUID
    provider_id: UUID
    room_id: UUID | None
    room_places: int | None
    centre_id: UUID
    on: date
    starts_at: datetime
    ends_at: datetime
    slot_minutes: int
    places: int
    meeting: str
    languages: list[str]

    @property
    def step(self) -> timedelta:
        return timedelta(minutes=self.slot_minutes)

    def needs(self) -> list[tuple[Key, int]]:
        """What a booking takes, with the number of places: the same as `wishes`."""
        needed = [(("provider", str(self.provider_id)), self.places)]
        if self.room_id is not None and self.room_places is not None:
            needed.append((("room", str(self.room_id)), self.room_places))
        return needed


COLUMNS = (
    "pk", "provider_id", "room_id", "room__places", "centre_id", "on",
    "starts_at", "ends_at", "slot_minutes", "places", "meeting", "languages",
)  # fmt: skip


class Taken(NamedTuple):
    """A claim that stands."""

    starts_at: datetime
    ends_at: datetime
    place_id: int
    number: int


@dataclass(frozen=True)
class OpenSitting:
    """A sitting with at least one free time; `free` holds (number of the time in the sitting, places left), in order."""

    row: Row
    free: list[tuple[int, int]]

    @property
    def first_at(self) -> datetime:
        """The start of its first free time, UTC."""
        return self.starts_at(self.free[0][0])

    def starts_at(self, number: int) -> datetime:
        return self.row.starts_at + number * self.row.step


@dataclass(frozen=True)
class Openings:
    """Sittings, soonest first, and what is taken of whom they need."""

    rows: list[Row]
    taken: dict[Key, list[Taken]]
    longest: timedelta

    def open(
        self, *, not_before: datetime, language: str = "", centres: Collection[UUID] | None = None, meeting: str = ""
    ) -> list[OpenSitting]:
        """Sittings with a free time that begins at `not_before` or later, in the order of `rows`; empty wishes fit all."""
        found = []
        for row in self.rows:
            if (
                (not language or language in row.languages)
                and (centres is None or row.centre_id in centres)
                and (not meeting or row.meeting == meeting)
            ):
                free = self._free(row, not_before)
                if free:
                    found.append(OpenSitting(row, free))
        return found

    def _free(self, row: Row, not_before: datetime) -> list[tuple[int, int]]:
        step = row.step
        count = (row.ends_at - row.starts_at) // step
        first = max(0, -((row.starts_at - not_before) // step)) if not_before > row.starts_at else 0
        needs = row.needs()
        left = dict.fromkeys(range(first, count), min(places for _, places in needs))
        for key, places in needs:
            used: dict[int, set[int]] = defaultdict(set)
            for claim in self._touching(key, row):
                if claim.number <= places:
                    begin = max(first, (claim.starts_at - row.starts_at) // step)
                    end = min(count, -((row.starts_at - claim.ends_at) // step))
                    for number in range(begin, end):
                        used[number].add(claim.place_id)
            for number, ids in used.items():
                left[number] = min(left[number], places - len(ids))
        return [(number, places) for number, places in left.items() if places > 0]

    def _touching(self, key: Key, row: Row) -> list[Taken]:
        known = self.taken.get(key)
        if not known:
            return []
        begin = bisect_left(known, row.starts_at - self.longest, key=_start)
        end = bisect_left(known, row.ends_at, lo=begin, key=_start)
        return [claim for claim in known[begin:end] if claim.ends_at > row.starts_at]


def slots(session: DutySession) -> Iterator[Span]:
    """All times of a sitting, taken or not."""
    step = timedelta(minutes=session.slot_minutes)
    start = session.starts_at
    while start + step <= session.ends_at:
        yield start, start + step
        start += step


def is_slot(session: DutySession, starts_at: datetime) -> bool:
    """Does one of the sitting's times begin at this instant?"""
    step = timedelta(minutes=session.slot_minutes)
    return session.starts_at <= starts_at <= session.ends_at - step and not (starts_at - session.starts_at) % step


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


def openings(sessions: QuerySet[DutySession]) -> Openings:
    """What is free of these sittings (from `bookable_sessions`). Two queries, however many sittings."""
    rows = [Row._make(values) for values in sessions.select_related(None).values_list(*COLUMNS)]
    taken: dict[Key, list[Taken]] = defaultdict(list)
    longest = timedelta(0)
    for kind, owner, *claim in _claims(rows):
        one = Taken._make(claim)
        taken[kind, owner].append(one)
        longest = max(longest, one.ends_at - one.starts_at)
    return Openings(rows, taken, longest)


def _claims(rows: list[Row]) -> Iterable[tuple[str, str, datetime, datetime, int, int]]:
    """Claims that stand on whatever the sittings need, by their start."""
    if not rows:
        return []
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for (kind, owner), _ in row.needs():
            owners[kind].add(owner)
    wanted = Q(pk__in=[])
    for kind, ids in sorted(owners.items()):
        wanted |= Q(bookable__kind=kind, bookable__owner__in=sorted(ids)) if len(ids) <= MOST_OWNERS else Q(bookable__kind=kind)
    standing = Claim.objects.filter(
        wanted,
        Q(expires_at=None) | Q(expires_at__gt=time.now()),
        is_active=True,
        starts_at__lt=max(row.ends_at for row in rows),
        ends_at__gt=rows[0].starts_at,
    )
    columns = ("bookable__kind", "bookable__owner", "starts_at", "ends_at", "bookable_id", "bookable__number")
    return standing.order_by("starts_at", "pk").values_list(*columns)


def _start(claim: Taken) -> datetime:
    return claim.starts_at
