"""Days that differ: open Saturdays, a day of staff training, and an open day where the demo is loaded on a closed one."""

from __future__ import annotations

from datetime import date, time, timedelta

import holidays

from mosty.directory.models import Centre, ScheduleException
from mosty.programme.management.demo import source

SATURDAY = 5
OPEN_SATURDAYS = {"poznan": (1, 3), "konin": (2,), "kalisz": (1,), "leszno": (2,), "pila": (3,)}  # which of a month
TRAININGS = {"poznan": 40, "konin": 75, "kalisz": 110, "leszno": 145, "pila": 180}  # days before today
PAST_DAYS, COMING_DAYS = 370, 120
OPEN_DAY_CENTRES = ("poznan", "konin")
EVENING = time(19, 0)


def is_public_holiday(day: date) -> bool:
    return day in _holidays()


def _holidays() -> holidays.HolidayBase:
    if not _kept:
        _kept.append(holidays.country_holidays("PL"))
    return _kept[0]


_kept: list[holidays.HolidayBase] = []


def exceptions(centres: dict[str, Centre], today: date) -> list[ScheduleException]:
    """The exceptional days of a year back and a few months ahead, all samples."""
    texts = source.read("centres")
    rows = []
    for slug, centre in centres.items():
        for day in _days(today):
            nth = (day.day - 1) // 7 + 1
            if day.weekday() == SATURDAY and nth in OPEN_SATURDAYS[slug] and not is_public_holiday(day):
                rows.append(_opened(centre, day, time(10), time(14), texts["saturday"]))
        training = _working_day(today - timedelta(days=TRAININGS[slug]))
        rows.append(ScheduleException(centre=centre, day=training, reason=texts["training"], is_sample=True))
        ahead = _working_day(today + timedelta(days=TRAININGS[slug]))
        rows.append(ScheduleException(centre=centre, day=ahead, reason=texts["training"], is_sample=True))
        if slug in OPEN_DAY_CENTRES and not is_usual_day(today):
            rows = [row for row in rows if not (row.centre == centre and row.day == today)]
            rows.append(_opened(centre, today, time(8), EVENING, texts["open_day"]))
    return rows


def is_usual_day(day: date) -> bool:
    """Monday to Friday and no public holiday."""
    return day.weekday() < SATURDAY and not is_public_holiday(day)


def _opened(centre: Centre, day: date, opens_at: time, closes_at: time, reason: dict[str, str]) -> ScheduleException:
    return ScheduleException(centre=centre, day=day, opens_at=opens_at, closes_at=closes_at, reason=reason, is_sample=True)


def _days(today: date) -> list[date]:
    return [today + timedelta(days=offset) for offset in range(-PAST_DAYS, COMING_DAYS)]


def _working_day(day: date) -> date:
    while not is_usual_day(day):
        day += timedelta(days=1)
    return day


def open_hours(slug: str, day: date, today: date) -> tuple[time, time] | None:
    """From when to when the centre is open on the day, None if it is not; the same days as `exceptions` writes down."""
    if day == today and not is_usual_day(day):
        return (time(8), EVENING) if slug in OPEN_DAY_CENTRES else None
    if day.weekday() == SATURDAY:
        nth = (day.day - 1) // 7 + 1
        return (time(10), time(14)) if nth in OPEN_SATURDAYS[slug] and not is_public_holiday(day) else None
    trainings = {_working_day(today + timedelta(days=sign * TRAININGS[slug])) for sign in (-1, 1)}
    if not is_usual_day(day) or day in trainings:
        return None
    hours = next(entry["hours"] for entry in source.read("centres")["centres"] if entry["slug"] == slug)
    opens_at, closes_at = (time.fromisoformat(clock) for clock in hours["usual"])
    return opens_at, time.fromisoformat(hours["until"]) if day.weekday() == hours["late"] else closes_at
