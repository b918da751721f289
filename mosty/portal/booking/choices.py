"""What the visitor chose so far, read from the address, and what can be chosen next. Nothing wrong in an address is an error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import get_language

from mosty.appointments.queries import times
from mosty.appointments.queries.offers import Offer, offer
from mosty.appointments.queries.openings import Openings, bookable_sessions, openings
from mosty.casework.enums import Mode
from mosty.core import time
from mosty.directory.queries import places
from mosty.portal.near import Near, read_near, typed
from mosty.portal.words import Language, own_names

if TYPE_CHECKING:
    from django.http import QueryDict

    from mosty.appointments.queries.openings import OpenSitting
    from mosty.directory.models import Centre, Service

DAYS_SHOWN = 10


@dataclass
class Choice:
    """Service, language, place, day: as far as they are valid. `near_typed` is what was typed, known or not."""

    service: Service
    offer: Offer
    openings: Openings
    language: str = ""
    needs_interpreter: bool = False
    centre: Centre | None = None
    meeting: str = ""
    near: Near | None = None
    near_typed: str = ""
    is_near_unknown: bool = False
    day: date | None = None
    replaces: str = ""

    @property
    def values(self) -> dict[str, str]:
        """What stands in the address of this choice; empty values are left out."""
        values = {
            "service": self.service.slug,
            "language": self.language,
            "centre": self.centre.slug if self.centre else self.meeting,
            "near": self.near.key if self.near else "",
            "day": self.day.isoformat() if self.day else "",
            "replaces": self.replaces,
        }
        return {key: value for key, value in values.items() if value}

    @property
    def is_by_distance(self) -> bool:
        """Are the nearest centres to be compared? Not when one is chosen, or a way to meet without a journey."""
        return self.near is not None and self.centre is None and not self.meeting

    def address(self, **changes: Any) -> str:
        """The query string of this choice with changes."""
        values = self.values | changes
        return "?" + urlencode({key: value for key, value in values.items() if value})

    def open_sittings(self, *, anywhere: bool = False) -> list[OpenSitting]:
        """Sittings with a time that can be booked with this choice, all days; `anywhere`: at every centre, in every way."""
        centres: set[Any] | None = None if self.centre is None or anywhere else {self.centre.pk}
        lead, language = times.LEAD, self.language
        if self.needs_interpreter:
            interpreted = self.offer.interpreted_at.get(self.language, set())
            centres = interpreted if centres is None else centres & interpreted
            lead, language = times.INTERPRETER_LEAD, ""
        meeting = "" if anywhere else self.meeting
        if self.is_by_distance and Mode.ON_SITE in self.offer.meetings:
            meeting = Mode.ON_SITE.value
        return self.openings.open(not_before=time.now() + lead, language=language, centres=centres, meeting=meeting)


@dataclass(frozen=True)
class Day:
    """One day of the strip."""

    on: date
    count: int
    is_chosen: bool
    url: str


@dataclass(frozen=True)
class Spoken:
    """A language to choose."""

    language: Language
    with_interpreter: bool
    is_chosen: bool
    url: str


def read_choice(query: QueryDict, service: Service) -> Choice:
    """The choice in an address; what is unknown or malformed is left out. A constant number of queries."""
    known = openings(bookable_sessions(services=[service]))
    choice = Choice(service, offer(service, known.rows), known)
    language = query.get("language", "")[:10]
    if language in choice.offer.own_languages:
        choice.language = language
    elif language in choice.offer.interpreter_languages:
        choice.language, choice.needs_interpreter = language, True
    place = query.get("centre", "")[:60]
    choice.centre = next((centre for centre in choice.offer.centres if centre.slug == place), None)
    if place in Mode.values and place != Mode.ON_SITE:
        choice.meeting = place
    asked = query.get("near", "")
    if asked.strip():
        choice.near_typed = typed(asked)
        choice.near = read_near(asked, places.towns(), choice.offer.centres)
        choice.is_near_unknown = choice.near is None
    choice.day = read_day(query.get("day", ""))
    choice.replaces = query.get("replaces", "")[:32]
    return choice


def read_day(text: str) -> date | None:
    """A day written 2026-11-27; None for anything else."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def days_of(found: Iterable[OpenSitting], choice: Choice) -> list[Day]:
    """Days with a free time, the chosen one marked (the first, when none or a full one was chosen)."""
    counts: dict[date, int] = {}
    for sitting in found:
        counts[sitting.row.on] = counts.get(sitting.row.on, 0) + len(sitting.free)
    days = sorted(counts)
    if days and choice.day not in counts:
        choice.day = days[0]
    at = days.index(choice.day) if choice.day in counts else 0
    first = max(0, min(at - 2, len(days) - DAYS_SHOWN))
    return [Day(day, counts[day], day == choice.day, choice.address(day=day.isoformat())) for day in days[first : first + DAYS_SHOWN]]


def languages_of(choice: Choice) -> list[Spoken]:
    """Languages to choose from, the reader's own first; those with an interpreter last."""
    reader = (get_language() or "pl")[:2]
    own = sorted(choice.offer.own_languages, key=lambda code: (code != reader, code != "pl", code))
    codes = [*own, *choice.offer.interpreter_languages]
    return [
        Spoken(language, at >= len(own), language.code == choice.language, choice.address(language=language.code, day=""))
        for at, language in enumerate(own_names(codes))
    ]
