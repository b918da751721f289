"""The accessibility statement of the portal: what the operator says. How it is built up is fixed by the ministry and stands in the page."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mosty.core.models import Row
from mosty.directory.models import Organization
from mosty.guide.enums import Assessment, Compliance


class AccessibilityStatement(Row):
    """One row: one site, one statement. An empty text stands for the usual words of the page."""

    is_the_one = models.BooleanField(default=True, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    site_name = models.CharField(max_length=200)
    published_on = models.DateField(help_text="the site went public")
    updated_on = models.DateField(help_text="last large change of the site")
    status = models.CharField(max_length=10, choices=Compliance.choices, default=Compliance.PARTLY)
    method = models.CharField(max_length=10, choices=Assessment.choices, default=Assessment.SELF)
    auditor = models.CharField(max_length=200, blank=True, help_text="who assessed it, if somebody else did")
    report_address = models.URLField(max_length=500, blank=True)
    costs_address = models.URLField(max_length=500, blank=True, help_text="the analysis of disproportionate costs")
    prepared_on = models.DateField()
    reviewed_on = models.DateField(null=True, blank=True)
    contact_name = models.CharField(max_length=200, help_text="a person or an office")
    contact_email = models.EmailField()
    contact_phone = models.CharField(max_length=40)
    seat = models.CharField(max_length=300, help_text="address of the main premises")
    building_address = models.URLField(max_length=500, blank=True, help_text="a page that says more about the premises")
    texts = models.JSONField(default=dict, blank=True, help_text="StatementText → language → text")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_the_one=True), name="statement_only_one"),
            models.CheckConstraint(condition=Q(status__in=Compliance.values), name="statement_status"),
            models.CheckConstraint(condition=Q(updated_on__gte=F("published_on")), name="statement_updated_after_published"),
            models.CheckConstraint(condition=Q(reviewed_on=None) | Q(reviewed_on__gte=F("prepared_on")), name="statement_reviewed_after"),
            models.CheckConstraint(condition=~Q(method=Assessment.EXTERNAL, auditor=""), name="statement_auditor_named"),
        ]

    def __str__(self) -> str:
        return self.site_name
