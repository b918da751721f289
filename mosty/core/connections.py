"""The connection: is it still alive, does the database know how much there is? The first is asked before a request, but not of one that
answered a moment ago.

Django asks at the start of every request (`CONN_HEALTH_CHECKS`), which is a tenth of the work of a booking. A database that was
restarted is noticed all the same: at worst one request fails in the seconds in which it went down.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

from django.db import connection as this_connection

TRUSTED_SECONDS = 5.0
connection: Any = this_connection  # with a mark of ours, `answered_at`, beside Django's health_check_done


def note_use(**_: Any) -> None:
    """Receiver of `request_finished`: this thread's connection answered now."""
    if connection.connection is not None and not connection.errors_occurred:
        connection.answered_at = monotonic()


def trust_fresh(**_: Any) -> None:
    """Receiver of `request_started`, after Django's own: need not be asked again."""
    if monotonic() - getattr(connection, "answered_at", 0.0) < TRUSTED_SECONDS:
        connection.health_check_done = True


def count_rows() -> None:
    """Let the database look at its tables again, in the middle of much writing: PostgreSQL plans as if they were still empty until its
    own housekeeping sees the commit, and asks every row for each question. SQLite needs nothing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
