"""On what ground a person stays in Poland, and the days that hurt when they are missed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.clients.enums import DeadlineKind, StayBasis
from mosty.clients.models.identity import Identifier
from mosty.clients.models.person import Client
from mosty.core.models import Row
from mosty.directory.models import Organization


class ResidenceStatus(Row):
    """One stretch of a person's legal stay. The history is never overwritten: a wrong row is put right, an ended one gets its last day."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="statuses")
    basis = models.CharField(max_length=24, choices=StayBasis.choices)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="last day, included")
    document = models.ForeignKey(Identifier, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    checked_on = models.DateField(null=True, blank=True, help_text="day a worker saw the document")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = [F("valid_from").desc(nulls_last=True), "-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")), name="status_period")
        ]

    def __str__(self) -> str:
        return f"status {self.basis}"


class Deadline(Row):
    """A day by which something must be done: the end of a card, an appeal. Shown and reminded of in time."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=16, choices=DeadlineKind.choices)
    on = models.DateField(db_index=True, help_text="last day, Poland's calendar")
    words = models.CharField(max_length=200, blank=True, help_text="of which matter, short")
    status = models.OneToOneField(ResidenceStatus, null=True, blank=True, on_delete=models.CASCADE, related_name="deadline")
    identifier = models.OneToOneField(Identifier, null=True, blank=True, on_delete=models.CASCADE, related_name="deadline")
    source = models.UUIDField(null=True, blank=True, unique=True, help_text="a row of an upper floor whose last day this is")
    source_kind = models.CharField(max_length=16, blank=True, help_text="what that row is, in the words of its floor")
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reminded = models.JSONField(default=list, help_text="how many days before it was reminded of")

    class Meta:
        ordering = ["on", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=None, identifier=None) | Q(status=None, source=None) | Q(identifier=None, source=None),
                name="deadline_one_source",
            )
        ]

    @property
    def follows(self) -> bool:
        """Is it the last day of something, and is put right there?"""
        return bool(self.status_id or self.identifier_id or self.source)

    def __str__(self) -> str:
        return f"deadline {self.kind}"
