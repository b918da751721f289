"""How long what is kept, what stops it, who signed that it goes, and what went."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.clients.enums.retention import NEVER, EntryState, Ground, RecordClass, RunState, Trigger
from mosty.clients.models.person import Client
from mosty.core.models import Row
from mosty.directory.models import Organization


class RetentionRule(Row):
    """How long an organisation keeps one class of records. Where there is no row the proposal of `DEFAULTS` stands, to be confirmed."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    project = models.UUIDField(null=True, blank=True, help_text="of `programme`: only people of this project")
    record_class = models.CharField(max_length=16, choices=RecordClass.choices)
    trigger = models.CharField(max_length=16, choices=Trigger.choices)
    months = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=200, blank=True, help_text="law or reason, in words")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["record_class"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "record_class"], condition=Q(project=None), name="rule_once_a_class"),
            models.UniqueConstraint(
                fields=["organization", "project", "record_class"], condition=Q(project__isnull=False), name="rule_once_a_project"
            ),
            models.CheckConstraint(condition=Q(trigger__in=Trigger.values) & ~Q(record_class__in=sorted(NEVER)), name="rule_of_what_goes"),
            models.CheckConstraint(condition=Q(months__lte=600), name="rule_months"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("changed_by"))),
                name="rule_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"rule {self.record_class}"


class LegalHold(Row):
    """Nothing of this person is deleted as long as it holds: a court, a complaint, an audit."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="last day, included")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_reason"),
            models.CheckConstraint(condition=Q(until_on=None) | Q(until_on__gte=F("since_on")), name="hold_period"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False), name="hold_lifted_by"
            ),
        ]

    def __str__(self) -> str:
        return f"hold since {self.since_on}"


class RetentionNotice(Row):
    """It was told, in time, that something of a person will be deleted."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    record_class = models.CharField(max_length=16, choices=RecordClass.choices)
    due_on = models.DateField(help_text="first day on which the period is over")
    noticed_on = models.DateField()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["client", "record_class", "due_on"], name="notice_once")]
        indexes = [models.Index(fields=["organization", "noticed_on"], name="notice_by_organization")]

    def __str__(self) -> str:
        return f"notice {self.record_class} {self.due_on}"


class RetentionRun(Row):
    """A list of what is to be deleted: prepared by one, signed by another, carried out by the worker."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.PREPARED)
    on = models.DateField(help_text="the day as of which the list was made")
    digest = models.CharField(max_length=64, help_text="of the list: whoever signs signs this one")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-prepared_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state_known"),
            models.CheckConstraint(condition=Q(signed_by=None) | ~Q(signed_by=F("prepared_by")), name="run_signed_by_another"),
            models.CheckConstraint(
                condition=~Q(state__in=[RunState.SIGNED, RunState.DONE]) | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="run_only_with_signature",
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(state__in=[RunState.PREPARED, RunState.SIGNED]), name="run_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.on}"


class RetentionEntry(Row):
    """One person and class of a list. It holds no key to the file: the list stays when the file is erased."""

    run = models.ForeignKey(RetentionRun, on_delete=models.PROTECT, related_name="entries")
    client = models.UUIDField()
    record_class = models.CharField(max_length=16, choices=RecordClass.choices)
    due_on = models.DateField()
    rows = models.PositiveIntegerField(help_text="how many rows the list says")
    state = models.CharField(max_length=8, choices=EntryState.choices, default=EntryState.DUE)
    done_rows = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["client", "record_class"]
        verbose_name_plural = "retention entries"
        constraints = [
            models.UniqueConstraint(fields=["run", "client", "record_class"], name="entry_once_a_run"),
            models.CheckConstraint(condition=Q(state__in=EntryState.values), name="entry_state_known"),
        ]
        indexes = [models.Index(fields=["client"], name="entry_by_client")]

    def __str__(self) -> str:
        return f"entry {self.record_class}"


class ErasureRecord(Row):
    """What was erased, when, by whom, why: counts, no values. Append-only; it holds no key to the file."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.UUIDField(db_index=True)
    run = models.UUIDField(null=True, help_text="of the signed list, if there was one")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_whole = models.BooleanField(help_text="the person is a number without a name now")
    counts = models.JSONField(help_text="class of records → table → rows")
    remains = models.JSONField(default=dict, help_text="class of records → day until which it has to be kept")
    last_number = models.PositiveIntegerField(default=0, help_text="the organisation's newest file then: its number is never given again")

    class Meta:
        ordering = ["-at"]
        constraints = [models.CheckConstraint(condition=Q(ground__in=Ground.values), name="erasure_ground_known")]

    def __str__(self) -> str:
        return f"erasure {self.ground}"
