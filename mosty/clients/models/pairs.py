"""Two files that may be one person: what people decided, and what was put together."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.clients.enums import Verdict
from mosty.clients.models.person import Client
from mosty.core.models import Row
from mosty.directory.models import Organization


class PairVerdict(Row):
    """A person looked at both files and decided. "Different" is kept for ever."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+", help_text="the lower id")
    second = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"pair {self.verdict}"


class Merge(Row):
    """One file went into another. What moved and what was replaced is kept until it can no longer be undone."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField(blank=True, help_text="what to put back (core.crypt); emptied when it can no longer be undone")
    until = models.DateTimeField(help_text="can be undone until")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="merged_once"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merged_into_another"),
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}"
