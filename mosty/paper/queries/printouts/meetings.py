"""Meetings of a person on paper: the service card and the attendance list. What was said is not on them, and no note is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from mosty.casework.enums import Interpreting, Mode
from mosty.casework.queries import encounters_of
from mosty.core import time, world
from mosty.core.dates import comma_of, day_words, hour_words
from mosty.core.texts import told
from mosty.paper.enums import Printout
from mosty.paper.queries.printouts import frame, person
from mosty.paper.queries.printouts.tongues import clean, own

if TYPE_CHECKING:
    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser
    from mosty.directory.models import Centre
    from mosty.paper.queries.printouts.person import Person
    from mosty.paper.queries.printouts.tongues import Piece, Said, Tongues

    Lines = list[Piece | Said]

MOST = 300  # meetings on one paper: about thirty pages
EMPTY_ROWS, MORE_ROWS = 12, 3


@dataclass(frozen=True)
class Given:
    """One service, in one meeting. `service`: its names by language."""

    service: Mapping[str, str]
    minutes: int


@dataclass(frozen=True)
class Meeting:
    """One meeting, local time of its centre."""

    starts_at: datetime
    ends_at: datetime
    mode: str
    language: str
    interpreting: str
    worker: str
    given: tuple[Given, ...] = ()


@dataclass(frozen=True)
class Meetings:
    """Those of a period, the earliest first; `left_out` says how many older ones are not on the paper."""

    rows: tuple[Meeting, ...] = ()
    left_out: int = 0
    since: date | None = None
    until: date | None = None


def meetings_of(user: AnyUser, client: Client, since: date | None = None, until: date | None = None) -> Meetings:
    """Meetings that the user may read, days included, at most `MOST` (the newest). Three queries."""
    rows = [row for row in encounters_of(user, client) if (since or date.min) <= row.on <= (until or date.max)]
    newest = [
        Meeting(
            time.local(row.started_at, row.centre.time_zone),
            time.local(row.ended_at, row.centre.time_zone),
            row.mode,
            row.language,
            row.interpreting,
            row.worker.name if row.worker else "",
            tuple(Given(delivery.service.names, delivery.minutes) for delivery in row.deliveries.all()),
        )
        for row in rows[:MOST]
    ]
    return Meetings(tuple(reversed(newest)), max(len(rows) - MOST, 0), since, until)


def service_card(tongues: Tongues, centre: Centre, who: Person, meetings: Meetings, about: Sequence[Piece] = ()) -> dict[str, Any]:
    """What was given: a line a service, with room for the person's signature. `about`: more rows on top (a project)."""
    heads = [
        (_("Date"), 1.2),
        (_("Service"), 2.2),
        (pgettext_lazy("printed form", "Minutes"), 0.7),
        (pgettext_lazy("printed form", "How and in which language"), 1.6),
        (pgettext_lazy("printed form", "Worker"), 1.4),
        (pgettext_lazy("printed form", "Signature of the person"), 1.5),
    ]
    rows = [_given(tongues, meeting, one) for meeting in meetings.rows for one in meeting.given]
    minutes = sum(one.minutes for meeting in meetings.rows for one in meeting.given)
    blocks = [
        *person.short(tongues, who),
        *about,
        *_period(tongues, who, meetings),
        tongues.table(heads, rows, empty=MORE_ROWS if rows else EMPTY_ROWS),
        *_total(tongues, who, len(meetings.rows), minutes),
        tongues.signatures(frame.PLACE_AND_DAY, frame.WORKER),
    ]
    return frame.sheet(Printout.SERVICE_CARD, tongues, centre, blocks, number=frame.number_of(who), across=True)


