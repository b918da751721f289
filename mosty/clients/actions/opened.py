"""The file as it is now, for a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.clients.models import Client

MERGED = _("This file was put together with another one. Please open that file and try again; what you typed is kept.")
RESTRICTED = _("Processing of this file is restricted (GDPR Art. 18): it is kept, but not changed. Please ask the data protection officer.")


def lock_open(client: Client, *, protects: bool = False) -> Client:
    """The file, read again and locked until the transaction ends.

    Raises `Refusal`: merged, when it went into another file meanwhile (`details["client"]` is that one); restricted, when its processing is
    restricted, unless the change `protects` the person (Art. 18(2)).
    """
    client = lock(client)
    if client.merged_into_id:
        raise Refusal("merged", sentence=MERGED, client=client.merged_into_id)
    if client.restricted_on and not protects:
        raise Refusal("restricted", sentence=RESTRICTED)
    return client
