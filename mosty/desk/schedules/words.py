"""Duty hours as people say them: "Tuesday 9:00–13:00, every week, 30 minutes each"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.appointments.enums import DutyMode
from mosty.casework.enums import Mode
from mosty.core import time
from mosty.core.dates import day_words, hour_words
from mosty.core.texts import Told, told
from mosty.core.world import language_name
from mosty.desk.words import provider_name
from mosty.directory.enums import ProviderKind

A_MONDAY = date(2026, 1, 5)


@dataclass(frozen=True)
class Line:
    """One schedule in words."""

    url: str
    who: str
    when: str
    rhythm: str
    service: Told
    length: str
    where: str
    valid: str
    languages: str


def line_of(schedule):
    """The schedule as a line of the list, and as the facts of its page."""
    return Line(
        reverse("desk:schedules:show", args=[schedule.pk]),
        provider_name(schedule.provider),
        when(schedule),
        rhythm(schedule.every_weeks),
        told(schedule.service.names),
        length(schedule),
        where(schedule),
        validity(schedule, time.today(schedule.centre.time_zone)),
        ", ".join(language_name(code) for code in schedule.languages),
    )


def is_guest(provider):
    return provider.kind == ProviderKind.GUEST_OFFICE


def weekday_name(number):
    """In the reader's language, as it stands in a sentence."""
    return day_words(A_MONDAY + timedelta(days=number), "weekday")


def when(schedule):
    """Weekday and hours: "Tuesday 9:00–13:00"."""
    return f"{weekday_name(schedule.weekday)} {hours(schedule)}"


def hours(schedule):
    return f"{hour_words(schedule.starts_at)}–{hour_words(schedule.ends_at)}"


def rhythm(weeks):
    """Every week, every second week, every n weeks."""
    if weeks == 1:
        return _("every week")
    if weeks == 2:
        return _("every second week")
    return ngettext("every %(count)d week", "every %(count)d weeks", weeks) % {"count": weeks}


def length(schedule):
    """How long one meeting is and how many people are served side by side."""
    if schedule.mode == DutyMode.WALK_IN:
        return _("without booking")
    values = {
        "minutes": ngettext("%(count)d minute each", "%(count)d minutes each", schedule.slot_minutes) % {"count": schedule.slot_minutes}
    }
    if schedule.places == 1:
        return values["minutes"]
    return ngettext("%(minutes)s, %(count)d person at a time", "%(minutes)s, %(count)d people at a time", schedule.places) % (
        values | {"count": schedule.places}
    )


def where(schedule):
    """The room, or how people meet when it is not at the centre."""
    meeting = "" if schedule.meeting == Mode.ON_SITE else str(Mode(schedule.meeting).label)
    return ", ".join(filter(None, [meeting, schedule.room.name if schedule.room else ""]))


def validity(schedule, today):
    """From when and until when; nothing when it simply holds."""
    values = {"first": day_words(schedule.valid_from, "plain"), "last": day_words(schedule.valid_to, "plain") if schedule.valid_to else ""}
    if schedule.valid_to is None:
        return _("from %(first)s") % values if schedule.valid_from > today else ""
    if schedule.valid_from > today or schedule.valid_to < today:
        return _("from %(first)s to %(last)s") % values
    return _("until %(last)s") % values


def clash_words(clash):
    """Why these hours cannot be, with whom or what they clash."""
    if clash.other is None:
        return ngettext(
            "The room %(room)s has a place for only %(count)d person at a time.",
            "The room %(room)s has places for only %(count)d people at a time.",
            clash.hours.room.places,
        ) % {"room": clash.hours.room.name, "count": clash.hours.room.places}
    town = clash.other.centre.town
    values = {"who": provider_name(clash.other.provider), "when": when(clash.other), "town": told(town.names) or town.name}
    if clash.kind == "room":
        return _("The room %(room)s is taken at that time. %(who)s sits there: %(when)s.") % (values | {"room": clash.hours.room.name})
    return _("%(who)s already has duty hours at that time: %(when)s, %(town)s.") % values


def left_out_words(day):
    """Why a day has no sitting."""
    if day.left_out == "away":
        return _("away on that day")
    if day.left_out == "clock":
        return _("the clock skips these hours")
    return _("public holiday: %(name)s") % {"name": day.holiday} if day.holiday else _("the centre is closed")
