"""Who opens which file: whoever reads notes of its class. Who may put it in, correct it and take it away: whoever writes such notes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from mosty.accounts.enums import Right
from mosty.casework.access.notes import read_classes, written_classes
from mosty.casework.models import Document
from mosty.clients.access import demand_file
from mosty.core.audit import looks
from mosty.core.errors import Missing, PermissionDenied

if TYPE_CHECKING:
    from mosty.clients.models import Client
    from mosty.directory.access import AnyUser


def visible_documents(user: AnyUser, client: Client) -> QuerySet[Document]:
    """Files of one person that the user may open, newest first."""
    mine = Document.objects.filter(client=client, note_class__in=read_classes(user, client))
    return mine.select_related("uploaded_by").order_by("-created_at", "pk")


def get_document(user: AnyUser, pk: UUID, *, how: str = "open") -> Document:
    """The file, if the user reads its class; notes the look (`how`: "open", "export") at it and at the person's file.

    One that may not be read does not exist (`Missing`), whether the person's file is hidden, elsewhere, or the class another's.
    """
    row = Document.objects.select_related("client__centre__town", "client__organization", "uploaded_by", "encounter").filter(pk=pk).first()
    if row is None:
        raise Missing
    client = row.client
    demand_file(user, client, Right.CLIENT_READ)
    if row.note_class not in read_classes(user, client):
        raise Missing
    place = {"organisation": client.organization_id, "centre": client.centre_id}
    looks.note(how, "casework.document", [row.pk], **place)
    looks.note("open", "clients.client", [client.pk], **place)  # what the person is shown stays true when the file is gone
    return row


def can_change_document(user: AnyUser, row: Document) -> bool:
    """May the user correct it and take it away? Broken glass only reads."""
    return not row.client.merged_into_id and row.note_class in written_classes(user, row.client)


def get_own_document(user: AnyUser, pk: UUID) -> Document:
    """The file, to be corrected or taken away. Raises `Missing` or, for who only reads it, `PermissionDenied`."""
    row = get_document(user, pk)
    if not can_change_document(user, row):
        raise PermissionDenied
    return row
