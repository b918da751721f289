"""Legal acts and glossary terms."""

from __future__ import annotations

from django.db import models

from mosty.core.models import Row
from mosty.guide.enums import ActStatus


class LegalAct(Row):
    """A legal act on which articles rest."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=500, help_text="the Polish title")
    names = models.JSONField(default=dict, blank=True, help_text="a short name by language")
    journal = models.CharField(max_length=120, blank=True, help_text="journal of laws, for instance Dz.U. 2025 poz. 1079")
    address = models.URLField(max_length=500, blank=True)
    status = models.CharField(max_length=12, choices=ActStatus.choices, default=ActStatus.IN_FORCE)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    changed_on = models.DateField(null=True, blank=True, help_text="the newest change: whatever cites it is to be checked")

    loaded = models.CharField(max_length=64, blank=True, editable=False, help_text="digest of its file; empty once a person changed it")

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class ActUse(models.Model):
    """An article rests on the act."""

    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT, related_name="uses")
    page = models.ForeignKey("guide.ArticlePage", on_delete=models.CASCADE, related_name="act_uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "page"], name="act_use_once")]

    def __str__(self) -> str:
        return f"{self.act_id} {self.page_id}"


class FactAct(models.Model):
    """A fact rests on the act itself, not only through its article."""

    fact = models.ForeignKey("guide.Fact", on_delete=models.CASCADE, related_name="act_links")
    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT, related_name="fact_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "fact"], name="fact_act_once")]

    def __str__(self) -> str:
        return f"{self.act_id} {self.fact_id}"


class NoteAct(models.Model):
    """A town's note rests on the act."""

    note = models.ForeignKey("guide.LocalNote", on_delete=models.CASCADE, related_name="act_links")
    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT, related_name="note_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "note"], name="note_act_once")]

    def __str__(self) -> str:
        return f"{self.act_id} {self.note_id}"


class GlossaryTerm(Row):
    """An official word: Polish always, and per language how it is called and what it means."""

    key = models.SlugField(max_length=80, unique=True)
    polish = models.CharField(max_length=200)
    names = models.JSONField(default=dict, blank=True, help_text="the term by language")
    texts = models.JSONField(default=dict, blank=True, help_text="what it means, by language")
    source = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    loaded = models.CharField(max_length=64, blank=True, editable=False, help_text="digest of its file; empty once a person changed it")

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.polish


class TermUse(models.Model):
    """A published article explains the term."""

    term = models.ForeignKey(GlossaryTerm, on_delete=models.PROTECT, related_name="uses")
    page = models.ForeignKey("guide.ArticlePage", on_delete=models.CASCADE, related_name="term_uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "page"], name="term_use_once")]

    def __str__(self) -> str:
        return f"{self.term_id} {self.page_id}"


class KeptWord(models.Model):
    """A name that a machine leaves as it is in every language. Terms of the glossary are protected without standing here."""

    words = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words
