"""A week as the roster draws it: days across, people down, where in the day each sitting lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from babel.dates import format_interval
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mosty.appointments.enums import DutyMode, SessionState
from mosty.core import time
from mosty.core.dates import day_words, hour_words
from mosty.core.texts import told
from mosty.core.world import language_name, own_name
from mosty.desk.words import provider_name
from mosty.directory.enums import ProviderKind

FIRST_HOUR, LAST_HOUR = 8, 20  # what the bar under each sitting stands for
EARLIEST, LATEST = date(2020, 1, 6), date(2099, 12, 21)


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday."""

    first_on: date
    today: date

    @property
    def last_on(self) -> date:
        return self.first_on + timedelta(days=6)

    @property
    def is_this(self) -> bool:
        return self.first_on <= self.today <= self.last_on

    def words(self, last_on: date | None = None) -> str:
        """Its days in the reader's language: "23–27 listopada"."""
        return format_interval(self.first_on, last_on or self.last_on, "MMMMd", locale=(get_language() or "pl")[:2])

    def address(self, weeks: int, name: str = "desk:calendar:week") -> str:
        """Of the week so many weeks on."""
        iso = (self.first_on + timedelta(weeks=weeks)).isocalendar()
        return f"{reverse(name)}?week={iso.year}-W{iso.week:02d}"


def read_week(text: str, zone: str | None) -> Week:
    """The week written 2026-W48; anything else is this week."""
    today = time.today(zone)
    monday = today - timedelta(days=today.weekday())
    year, _mark, number = text[:8].partition("-W")
    try:
        asked = date.fromisocalendar(int(year), int(number), 1)
    except (ValueError, OverflowError):
        asked = monday
    return Week(asked if EARLIEST <= asked <= LATEST else monday, today)


@dataclass(frozen=True)
class Bar:
    """Where in the day from FIRST_HOUR to LAST_HOUR a span lies, in per cent, as SVG writes numbers (a point, whatever the language)."""

    start: str
    length: str


@dataclass(frozen=True)
class Sitting:
    """One sitting in the words of its cell."""

    url: str
    kind: str
    hours: str
    note: str
    bar: Bar
    full: str


@dataclass(frozen=True)
class Day:
    """The head of a column."""

    label: str
    is_today: bool


@dataclass(frozen=True)
class Cell:
    """One person's or language's day."""

    is_today: bool
    sittings: list[Sitting] = field(default_factory=list)
    hours: str = ""
    bars: list[Bar] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One person's or language's week; `language` is the code of the label's own language, if it is not the reader's."""

    label: str
    note: str
    cells: list[Cell]
    language: str = ""


@dataclass(frozen=True)
class Sheet:
    """The whole roster."""

    days: list[Day]
    groups: list[tuple[str, list[Line]]]
    sittings: int
    taken: int
    offered: int
    silent: list[str]
    last_on: date


def sheet(rows: Iterable, week: Week, zone: str) -> Sheet:
    """Roster rows as they are drawn. Saturday and Sunday only appear when somebody sits then."""
    rows = list(rows)
    count = next((number for number in (7, 6) if any(row.days[number - 1] for row in rows)), 5)
    dates = [week.first_on + timedelta(days=number) for number in range(count)]
    team: list[Line] = []
    guests: list[Line] = []
    for row in rows:
        cells = [Cell(on == week.today, [_sitting(one, zone) for one in row.days[number]]) for number, on in enumerate(dates)]
        spoken = ", ".join(language_name(code) for code in row.provider.languages)
        note = " · ".join(filter(None, [str(told(row.provider.titles)), spoken]))
        is_guest = row.provider.kind == ProviderKind.GUEST_OFFICE
        (guests if is_guest else team).append(Line(provider_name(row.provider), note, cells))
    planned = [one for row in rows for day in row.days for one in day if one.state == SessionState.PLANNED]
    languages, silent = _languages(planned, dates, week, zone)
    groups = [(_("Team of the centre"), team), (_("Guests on duty"), guests), (_("When one can talk in"), languages)]
    slots = [one for one in planned if one.mode == DutyMode.SLOTS]
    return Sheet(
        [Day(day_words(on, "short"), on == week.today) for on in dates],
        [(title, lines) for title, lines in groups if lines],
        len(planned),
        sum(one.taken for one in slots),
        sum(one.offered for one in slots),
        silent,
        dates[-1],
    )


def hours(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """The span on the centre's clock: "8:00–12:00"."""
    return f"{hour_words(time.local(starts_at, zone))}–{hour_words(time.local(ends_at, zone))}"


