"""What happens at a centre."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.casework.enums import Interpreting, Mode, Outcome, VisitChannel
from mosty.casework.models.plans import Need
from mosty.clients.models import Client
from mosty.core.fields import CodesField
from mosty.core.models import Row
from mosty.directory.models import Centre, Organization, Service


class Visit(Row):
    """Being at the centre, or on the line, once. Anonymous as long as `client` is empty; counted once whatever is attached."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=VisitChannel.choices)
    client = models.ForeignKey(Client, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    opened_at = models.DateTimeField(db_index=True)
    taken_at = models.DateTimeField(null=True, blank=True, help_text="walk-in: when a worker began to talk with the person")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    on = models.DateField(help_text="the centre's day of `opened_at`", db_index=True)
    party_size = models.PositiveSmallIntegerField(default=1)
    topics = CodesField(help_text="codes of directory.Topic")
    language = models.CharField(max_length=5, blank=True)
    citizenship = models.CharField(max_length=2, blank=True)
    called = models.CharField(max_length=80, blank=True, help_text="walk-in: name or nickname, for the waiting room")
    wanted = models.CharField(max_length=120, blank=True, help_text="walk-in: for whom or what, in a few words")
    is_quick = models.BooleanField(default=False, help_text="a short question, counted without a file")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, null=True, help_text="of the form that counted it: sent twice, counted once")

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(party_size__gte=1, party_size__lte=50), name="visit_party_size"),
            models.CheckConstraint(condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")), name="visit_closes_after_opening"),
        ]
        indexes = [models.Index(fields=["centre", "on"], name="visit_by_centre_day")]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class Encounter(Row):
    """One conversation with a worker. It holds no key to a booking."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="encounters")
    client = models.ForeignKey(Client, null=True, blank=True, on_delete=models.PROTECT, related_name="encounters")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    language = models.CharField(max_length=5, blank=True)
    interpreting = models.CharField(max_length=10, choices=Interpreting.choices, default=Interpreting.NONE)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    on = models.DateField(db_index=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    note = models.TextField(blank=True, help_text="short; read by the team of the centre")

    class Meta:
        ordering = ["-started_at"]
        constraints = [models.CheckConstraint(condition=Q(ended_at__gte=F("started_at")), name="encounter_ends_after_start")]
        indexes = [models.Index(fields=["centre", "on"], name="encounter_by_centre_day")]

    def __str__(self) -> str:
        return f"encounter {self.pk}"


class ServiceDelivery(Row):
    """What was given in an encounter."""

    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="deliveries")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.SET_NULL, related_name="deliveries", help_text="of that person")
    minutes = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20, blank=True, choices=Outcome.choices, help_text="empty: as the whole encounter")

    class Meta:
        ordering = ["created_at"]
        verbose_name_plural = "service deliveries"
        constraints = [
            models.UniqueConstraint(fields=["encounter", "service"], name="service_once_an_encounter"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="delivery_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.minutes}"
