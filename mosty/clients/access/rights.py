"""Who works at the data-protection desk, and what it may see: requests, questions, breaches of the own organisation. Never a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from mosty.accounts.enums import Right
from mosty.clients.access import get_client
from mosty.clients.models import Activity, AuthorityRequest, Breach, BreakGlass, Client, DataRequest, GlassNotice, Restriction
from mosty.core.audit import looks
from mosty.core.errors import Missing, PermissionDenied
from mosty.directory import access as directory

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser
    from mosty.directory.models import Organization

Row = TypeVar("Row", DataRequest, AuthorityRequest, Breach, Activity, Restriction)


def managed(user: AnyUser) -> list[Organization]:
    """Organisations whose data protection the user looks after. Raises `PermissionDenied` when there is none."""
    mine = directory.organizations(user, Right.RIGHTS_MANAGE)
    if not mine:
        raise PermissionDenied
    return mine


def taking(user: AnyUser) -> list[Organization]:
    """Organisations for which the user may write a request, a question or a breach down. Raises `PermissionDenied` for none."""
    mine = directory.organizations(user, Right.RIGHTS_TAKE)
    if not mine:
        raise PermissionDenied
    return mine


def manages(user: AnyUser, organization: UUID) -> bool:
    return any(one.pk == organization for one in directory.organizations(user, Right.RIGHTS_MANAGE))


def visible_requests(user: AnyUser) -> QuerySet[DataRequest]:
    """Requests to the organisations whose data protection the user looks after, those that end first at the top."""
    return _mine(DataRequest, user).select_related("client", "assignee", "organization").order_by("due_on", "year", "number")


def taken_requests(user: AnyUser) -> QuerySet[DataRequest]:
    """Requests that the user wrote down and that are not answered yet: that they exist, and until when."""
    return DataRequest.objects.filter(taken_by=user.pk, answered_on=None, withdrawn_on=None).order_by("due_on", "year", "number")


def visible_authorities(user: AnyUser) -> QuerySet[AuthorityRequest]:
    """Questions of authorities to those organisations, newest first."""
    return _mine(AuthorityRequest, user).select_related("organization", "taken_by").order_by("-year", "-number")


def visible_breaches(user: AnyUser) -> QuerySet[Breach]:
    """Breaches of those organisations, newest first."""
    return _mine(Breach, user).select_related("organization").order_by("-aware_at", "pk")


def visible_activities(user: AnyUser) -> QuerySet[Activity]:
    """Lines of the records of processing activities of those organisations, in their order."""
    return _mine(Activity, user).select_related("organization", "saved_by").order_by("organization__name", "position", "created_at", "pk")


def visible_restrictions(user: AnyUser) -> QuerySet[Restriction]:
    """Files whose processing is restricted now; the longest first."""
    rows = _mine(Restriction, user).filter(lifted_on=None).select_related("client__centre__town", "request", "set_by")
    return rows.order_by("since_on", "pk")


def get_request(user: AnyUser, pk: UUID) -> DataRequest:
    """The request, to be worked on; notes the look. Raises `PermissionDenied` for who has the right nowhere, else `Missing`."""
    row = _get(user, DataRequest, pk)
    looks.note("open", "clients.datarequest", [row.pk, *([row.client_id] if row.client_id else [])], organisation=row.organization_id)
    return row


def get_authority(user: AnyUser, pk: UUID) -> AuthorityRequest:
    """The question of an authority; notes the look. Raises as `get_request`."""
    row = _get(user, AuthorityRequest, pk)
    looks.note("open", "clients.authorityrequest", [row.pk, *([row.client] if row.client else [])], organisation=row.organization_id)
    return row


def get_breach(user: AnyUser, pk: UUID) -> Breach:
    """The breach. Raises as `get_request`."""
    return _get(user, Breach, pk)


def get_activity(user: AnyUser, pk: UUID) -> Activity:
    """The line of the record. Raises as `get_request`."""
    return _get(user, Activity, pk)


def get_restriction(user: AnyUser, pk: UUID) -> Restriction:
    """The restriction, to be lifted. Raises as `get_request`."""
    return _get(user, Restriction, pk)


def get_numbered(user: AnyUser, organization: UUID, number: int) -> Client:
    """The file of that number, also a hidden one: only to tie a request to it, nothing of it is shown but initials and year.

    One that went into another leads there. Raises `Missing`.
    """
    if not manages(user, organization):
        raise Missing
    row = Client.objects.select_related("merged_into", "centre__town").filter(organization=organization, number=number).first()
    if row is None:
        raise Missing
    return get_named(user, row.pk)


def get_named(user: AnyUser, pk: UUID) -> Client:
    """A file of an organisation whose data protection the user looks after, also a hidden one; as `get_numbered`.

    Raises `Missing`, also for an erased one.
    """
    row = Client.objects.select_related("centre__town", "organization").filter(pk=pk).first()
    if row is None or not manages(user, row.organization_id):
        raise Missing
    while row.merged_into_id:
        row = Client.objects.select_related("centre__town", "organization").get(pk=row.merged_into_id)
    if row.erased_at:
        raise Missing
    return row


def find_named(user: AnyUser, pk: UUID | None) -> Client | None:
    """The same, or nothing: also for a file that was erased since."""
    try:
        return get_named(user, pk) if pk else None
    except Missing:
        return None


def get_taken_from(user: AnyUser, pk: UUID) -> Client:
    """A file from whose page the user may write a request down. Raises `Missing` or `PermissionDenied`."""
    client = get_client(user, pk)
    if not directory.can(user, Right.RIGHTS_TAKE, organization=client.organization_id, centre=client.centre_id):
        raise PermissionDenied
    return client


def get_released(user: AnyUser, pk: UUID) -> DataRequest:
    """An open request about a person whose file the user may open: whose confidential notes of their profession may go into the copy.

    Raises `Missing`.
    """
    row = DataRequest.objects.select_related("client").filter(pk=pk, client__isnull=False, answered_on=None, withdrawn_on=None).first()
    if row is None or row.client is None:
        raise Missing
    get_client(user, row.client.pk)
    return row


def unseen_glass(user: AnyUser) -> QuerySet[GlassNotice]:
    """Breakings the user was told of and has not said to have seen; newest first."""
    rows = GlassNotice.objects.filter(user=user.pk, seen_at=None).select_related("glass__user")
    return rows.order_by("-glass__opened_at", "pk")


def get_notice(user: AnyUser, pk: int) -> GlassNotice:
    """One of these notices. Raises `Missing` for anybody else's."""
    row = GlassNotice.objects.select_related("glass").filter(user=user.pk, pk=pk).first()
    if row is None:
        raise Missing
    return row


