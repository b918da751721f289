"""Tables that every app stands on."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Row(models.Model):
    """Base of our tables: an id that cannot be guessed, and when it came and changed (UTC)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Bookable(models.Model):
    """Something that one holder can have at a time: an expert's place, a room's place, a person's own time.

    `kind` and `owner` name it without a key, so that every floor can use claims; `number` tells parallel places apart.
    """

    kind = models.CharField(max_length=20)
    owner = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "owner", "number"], name="bookable_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.owner} {self.number}"


class Claim(models.Model):
    """A bookable taken from a time to a time. The guard `claims_no_overlap` refuses a second active one that overlaps."""

    bookable = models.ForeignKey(Bookable, on_delete=models.PROTECT, related_name="claims")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_active = models.BooleanField(default=True)
    holder = models.UUIDField(db_index=True, help_text="the row that holds it, for instance an appointment")
    expires_at = models.DateTimeField(null=True, help_text="a claim that is only held ends by itself at this instant")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="claim_ends_after_start")]
        indexes = [models.Index(fields=["bookable", "starts_at"], condition=Q(is_active=True), name="claim_active_by_start")]

    def __str__(self) -> str:
        return f"claim {self.pk}"


class Nobody(models.Model):
    """Has no rows, ever: what leans on a row of it can stand in a transaction, and cannot be committed."""

    class Meta:
        verbose_name_plural = "nobodies"
        constraints = [models.CheckConstraint(condition=Q(id__lt=0) & Q(id__gt=0), name="nobody_is_there")]

    def __str__(self) -> str:
        return "nobody"


class ErasureTicket(models.Model):
    """Leave to erase what guards keep of one person, until the end of this transaction. It leans on nobody: both databases refuse to
    commit it (a foreign key that is checked at the end), so it never outlives the erasure, and no other transaction ever sees it."""

    subject = models.UUIDField(primary_key=True)
    ends = models.ForeignKey(Nobody, on_delete=models.DO_NOTHING, related_name="+", default=0)

    def __str__(self) -> str:
        return "ticket"


class AuditEntry(models.Model):
    """One change: who, what, when. Append-only; `details` holds no personal value."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type}"


class AccessEvent(models.Model):
    """One look at personal data: who, what, how, when. Append-only; holds no personal value."""

    class How(models.TextChoices):
        OPEN = "open", "open"
        LIST = "list", "list"
        SEARCH = "search", "search"
        EXPORT = "export", "export"
        PRINT = "print", "print"

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.UUIDField(null=True)
    centre = models.UUIDField(null=True)
    how = models.CharField(max_length=10, choices=How.choices)
    subject_type = models.CharField(max_length=60)
    subject_ids = models.JSONField(default=list, help_text="ids of the rows that were shown")
    count = models.PositiveIntegerField(default=1)
    place = models.CharField(max_length=100, help_text="URL name of the page")
    address = models.CharField(max_length=45, blank=True, help_text="network address of the person who looked")

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at"], name="access_by_organisation")]

    def __str__(self) -> str:
        return f"{self.how} {self.subject_type}"


class UndoStep(Row):
    """What takes one act back (`core.undo`), for its actor alone and for some minutes. What it needs for that is sealed."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.UUIDField(null=True)
    person = models.UUIDField(null=True, help_text="id of the file it is about: gone with it")
    name = models.CharField(max_length=40, help_text="of the inverse, as registered")
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    stamp = models.DateTimeField(null=True, help_text="when the subject last changed: after the act. Nothing: the act took it away")
    sealed = models.TextField(help_text="what the inverse needs (core.crypt)")
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["actor", "subject_type", "subject_id"], name="undo_of_actor")]

    def __str__(self) -> str:
        return f"undo {self.name}"
