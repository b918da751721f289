"""Who takes part in a project, as it was on the first day; what was put right since; which services a project pays for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.casework.models import ServiceDelivery
from mosty.clients.enums import Sex, StayBasis, answers
from mosty.clients.models import Client
from mosty.core.models import Row
from mosty.directory.models import Organization
from mosty.programme.enums.projects import AgeGroup, ExitReason, ExitResult
from mosty.programme.models.projects import Checklist, Project


class Participation(Row):
    """One person in one project, from a day to a day. A person has at most one in a project that is open.

    What was true on the first day (`FIRST_DAY`) is never changed: a guard of the database sees to it. What was written wrongly is put
    right by a `Correction` beside it. The document was seen, its number and copy are not here.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", help_text="whose file it is: the list's owner"
    )
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="participations")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="participations")
    number = models.CharField(max_length=30, help_text="WLKP-2026-00042")
    entry_on = models.DateField(help_text="day of the first registration")
    declared_on = models.DateField(help_text="day on which the declaration of participation was signed")
    age = models.PositiveSmallIntegerField(null=True, blank=True, help_text="whole years on the day of entry; empty: not known exactly")
    age_group = models.CharField(max_length=8, choices=AgeGroup.choices)
    birth_quality = models.CharField(max_length=12, blank=True, help_text="how well the birth date was known on that day")
    sex = models.CharField(max_length=10, choices=answers(Sex))
    citizenship = models.CharField(max_length=2, help_text="as in `Client`")
    is_unaccompanied = models.BooleanField(default=False, help_text="unaccompanied minor")
    stay_basis = models.CharField(max_length=24, choices=StayBasis.choices)
    stay_until = models.DateField(null=True, blank=True, help_text="last day of that status, as known on the day of entry")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict, help_text="key of the question → answer; of a document the day it was seen and by whom")
    despite = models.JSONField(default=list, help_text="codes of the warnings that were confirmed")
    enrolled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    guardian = models.CharField(max_length=200, blank=True, help_text="of a minor: who signs")
    exit_on = models.DateField(null=True, blank=True, help_text="last day, included")
    exit_reason = models.CharField(max_length=14, blank=True, choices=ExitReason.choices)
    exit_note = models.CharField(max_length=300, blank=True)
    exit_result = models.CharField(max_length=12, blank=True, choices=ExitResult.choices)

    FIRST_DAY = (
        *("organization_id", "project_id", "number", "entry_on", "declared_on", "age", "age_group", "birth_quality", "sex", "citizenship"),
        *("is_unaccompanied", "stay_basis", "stay_until", "checklist_id", "answers", "despite", "enrolled_by_id"),
    )

    class Meta:
        ordering = ["-entry_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="participation_number_once"),
            models.UniqueConstraint(fields=["project", "client"], condition=Q(exit_on=None), name="participation_open_once"),
            models.CheckConstraint(condition=Q(exit_on=None) | Q(exit_on__gte=F("entry_on")), name="participation_ends_after_entry"),
            models.CheckConstraint(
                condition=Q(exit_on=None, exit_reason="", exit_note="", exit_result="")
                | Q(exit_on__isnull=False, exit_reason__in=ExitReason.values),
                name="participation_ends_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(age_group="under-18") | ~Q(guardian=""), name="participation_minor_has_a_guardian"),
            models.CheckConstraint(
                condition=Q(is_unaccompanied=False) | Q(age_group="under-18"), name="participation_unaccompanied_is_minor"
            ),
            models.CheckConstraint(condition=Q(age_group__in=AgeGroup.values), name="participation_age_group_known"),
            models.CheckConstraint(
                condition=Q(age=None)
                | Q(age__lt=18, age_group="under-18")
                | Q(age__gte=18, age__lte=60, age_group="18-60")
                | Q(age__gt=60, age_group="over-60"),
                name="participation_age_fits_its_group",
            ),
        ]
        indexes = [models.Index(fields=["project", "entry_on"], name="participation_by_entry")]

    def __str__(self) -> str:
        return self.number


class Correction(Row):
    """A fact of a participation put right, with the reason. Never changed; the newest of a field counts. Codes and days only."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=20)
    was = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    WRITTEN = ("participation_id", "field", "was", "value", "by_id", "created_at")

    class Meta:
        ordering = ["created_at"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason")]

    def __str__(self) -> str:
        return f"correction of {self.field}"


class Attribution(Row):
    """Which project pays for a service that was given; at most one. Without a project: somebody said that none does."""

    delivery = models.OneToOneField(ServiceDelivery, on_delete=models.CASCADE, related_name="attribution")
    project = models.ForeignKey(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, null=True, blank=True, on_delete=models.PROTECT, related_name="attributions")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="empty: set by itself"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(project=None, participation=None) | Q(project__isnull=False, participation__isnull=False),
                name="attribution_whole",
            )
        ]

    def __str__(self) -> str:
        return f"attribution of {self.delivery_id}"
