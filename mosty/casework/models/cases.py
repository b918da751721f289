"""Who is responsible for working with a person, and what is to be done by when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.casework.enums.cases import CaseOutcome, CaseState, CaseStep
from mosty.clients.models import Client
from mosty.core.models import Row
from mosty.directory.models import Organization


class Case(Row):
    """A stretch of work with one person. A person has at most one that is not closed."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="cases")
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.OPEN)
    opened_on = models.DateField()
    paused_until = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=CaseOutcome.choices)

    class Meta:
        ordering = [F("closed_on").desc(nulls_first=True), "-opened_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["client", "organization"], condition=~Q(state=CaseState.CLOSED), name="case_open_once"),
            models.CheckConstraint(
                condition=Q(state=CaseState.CLOSED, closed_on__isnull=False, outcome__in=CaseOutcome.values)
                | Q(state__in=[CaseState.OPEN, CaseState.PAUSED], closed_on=None, outcome=""),
                name="case_closed_with_outcome",
            ),
            models.CheckConstraint(condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")), name="case_closes_after_opening"),
        ]

    def __str__(self) -> str:
        return f"case {self.state}"


class CaseWorker(Row):
    """Who works on a case from when to when. One is responsible (no last day); who handed over still works on it for some days."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="workers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="last day, included")

    class Meta:
        ordering = ["-since_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(until_on=None), name="case_one_responsible"),
            models.CheckConstraint(condition=Q(until_on=None) | Q(until_on__gte=F("since_on")), name="case_worker_period"),
        ]

    def __str__(self) -> str:
        return f"worker of case {self.case_id}"


class CaseEvent(Row):
    """One step of a case, as it was noted. Never changed; gone only with the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    step = models.CharField(max_length=12, choices=CaseStep.choices)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"case {self.step}"


class CalendarKey(Row):
    """The secret of one worker's private calendar address. Only its keyed hash is kept; a new one ends the old one."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"


class Task(Row):
    """Something one worker has to do by a day about a person."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="tasks")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "created_at"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="task_has_words")]
        indexes = [models.Index(fields=["assignee", "due_on"], condition=Q(done_on=None), name="task_open_by_assignee")]

    def __str__(self) -> str:
        return f"task {self.due_on}"
