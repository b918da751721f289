"""Whose calendar a private address is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mosty.casework.models import CalendarKey
from mosty.core import keys, scope
from mosty.core.errors import Missing
from mosty.directory import access as directory

if TYPE_CHECKING:
    from mosty.accounts.models import User

PURPOSE = "calendar"
LONGEST_TOKEN = 60


def owner_of(token: str) -> User:
    """Whose address it is; the rest of the request sees what this person sees. Raises `Missing`, also for somebody who works nowhere."""
    known = CalendarKey.objects.filter(key_hash=keys.keyed_hash(PURPOSE, token[:LONGEST_TOKEN])).select_related("user").first()
    mine = directory.memberships(known.user) if known is not None else []
    if known is None or not mine:
        raise Missing
    for row in mine:
        scope.add(row.organization_id)
    return known.user


def has_calendar(user: User) -> bool:
    """Is there an address that works?"""
    return CalendarKey.objects.filter(user=user).exists()
