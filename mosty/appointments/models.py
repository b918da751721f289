"""Duty hours, sittings, bookings."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.appointments.enums import AppointmentState, DutyMode, SessionState
from mosty.casework.enums import Mode
from mosty.casework.models import Visit
from mosty.clients.models import Client
from mosty.core.fields import CodesField
from mosty.core.models import Row
from mosty.directory.models import Centre, Organization, Provider, Room, Service


class DutySchedule(Row):
    """Recurring hours of an expert or guest office: one weekday, from hour to hour, in slots."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="schedules")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="duty_schedules")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="duty_schedules")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    weekday = models.PositiveSmallIntegerField(help_text="0 Monday … 6 Sunday")
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    slot_minutes = models.PositiveSmallIntegerField(default=30)
    places = models.PositiveSmallIntegerField(default=1, help_text="people served side by side")
    mode = models.CharField(max_length=10, choices=DutyMode.choices, default=DutyMode.SLOTS)
    meeting = models.CharField(max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    languages = CodesField(help_text="spoken by the provider in these hours")
    every_weeks = models.PositiveSmallIntegerField(default=1, help_text="1 every week, 2 every second week from valid_from")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="last day")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["weekday", "starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="duty_weekday"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="duty_ends_after_start"),
            models.CheckConstraint(condition=Q(slot_minutes__gte=5, slot_minutes__lte=480), name="duty_slot_minutes"),
            models.CheckConstraint(condition=Q(places__gte=1, places__lte=20), name="duty_places"),
            models.CheckConstraint(condition=Q(every_weeks__gte=1, every_weeks__lte=8), name="duty_every_weeks"),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="duty_validity"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts_at}-{self.ends_at}"


class DutyException(Row):
    """Days on which a provider is away, or (without provider) nobody at the centre is on duty."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="duty_exceptions")
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.CASCADE, related_name="exceptions")
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=200, help_text="for staff only")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["first_on"]
        constraints = [models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="duty_exception_period")]

    def __str__(self) -> str:
        return f"{self.first_on}–{self.last_on}"


class DutySession(Row):
    """One real sitting, made weeks ahead from a schedule.

    It carries its own hours, so that a later change of the rule does not move people.
    """

    schedule = models.ForeignKey(DutySchedule, null=True, on_delete=models.PROTECT, related_name="sessions")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="sessions")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="duty_sessions")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="duty_sessions")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField(help_text="the centre's day")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    slot_minutes = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField(default=1)
    mode = models.CharField(max_length=10, choices=DutyMode.choices)
    meeting = models.CharField(max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    languages = CodesField()
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.PLANNED)
    cancelled_by = models.ForeignKey(DutyException, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions")
    replaced_by = models.ForeignKey(
        DutySchedule,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="kept_sessions",
        help_text="the hours that hold now; this sitting stays only for the people already in it",
    )

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "on"], name="one_sitting_a_day"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
        ]
        indexes = [
            models.Index(fields=["service", "starts_at"], name="session_by_service"),
            models.Index(fields=["centre", "on"], name="session_by_centre_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.provider_id}"


class Appointment(Row):
    """A time taken by one person or party. What must not be taken twice is claimed in `core.claims` with this row's id as holder."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="appointments")
    session = models.ForeignKey(DutySession, on_delete=models.PROTECT, related_name="appointments")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    on = models.DateField()
    state = models.CharField(max_length=20, choices=AppointmentState.choices)
    hold_expires_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=32, unique=True, help_text="address of the booking, cannot be guessed")
    code = models.CharField(  # noqa: DJ001 - unique, and a kept time has none
        max_length=12, unique=True, null=True, help_text="digits, given when booked"
    )
    name = models.CharField(max_length=100, blank=True, help_text="name or nickname, as typed")
    phone = models.CharField(max_length=20, blank=True, help_text="+48123456789")
    email = models.EmailField(blank=True)
    contact_key = models.CharField(max_length=64, blank=True, db_index=True, help_text="keyed hash of phone or e-mail")
    visitor_key = models.CharField(max_length=64, blank=True, help_text="keyed hash of the network address and day; blanked when over")
    language = models.CharField(max_length=5, help_text="to be spoken")
    needs_interpreter = models.BooleanField(default=False)
    message_language = models.CharField(max_length=5, default="pl", help_text="of messages: one of the portal's")
    client = models.ForeignKey(Client, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments")
    visit = models.OneToOneField(Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="appointment")
    moved_to = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_from")
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    needs_care = models.BooleanField(default=False, help_text="the sitting was cancelled: rebook or tell the client")

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_ends_after_start"),
            models.CheckConstraint(condition=Q(state__in=AppointmentState.values), name="appointment_state"),
            models.CheckConstraint(
                condition=Q(state__in=["held", "expired"]) | (Q(code__isnull=False) & ~Q(name="")), name="appointment_booked_has_code"
            ),
            models.CheckConstraint(condition=~Q(state="held") | Q(hold_expires_at__isnull=False), name="appointment_hold_expires"),
        ]
        indexes = [
            models.Index(fields=["centre", "on"], name="appointment_by_centre_day"),
            models.Index(fields=["visitor_key", "created_at"], name="appointment_by_visitor"),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"


class AppointmentEvent(models.Model):
    """One move of a booking. Append-only; its highest id tells whether anything has changed."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="events")
    state = models.CharField(max_length=20, choices=AppointmentState.choices)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.state


class CodeTrial(models.Model):
    """A wrong booking code, so that codes cannot be tried one after another. Old rows are deleted by housekeeping."""

    visitor_key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["visitor_key", "at"], name="code_trial_by_visitor")]

    def __str__(self) -> str:
        return f"{self.at}"
