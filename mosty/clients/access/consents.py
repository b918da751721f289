"""Proofs of a person's file one by one, and who is to be informed or asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from mosty.accounts.enums import Right
from mosty.clients.access import get_client
from mosty.clients.models import Consent, NoticeGiven
from mosty.core.errors import Missing

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser


def get_proof(user: AnyUser, pk: UUID, *, right: Right = Right.CLIENT_READ) -> Consent | NoticeGiven:
    """A consent, or a notice that was given, of a file that the user may open (or change); notes the look.

    Raises `Missing` or `PermissionDenied`.
    """
    joined = ("form", "worker", "ended_by", "centre")
    row = Consent.objects.filter(pk=pk).select_related(*joined).first() or NoticeGiven.objects.filter(pk=pk).select_related(*joined).first()
    if row is None:
        raise Missing
    row.client = get_client(user, row.client_id, right=right)
    return row