def unreviewed_glass(user: AnyUser) -> QuerySet[BreakGlass]:
    """Breakings in the officer's organisations that nobody has looked at a second time; the oldest first."""
    mine = [one.pk for one in directory.organizations(user, Right.RIGHTS_MANAGE)]
    return BreakGlass.objects.filter(organization__in=mine, review=None).select_related("user").order_by("opened_at", "pk")


def get_glass(user: AnyUser, pk: UUID) -> BreakGlass:
    """A breaking, for the second look. Raises `Missing` or `PermissionDenied`."""
    row = BreakGlass.objects.select_related("user").filter(pk=pk).first()
    if row is None:
        raise Missing
    _demand(user, row.organization_id)
    return row


def _mine(model: type[Row], user: AnyUser) -> QuerySet[Row]:
    mine = [one.pk for one in directory.organizations(user, Right.RIGHTS_MANAGE)]
    rows: QuerySet[Row] = model._default_manager.filter(organization__in=mine)
    return rows


def _get(user: AnyUser, model: type[Row], pk: UUID) -> Row:
    row: Row | None = model._default_manager.select_related("organization").filter(pk=pk).first()
    if row is None:
        raise Missing
    _demand(user, row.organization_id)
    return row


def _demand(user: AnyUser, organization: UUID) -> None:
    """Raise `PermissionDenied` for who has the right nowhere, whatever the row; `Missing` for another organisation's."""
    directory.demand_somewhere(user, Right.RIGHTS_MANAGE)
    if not manages(user, organization):
        raise Missing
