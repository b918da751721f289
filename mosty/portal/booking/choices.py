"""What the visitor chose so far, read from the address, and what can be chosen next. Nothing wrong in an address is an error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import get_language

from mosty.appointments.queries import times
from mosty.casework.enums import Mode
from mosty.portal.words import own_names

if TYPE_CHECKING:
    from django.http import QueryDict

    from mosty.appointments.queries.times import FreeTime, Offer
    from mosty.directory.models import Centre, Service

DAYS_SHOWN = 10


@dataclass(frozen=True)
class Language:
    """A language to speak, with its own name."""

    code: str
    own_name: str
    with_interpreter: bool = False
    is_chosen: bool = False
    url: str = ""


@dataclass
class Choice:
    """Service, language, place, day: as far as they are valid."""

    service: Service
    offer: Offer
    language: str = ""
    needs_interpreter: bool = False
    centre: Centre | None = None
    meeting: str = ""
    day: date | None = None
    replaces: str = ""

    def address(self, **changes: Any) -> str:
        """The query string of this choice with changes; empty values are left out."""
        values = {
            "service": self.service.slug,
            "language": self.language,
            "centre": self.centre.slug if self.centre else self.meeting,
            "day": self.day.isoformat() if self.day else "",
            "replaces": self.replaces,
        }
        values |= changes
        return "?" + urlencode({key: value for key, value in values.items() if value})

    def free_times(self) -> list[FreeTime]:
        """What can be booked with this choice, all days."""
        if self.needs_interpreter:
            centres = times.centres_with_interpreter(self.service, self.language)
            if self.centre is not None:
                centres = [centre for centre in centres if centre.pk == self.centre.pk]
            return times.free_times(service=self.service, centres=centres, meeting=self.meeting, lead=times.INTERPRETER_LEAD)
        return times.free_times(
            service=self.service,
            language=self.language,
            centres=[self.centre] if self.centre else None,
            meeting=self.meeting,
        )


@dataclass(frozen=True)
class Day:
    """One day of the strip."""

    on: date
    count: int
    is_chosen: bool
    url: str


def read_choice(query: QueryDict, service: Service) -> Choice:
    """The choice in an address; what is unknown or malformed is left out."""
    choice = Choice(service, times.offer(service))
    language = query.get("language", "")[:10]
    if language in choice.offer.own_languages:
        choice.language = language
    elif language in choice.offer.interpreter_languages:
        choice.language, choice.needs_interpreter = language, True
    place = query.get("centre", "")[:60]
    choice.centre = next((centre for centre in choice.offer.centres if centre.slug == place), None)
    if place in Mode.values and place != Mode.ON_SITE:
        choice.meeting = place
    choice.day = read_day(query.get("day", ""))
    choice.replaces = query.get("replaces", "")[:32]
    return choice


def read_day(text: str) -> date | None:
    """A day written 2026-11-27; None for anything else."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def days_of(free: Iterable[FreeTime], choice: Choice) -> list[Day]:
    """Days with a free time, the chosen one marked (the first, when none or a full one was chosen)."""
    counts: dict[date, int] = {}
    for one in free:
        counts[one.session.on] = counts.get(one.session.on, 0) + 1
    days = sorted(counts)
    if days and choice.day not in counts:
        choice.day = days[0]
    at = days.index(choice.day) if choice.day in counts else 0
    first = max(0, min(at - 2, len(days) - DAYS_SHOWN))
    return [Day(day, counts[day], day == choice.day, choice.address(day=day.isoformat())) for day in days[first : first + DAYS_SHOWN]]


def languages_of(choice: Choice) -> list[Language]:
    """Languages to choose from, the reader's own first; those with an interpreter last."""
    reader = (get_language() or "pl")[:2]

    def one(code: str, *, with_interpreter: bool) -> Language:
        return Language(
            code,
            own_names([code])[0].name,
            with_interpreter,
            code == choice.language,
            choice.address(language=code, day=""),
        )

    own = sorted(choice.offer.own_languages, key=lambda code: (code != reader, code != "pl", code))
    return [one(code, with_interpreter=False) for code in own] + [
        one(code, with_interpreter=True) for code in choice.offer.interpreter_languages
    ]
