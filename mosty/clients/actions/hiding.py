"""Hiding a file: violence, trafficking, anything that must not be met by chance at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.access import can_write, workers_of
from mosty.clients.actions.opened import lock_open
from mosty.core import undo
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client

NOT_TIED = _("Only somebody who works with the person can hide the file: else you could not open it again yourself.")


@transaction.atomic
def hide_file(client: Client, *, is_hidden: bool, by: User) -> Client:
    """Hide a file from all who do not work with the person, or show it to the centre again. Changing nothing leaves no trace.

    Raises `Refusal`: not-tied (the user does not work with the person), merged; `PermissionDenied`.
    """
    client = lock_open(client, protects=True)
    if not can_write(by, client):
        raise PermissionDenied
    if client.is_hidden == is_hidden:
        return client
    if by.pk not in workers_of(client):
        raise Refusal("not-tied", sentence=NOT_TIED)
    client.is_hidden = is_hidden
    client.save(update_fields=["is_hidden", "updated_at"])
    undo.offer("clients.hidden", client, by=by, organisation=client.organization_id, person=client.pk, is_hidden=not is_hidden)
    record("client.hidden" if is_hidden else "client.shown", client, by=by, organisation=client.organization_id)
    return client
