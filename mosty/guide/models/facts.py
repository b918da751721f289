"""Facts: what may change, kept once for all pages and languages, with its history."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.core.models import Row
from mosty.guide.enums import FactKind, FactStatus


class Fact(Row):
    """One thing that may change: a fee, a deadline, a phone number. Texts name it by its key; the value comes from `FactValue`."""

    key = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=FactKind.choices)
    currency = models.CharField(max_length=3, default="PLN", help_text="of amounts of money (ISO 4217)")
    names = models.JSONField(default=dict, help_text="a short name by language")
    owner = models.SlugField(max_length=80, blank=True, help_text="slug of the article whose editor looks after it")
    review_months = models.PositiveSmallIntegerField(default=12, help_text="to be checked again after so many months")
    note = models.TextField(blank=True)
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="empty: the article's editor"
    )
    acts = models.ManyToManyField("guide.LegalAct", through="guide.FactAct", related_name="facts", help_text="empty: its article's")
    loaded = models.CharField(max_length=64, blank=True, editable=False, help_text="digest of its file; empty once a person changed it")

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class FactValue(Row):
    """What the fact was, is or will be. A row is never changed into another value: a correction replaces it and keeps it."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="values")
    value = models.CharField(max_length=300, help_text="canonical: 340.00, 4, 2027-03-04, +48226280120")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="the last day")
    status = models.CharField(max_length=12, choices=FactStatus.choices, default=FactStatus.CONFIRMED)
    source = models.CharField(max_length=200, blank=True, help_text="what the source is")
    source_address = models.URLField(max_length=500, blank=True)
    source_on = models.DateField(null=True, blank=True, help_text="the day of the source")
    checked_on = models.DateField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="since when another row stands in its place")

    class Meta:
        ordering = ["-valid_from", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="fact_value_ends_after_start"
            ),
            models.UniqueConstraint(fields=["fact", "valid_from"], condition=Q(replaced_at=None), name="fact_value_once_a_day"),
            models.UniqueConstraint(fields=["fact"], condition=Q(replaced_at=None, valid_from=None), name="fact_value_once_ever"),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.valid_from or ''}".strip()


class FactUse(models.Model):
    """A published article shows the fact. Kept when the article is saved; it is what protects a fact that is in use."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="uses")
    page = models.ForeignKey("guide.ArticlePage", on_delete=models.CASCADE, related_name="fact_uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "page"], name="fact_use_once")]

    def __str__(self) -> str:
        return f"{self.fact_id} {self.page_id}"
