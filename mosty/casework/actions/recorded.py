"""Upper floors that want to know when an encounter was written down, changed, or came to belong to a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mosty.casework.models import Encounter

Follow = Callable[["Encounter"], None]
FOLLOWERS: dict[str, Follow] = {}


def register(name: str, follow: Follow) -> None:
    """An app adds its own in `ready()`; called in the same transaction, after the change."""
    FOLLOWERS[name] = follow


def tell(encounter: Encounter) -> None:
    for follow in FOLLOWERS.values():
        follow(encounter)
