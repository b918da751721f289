"""Old papers go: nobody's wish for long, or more than the disk should hold. What goes can be made again."""

from __future__ import annotations

import time as clock
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from mosty.core import time
from mosty.paper.enums import OPEN
from mosty.paper.models import PaperJob
from mosty.paper.queries import files

KEPT = timedelta(days=14)  # since somebody last asked
ASIDE_SECONDS = 60 * 60  # a file written aside by a worker that died


def clean() -> int:
    """The chore: how many rows and files went."""
    rested = PaperJob.objects.exclude(state__in=OPEN)
    gone = rested.filter(asked_at__lt=time.now() - KEPT).delete()[0]
    gone += _sweep(set(PaperJob.objects.exclude(digest="").order_by().values_list("digest", flat=True)))
    return gone + _shrink()


def _sweep(wanted: set[str]) -> int:
    """Files that no row names. An hour's grace: a worker writes the file before the row says so."""
    folder, gone = Path(settings.PAPER_DIR), 0
    for path in folder.glob("*") if folder.is_dir() else ():
        old = clock.time() - path.stat().st_mtime > ASIDE_SECONDS
        if old and path.stem not in wanted:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _shrink() -> int:
    """The least wanted first, until the rest fits."""
    rows = list(PaperJob.objects.exclude(state__in=OPEN).exclude(digest="").order_by("-asked_at", "pk").values_list("pk", "digest", "size"))
    room, kept, over = settings.PAPER_MEGABYTES * 1_000_000, set(), []
    for key, digest, size in rows:
        if digest not in kept:
            room -= size
        if room < 0 and digest not in kept:
            over.append((key, digest))
        else:
            kept.add(digest)
    for _key, digest in over:
        files.path_of(digest).unlink(missing_ok=True)
    return PaperJob.objects.filter(pk__in=[key for key, _digest in over]).delete()[0]
