"""A private calendar address: given, renewed, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from mosty.casework.access.calendars import PURPOSE
from mosty.casework.models import CalendarKey
from mosty.core import keys
from mosty.core.audit.record import record

if TYPE_CHECKING:
    from mosty.accounts.models import User


@transaction.atomic
def renew_calendar(*, by: User) -> str:
    """The secret of a new address; it is told this once. An earlier address shows nothing from now on."""
    token = keys.new_token()
    row, _made = CalendarKey.objects.update_or_create(user=by, defaults={"key_hash": keys.keyed_hash(PURPOSE, token)})
    record("calendar.renewed", row, by=by)
    return token


@transaction.atomic
def end_calendar(*, by: User) -> None:
    """The address shows nothing from now on."""
    for row in CalendarKey.objects.filter(user=by):
        record("calendar.ended", row, by=by)
        row.delete()
