"""What people ask about their data, and files whose processing is restricted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.clients.enums.rights import Answered, Came, Identity, RefusalBasis, RequestFrom, RequestKind, RequestStep, RestrictionGround
from mosty.clients.models.person import Client
from mosty.core.models import Row
from mosty.directory.models import Organization

NOT_GRANTED = (Answered.PARTLY, Answered.REFUSED)


class DataRequest(Row):
    """A person asks about their data (GDPR Art. 15 to 21). The file may not be found yet, or be gone: the answer stays as proof.

    Who asks and what exactly is sealed. Days are Poland's.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="of the day of receipt: the register is numbered year by year")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=RequestKind.choices)
    client = models.ForeignKey(Client, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_by = models.CharField(max_length=16, choices=RequestFrom.choices, default=RequestFrom.PERSON)
    came = models.CharField(max_length=12, choices=Came.choices)
    received_on = models.DateField()
    who_sealed = models.TextField(blank=True, help_text="who asks and where to answer, as given (core.crypt)")
    what_sealed = models.TextField(blank=True, help_text="what exactly is asked (core.crypt)")
    identity = models.CharField(max_length=10, blank=True, choices=Identity.choices, help_text="how it was confirmed who asks")
    due_on = models.DateField(help_text="last day for the answer, included")
    extended_on = models.DateField(null=True, blank=True, help_text="day the person was told that it takes up to two months more")
    extension_words = models.CharField(max_length=300, blank=True, help_text="why, as told to the person")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, blank=True, choices=Answered.choices)
    basis = models.CharField(max_length=16, blank=True, choices=RefusalBasis.choices)
    decision_sealed = models.TextField(blank=True, help_text="reasons in words (core.crypt)")
    answered_on = models.DateField(null=True, blank=True)
    answer_came = models.CharField(max_length=12, blank=True, choices=Came.choices, help_text="how the answer went out")
    withdrawn_on = models.DateField(null=True, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reminded = models.JSONField(default=list, help_text="how many days before the end the person in charge was reminded")
    submission = models.UUIDField(unique=True, null=True, help_text="of the form: sent twice, kept once")

    class Meta:
        ordering = ["due_on", "year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "number"], name="data_request_number_once"),
            models.CheckConstraint(condition=Q(kind__in=RequestKind.values), name="data_request_kind_known"),
            models.CheckConstraint(
                condition=Q(answered_on=None, decision="") | Q(answered_on__isnull=False, decision__in=Answered.values),
                name="data_request_answer_decided",
            ),
            models.CheckConstraint(condition=~Q(decision__in=NOT_GRANTED) | ~Q(basis=""), name="data_request_refusal_has_basis"),
            models.CheckConstraint(
                condition=Q(extended_on=None, extension_words="") | (Q(extended_on__isnull=False) & ~Q(extension_words="")),
                name="data_request_extension_told",
            ),
            models.CheckConstraint(condition=Q(answered_on=None) | Q(withdrawn_on=None), name="data_request_ends_once"),
            models.CheckConstraint(condition=Q(due_on__gt=F("received_on")), name="data_request_due_later"),
        ]
        indexes = [
            models.Index(fields=["organization", "due_on"], condition=Q(answered_on=None, withdrawn_on=None), name="data_request_open"),
        ]

    def __str__(self) -> str:
        return f"request {self.number}/{self.year}"

    @property
    def is_open(self) -> bool:
        return self.answered_on is None and self.withdrawn_on is None


class RequestEvent(models.Model):
    """One step of a request: what, when, by whom (None: the clock). Append-only; `details` are codes, no personal value."""

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=12, choices=RequestStep.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.step


class Restriction(Row):
    """Processing of a file is restricted (GDPR Art. 18): it is kept and not changed until the restriction is lifted."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="restrictions")
    request = models.ForeignKey(DataRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=RestrictionGround.choices)
    since_on = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True, blank=True, help_text="day the person was told that it will be lifted (Art. 18(3))")
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["since_on", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(lifted_on=None), name="restriction_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(lifted_on=None) | Q(told_on__isnull=False, lifted_on__gte=F("told_on")), name="restriction_told_before_lifting"
            ),
        ]

    def __str__(self) -> str:
        return f"restriction {self.ground}"
