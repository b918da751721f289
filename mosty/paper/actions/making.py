"""The worker's part: put together, print, put into place."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta

from django.db.models import F, Q, QuerySet

from mosty.core import stamp, time
from mosty.paper import press
from mosty.paper.actions.writing import write
from mosty.paper.enums import Fault, JobState
from mosty.paper.models import PaperJob
from mosty.paper.queries import files, media, sheets
from mosty.paper.queries.wishes import Wish

logger = logging.getLogger("mosty.paper")
LEASE = timedelta(minutes=3)  # a worker that has not finished by then is gone; longer than the press may take
ATTEMPTS = 3


def make_next() -> int:
    """The chore: make the paper that has waited longest; 1, or 0 if nobody waits. Several workers never make the same one."""
    job = _taken()
    if job is None:
        return 0
    try:
        _make(job)
    except Exception as fault:
        said = fault.said if isinstance(fault, press.PressFault) else "".join(traceback.format_tb(fault.__traceback__)[-3:])
        logger.error("paper %s not made: %s\n%s", job.key[:8], type(fault).__name__, said)
        _finish(job, state=JobState.FAILED, reason=Fault.PRESS)
    return 1


def _taken() -> PaperJob | None:
    """The next job, ours alone: the row changes only if nobody has changed it since we looked."""
    lost = Q(state=JobState.RUNNING, started_at__lt=time.now() - LEASE)
    for job in PaperJob.objects.filter(Q(state=JobState.ASKED) | lost).order_by("asked_at", "pk")[:5]:
        mine = PaperJob.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts)
        if job.attempts >= ATTEMPTS:  # it takes the worker with it each time
            mine.update(state=JobState.FAILED, reason=Fault.PRESS)
            continue
        if mine.update(state=JobState.RUNNING, attempts=F("attempts") + 1, started_at=time.now(), done=0, total=0):
            job.refresh_from_db()
            return job
    return None


def _make(job: PaperJob) -> None:
    marked = stamp.read()  # before we read: what changes while we work makes the next one ask again
    began = time.now()

    def progress(done: int, total: int) -> None:
        if done % 4 == 0 or done == total:
            _ours(job).update(done=done, total=total + 1)  # one more for the press

    made = sheets.sheet(Wish.of(job.wish), progress)
    if not made["articles"]:
        _finish(job, state=JobState.FAILED, reason=Fault.NOTHING)
        return
    digest = sheets.digest_of(made, press.version())
    if not files.is_there(digest):
        write(digest, press.print_pdf(made, media.read_pictures(made)))
    pdf = files.path_of(digest).read_bytes()
    _finish(
        job,
        state=JobState.READY,
        digest=digest,
        size=len(pdf),
        pages=press.pages_of(pdf),
        stamp=marked,
        checked_at=began,
        reason="",
        done=F("total"),
    )


def _ours(job: PaperJob) -> QuerySet[PaperJob]:
    return PaperJob.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def _finish(job: PaperJob, **changes: object) -> None:
    """Only if the job is still ours: another worker may have taken it when we seemed gone."""
    _ours(job).update(**changes, updated_at=time.now())
