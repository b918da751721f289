"""Addresses that the guide sends its readers to, and what the last look at each found."""

from __future__ import annotations

from django.db import models

from mosty.core.models import Row
from mosty.guide.enums import LinkState


class Link(Row):
    """One address outside. `failures` counts looks in a row that found nothing: one bad night is not yet a broken link."""

    address = models.CharField(max_length=500, unique=True)
    host = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=LinkState.choices, default=LinkState.NEW)
    code = models.PositiveSmallIntegerField(null=True, help_text="status of HTTP, if there was an answer")
    moved_to = models.CharField(max_length=500, blank=True)
    checked_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True, help_text="the last time it did")
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["address"]
        indexes = [models.Index(fields=["checked_at"], name="link_by_check")]

    def __str__(self) -> str:
        return self.host


class LinkUse(models.Model):
    """Where readers meet the address: an article (slug and language), a fact or an act (key)."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=10, help_text="article, fact or act")
    key = models.SlugField(max_length=80)
    language = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["kind", "key", "language"]
        constraints = [models.UniqueConstraint(fields=["link", "kind", "key", "language"], name="link_use_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
