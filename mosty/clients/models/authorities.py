"""Questions of police, Border Guard, courts: what they asked and what became of it. Nothing here is ever changed or deleted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mosty.clients.enums.rights import AuthorityKind, AuthorityStep, Came, Disclosure, ToldPerson
from mosty.core.fields import CodesField
from mosty.core.models import Row
from mosty.directory.models import Organization


class AuthorityRequest(Row):
    """Somebody in authority asks about a person. It holds no key to the file, which may be erased while this stays as proof.

    A guard keeps every column but the sealed ones, which change only when they are sealed with a new key.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="of the day of receipt: the register is numbered year by year")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=AuthorityKind.choices)
    unit = models.CharField(max_length=200, help_text="which unit, and the officer who asks, as they named themselves")
    reference = models.CharField(max_length=200, blank=True, help_text="their sign of the matter")
    basis = models.CharField(max_length=300, blank=True, help_text="the law they named; empty: none")
    came = models.CharField(max_length=12, choices=Came.choices)
    received_on = models.DateField()
    client = models.UUIDField(null=True, blank=True, db_index=True, help_text="the file, if it was found; stays here when it is erased")
    about_sealed = models.TextField(blank=True, help_text="about whom, as they said it (core.crypt)")
    asked_sealed = models.TextField(help_text="what they want to know (core.crypt)")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, null=True, help_text="of the form: sent twice, kept once")

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "number"], name="authority_request_number_once"),
            models.CheckConstraint(condition=Q(kind__in=AuthorityKind.values) & ~Q(unit=""), name="authority_request_says_who"),
        ]

    def __str__(self) -> str:
        return f"question {self.number}/{self.year}"


class AuthorityEvent(Row):
    """One step: what was decided by whom on what basis, what was handed out, whether the person was told. Kept like the request."""

    request = models.ForeignKey(AuthorityRequest, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=10, choices=AuthorityStep.choices)
    decision = models.CharField(max_length=10, blank=True, choices=Disclosure.choices)
    basis = models.CharField(max_length=300, blank=True, help_text="the law we decided by")
    parts = CodesField(help_text="classes of records that may be handed out (`enums.retention.RecordClass`)")
    told = models.CharField(max_length=10, blank=True, choices=ToldPerson.choices)
    words_sealed = models.TextField(blank=True, help_text="what was disclosed, why, why the person was not told (core.crypt)")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(step=AuthorityStep.DECIDED) | (Q(decision__in=Disclosure.values) & ~Q(basis="")),
                name="authority_decision_has_basis",
            ),
            models.CheckConstraint(condition=~Q(step=AuthorityStep.TOLD) | Q(told__in=ToldPerson.values), name="authority_told_says_what"),
        ]

    def __str__(self) -> str:
        return self.step
