"""Who may fetch a paper: everybody who knows its key; what stands on it is public."""

from __future__ import annotations

from mosty.core.errors import Missing
from mosty.paper.models import PaperJob


def get_job(key: str) -> PaperJob:
    """The job with that key. Raises `Missing`."""
    job = PaperJob.objects.filter(key=key[:64]).first()
    if job is None:
        raise Missing
    return job
