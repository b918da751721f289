"""Proof: which text a person was given, when, how, explained by whom; what they said, and when they took it back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.clients.enums.consents import Ended, Explained, Method, Purpose, Said, Signer, WithdrawalWay
from mosty.clients.models.forms import Form
from mosty.clients.models.person import Client
from mosty.core.models import Row
from mosty.directory.models import Centre, Organization


class Proof(Row):
    """What notices and consents have in common. The database lets nobody change a proof; only its end is added, once."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+", help_text="the exact version")
    purpose = models.CharField(max_length=12, choices=Purpose.choices, help_text="that of the form")
    language = models.CharField(max_length=5, help_text="of the text beside the Polish one; pl: only that")
    method = models.CharField(max_length=8, choices=Method.choices)
    witness = models.CharField(max_length=200, blank=True, help_text="who heard a spoken answer")
    given_at = models.DateTimeField()
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    explained = models.CharField(max_length=12, choices=Explained.choices)
    explained_by = models.CharField(max_length=200, blank=True)
    explained_in = models.CharField(max_length=5, blank=True, help_text="language in which it was explained")
    signer = models.CharField(max_length=10, choices=Signer.choices, default=Signer.PERSON)
    guardian_name = models.CharField(max_length=200, blank=True)
    guardian_ground = models.CharField(max_length=300, blank=True, help_text="decision of a court or office that was seen")
    was_heard = models.BooleanField(null=True, blank=True, help_text="a minor of 13 or more was asked too, and agreed")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=10, blank=True, choices=Ended.choices)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_words = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["-given_at", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended="") | Q(ended_at__isnull=False, ended_at__gte=F("given_at"), ended__in=Ended.values),
                name="%(class)s_end",
            ),
            models.CheckConstraint(condition=Q(signer="person") | ~Q(guardian_name=""), name="%(class)s_guardian_named"),
            models.CheckConstraint(condition=~Q(method="spoken") | ~Q(witness=""), name="%(class)s_witness_named"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.purpose}"


class NoticeGiven(Proof):
    """The person was informed (GDPR Art. 13 and 14)."""

    class Meta(Proof.Meta):
        verbose_name_plural = "notices given"
        indexes = [models.Index(fields=["client", "purpose", "-given_at"], name="notice_by_client")]


class Consent(Proof):
    """The person was asked, and what they said. One answer a purpose stands at a time."""

    said = models.CharField(max_length=8, choices=Said.choices)
    recipients = models.JSONField(default=list, blank=True, help_text="those of the form's that the person agreed to")
    expires_on = models.DateField(null=True, blank=True, help_text="last day, included")
    withdrawn_how = models.CharField(max_length=8, blank=True, choices=WithdrawalWay.choices)

    class Meta(Proof.Meta):
        constraints = [
            *Proof.Meta.constraints,
            models.UniqueConstraint(fields=["client", "purpose"], condition=Q(ended_at=None), name="consent_one_stands"),
            models.CheckConstraint(condition=Q(said__in=Said.values), name="consent_said"),
            models.CheckConstraint(condition=~Q(ended="withdrawn") | Q(said="given"), name="consent_given_before_withdrawn"),
        ]
