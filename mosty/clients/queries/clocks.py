"""The clocks of data protection: one month, two more months, 72 hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from mosty.clients.enums.rights import BREACH_HOURS
from mosty.core import time
from mosty.directory.queries.hours import holiday_name

ONE_MONTH, WITH_EXTENSION = 1, 3  # GDPR Art. 12(3): one month of receipt; two further months


def is_working_day(day: date) -> bool:
    """Neither Saturday nor Sunday nor a public holiday of Poland."""
    return day.weekday() < 5 and not holiday_name(day)


def months_end(received_on: date, months: int = ONE_MONTH) -> date:
    """Last day, included, of a period of months that begins with an event on `received_on`.

    Regulation (EEC, Euratom) No 1182/71, Art. 3: the period ends with the day of the last month that bears the same date, or with the
    last day of that month where it has no such date (2c); if that is a public holiday, a Saturday or a Sunday, with the next working
    day (4). Days of Poland's calendar.
    """
    day = time.months_later(received_on, months)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def office_due_at(aware_at: datetime) -> datetime:
    """The instant by which UODO must know of a breach: 72 hours after we became aware (GDPR Art. 33(1)), holidays or not.

    Real hours, also over a change of the clock. Regulation 1182/71 would not count the hour already begun; we leave it out, so that nobody
    is late by a reading of the law.
    """
    return aware_at + timedelta(hours=BREACH_HOURS)
