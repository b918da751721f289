"""The person: thin columns for lists, names as provided, keys for finding."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.clients.enums import BirthQuality, Education, NameKind, Sex, WorkStatus, answers
from mosty.core.models import Row
from mosty.directory.models import Centre, Organization


class Client(Row):
    """A person with a file at one organisation. The name is stored as provided and never changed by us.

    Columns with `answers` hold a code, or "" (not asked), "unknown" (does not know), "refused" (prefers not to say).
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="clients")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="clients", help_text="where the file was opened")
    name = models.CharField(max_length=200, help_text="the main name of `names`, as provided")
    search = models.TextField(blank=True, default="", help_text="the name as search compares it (`enums.folded`)")
    number = models.PositiveIntegerField(help_text="short number within the organisation, said aloud instead of the name")
    phone = models.CharField(max_length=20, blank=True, help_text="+48123456789")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, blank=True)
    citizenship = models.CharField(max_length=2, blank=True, help_text="ISO 3166; empty: not asked; XX: prefers not to say; ZZ: none")
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="that of `birth_on`, or the year alone")
    birth_on = models.DateField(null=True, blank=True, help_text="first of the month or of the year as far as it is known")
    birth_quality = models.CharField(max_length=12, blank=True, choices=BirthQuality.choices)
    sex = models.CharField(max_length=10, blank=True, choices=answers(Sex))
    education = models.CharField(max_length=12, blank=True, choices=answers(Education))
    work = models.CharField(max_length=12, blank=True, choices=answers(WorkStatus))
    needs_interpreter = models.CharField(max_length=10, blank=True, choices=answers())
    is_hidden = models.BooleanField(default=False, help_text="violence, trafficking: only those who work with the person find the file")
    restricted_on = models.DateField(null=True, blank=True, help_text="since when processing is restricted (GDPR 18); set by the verb")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    erased_at = models.DateTimeField(null=True, blank=True, help_text="since then it is a number without a name (`actions.erasure`)")
    notice_shown_on = models.DateField(null=True, blank=True, help_text="day the information notice was shown (GDPR 13)")
    notice_language = models.CharField(max_length=5, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="client_number_once"),
            models.CheckConstraint(condition=Q(birth_on=None) | Q(birth_year=F("birth_on__year")), name="client_birth_year_of_its_date"),
            models.CheckConstraint(
                condition=Q(birth_on=None, birth_quality__in=["", "year", "unknown", "refused"])
                | Q(birth_on__isnull=False, birth_quality__in=["full", "month", "approximate"]),
                name="client_birth_quality_fits",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="client_not_merged_into_itself"),
            models.CheckConstraint(condition=Q(birth_year=None) | Q(birth_year__gte=1900, birth_year__lte=2100), name="client_birth_year"),
        ]
        indexes = [
            models.Index(fields=["organization", "name"], name="client_by_name"),
            models.Index(fields=["organization", "phone"], condition=~Q(phone=""), name="client_by_phone"),
        ]

    def __str__(self) -> str:
        return f"client {self.number}"


class ClientName(Row):
    """One of a person's names, stored as provided, in any script. Nothing computed is ever shown as a name."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=NameKind.choices)
    text = models.CharField(max_length=200)
    is_main = models.BooleanField(default=False, help_text="the one that lists show")

    class Meta:
        ordering = ["-is_main", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(is_main=True), name="client_one_main_name"),
            models.UniqueConstraint(fields=["client", "kind", "text"], name="client_name_once"),
        ]

    def __str__(self) -> str:
        return f"name {self.kind}"


class ClientKey(models.Model):
    """What the matching computes from a name, a birth date, a phone: people who share a key are compared. Hashed, no name."""

    pk = models.CompositePrimaryKey("key", "client")
    key = models.BigIntegerField(help_text="of the organisation and the key (`queries.keys.hashed`)")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="keys")

    def __str__(self) -> str:
        return f"key of {self.client_id}"
