"""A project that pays for services, and what is asked before somebody is enrolled."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.core.models import Row
from mosty.directory.models import Centre, Organization, Service
from mosty.programme.enums.projects import Objective


class Project(Row):
    """A grant with a beginning and an end. `organization` owns it; it runs at `centres`, also those of partners.

    `last_number` counts the numbers that were given: one UPDATE raises it, so the database gives each only once.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    prefix = models.CharField(max_length=12, help_text="participants' numbers begin with it")
    agreement = models.CharField(max_length=60, blank=True, help_text="number of the grant agreement")
    measure = models.CharField(max_length=60, blank=True, help_text="code of fund and measure, for instance FAMI.02.01")
    objective = models.CharField(max_length=12, blank=True, choices=Objective.choices, help_text="specific objective of AMIF")
    area = models.CharField(max_length=200, blank=True)
    support = models.TextField(blank=True, help_text="forms of support, as the rules of the project call them")
    first_on = models.DateField()
    last_on = models.DateField(help_text="last day, included")
    keep_until = models.DateField(null=True, blank=True, help_text="last day on which its evidence must be kept (CPR Art. 82)")
    centres = models.ManyToManyField(Centre, related_name="+")
    services = models.ManyToManyField(Service, related_name="+", blank=True, help_text="services that count in it")
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-last_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "prefix"], name="project_prefix_once"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="project_period"),
            models.CheckConstraint(condition=Q(keep_until=None) | Q(keep_until__gte=F("last_on")), name="project_kept_after_its_end"),
        ]

    def __str__(self) -> str:
        return self.prefix


class Checklist(Row):
    """One version of a project's checklist (`enums.questions`). Never changed: a participation keeps the one it was judged by."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="checklists")
    version = models.PositiveSmallIntegerField()
    content = models.JSONField(help_text="`enums.questions.Questions.as_data`")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["project", "version"], name="checklist_version_once")]

    def __str__(self) -> str:
        return f"checklist {self.version}"
