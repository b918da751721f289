"""Row locks: what we decide on is fresh, and nobody changes it meanwhile."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def lock(row: Row) -> Row:
    """The row, read again and locked until the transaction ends.

    PostgreSQL takes a row lock. SQLite has one writer at a time (`transaction_mode: IMMEDIATE`), so reading again is enough.
    """
    return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
