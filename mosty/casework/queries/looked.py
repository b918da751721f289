"""Rows about a person that are opened by themselves, for the list of who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from mosty.casework.models import Assessment, Document, Encounter, Note, Plan, Visit

if TYPE_CHECKING:
    from mosty.clients.models import Client


def rows_about(client: Client) -> list[UUID]:
    """Ids of visits, encounters, notes, files, assessments and plans of one person. No look: nothing of them is shown."""
    found: list[UUID] = []
    for model in (Visit, Encounter, Note, Document, Assessment, Plan):
        found += model._default_manager.filter(client=client).order_by("pk").values_list("pk", flat=True)
    return found
