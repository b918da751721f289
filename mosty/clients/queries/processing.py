"""Ready-made lines for the record of processing activities (GDPR Art. 30), from `clients/starters/activities.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parents[1] / "starters" / "activities.toml"


@cache
def ready_made() -> tuple[dict[str, str], ...]:
    """The lines with their keys, in their order, each with the texts that are common to all. In Polish: the record is kept in Polish."""
    read = tomllib.loads(HERE.read_text(encoding="utf-8"))
    return tuple({**read["common"], **line} for line in read["activity"])
