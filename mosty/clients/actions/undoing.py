"""Inverses of what is easily done by mistake in a file (`core.undo`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_date

from mosty.clients.access import can_write
from mosty.clients.actions.hiding import hide_file
from mosty.clients.actions.keys import renew_keys
from mosty.clients.actions.names import MOST_NAMES
from mosty.clients.actions.opened import lock_open
from mosty.clients.models import Client, ClientName
from mosty.core import undo
from mosty.core.audit.record import record
from mosty.core.errors import Missing, PermissionDenied, Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.core.undo import Undoing


def put_back(asked: Undoing) -> None:
    """A row that was taken away (a name, a relative, a deadline, a status with its deadline) stands in the file again."""
    client = _file(asked.person, asked.by)
    rows = undo.put_back(asked.state["rows"])
    if isinstance(rows[0], ClientName):
        if client.names.count() > MOST_NAMES:
            raise Refusal("newer", sentence=undo.NEWER)
        renew_keys(client)
    _record("client.row-put-back", client, asked.by, kind=rows[0]._meta.model_name)


def languages(asked: Undoing) -> None:
    """The languages as they were."""
    client = _file(asked.row.pk, asked.by)
    client.languages.all().delete()
    undo.put_back(asked.state["rows"])
    client.language = asked.state["language"]
    client.save(update_fields=["language", "updated_at"])
    _record("client.languages-kept", client, asked.by, undone=True)


def deadline(asked: Undoing) -> None:
    """Done or open, as it was."""
    row = asked.row
    client = _file(row.client_id, asked.by)
    row.done_on, row.done_by_id = _day(asked.state["done_on"]), asked.state["done_by"]
    row.save(update_fields=["done_on", "done_by", "updated_at"])
    _record("client.deadline-done" if row.done_on else "client.deadline-open", client, asked.by, undone=True)


def hidden(asked: Undoing) -> None:
    """Hidden or shown, as it was."""
    hide_file(asked.row, is_hidden=asked.state["is_hidden"], by=asked.by)


def _file(pk: Any, by: User) -> Client:
    client = Client.objects.select_related("centre").filter(pk=pk).first()
    if client is None:
        raise Missing
    client = lock_open(client)
    if not can_write(by, client):
        raise PermissionDenied
    return client


def _day(text: str | None) -> Any:
    return parse_date(text) if text else None


def _record(verb: str, client: Client, by: User, **details: Any) -> None:
    record(verb, client, by=by, organisation=client.organization_id, **details)


INVERSES = {"clients.put-back": put_back, "clients.languages": languages, "clients.deadline": deadline, "clients.hidden": hidden}
