"""A person's file, thin for now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mosty.core.models import Row
from mosty.directory.models import Centre, Organization


class Client(Row):
    """A person with a file at one organisation. The name is stored as provided and never changed by us."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="clients")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="clients", help_text="where the file was opened")
    name = models.CharField(max_length=200)
    search = models.TextField(blank=True, default="", help_text="the name as search compares it (`enums.folded`)")
    number = models.PositiveIntegerField(help_text="short number within the organisation, said aloud instead of the name")
    phone = models.CharField(max_length=20, blank=True, help_text="+48123456789")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, blank=True)
    citizenship = models.CharField(max_length=2, blank=True, help_text="ISO 3166; empty: not asked; XX: prefers not to say; ZZ: none")
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_shown_on = models.DateField(null=True, blank=True, help_text="day the information notice was shown (GDPR 13)")
    notice_language = models.CharField(max_length=5, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="client_number_once"),
            models.CheckConstraint(condition=Q(birth_year=None) | Q(birth_year__gte=1900, birth_year__lte=2100), name="client_birth_year"),
        ]
        indexes = [models.Index(fields=["organization", "name"], name="client_by_name")]

    def __str__(self) -> str:
        return f"client {self.number}"
