"""Facts about one centre, prepared for its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.appointments.enums import DutyMode
from mosty.casework.enums import Mode
from mosty.core import time
from mosty.core.dates import comma_of, day_words, hour_words
from mosty.core.texts import Told, told
from mosty.directory.enums import AccessibilityKind, ProviderKind
from mosty.directory.queries import hours, places
from mosty.portal.centres.cards import book_url
from mosty.portal.words import in_usual_order, own_names

if TYPE_CHECKING:
    from mosty.appointments.models import DutySession
    from mosty.directory.models import Centre, Provider

DAYS_OF_SCHEMA = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def provider_name(provider: Provider) -> Told:
    """A person's name is the same everywhere; an office has one in each language."""
    return told(provider.names) if provider.names else Told(provider.name, "pl", True)


def hours_words(spans: Iterable[hours.Span], zone: str) -> str:
    """ "8:00–16:00", several joined by a comma; on the clock of the zone."""
    return ", ".join(f"{hour_words(time.local(span.opens_at, zone))}–{hour_words(time.local(span.closes_at, zone))}" for span in spans)


def week_of(centre: Centre) -> list[dict[str, Any]]:
    """Seven days from today, for the component: what is done is no use to anybody."""
    today = time.today(centre.time_zone)
    days = hours.week(centre, today)
    return [
        {
            "label": _("%(weekday)s, today") % {"weekday": day_words(day.on, "weekday")} if day.is_today else _label(day),
            "hours": hours_words(day.spans, centre.time_zone) if day.is_open else _("closed"),
            "is_today": day.is_today,
            "schema": "" if day.is_sample or not day.is_open else _schema(day, centre.time_zone),
            "note": told(day.reason) if day.is_exception else told({"pl": day.holiday} if day.holiday else {}),
        }
        for day in days
    ]


def in_order(sessions: Iterable[DutySession]) -> list[DutySession]:
    """As the day goes; who begins together stands by who goes first, then by name: the same order at each visit."""
    return sorted(sessions, key=lambda one: (one.starts_at, one.ends_at, one.provider.name, str(one.pk)))


def duty_list(centre: Centre, days: list[tuple[date, list[DutySession]]], today: date) -> list[dict[str, Any]]:
    """Who is on duty, day by day; sittings that are over are left out."""
    now = time.now()
    found = []
    for day, sessions in days:
        lines = [_duty(centre, session) for session in in_order(sessions) if session.ends_at > now]
        if lines:
            matters = list({line["service"].text: line["service"] for line in lines}.values())
            found.append({"on": day, "is_today": day == today, "lines": lines, "matters": matters})
    return found


def _duty(centre: Centre, session: DutySession) -> dict[str, Any]:
    by_time = session.mode == DutyMode.SLOTS
    return {
        "session": session,
        "hours": hours_words([hours.Span(session.starts_at, session.ends_at)], centre.time_zone),
        "service": told(session.service.names),
        "name": provider_name(session.provider),
        "sign": session.provider.sign,
        "title": told(session.provider.titles),
        "is_guest": session.provider.kind == ProviderKind.GUEST_OFFICE,
        "languages": own_names(session.languages),
        "url": book_url(centre, session.service, day=session.on.isoformat()) if by_time else "",
        "meeting": {Mode.PHONE.value: _("by phone"), Mode.ONLINE.value: _("by video")}.get(session.meeting, ""),
    }


def spoken_when(centre: Centre, days: list[tuple[date, list[DutySession]]]) -> list[dict[str, Any]]:
    """Languages that staff speak, each with the days of this week on which somebody on duty speaks it."""
    on: dict[str, list[date]] = {}
    for day, sessions in days:
        for session in sessions:
            for code in session.languages:
                if day not in on.setdefault(code, []):
                    on[code].append(day)
    codes = in_usual_order({*places.spoken_languages(centre), *on}, get_language() or "pl")
    duty_days = len(days)
    return [
        {
            "language": language,
            "days": "" if not on.get(language.code) else _days(on[language.code], duty_days),
        }
        for language in own_names(codes)
    ]


def _days(days: list[date], duty_days: int) -> str:
    if len(days) == duty_days and duty_days >= 4:
        return _("every day")
    return comma_of().join(day_words(day, "brief") for day in days)


def doors(centre: Centre) -> list[tuple[str, str, Told]]:
    """What helps to get in and to understand: icon, words, note."""
    icons = {
        AccessibilityKind.STEP_FREE: "door-open",
        AccessibilityKind.RAMP: "accessibility",
        AccessibilityKind.LIFT: "arrow-up-down",
        AccessibilityKind.TOILET: "toilet",
        AccessibilityKind.PARKING: "square-parking",
        AccessibilityKind.HEARING_LOOP: "ear",
        AccessibilityKind.ASSISTANCE_DOG: "paw-print",
        AccessibilityKind.BELL: "bell",
    }
    return [
        (icons.get(AccessibilityKind(row.kind), "check"), str(AccessibilityKind(row.kind).label), told(row.note))
        for row in centre.accessibility.all()
    ]


def door_notes(found: list[tuple[str, str, Told]]) -> tuple[list[tuple[str, str, Told]], list[Told]]:
    """Notes that several lines share are said once, under the list; the others stay at their line."""
    counts = Counter(note.text for *_, note in found)
    nothing = Told("", "", True)
    lines = [(icon, word, note if counts[note.text] == 1 else nothing) for icon, word, note in found]
    shared = {note.text: note for *_, note in found if note.text and counts[note.text] > 1}
    return lines, list(shared.values())


def _label(day: hours.Day) -> str:
    word = day_words(day.on, "weekday")
    return f"{word}, {day_words(day.on, 'date')}" if day.is_exception or day.holiday else word


def _schema(day: hours.Day, zone: str) -> str:
    """The day in schema.org's `openingHours`."""
    spans = [f"{time.local(span.opens_at, zone):%H:%M}-{time.local(span.closes_at, zone):%H:%M}" for span in day.spans]
    return " ".join([DAYS_OF_SCHEMA[day.on.weekday()], *spans])
