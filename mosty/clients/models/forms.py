"""What an organisation gives people to read before it uses their data, and on which law each use stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.clients.enums.consents import MOST_MONTHS, Article, FormKind, FormState, Purpose, SpecialGround
from mosty.core.fields import CodesField
from mosty.core.models import Row
from mosty.directory.models import Organization


class LegalBasis(Row):
    """On which ground an organisation uses data for a purpose, from when to when. History: a new basis ends the one before."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    article = models.CharField(max_length=8, choices=Article.choices)
    special = models.CharField(max_length=8, blank=True, choices=SpecialGround.choices, help_text="for special categories of data")
    act = models.CharField(max_length=300, blank=True, help_text="the law, contract or interest it stands on")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="last day, included")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["purpose", "-valid_from", "-created_at"]
        verbose_name_plural = "legal bases"
        constraints = [
            models.UniqueConstraint(fields=["organization", "purpose"], condition=Q(valid_to=None), name="basis_one_now"),
            models.UniqueConstraint(fields=["organization", "purpose", "valid_from"], name="basis_once_a_day"),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="basis_period"),
            models.CheckConstraint(condition=Q(article__in=Article.values, purpose__in=Purpose.values), name="basis_words"),
            models.CheckConstraint(condition=~Q(act="") | Q(article="6-1-a"), name="basis_names_its_act"),
        ]

    def __str__(self) -> str:
        return f"basis {self.purpose} {self.article}"


class Form(Row):
    """One version of an information notice or a consent form. Once published it never changes; a newer one takes its place."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=FormKind.choices)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=FormState.choices, default=FormState.DRAFT)
    categories = CodesField(help_text="codes of DataCategory that it covers")
    recipients = models.JSONField(default=list, blank=True, help_text="names of those who get the data, as they write them")
    valid_months = models.PositiveSmallIntegerField(null=True, blank=True, help_text="a consent runs out after so many months")
    asks_again = models.BooleanField(default=False, help_text="who had an earlier version is to be informed or asked again")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "purpose", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind", "purpose", "version"], name="form_version_once"),
            models.UniqueConstraint(fields=["organization", "kind", "purpose"], condition=Q(state="published"), name="form_one_in_use"),
            models.UniqueConstraint(fields=["organization", "kind", "purpose"], condition=Q(state="draft"), name="form_one_draft"),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None, withdrawn_at=None)
                | Q(state="published", published_at__isnull=False, withdrawn_at=None)
                | Q(state="withdrawn", published_at__isnull=False, withdrawn_at__isnull=False),
                name="form_state_has_its_day",
            ),
            models.CheckConstraint(condition=Q(kind__in=FormKind.values, purpose__in=Purpose.values), name="form_words"),
            models.CheckConstraint(
                condition=Q(valid_months=None) | Q(valid_months__gte=1, valid_months__lte=MOST_MONTHS), name="form_valid_months"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.purpose} {self.version}"


class FormText(Row):
    """The text of a version in one language. Polish binds; the others help to understand it. Fixed with the version."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=160)
    body = models.TextField(help_text="paragraphs; a line that begins with ## is a heading, with - a line of a list")
    is_checked = models.BooleanField(default=False, help_text="the data protection officer has read it")

    class Meta:
        ordering = ["form", "language"]
        constraints = [
            models.UniqueConstraint(fields=["form", "language"], name="form_text_once"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(body=""), name="form_text_has_words"),
        ]

    def __str__(self) -> str:
        return f"text {self.language}"
