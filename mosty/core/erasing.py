"""Leave to erase: inside it, and only in its own transaction, guards let go what they keep of these people (`guards.TICKETS`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from mosty.core.models import ErasureTicket


@contextmanager
def erasing(subjects: Collection[UUID]) -> Iterator[None]:
    """Take tickets for these people, and give them back at the end; when something goes wrong everything inside is undone."""
    with transaction.atomic():
        ErasureTicket.objects.bulk_create([ErasureTicket(subject=pk, ends_id=0) for pk in sorted(set(subjects))])
        yield
        ErasureTicket.objects.filter(subject__in=list(subjects)).delete()
