"""The demo's data files, read once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"


@cache
def read(name: str) -> Any:
    """The content of data/<name>.json. Callers do not change it."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
