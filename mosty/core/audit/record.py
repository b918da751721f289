"""The trace of changes. Only actions call this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from mosty.core import time
from mosty.core.models import AuditEntry
from mosty.core.ready import insert

if TYPE_CHECKING:
    from django.db.models import Model

    from mosty.accounts.models import User


def record(verb: str, subject: Model, *, by: User | None, organisation: UUID | None = None, **details: Any) -> None:
    """Write that `by` (None: a visitor or the clock) did `verb` to `subject`. Details hold codes and counts, never personal values."""
    entry = AuditEntry(
        at=time.now(),
        actor=by,
        organisation=organisation,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        details=details,
    )
    insert([entry])
