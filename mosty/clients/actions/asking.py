"""Asking those who work with a person to do something about it. Who they are and what a task is, the floors above know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from mosty.accounts.models import User
    from mosty.clients.models import Client

# given the file, the words (lazy: put into each reader's language), the last day, who asks; returns how many people were asked
Asker = Callable[["Client", "_StrPromise", date, "User"], int]
REGISTER: dict[str, Asker] = {}


def register(name: str, asker: Asker) -> None:
    """An app that can give tasks names its verb in `ready()`; a name stands for one verb only."""
    if REGISTER.get(name, asker) != asker:
        raise ValueError(f"two askers named {name}")
    REGISTER[name] = asker


def ask_workers(client: Client, words: _StrPromise, *, due_on: date, by: User) -> int:
    """Give those who work with the person a task; returns how many people have one now (0: nobody works with the person)."""
    return sum(asker(client, words, due_on, by) for asker in REGISTER.values())
