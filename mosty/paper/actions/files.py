"""Made papers on the disk, named by what stands on them. Written aside, then renamed: a file is whole or it is not there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings


def path_of(digest: str) -> Path:
    """Where the paper with that digest is or would be."""
    return Path(settings.PAPER_DIR) / f"{digest}.pdf"


def is_there(digest: str) -> bool:
    """Is the paper made, and not empty?"""
    try:
        return bool(digest) and path_of(digest).stat().st_size > 0
    except OSError:
        return False


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
