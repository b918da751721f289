"""Which tables the guard stands at that lets nothing be written about an erased person."""

from __future__ import annotations

from django.apps import apps

from mosty.clients.enums.retention import RecordClass
from mosty.clients.models import Client
from mosty.clients.queries.holdings import HOLDINGS


def tables() -> list[tuple[str, str]]:
    """(table, column) of every key to a person's file in the register of holdings, by name.

    What is only proof goes on afterwards: a request to be erased is answered when it was done.
    """
    kinds = {apps.get_model(one.model) for one in HOLDINGS.values() if one.record_class != RecordClass.PROOF} - {Client}
    return sorted(
        (kind._meta.db_table, field.column)
        for kind in kinds
        for field in kind._meta.concrete_fields
        if field.remote_field and field.remote_field.model is Client
    )
