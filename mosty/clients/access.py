"""Who may see and change people's files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from mosty.accounts.enums import Right
from mosty.clients.models import Client
from mosty.core.audit import looks
from mosty.core.errors import Missing
from mosty.directory import access as directory

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser


def visible_clients(user: AnyUser) -> QuerySet[Client]:
    """Files opened where the user may read files: at the user's own centre, or anywhere in the own organisation."""
    return Client.objects.filter(directory.scope(user, Right.CLIENT_READ).rows()).select_related("centre__town", "organization")


def get_client(user: AnyUser, pk: UUID, *, right: Right = Right.CLIENT_READ) -> Client:
    """The file, if the user may; notes the look.

    Raises `Missing` for another organisation's or centre's file, `PermissionDenied` when only the right is missing.
    """
    client = Client.objects.select_related("centre__town", "organization", "opened_by").filter(pk=pk).first()
    if client is None:
        raise Missing
    directory.demand(user, right, organization=client.organization_id, centre=client.centre_id)
    looks.note("open", "clients.client", [client.pk], organisation=client.organization_id, centre=client.centre_id)
    return client


def can_write(user: AnyUser, client: Client) -> bool:
    """May the user change this file?"""
    return directory.can(user, Right.CLIENT_WRITE, organization=client.organization_id, centre=client.centre_id)
