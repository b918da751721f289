"""One row for everything that anybody wished on paper. Nothing about who."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mosty.core.models import Row
from mosty.paper.enums import Fault, JobState


class PaperJob(Row):
    """A wish, and the paper that was made for it. However many ask for the same, it is one row and one file.

    `digest` names the file: it is made of everything that stands on the paper, so two papers with the same content are one file and
    a changed content is a new one.
    """

    key = models.CharField(max_length=64, unique=True, help_text="digest of the wish")
    wish = models.JSONField(help_text="articles, languages, town, large: see queries.wishes.Wish")
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.ASKED)
    reason = models.CharField(max_length=8, choices=Fault.choices, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="since it was asked for")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True, help_text="when it was last known to be what the guide says")
    stamp = models.BigIntegerField(default=0, help_text="the guide's stamp then")
    digest = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveIntegerField(default=0, help_text="bytes")

    class Meta:
        ordering = ["asked_at"]
        indexes = [models.Index(fields=["state", "asked_at"], name="paper_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="paper_state_known"),
            models.CheckConstraint(condition=~Q(state=JobState.READY) | (~Q(digest="") & Q(size__gt=0)), name="paper_ready_has_file"),
            models.CheckConstraint(condition=~Q(state=JobState.FAILED) | ~Q(reason=""), name="paper_failed_has_reason"),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="paper_done_within_total"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.key[:8]}"
