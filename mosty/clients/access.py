"""Who may see and change people's files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from mosty.accounts.enums import Right
from mosty.clients.models import Client, ClientName, Deadline, Identifier, Merge, Relationship, ResidenceStatus
from mosty.core.audit import looks
from mosty.core.errors import Missing
from mosty.directory import access as directory

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

Part = TypeVar("Part", ClientName, Deadline, Identifier, Relationship, ResidenceStatus)


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


def find_file(user: AnyUser, pk: UUID | None) -> Client | None:
    """The file if the user may open it; nothing otherwise. Not a look: it only says that a link leads somewhere."""
    return visible_clients(user).filter(pk=pk).first() if pk else None


def openable(user: AnyUser, pks: Iterable[UUID]) -> set[UUID]:
    """Which of these files the user may open."""
    wanted = set(pks)
    return set(visible_clients(user).filter(pk__in=wanted).order_by().values_list("pk", flat=True)) if wanted else set()


def get_name(client: Client, pk: UUID) -> ClientName:
    """One of the names of a file that the user may change already. Raises `Missing` for another person's, like all of these."""
    return _part(ClientName, client, pk)


def get_identifier(client: Client, pk: UUID) -> Identifier:
    return _part(Identifier, client, pk)


def get_status(client: Client, pk: UUID) -> ResidenceStatus:
    return _part(ResidenceStatus, client, pk)


def get_relation(client: Client, pk: UUID) -> Relationship:
    return _part(Relationship, client, pk)


def get_deadline(client: Client, pk: UUID) -> Deadline:
    return _part(Deadline, client, pk)


def visible_merges(user: AnyUser) -> QuerySet[Merge]:
    """Files that were put together, where the user may change the one that was kept; newest first."""
    mine = directory.scope(user, Right.CLIENT_WRITE).rows(organization="kept__organization", centre="kept__centre")
    return Merge.objects.filter(mine).select_related("kept__centre__town", "gone__centre__town", "by").order_by("-created_at", "pk")


def get_merge(user: AnyUser, pk: UUID) -> Merge:
    """A merge, if the user may change both files. Raises `Missing` or `PermissionDenied`."""
    row = Merge.objects.select_related("kept", "gone").filter(pk=pk).first()
    if row is None:
        raise Missing
    for client in (row.kept, row.gone):
        directory.demand(user, Right.CLIENT_WRITE, organization=client.organization_id, centre=client.centre_id)
    looks.note("open", "clients.client", [row.kept_id, row.gone_id], organisation=row.organization_id, centre=row.kept.centre_id)
    return row


def _part(kind: type[Part], client: Client, pk: UUID) -> Part:
    row = kind._default_manager.filter(client=client, pk=pk).first()
    if row is None:
        raise Missing
    return row
