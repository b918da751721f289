"""Old looks: whole months that lie more than two years back may go. The database refuses anything younger, whoever asks."""

from __future__ import annotations

from datetime import date, datetime

from mosty.core import time
from mosty.core.models import AccessEvent

KEPT_YEARS = 2  # rules for IT systems of public bodies (KRI): logs are kept two years at least
AT_ONCE = 5000


def newest_month() -> date:
    """First day of the newest month all of whose looks are old enough."""
    return time.months_later(time.today().replace(day=1), -12 * KEPT_YEARS - 1)


def oldest_month() -> date | None:
    """First day of the month of the oldest look; None when there is none."""
    first = AccessEvent.objects.order_by("at").values_list("at", flat=True).first()
    return time.local(first).date().replace(day=1) if first else None


def count_month(month: date) -> int:
    """How many looks lie in the month of that day."""
    starts_at, ends_at = _span(month)
    return AccessEvent.objects.filter(at__gte=starts_at, at__lt=ends_at).count()


def delete_month(month: date) -> int:
    """Delete the looks of the month of that day, in batches; returns how many. Whether it is old enough is asked above and by the guard."""
    starts_at, ends_at = _span(month)
    gone = 0
    while ids := list(AccessEvent.objects.filter(at__gte=starts_at, at__lt=ends_at).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        gone += AccessEvent.objects.filter(pk__in=ids).delete()[0]
    return gone


def _span(month: date) -> tuple[datetime, datetime]:
    first = month.replace(day=1)
    return time.day_span(first)[0], time.day_span(time.months_later(first, 1))[0]
