"""The file as it is now, for a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.clients.models import Client

MERGED = _("This file was put together with another one. Please open that file and try again; what you typed is kept.")

ERASED = _("This file was erased meanwhile: it holds nobody's data any more, and nothing can be added to it.")


def lock_open(client: Client) -> Client:
    """The file, read again and locked until the transaction ends.

    Raises `Refusal`: merged (it went into another file meanwhile; `details["client"]` is that one), erased.
    """
    client = lock(client)
    if client.erased_at:
        raise Refusal("erased", sentence=ERASED)
    if client.merged_into_id:
        raise Refusal("merged", sentence=MERGED, client=client.merged_into_id)
    return client
