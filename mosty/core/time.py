"""Clock and zone. Instants are aware and in UTC in the database; days and hours are those of the centre's zone."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def zone(name: str | None = None) -> ZoneInfo:
    """The named zone, or the network's own (`settings.TIME_ZONE`)."""
    return ZoneInfo(name or settings.TIME_ZONE)


def now() -> datetime:
    """This instant, aware, UTC."""
    return timezone.now()


def today(zone_name: str | None = None) -> date:
    """The day it is now in the zone (never the server's day)."""
    return now().astimezone(zone(zone_name)).date()


def at(day: date, hour: time, zone_name: str | None = None) -> datetime:
    """The instant, in UTC, when the zone's wall clock shows `hour` on `day`.

    In the hour that the spring change skips, the instant after the jump; in the hour that autumn repeats, the first of the two.
    """
    local = datetime.combine(day, hour, tzinfo=zone(zone_name))
    return local.astimezone(UTC)


def day_span(day: date, zone_name: str | None = None) -> tuple[datetime, datetime]:
    """First instant of the zone's day and first instant of the next one, in UTC (23, 24 or 25 hours apart)."""
    return at(day, time(0), zone_name), at(day + timedelta(days=1), time(0), zone_name)


def local(instant: datetime, zone_name: str | None = None) -> datetime:
    """The instant as the zone's wall clock shows it."""
    return instant.astimezone(zone(zone_name))


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
