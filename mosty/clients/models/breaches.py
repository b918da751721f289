"""Breaches of personal data (GDPR Art. 33, 34), and the record of processing activities (Art. 30)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.clients.enums.rights import BreachRisk, BreachStep
from mosty.core.fields import CodesField
from mosty.core.models import Row
from mosty.directory.models import Organization


class Breach(Row):
    """A breach as it is known now; how it came to be known stands in `BreachEvent`. Words name no person."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="of the day we became aware")
    number = models.PositiveIntegerField()
    aware_at = models.DateTimeField(help_text="when we became aware: 72 hours run from here")
    what = models.TextField(help_text="what happened, when and how it was noticed")
    natures = CodesField(help_text="`BreachNature`")
    people_count = models.PositiveIntegerField(null=True, blank=True, help_text="about how many people")
    records_count = models.PositiveIntegerField(null=True, blank=True, help_text="about how many records")
    whom = models.TextField(blank=True, help_text="which people and which kinds of data")
    consequences = models.TextField(blank=True)
    measures = models.TextField(blank=True, help_text="taken and proposed")
    risk = models.CharField(max_length=10, blank=True, choices=BreachRisk.choices)
    office_told_at = models.DateTimeField(null=True, blank=True, help_text="UODO")
    office_reference = models.CharField(max_length=200, blank=True)
    office_words = models.TextField(blank=True, help_text="why not told, or why later than 72 hours")
    people_told_on = models.DateField(null=True, blank=True)
    people_words = models.TextField(blank=True, help_text="how they were told, or why not (Art. 34(3))")
    closed_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reminded = models.JSONField(default=list, help_text="how many hours before the end somebody was reminded")
    submission = models.UUIDField(unique=True, null=True, help_text="of the form: sent twice, kept once")

    class Meta:
        ordering = ["-aware_at"]
        verbose_name_plural = "breaches"
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "number"], name="breach_number_once"),
            models.CheckConstraint(condition=~Q(what=""), name="breach_says_what"),
            models.CheckConstraint(condition=Q(office_told_at=None) | Q(office_told_at__gte=F("aware_at")), name="breach_told_after"),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | Q(risk=BreachRisk.UNLIKELY)
                | (Q(risk__in=[BreachRisk.RISK, BreachRisk.HIGH]) & (Q(office_told_at__isnull=False) | ~Q(office_words=""))),
                name="breach_closed_when_told",
            ),
        ]

    def __str__(self) -> str:
        return f"breach {self.number}/{self.year}"


class BreachEvent(models.Model):
    """One step of a breach with all that was known then. Append-only: the documentation of Art. 33(5)."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=12, choices=BreachStep.choices)
    words = models.TextField(blank=True)
    content = models.JSONField(default=dict, help_text="columns of the breach that this step set")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.step


class Activity(Row):
    """One line of the record of processing activities of an organisation (Art. 30(1)). Texts are the organisation's own."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(blank=True, help_text="of the ready-made line it began as")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=200)
    purpose = models.TextField(help_text="Art. 30(1)(b)")
    basis = models.TextField(blank=True, help_text="Art. 6, 9; not demanded by Art. 30, asked by every inspection")
    people = models.TextField(blank=True, help_text="categories of people, Art. 30(1)(c)")
    records = models.TextField(blank=True, help_text="categories of data, Art. 30(1)(c)")
    recipients = models.TextField(blank=True, help_text="Art. 30(1)(d)")
    transfers = models.TextField(blank=True, help_text="to third countries, Art. 30(1)(e)")
    retention = models.TextField(blank=True, help_text="Art. 30(1)(f)")
    measures = models.TextField(blank=True, help_text="Art. 30(1)(g)")
    partners = models.TextField(blank=True, help_text="joint controllers and processors")
    ended_on = models.DateField(null=True, blank=True, help_text="no longer done; the line stays")
    is_checked = models.BooleanField(default=False, help_text="the data-protection officer has read it")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position", "created_at"]
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(purpose=""), name="activity_has_purpose"),
            models.UniqueConstraint(fields=["organization", "key"], condition=~Q(key=""), name="activity_ready_made_once"),
        ]

    def __str__(self) -> str:
        return self.name
