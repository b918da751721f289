"""Who may see and change visits and encounters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from mosty.accounts.enums import Right
from mosty.casework.enums import CHANGE_DAYS
from mosty.casework.models import Encounter, Visit
from mosty.clients.access import has_broken, hidden_from, initials, shown, works_with
from mosty.clients.models import Client
from mosty.core import time
from mosty.core.audit import looks
from mosty.core.errors import Missing
from mosty.directory import access as directory

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser
    from mosty.directory.models import Centre


def visible_visits(user: AnyUser) -> QuerySet[Visit]:
    """Visits at centres where the user counts contacts."""
    return Visit.objects.filter(directory.scope(user, Right.CONTACT_COUNT).rows()).select_related("client", "centre__organization")


def visible_encounters(user: AnyUser) -> QuerySet[Encounter]:
    """Encounters, notes included, at centres where the user reads them. Reception and guests see none."""
    mine = directory.scope(user, Right.ENCOUNTER_READ).rows() & (Q(client=None) | shown(user, "client__"))
    return Encounter.objects.filter(mine).select_related("client", "worker", "centre")


def encounters_with(user: AnyUser, client: Client) -> QuerySet[Encounter]:
    """Encounters of one person that the user reads: those at the own centres, or all when the glass of the file is broken."""
    if has_broken(user, client, Right.ENCOUNTER_READ):
        return Encounter.objects.filter(client=client).select_related("client", "worker", "centre")
    return visible_encounters(user).filter(client=client, organization=client.organization_id)


def mask(user: AnyUser, rows: Iterable[Visit]) -> None:
    """Put initials for names of people whose files are hidden from the user, and leave out what was noted of them. Never saved."""
    known = [(row, row.client) for row in rows if row.client is not None]
    hidden = hidden_from(user, [client for _row, client in known])
    for row, client in known:
        row.is_masked = client.pk in hidden  # type: ignore[attr-defined]
        if client.pk in hidden:
            row.called, row.wanted = initials(row.called), ""
            row.client = Client(pk=client.pk, name=initials(client.name), is_hidden=True, organization_id=row.organization_id)


def get_visit(user: AnyUser, pk: UUID, *, right: Right = Right.CONTACT_COUNT) -> Visit:
    """The visit, if the user may; notes the look when it belongs to a person.

    Raises `Missing` for another organisation's or centre's visit, `PermissionDenied` when only the right is missing.
    """
    visit = Visit.objects.select_related("client", "centre__organization", "centre__town", "taken_by").filter(pk=pk).first()
    if visit is None:
        raise Missing
    directory.demand(user, right, organization=visit.organization_id, centre=visit.centre_id)
    if visit.client_id:
        looks.note("open", "casework.visit", [visit.pk], organisation=visit.organization_id, centre=visit.centre_id)
    return visit


def get_encounter(user: AnyUser, pk: UUID, *, right: Right = Right.ENCOUNTER_READ) -> Encounter:
    """The encounter, if the user may; notes the look. Raises `Missing` (also for one of a hidden file) or `PermissionDenied`."""
    encounter = Encounter.objects.select_related("visit", "client", "worker", "centre__organization").filter(pk=pk).first()
    if encounter is None or (encounter.client is not None and not works_with(user, encounter.client)):
        raise Missing
    if encounter.client is None or not has_broken(user, encounter.client, right):
        directory.demand(user, right, organization=encounter.organization_id, centre=encounter.centre_id)
    looks.note("open", "casework.encounter", [encounter.pk], organisation=encounter.organization_id, centre=encounter.centre_id)
    return encounter


def can_record(user: AnyUser, centre: Centre) -> bool:
    """May the user write encounters down at this centre?"""
    return directory.can(user, Right.ENCOUNTER_RECORD, organization=centre.organization_id, centre=centre.pk)


def can_change(user: AnyUser, encounter: Encounter) -> bool:
    """May the user still put this encounter right? Only who held the conversation, for a week after it was written down."""
    is_fresh = encounter.created_at > time.now() - timedelta(days=CHANGE_DAYS)
    return encounter.worker_id == user.pk and is_fresh and can_record(user, encounter.centre)
