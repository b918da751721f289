"""Files and scans in a person's file."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mosty.casework.enums.documents import DocumentKind, ScanState
from mosty.casework.enums.notes import NoteClass
from mosty.casework.models.visits import Encounter
from mosty.clients.models import Client
from mosty.core.filetypes import ENDINGS
from mosty.core.models import Row
from mosty.directory.models import Organization


class Document(Row):
    """One uploaded file. Its bytes lie sealed on the disk (`core.vault`) and go with this row, whoever deletes it."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="documents")
    encounter = models.ForeignKey(Encounter, null=True, blank=True, on_delete=models.SET_NULL, related_name="documents")
    kind = models.CharField(max_length=16, choices=DocumentKind.choices)
    note_class = models.CharField(max_length=12, choices=NoteClass.choices, help_text="who opens it: whoever reads such notes")
    sealed = models.TextField(help_text="title as typed, and in a second line the name of the file as given (core.crypt)")
    content_type = models.CharField(max_length=20, help_text="what is in it, by its bytes")
    size = models.PositiveIntegerField(help_text="bytes, as it is kept")
    digest = models.CharField(max_length=64, help_text="keyed hash of the bytes as they came: the same file again")
    stored = models.CharField(max_length=32, blank=True, help_text="name in the vault; empty once a virus was found")
    scan = models.CharField(max_length=8, choices=ScanState.choices)
    expires_on = models.DateField(null=True, blank=True, help_text="last day on which the document itself is valid")
    keep_until = models.DateField(db_index=True, help_text="on this day the file is destroyed; Poland's calendar")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(help_text="of the form: sent twice, kept once")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "digest"], name="document_once_a_form"),
            models.UniqueConstraint(fields=["stored"], condition=~Q(stored=""), name="document_own_file"),
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_known"),
            models.CheckConstraint(condition=Q(note_class__in=NoteClass.values), name="document_class_known"),
            models.CheckConstraint(condition=Q(content_type__in=sorted(ENDINGS)), name="document_type_known"),
            models.CheckConstraint(condition=~Q(sealed=""), name="document_words_sealed"),
            models.CheckConstraint(
                condition=Q(scan="infected", stored="") | (Q(scan__in=["off", "waiting", "clean"]) & ~Q(stored="")),
                name="document_infected_has_no_file",
            ),
        ]

    def __str__(self) -> str:
        return f"document {self.kind}"
