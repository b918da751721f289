"""The outbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mosty.comms.enums import Channel, MessageKind, MessageState
from mosty.core.models import Row
from mosty.directory.models import Centre, Organization


class Message(Row):
    """One message to one address. Written in the transaction of what it tells about; the worker sends it.

    `about` is the id of the row it is about (an appointment); `facts` holds only time, place, code and address of the page.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Centre, null=True, on_delete=models.PROTECT, related_name="+")
    about = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=30, choices=MessageKind.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    language = models.CharField(max_length=5)
    address = models.CharField(max_length=254, help_text="e-mail, or phone as +48123456789")
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.QUEUED)
    not_before = models.DateTimeField(help_text="send at this instant or later; while being sent: end of the worker's lease")
    expires_at = models.DateTimeField(null=True, help_text="useless after this instant")
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=60, blank=True, help_text="code of the last failure, no personal value")

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state__in=["queued", "sending"]), name="message_due"),
            models.Index(fields=["organization", "-created_at"], name="message_by_organization"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel}"
