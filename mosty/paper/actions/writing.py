"""Written aside, then renamed: a paper on the disk is whole or it is not there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

from mosty.paper.queries.files import path_of


def write(digest: str, pdf: bytes) -> None:
    """Put the paper in its place, at once for whoever looks. Raises `OSError` and leaves nothing behind when the disk is full."""
    folder = Path(settings.PAPER_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix="new-", suffix=".part")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path_of(digest))
    finally:
        aside.unlink(missing_ok=True)
