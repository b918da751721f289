"""What `manage.py check --database default` (and so `migrate`) says about the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import Warning as Concern
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from mosty.core import walls


def wall_stands(databases: Sequence[str] | None = None, **_: Any) -> list[Concern]:
    """On PostgreSQL: does row-level security hold for our role, and are all policies there?"""
    found = []
    for alias in databases or []:
        if connections[alias].vendor != "postgresql":
            continue
        if walls.bypasses(alias):
            found.append(
                Concern(
                    f"The database role {connections[alias].settings_dict['USER']!r} passes every row-level security policy: "
                    "the second wall between organisations does not stand.",
                    hint="Give the database to a role without SUPERUSER and BYPASSRLS; docs/operating.md says how.",
                    id="mosty.W001",
                )
            )
        elif MigrationRecorder(connections[alias]).has_table() and (bare := walls.missing(alias)):
            found.append(
                Concern(
                    f"Tables without their row-level security: {', '.join(sorted(one.table for one in bare))}.",
                    hint="`manage.py migrate`, as the owner of the tables, sets it up again.",
                    id="mosty.W002",
                )
            )
    return found
