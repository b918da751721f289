"""Files opened by somebody who does not work with the person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mosty.clients.enums import GlassReason
from mosty.clients.enums.rights import GlassVerdict
from mosty.core.models import Row
from mosty.directory.models import Organization


class BreakGlass(Row):
    """One opening of a file outside one's own scope: who, which file, why, until when. Append-only: it holds no key to the file."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    centre = models.UUIDField(help_text="that keeps the file")
    client = models.UUIDField(help_text="the file; stays here when the file is erased")
    number = models.PositiveIntegerField(help_text="of the file")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=GlassReason.choices)
    words = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at"]
        verbose_name_plural = "broken glass"
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=GlassReason.values) & ~Q(words=""), name="glass_has_reason"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("opened_at")), name="glass_expires_later"),
        ]
        indexes = [
            models.Index(fields=["user", "client"], name="glass_by_user"),
            models.Index(fields=["organization", "-opened_at"], name="glass_by_organization"),
        ]

    def __str__(self) -> str:
        return f"glass {self.reason}"


class GlassNotice(models.Model):
    """Somebody is told of a breaking: whoever owns the file, and the data-protection officer. `seen_at`: they said so."""

    glass = models.ForeignKey(BreakGlass, on_delete=models.PROTECT, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["glass", "user"], name="glass_told_once")]
        indexes = [models.Index(fields=["user"], condition=Q(seen_at=None), name="glass_notice_unseen")]

    def __str__(self) -> str:
        return f"notice of {self.glass_id}"


class GlassReview(models.Model):
    """The second look of the data-protection officer. Append-only."""

    glass = models.OneToOneField(BreakGlass, on_delete=models.PROTECT, related_name="review")
    verdict = models.CharField(max_length=10, choices=GlassVerdict.choices)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(verdict="fine") | ~Q(words=""), name="glass_not_fine_says_why")]

    def __str__(self) -> str:
        return self.verdict
