"""From which day periods of retention run, as far as casework knows: the last contact, the end of the last case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from mosty.casework.enums.cases import CaseState
from mosty.casework.models import Case, Encounter, Visit
from mosty.clients.enums.retention import RecordClass
from mosty.clients.queries.holdings import Ids
from mosty.clients.queries.retention import Only
from mosty.core import time

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

HERE = _("This person is at the centre now. Finish the visit first.")


def last_contacts(organization: UUID, only: Only) -> dict[UUID, date]:
    """Day of each person's last visit or encounter. Two queries."""
    found: dict[UUID, date] = {}
    for model in (Visit, Encounter):
        rows: QuerySet[Visit | Encounter] = model._default_manager.filter(organization=organization, client__isnull=False)
        rows = rows if only is None else rows.filter(client__in=only)
        for client, day in rows.order_by().values_list("client").annotate(last=Max("on")).values_list("client", "last"):
            found[client] = max(day, found.get(client, day))
    return found


def case_ends(organization: UUID, only: Only) -> dict[UUID, date | None]:
    """Day on which each person's last case was closed; None as long as one is not. One query."""
    rows = Case.objects.filter(organization=organization)
    rows = rows if only is None else rows.filter(client__in=only)
    found: dict[UUID, date | None] = {}
    for client, state, day in rows.order_by("closed_on", "pk").values_list("client", "state", "closed_on"):
        is_open = state != CaseState.CLOSED or found.get(client, day) is None
        found[client] = None if is_open else day
    return found


def is_here(people: Ids, classes: frozenset[str]) -> _StrPromise | None:
    """A visit that is not over stands in the way of erasing whose it is."""
    waits = Visit.objects.filter(client__in=list(people), closed_at=None, on__gte=time.today() - timedelta(days=1))
    return HERE if RecordClass.BOOKINGS in classes and waits.exists() else None
