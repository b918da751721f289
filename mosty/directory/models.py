"""The public face of the network, in HSDS's terms, and who works where."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.accounts.enums import Role
from mosty.core.fields import CodesField
from mosty.core.models import Row
from mosty.directory.enums import AccessibilityKind, OrganizationKind, Profession, ProviderKind, State, Topic


class Organization(Row):
    """A body that runs centres or sends people on duty; the controller of its people's data."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=OrganizationKind.choices)
    names = models.JSONField(default=dict, blank=True, help_text="name in the portal's languages")
    url = models.URLField(blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short_name


class Town(Row):
    """A place people live in. `teryt` is the code of the commune (TERC, 7 digits)."""

    name = models.CharField(max_length=100)
    names = models.JSONField(default=dict, blank=True)
    slug = models.SlugField(unique=True)
    teryt = models.CharField(max_length=7)
    voivodeship = models.CharField(max_length=2, help_text="TERYT code of the voivodeship")
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(latitude__gte=-90, latitude__lte=90), name="town_latitude"),
            models.CheckConstraint(condition=Q(longitude__gte=-180, longitude__lte=180), name="town_longitude"),
        ]

    def __str__(self) -> str:
        return self.name


class Centre(Row):
    """A one-stop shop for newcomers (HSDS: location)."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="centres")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    names = models.JSONField(default=dict, blank=True)
    town = models.ForeignKey(Town, on_delete=models.PROTECT, related_name="centres")
    street = models.CharField(max_length=200)
    postcode = models.CharField(max_length=6, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    time_zone = models.CharField(max_length=40, default="Europe/Warsaw")
    directions = models.JSONField(default=dict, blank=True)
    walk_in_note = models.JSONField(default=dict, blank=True)
    by_appointment_only = models.BooleanField(default=False)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class CentreState(Row):
    """The state of a centre since a day; the latest one that has begun counts."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="states")
    state = models.CharField(max_length=12, choices=State.choices)
    since_on = models.DateField()
    note = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-since_on"]
        constraints = [models.UniqueConstraint(fields=["centre", "since_on"], name="one_state_a_day")]

    def __str__(self) -> str:
        return f"{self.state} {self.since_on}"


class Room(Row):
    """A room where meetings take place; `places` meetings fit in it at a time."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=60)
    floor = models.CharField(max_length=20, blank=True)
    places = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Phone(Row):
    """HSDS phone."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=30, help_text="as people in Poland write it")
    label = models.JSONField(default=dict, blank=True)
    languages = CodesField()

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.number


class Contact(Row):
    """HSDS contact: an address or person of a centre that the public may know."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=150, blank=True)
    title = models.JSONField(default=dict, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.email


class Accessibility(Row):
    """HSDS accessibility: one thing that helps to get in or to understand."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="accessibility")
    kind = models.CharField(max_length=20, choices=AccessibilityKind.choices)
    note = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["kind"]
        verbose_name_plural = "accessibility"

    def __str__(self) -> str:
        return self.kind


class Schedule(Row):
    """HSDS schedule: hours of one weekday, valid for a time. Several rows a day are several spans."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="schedules")
    weekday = models.PositiveSmallIntegerField(help_text="0 Monday … 6 Sunday")
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="last day")
    is_sample = models.BooleanField(default=False, help_text="hours invented for the demo; shown as samples")

    class Meta:
        ordering = ["weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="schedule_weekday"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="schedule_closes_after_opening"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="schedule_validity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_at}-{self.closes_at}"


class ScheduleException(Row):
    """One day that differs: closed (no hours) or open at these hours, also on a public holiday or a chosen Saturday."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="exceptions")
    day = models.DateField()
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    reason = models.JSONField(default=dict, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["day", "opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None, closes_at=None)
                # a comparison with nothing is neither true nor false, and a check lets that pass
                | Q(opens_at__isnull=False, closes_at__isnull=False, closes_at__gt=F("opens_at")),
                name="exception_hours_or_closed",
            )
        ]

    @property
    def is_closed(self) -> bool:
        return self.opens_at is None

    def __str__(self) -> str:
        return f"{self.day}"


class Service(Row):
    """What the network offers (HSDS service). Texts in the portal's languages."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="services")
    slug = models.SlugField(unique=True)
    code = models.CharField(max_length=10, blank=True, help_text="code of the AMIF catalogue, for instance O4")
    icon = models.CharField(max_length=40, default="life-buoy", help_text="name in Lucide")
    topic = models.CharField(max_length=20, choices=Topic.choices, default=Topic.OTHER)
    names = models.JSONField(default=dict)
    summaries = models.JSONField(default=dict, blank=True)
    audience = models.JSONField(default=dict, blank=True, help_text="who it is for")
    documents = models.JSONField(default=list, blank=True, help_text="papers to bring: a list of texts")
    cost = models.JSONField(default=dict, blank=True, help_text="only if it is not free")
    is_free = models.BooleanField(default=True)
    minutes = models.PositiveSmallIntegerField(default=30, help_text="usual length of a meeting")
    is_sensitive = models.BooleanField(default=False, help_text="never named in messages")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.names.get("pl", self.slug)


class ServiceAtCentre(Row):
    """HSDS service at location: how one centre gives one service."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="places")
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="services")
    is_on_site = models.BooleanField(default=True)
    is_by_phone = models.BooleanField(default=False)
    is_online = models.BooleanField(default=False)
    is_walk_in = models.BooleanField(default=False)
    is_by_appointment = models.BooleanField(default=True)
    languages = CodesField(help_text="spoken by staff themselves")
    interpreter_languages = CodesField(help_text="with an interpreter on request")
    note = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["service__order", "service__slug"]
        verbose_name_plural = "services at centres"
        constraints = [models.UniqueConstraint(fields=["service", "centre"], name="service_once_a_centre")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.centre_id}"


class Provider(Row):
    """An expert, or a guest office on duty; who has an account also sees the own list of the day."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="providers", help_text="whom it represents")
    kind = models.CharField(max_length=12, choices=ProviderKind.choices)
    name = models.CharField(max_length=120)
    names = models.JSONField(default=dict, blank=True, help_text="of a guest office, in the portal's languages")
    sign = models.CharField(max_length=5, help_text="initials")
    titles = models.JSONField(default=dict, blank=True, help_text="profession or task")
    languages = CodesField(help_text="spoken without an interpreter")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="provider")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(Row):
    """A user works for an organisation, at one centre or (without centre) at all of them, in a role, from a day to a day.

    A translator has a language; a reviewer has one, or none for all of them; a town editor has a centre, which says the town. A
    profession opens confidential notes, so a manager never has one.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    centre = models.ForeignKey(Centre, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    language = models.CharField(max_length=5, blank=True, help_text="of a translator or reviewer of the guide")
    profession = models.CharField(
        max_length=12, blank=True, choices=Profession.choices, help_text="of an adviser who writes and reads confidential notes"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="last day")

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="membership_validity"),
            models.CheckConstraint(
                condition=(Q(role=Role.TRANSLATOR) & ~Q(language__in=["", "pl"]))
                | Q(role=Role.REVIEWER)
                | (~Q(role__in=[Role.TRANSLATOR, Role.REVIEWER]) & Q(language="")),
                name="membership_language",
            ),
            models.CheckConstraint(condition=~Q(role=Role.TOWN_EDITOR) | Q(centre__isnull=False), name="membership_town"),
            models.CheckConstraint(
                condition=Q(profession="") | Q(role=Role.ADVISER, profession__in=Profession.values), name="membership_profession"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}"
