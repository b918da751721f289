"""Jobs as the pages about them need."""

from __future__ import annotations

from mosty.paper.enums import OPEN
from mosty.paper.models import PaperJob


def ahead_of(job: PaperJob) -> int:
    """How many papers are made before this one. One query."""
    return PaperJob.objects.filter(state__in=OPEN, asked_at__lt=job.asked_at).count()
