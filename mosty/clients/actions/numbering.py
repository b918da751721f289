"""Registers are numbered year by year: 7/2026."""

from __future__ import annotations

from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Max

from mosty.clients.models import AuthorityRequest, Breach, DataRequest
from mosty.core.errors import Refusal

Numbered = TypeVar("Numbered", DataRequest, AuthorityRequest, Breach)
ATTEMPTS = 20


def save_numbered(row: Numbered) -> Numbered:
    """Save the new row with the next number of its organisation and year; two at one moment get two numbers.

    Raises `Refusal`: already-counted (its form was sent before), busy.
    """
    rows = type(row)._default_manager
    if row.submission is not None and rows.filter(submission=row.submission).exists():
        raise Refusal("already-counted")
    for _attempt in range(ATTEMPTS):
        last = rows.filter(organization=row.organization_id, year=row.year).aggregate(last=Max("number"))["last"]
        row.number = (last or 0) + 1
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if row.submission is not None and rows.filter(submission=row.submission).exists():
                raise Refusal("already-counted") from None
            continue
        return row
    raise Refusal("busy")
