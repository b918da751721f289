"""What was written about a person, who may read it, and what it said before it was put right."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mosty.casework.enums.notes import CONFIDENTIAL, NoteClass
from mosty.casework.models.visits import Encounter
from mosty.clients.models import Client
from mosty.core.models import Row
from mosty.directory.models import Organization


class Note(Row):
    """A note about a person, perhaps of one encounter. Its words are those of the newest `NoteVersion`; its class never changes."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="notes")
    encounter = models.ForeignKey(Encounter, null=True, blank=True, on_delete=models.SET_NULL, related_name="notes")
    kind = models.CharField(max_length=12, choices=NoteClass.choices, help_text="class: who reads it")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, null=True, help_text="of the form: sent twice, kept once")

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=NoteClass.values), name="note_kind_known")]

    def __str__(self) -> str:
        return f"note {self.kind}"


class NoteVersion(Row):
    """The words of a note after it was written or put right. Never changed; gone only with the note."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=NoteClass.choices, help_text="that of the note: says whether the words are sealed")
    text = models.TextField(blank=True)
    sealed = models.TextField(blank=True, help_text="confidential: the words (core.crypt)")
    is_correction = models.BooleanField(default=False, help_text="written after the days in which an author may change a note freely")
    reason = models.CharField(max_length=200, blank=True, help_text="of a correction")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["note", "number"], name="note_version_once"),
            models.CheckConstraint(
                condition=(Q(kind__in=sorted(CONFIDENTIAL), text="") & ~Q(sealed=""))
                | (~Q(kind__in=sorted(CONFIDENTIAL)) & Q(sealed="") & ~Q(text="")),
                name="note_version_sealed_if_confidential",
            ),
            models.CheckConstraint(
                condition=Q(is_correction=False, reason="") | (Q(is_correction=True) & ~Q(reason="")), name="note_correction_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"note version {self.number}"


class NoteDraft(Row):
    """A note that is being typed. It belongs to its author alone, is always sealed, and goes when the note is saved or after some days."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    encounter = models.ForeignKey(Encounter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=12, blank=True, choices=NoteClass.choices)
    sealed = models.TextField(help_text="the words (core.crypt)")
    version = models.PositiveIntegerField(default=1, help_text="goes up with every keeping")

    class Meta:
        ordering = ["-updated_at"]
        indexes = [models.Index(fields=["author", "client"], name="draft_of_author")]

    def __str__(self) -> str:
        return f"draft v{self.version}"
