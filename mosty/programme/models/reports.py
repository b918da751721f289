"""Reports that are frozen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.core.models import Row
from mosty.directory.models import Organization


class FrozenReport(Row):
    """Figures as they stood when somebody closed the report; safe to publish (small cells hidden). Append-only."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    definitions = models.CharField(max_length=20, help_text="version of the counting rules")
    figures = models.JSONField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-frozen_at"]
        constraints = [models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="report_period")]

    def __str__(self) -> str:
        return f"{self.first_on}–{self.last_on}"
