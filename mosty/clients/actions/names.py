"""Names: as many as a person has, stored as provided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.keys import renew_keys
from mosty.clients.actions.opened import lock_open
from mosty.clients.enums import LONGEST_NAME, NameKind, folded
from mosty.clients.models import Client, ClientName
from mosty.core import contacts, undo
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User

MOST_NAMES = 12


@transaction.atomic
def add_name(client: Client, *, text: str, kind: str, is_main: bool = False, by: User) -> ClientName:
    """Keep one more name as provided; the same name of the same kind once. Main: lists show it from now on.

    Raises `Refusal`: no-name, too-long, direction-marks, bad-kind, too-many-names.
    """
    client = lock_open(client)
    text = contacts.clean_name(text, LONGEST_NAME, field="text")
    if kind not in NameKind.values:
        raise Refusal("bad-kind", sentence=_("Please choose from the list."), field="kind")
    row = client.names.filter(kind=kind, text=text).first()
    if row is None:
        if client.names.count() >= MOST_NAMES:
            sentence = _("A file keeps at most %(most)d names. Please take one away first.") % {"most": MOST_NAMES}
            raise Refusal("too-many-names", sentence=sentence, field="text")
        row = ClientName.objects.create(organization_id=client.organization_id, client=client, kind=kind, text=text)
        record("client.name-added", client, by=by, organisation=client.organization_id, kind=kind)
    if is_main and not row.is_main:
        make_main(row, by=by)
        row.refresh_from_db()
    else:
        renew_keys(client)
    return row


@transaction.atomic
def change_name(name: ClientName, *, text: str, kind: str, by: User) -> ClientName:
    """Put a name right, or say of which kind it is. Raises `Refusal`: no-name, too-long, direction-marks, bad-kind, name-twice."""
    client = lock_open(name.client)
    name = lock(name)
    text = contacts.clean_name(text, LONGEST_NAME, field="text")
    if kind not in NameKind.values:
        raise Refusal("bad-kind", sentence=_("Please choose from the list."), field="kind")
    if (name.text, name.kind) == (text, kind):
        return name
    if client.names.filter(kind=kind, text=text).exclude(pk=name.pk).exists():
        raise Refusal("name-twice", sentence=_("The file has this name already."), field="text")
    name.text, name.kind = text, kind
    name.save(update_fields=["text", "kind", "updated_at"])
    if name.is_main:
        _show(client, text)
    renew_keys(client)
    record("client.name-changed", client, by=by, organisation=client.organization_id, kind=kind)
    return name


@transaction.atomic
def make_main(name: ClientName, *, by: User) -> Client:
    """Lists show this name of the person from now on."""
    client = lock_open(name.client)
    name = lock(name)
    client.names.exclude(pk=name.pk).filter(is_main=True).update(is_main=False)
    name.is_main = True
    name.save(update_fields=["is_main", "updated_at"])
    _show(client, name.text)
    renew_keys(client)
    record("client.name-shown", client, by=by, organisation=client.organization_id, kind=name.kind)
    return client


@transaction.atomic
def remove_name(name: ClientName, *, by: User) -> None:
    """Take a wrong name away. The main one stays until another is main. Raises `Refusal`: main-name."""
    client = lock_open(name.client)
    name = lock(name)
    if name.is_main:
        raise Refusal("main-name", sentence=_("Lists show this name. Please choose another main name first."))
    undo.offer("clients.put-back", name, by=by, organisation=client.organization_id, person=client.pk, gone=True, rows=undo.packed(name))
    name.delete()
    renew_keys(client)
    record("client.name-removed", client, by=by, organisation=client.organization_id, kind=name.kind)


def keep_main(client: Client) -> None:
    """Bring the main row of `names` in step with `client.name`, which a form just changed."""
    row = client.names.filter(is_main=True).first()
    if row is None:
        ClientName.objects.create(
            organization_id=client.organization_id, client=client, kind=NameKind.SPOKEN, text=client.name, is_main=True
        )
    elif row.text != client.name:
        client.names.filter(kind=row.kind, text=client.name).exclude(pk=row.pk).delete()
        row.text = client.name
        row.save(update_fields=["text", "updated_at"])


def _show(client: Client, text: str) -> None:
    client.name, client.search = text, folded(text)
    client.save(update_fields=["name", "search", "updated_at"])
