"""How a person can be reached without harm, which languages, whose relative."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mosty.clients.enums import LEVELS, RelationKind, answers
from mosty.clients.models.person import Client
from mosty.core.models import Row
from mosty.directory.models import Organization


class SafeContact(Row):
    """May we call, may we leave a message, who else answers. Nothing asked: nothing is allowed beyond what the person booked with."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.OneToOneField(Client, on_delete=models.CASCADE, related_name="safe_contact")
    may_call = models.CharField(max_length=10, blank=True, choices=answers())
    may_leave_message = models.CharField(max_length=10, blank=True, choices=answers())
    may_text = models.CharField(max_length=10, blank=True, choices=answers())
    may_write = models.CharField(max_length=10, blank=True, choices=answers())
    who_answers = models.CharField(max_length=200, blank=True, help_text="who else uses the phone or the mailbox")
    when = models.CharField(max_length=100, blank=True, help_text="hours that suit, in words")
    prefers_woman = models.CharField(max_length=10, blank=True, choices=answers())

    def __str__(self) -> str:
        return f"contact of {self.client_id}"


class LanguageSkill(Row):
    """A language of the person: how well spoken, whether read. The first one is written to."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(max_length=5)
    level = models.CharField(max_length=10, blank=True, choices=LEVELS)
    reads = models.CharField(max_length=10, blank=True, choices=answers())
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order", "language"]
        constraints = [models.UniqueConstraint(fields=["client", "language"], name="language_once_a_person")]

    def __str__(self) -> str:
        return f"{self.language} {self.level}"


class Relationship(Row):
    """A relative or guardian: a person with a file, or a name only."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12, choices=RelationKind.choices, help_text="what the other one is to the client")
    other = models.ForeignKey(Client, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    lives_together = models.CharField(max_length=10, blank=True, choices=answers())
    may_be_told = models.BooleanField(default=False, help_text="the client agreed that we speak with this person")

    class Meta:
        ordering = ["kind", "created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(other=None) | ~Q(other=F("client")), name="relation_to_another"),
            models.CheckConstraint(condition=Q(other__isnull=False) | ~Q(name=""), name="relation_file_or_name"),
            models.UniqueConstraint(fields=["client", "other", "kind"], condition=Q(other__isnull=False), name="relation_once"),
        ]

    def __str__(self) -> str:
        return f"relation {self.kind}"
