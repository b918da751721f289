"""Row locks: what we decide on is fresh, and nobody changes it meanwhile."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from mosty.core.errors import Missing

Row = TypeVar("Row", bound=models.Model)


def lock(row: Row) -> Row:
    """The row, read again and locked until the transaction ends.

    PostgreSQL takes a row lock. SQLite has one writer at a time (`transaction_mode: IMMEDIATE`), so reading again is enough.
    Raises `Missing` when it is gone since it was read.
    """
    try:
        return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
    except ObjectDoesNotExist:
        raise Missing from None
