"""Made papers on the disk, named by what stands on them."""

from __future__ import annotations

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