def bar(starts_at: datetime, ends_at: datetime, zone: str) -> Bar:
    """Where the span lies in the drawn day; what sticks out is cut."""
    start, end = (min(max(_hour(instant, zone), FIRST_HOUR), LAST_HOUR) for instant in (starts_at, ends_at))
    width = LAST_HOUR - FIRST_HOUR
    return Bar(f"{(start - FIRST_HOUR) / width * 100:.4g}", f"{max(end - start, 0) / width * 100:.4g}")


def _hour(instant: datetime, zone: str) -> float:
    local = time.local(instant, zone)
    return local.hour + local.minute / 60


def _sitting(session, zone: str) -> Sitting:
    is_off = session.state == SessionState.CANCELLED
    is_old = session.state == SessionState.KEPT  # looks like what is no longer offered
    kind = "off" if is_off else "class" if is_old else "guest" if session.provider.kind == ProviderKind.GUEST_OFFICE else "plain"
    lies = bar(session.starts_at, session.ends_at, zone)
    is_full = session.mode == DutyMode.SLOTS and session.taken >= session.offered
    return Sitting(
        reverse("desk:calendar:session", args=[session.pk]),
        kind,
        hours(session.starts_at, session.ends_at, zone),
        _note(session, is_off=is_off),
        lies,
        lies.length if is_full and not is_off else "0",
    )


def _note(session, *, is_off: bool) -> str:
    if is_off and session.waiting:
        return ngettext("cancelled, %(count)d person waits", "cancelled, %(count)d people wait", session.waiting) % {
            "count": session.waiting
        }
    if is_off:
        return _("cancelled")
    if session.state == SessionState.KEPT:
        return ngettext("old hours, only for %(count)d person", "old hours, only for %(count)d people", session.taken) % {
            "count": session.taken
        }
    values = {"room": session.room.name if session.room else "", "taken": session.taken, "offered": session.offered}
    if session.mode == DutyMode.WALK_IN:
        return _("%(room)s, without booking") % values if session.room else _("without booking")
    if session.room:
        return _("%(room)s, %(taken)d of %(offered)d taken") % values
    return _("%(taken)d of %(offered)d taken") % values


def _languages(sessions, dates: list[date], week: Week, zone: str) -> tuple[list[Line], list[str]]:
    """Lines of the languages somebody speaks, and the portal's languages that nobody speaks this week."""
    spans: dict[str, dict[date, list[tuple[datetime, datetime]]]] = defaultdict(lambda: defaultdict(list))
    for session in sessions:
        for code in session.languages:
            spans[code][session.on].append((session.starts_at, session.ends_at))
    portal = [code for code, _name in settings.LANGUAGES]
    spoken = sorted(spans, key=lambda code: (portal.index(code) if code in portal else len(portal), code))
    lines = []
    for code in spoken:
        cells = []
        for on in dates:
            merged = _merged(spans[code][on])
            words = ", ".join(hours(start, end, zone) for start, end in merged)
            cells.append(Cell(on == week.today, [], words, [bar(start, end, zone) for start, end in merged]))
        lines.append(Line(own_name(code), "", cells, code))
    return lines, [language_name(code) for code in portal if code not in spans]


def _merged(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
