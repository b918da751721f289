"""Somebody wants a paper. Whoever wants the same meanwhile waits for the same job."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from mosty.core import stamp, time
from mosty.core.errors import Refusal
from mosty.paper.enums import OPEN, SENTENCES, JobState
from mosty.paper.models import PaperJob
from mosty.paper.queries import files
from mosty.paper.queries.wishes import Wish

TRUSTED = timedelta(minutes=10)  # what changes without a stamp (hours of a centre, the day) is seen after that


def ask(wish: Wish) -> PaperJob:
    """The job for the wish: ready at once if the paper is there and nothing has changed, else waiting for the worker.

    One job for one wish, however many ask at the same time: the database refuses a second. Raises `Refusal` when too many wait.
    """
    with transaction.atomic():
        job = PaperJob.objects.filter(key=wish.key).first()
        if job is not None and (job.state in OPEN or is_fresh(job)):
            return job
        if PaperJob.objects.filter(state__in=OPEN).count() >= settings.PAPER_QUEUE:
            raise Refusal("paper-queue", sentence=SENTENCES["paper-queue"])
        now = time.now()
        if job is None:
            job, _made = PaperJob.objects.get_or_create(key=wish.key, defaults={"wish": wish.stored(), "asked_at": now})
            return job
        rested = PaperJob.objects.filter(~Q(state__in=OPEN), pk=job.pk)
        rested.update(state=JobState.ASKED, reason="", done=0, total=0, attempts=0, asked_at=now, started_at=None, updated_at=now)
        job.refresh_from_db()
        return job


def is_fresh(job: PaperJob) -> bool:
    """Is the made paper still what the guide says, as far as one can tell without putting it together again?"""
    if job.state != JobState.READY or job.checked_at is None or not files.is_there(job.digest):
        return False
    now = time.now()
    same_day = time.local(job.checked_at).date() == time.local(now).date()
    return same_day and job.stamp == stamp.read() and now - job.checked_at < TRUSTED
