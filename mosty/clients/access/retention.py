"""Who prepares and who signs what is deleted: the data-protection officer and, of the same organisation, a manager or coordinator."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from mosty.accounts.enums import ROLE_RIGHTS, Right
from mosty.clients.enums.retention import RunState
from mosty.clients.models import Client, LegalHold, RetentionNotice, RetentionRule, RetentionRun
from mosty.core.audit import looks
from mosty.core.errors import Missing, PermissionDenied
from mosty.directory import access as directory
from mosty.directory.models import Organization

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

EITHER = frozenset({Right.RETENTION_PREPARE, Right.RETENTION_SIGN})


def get_organization(user: AnyUser, *, right: Right | None = None) -> Organization:
    """The organisation whose rules and lists the user sees: the first of theirs with the right (either of the two, when none is named).

    A list is of a whole organisation, so the right at one of its centres is enough. Raises `PermissionDenied`.
    """
    wanted = {right} if right else EITHER
    for membership in directory.memberships(user):
        if wanted & ROLE_RIGHTS[membership.role]:
            return membership.organization
    raise PermissionDenied


def may(user: AnyUser, right: Right, organization: Organization) -> bool:
    """Has the user this right anywhere in the organisation?"""
    mine = (row for row in directory.memberships(user) if row.organization_id == organization.pk)
    return any(right in ROLE_RIGHTS[row.role] for row in mine)


def get_rule(organization: Organization, pk: UUID | None) -> RetentionRule:
    """A rule of the organisation. Raises `Missing`."""
    row = RetentionRule.objects.filter(organization=organization, pk=pk).first() if pk else None
    if row is None:
        raise Missing
    return row


def visible_runs(organization: Organization) -> QuerySet[RetentionRun]:
    """Lists of the organisation, newest first."""
    rows = RetentionRun.objects.filter(organization=organization).select_related("prepared_by", "signed_by")
    return rows.order_by("-prepared_at", "pk")


def open_run(organization: Organization) -> RetentionRun | None:
    """The list that waits or is being carried out; there is one at most."""
    return visible_runs(organization).filter(state__in=[RunState.PREPARED, RunState.SIGNED]).first()


def visible_notices(organization: Organization) -> QuerySet[RetentionNotice]:
    """What was told and is not erased yet, the soonest first."""
    rows = RetentionNotice.objects.filter(organization=organization, client__erased_at=None, client__merged_into=None)
    return rows.select_related("client__organization", "client__centre").order_by("due_on", "client", "record_class")


def visible_holds(organization: Organization) -> QuerySet[LegalHold]:
    """Legal holds of the organisation, those that hold first."""
    return (
        LegalHold.objects.filter(organization=organization).select_related("client", "by", "lifted_by").order_by("-since_on", "-created_at")
    )


def get_hold(organization: Organization, pk: UUID | None) -> LegalHold:
    """A hold of the organisation. Raises `Missing`."""
    row = LegalHold.objects.filter(organization=organization, pk=pk).first() if pk else None
    if row is None:
        raise Missing
    return row


def file_by_number(organization: Organization, number: int) -> Client | None:
    """The file that stands for itself under this number, of the organisation; nothing of it is shown. Notes the look."""
    client = Client.objects.filter(organization=organization, number=number, erased_at=None).select_related("merged_into").first()
    while client is not None and client.merged_into is not None:
        client = client.merged_into
    if client is not None:
        looks.note("search", "clients.client", [client.pk], organisation=client.organization_id, centre=client.centre_id)
    return client
