"""What towns add, and what readers wish."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mosty.core.models import Row
from mosty.directory.models import Town
from mosty.guide.enums import Slot


class LocalNote(Row):
    """What a town adds to a slot: of one article, or (with an empty `article`) of every article that has the slot.

    `{centre}`, `{address}` and `{phone}` in a text stand for the town's centre as the directory knows it.
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
    slot = models.CharField(max_length=20, choices=Slot.choices)
    article = models.SlugField(max_length=80, blank=True)
    texts = models.JSONField(default=dict, help_text="text by language; an empty line begins a paragraph")
    checked_on = models.DateField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200, blank=True)
    acts = models.ManyToManyField("guide.LegalAct", through="guide.NoteAct", related_name="notes", help_text="empty: its article's")
    loaded = models.CharField(max_length=64, blank=True, editable=False, help_text="digest of its file; empty once a person changed it")

    class Meta:
        ordering = ["town", "slot", "article"]
        constraints = [models.UniqueConstraint(fields=["town", "slot", "article"], name="local_note_once")]

    def __str__(self) -> str:
        return f"{self.slot} {self.article}".strip()


class TranslationWish(models.Model):
    """How many readers wished on a day for an article in a language. Nothing about who."""

    article = models.SlugField(max_length=80)
    language = models.CharField(max_length=5)
    on = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-on", "article", "language"]
        constraints = [models.UniqueConstraint(fields=["article", "language", "on"], name="wish_once_a_day")]

    def __str__(self) -> str:
        return f"{self.article} {self.language} {self.count}"
