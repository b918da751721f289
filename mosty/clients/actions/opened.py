"""The file as it is now, for a change."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mosty.clients.models import Client
from mosty.core.errors import Refusal
from mosty.core.locks import lock

MERGED = _("This file was put together with another one. Please open that file and try again; what you typed is kept.")
RESTRICTED = _("Processing of this file is restricted (GDPR Art. 18): it is kept, but not changed. Please ask the data protection officer.")

ERASED = _("This file was erased meanwhile: it holds nobody's data any more, and nothing can be added to it.")


def lock_open(client: Client, *, protects: bool = False) -> Client:
    """The file, read again and locked until the transaction ends.

    Raises `Refusal`: erased; merged, when it went into another file meanwhile (`details["client"]` is that one); restricted, when its
    processing is restricted, unless the change `protects` the person (Art. 18(2)).
    """
    client = lock(client)
    if client.erased_at:
        raise Refusal("erased", sentence=ERASED)
    if client.merged_into_id:
        raise Refusal("merged", sentence=MERGED, client=client.merged_into_id)
    if client.restricted_on and not protects:
        raise Refusal("restricted", sentence=RESTRICTED)
    return client


def lock_living(client: UUID | None) -> None:
    """Before a row about this person is locked and changed (always in this order): their file, so that an erasure waits, or is seen.

    Nobody, and a file that went into another one, are fine. Raises `Refusal`: erased.
    """
    if client is not None:
        rows = Client.objects.select_for_update(of=("self",)).filter(pk=client)
        if any(erased_at for _pk, erased_at in rows.values_list("pk", "erased_at")):
            raise Refusal("erased", sentence=ERASED)
