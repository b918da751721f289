"""Numbers of documents: sealed, found again by a keyed hash."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.clients.enums import IdentifierKind, MissingReason
from mosty.clients.models.person import Client
from mosty.core.models import Row
from mosty.directory.models import Organization


class Identifier(Row):
    """PESEL, a passport, a card: its number, or the reason why there is none."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=20, choices=IdentifierKind.choices)
    sealed = models.TextField(blank=True, help_text="the number (core.crypt)")
    digest = models.CharField(max_length=64, blank=True, help_text="keyed hash of the number without spaces, for equality")
    ending = models.CharField(max_length=3, blank=True, help_text="last characters, for screens")
    country = models.CharField(max_length=2, blank=True, help_text="that issued it, ISO 3166")
    missing = models.CharField(max_length=12, blank=True, choices=MissingReason.choices)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    seen_on = models.DateField(null=True, blank=True, help_text="day a worker saw the document; no copy is kept")
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "country", "digest"], condition=~Q(digest=""), name="identifier_once_an_organisation"
            ),
            models.CheckConstraint(
                condition=(Q(digest="", sealed="", ending="") & ~Q(missing="")) | (~Q(digest="") & ~Q(sealed="") & Q(missing="")),
                name="identifier_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")), name="identifier_period"
            ),
        ]

    def __str__(self) -> str:
        return f"identifier {self.kind}"
