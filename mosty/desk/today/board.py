"""The centre's day as the counter sees it: bookings and walk-ins side by side, ready for the template."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.accounts.enums import Right
from mosty.appointments.queries import days
from mosty.casework import queries as casework
from mosty.casework.access import can_record
from mosty.core import time, world
from mosty.core.texts import Told, told
from mosty.desk.words import provider_name, topic_labels

LONG_MINUTES = 15  # from here on waiting is marked
FRESH_MINUTES = 5  # the fragment is drawn anew at least this often, for the minutes of waiting


@dataclass
class Line:
    """One person or party on a list of the day."""

    pk: Any
    kind: str  # booked, walk-in
    name: str
    language: str
    whom: str
    matter: Told | str
    at: datetime | None = None
    minutes: int = 0
    is_late: bool = False
    is_long: bool = False
    has_begun: bool = False
    person_url: str = ""
    place: str = ""
    sign: str = ""
    is_guest: bool = False
    worker: str = ""
    needs_interpreter: bool = False

    @property
    def own_language(self) -> str:
        return world.own_name(self.language) if self.language else ""


@dataclass
class Board:
    """Today on one screen."""

    waiting: list[Line] = field(default_factory=list)
    now: list[Line] = field(default_factory=list)
    expected: list[Line] = field(default_factory=list)
    missed: list[Line] = field(default_factory=list)
    done_count: int = 0
    stats: list[dict[str, Any]] = field(default_factory=list)
    may_record: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.waiting or self.now or self.expected or self.missed or self.done_count)


def version(user, centre, day):
    """Changes when the board does, and every few minutes. Reading it discloses nobody."""
    bucket = int(time.now().timestamp() // (FRESH_MINUTES * 60))
    return f"{days.day_version(user, centre, day)}_{casework.day_version(user, centre, day)}_{bucket}"


def board(user, centre, day, *, by_worker=False):
    """The whole day of a centre. A look at lists."""
    now = time.now()
    booked = days.day_board(user, centre, day)
    waiting, talking = casework.waiting_room(user, centre, day)
    made = Board(
        waiting=sorted(
            [_booked(one, now, since=one.arrived_at) for one in booked.arrived] + [_walk_in(one, now) for one in waiting],
            key=lambda line: line.at,
        ),
        now=[_booked(one, now, since=one.arrived_at) for one in booked.in_progress] + [_walk_in(one, now, talking=True) for one in talking],
        expected=[_booked(one, now) for one in booked.expected],
        missed=[_booked(one, now) for one in booked.missed],
        done_count=len(booked.done),
        may_record=can_record(user, centre),
    )
    if by_worker:
        made.expected.sort(key=lambda line: (line.worker, line.at))
    made.stats = _stats(user, centre, day, made)
    return made


def own_lines(user, day):
    """A specialist's own list: first name, time, matter, language. Nothing of the file."""
    now = time.now()
    lines = []
    for one in days.own_day(user, day):
        line = _booked(one, now)
        line.name, line.person_url = first_name(one.name), ""
        lines.append((one, line))
    return lines


def first_name(name):
    """The first word of what the person typed."""
    return name.split()[0] if name.split() else name


def _booked(one, now, since=None):
    minutes = int((now - since).total_seconds() // 60) if since else 0
    late = int((now - one.starts_at).total_seconds() // 60)
    return Line(
        pk=one.pk,
        kind="booked",
        name=one.client.name if one.client else one.name,
        language=one.language,
        whom=one.provider.sign if one.provider.kind == "guest-office" else provider_name(one.provider),
        matter=told(one.service.names),
        at=since or one.starts_at,
        minutes=minutes if since else max(late, 0),
        is_late=not since and late > 0,
        is_long=bool(since) and minutes >= LONG_MINUTES,
        has_begun=one.starts_at <= now,
        person_url=reverse("desk:clients:show", args=[one.client_id])
        if one.client_id and not getattr(one, "is_masked", False)
        else reverse("desk:appointments:detail", args=[one.pk]),
        place=one.session.room.name if one.session.room else "",
        sign=one.provider.sign,
        is_guest=one.provider.kind == "guest-office",
        worker=provider_name(one.provider),
        needs_interpreter=one.needs_interpreter,
    )


def _walk_in(one, now, talking=False):
    at = one.taken_at if talking else one.opened_at
    minutes = int((now - at).total_seconds() // 60)
    worker = one.taken_by.name if one.taken_by else ""
    nobody = _("no name") if one.party_size == 1 else _("no name (%(count)d people)") % {"count": one.party_size}
    return Line(
        pk=one.pk,
        kind="walk-in",
        name=one.client.name if one.client else one.called or nobody,
        language=one.language,
        whom=one.wanted,
        matter=topic_labels(one.topics),
        at=at,
        minutes=minutes,
        is_long=not talking and minutes >= LONG_MINUTES,
        person_url=reverse("desk:clients:show", args=[one.client_id]) if one.client_id and not one.is_masked else "",
        sign="".join(word[0] for word in worker.split()[:2]),
        worker=worker,
    )


def _stats(user, centre, day, made):
    counts = casework.day_counts(user, centre, day)
    longest = max((line.minutes for line in made.waiting), default=0)
    interpreters = sum(line.needs_interpreter for line in made.expected)
    return [
        {"value": counts.visits, "label": _("visits since morning"), "note": ""},
        {
            "value": len(made.waiting),
            "label": _("in the waiting room"),
            "note": ngettext("longest %(count)d minute", "longest %(count)d minutes", longest) % {"count": longest} if made.waiting else "",
        },
        {"value": len(made.now), "label": _("in a meeting now"), "note": ""},
        {
            "value": len(made.expected),
            "label": _("booked, still to come"),
            "note": _("%(count)d with an interpreter") % {"count": interpreters} if interpreters else "",
        },
        {
            "value": counts.quick,
            "label": _("short questions"),
            "note": _("%(count)d by phone") % {"count": counts.quick_by_phone} if counts.quick_by_phone else "",
        },
        {"value": len(made.missed), "label": _("did not come"), "note": ""},
    ]


def may_read_everything(rights):
    """Sees the centre's day, not only an own list."""
    return Right.APPOINTMENT_READ in rights