def attendance(tongues: Tongues, centre: Centre, who: Person, meetings: Meetings, about: Sequence[Piece] = ()) -> dict[str, Any]:
    """When the person was here: a line a meeting."""
    rows: list[list[Lines]] = [
        [
            [_day(tongues, meeting)],
            [own(f"{hour_words(meeting.starts_at)}–{hour_words(meeting.ends_at)}")],
            [tongues.said(Mode(meeting.mode).label)],
            [own(meeting.worker)],
            [],
        ]
        for meeting in meetings.rows
    ]
    heads = [
        (_("Date"), 1.3),
        (pgettext_lazy("printed form", "From, to"), 1.0),
        (pgettext_lazy("printed form", "How"), 1.1),
        (pgettext_lazy("printed form", "Worker"), 1.6),
        (pgettext_lazy("printed form", "Signature of the person"), 1.8),
    ]
    blocks = [
        *person.short(tongues, who),
        *about,
        *_period(tongues, who, meetings),
        tongues.table(heads, rows, empty=MORE_ROWS if rows else EMPTY_ROWS),
        tongues.signatures(frame.PLACE_AND_DAY, frame.WORKER),
    ]
    return frame.sheet(Printout.ATTENDANCE, tongues, centre, blocks, number=frame.number_of(who))


def day_list(tongues: Tongues, centre: Centre, day: date | None) -> dict[str, Any]:
    """An empty attendance list for whoever comes on one day; nobody's name stands on it."""
    heads: list[Any] = [
        (pgettext_lazy("printed form", "No."), 0.4),
        (pgettext_lazy("printed form", "Name"), 2.6),
        (pgettext_lazy("printed form", "From, to"), 1.0),
        (_("Service"), 1.6),
        (pgettext_lazy("printed form", "Signature of the person"), 2.0),
    ]
    rows: list[list[Lines]] = [[[own(str(number))], [], [], [], []] for number in range(1, DAY_ROWS + 1)]
    blocks = [
        tongues.field(_("Date"), [tongues.said(lambda: day_words(day, "plain"))] if day else []),
        tongues.table(heads, rows, tall=True),
        tongues.signatures(frame.PLACE_AND_DAY, frame.WORKER),
    ]
    return frame.sheet(Printout.ATTENDANCE, tongues, centre, blocks)


DAY_ROWS = 18


def _given(tongues: Tongues, meeting: Meeting, one: Given) -> list[Lines]:
    return [
        [_day(tongues, meeting)],
        [tongues.said(lambda: clean(str(told(one.service))))],
        [own(str(one.minutes))],
        [tongues.said(lambda: _how(meeting))],
        [own(meeting.worker)],
        [],
    ]


def _day(tongues: Tongues, meeting: Meeting) -> Said:
    return tongues.said(lambda: day_words(meeting.starts_at, "plain"))


def _how(meeting: Meeting) -> str:
    """At the centre, Ukrainian, a colleague."""
    interpreter = "" if meeting.interpreting == Interpreting.NONE else str(Interpreting(meeting.interpreting).label)
    words = (str(Mode(meeting.mode).label), world.language_name(meeting.language), interpreter)
    return comma_of().join(word for word in words if word)


def _period(tongues: Tongues, who: Person, meetings: Meetings) -> list[Piece]:
    """From when to when; a line to write on in a blank form, nothing when the whole time was asked for."""
    label = pgettext_lazy("printed form", "Period")
    if who.client is None:
        return [tongues.field(label)]
    since, until = meetings.since, meetings.until
    lines = [tongues.said(lambda: person.from_(since))] if since else []
    lines += [tongues.said(lambda: person.until(until))] if until else []
    return [tongues.field(label, lines)] if lines else []


def _total(tongues: Tongues, who: Person, count: int, minutes: int) -> list[Piece]:
    if who.client is None:
        return [tongues.field(pgettext_lazy("printed form", "Together"))]
    lines = [
        tongues.said(lambda: ngettext("%(count)d meeting", "%(count)d meetings", count) % {"count": count}),
        tongues.said(lambda: ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}),
    ]
    return [tongues.field(pgettext_lazy("printed form", "Together"), lines)]
