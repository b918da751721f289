"""Writes the log of looks. Only the middleware calls this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mosty.core import time
from mosty.core.audit.looks import Look
from mosty.core.models import AccessEvent

if TYPE_CHECKING:
    from mosty.accounts.models import User


def seen(looks: list[Look], *, by: User, place: str, address: str) -> None:
    """Write one event for each distinct look."""
    at = time.now()
    AccessEvent.objects.bulk_create(
        [
            AccessEvent(
                at=at,
                actor=by,
                organisation=look.organisation,
                centre=look.centre,
                how=look.how,
                subject_type=look.subject_type,
                subject_ids=list(look.subject_ids),
                count=len(look.subject_ids),
                place=place,
                address=address,
            )
            for look in dict.fromkeys(looks)
        ]
    )
