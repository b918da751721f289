"""What is to be looked at again: because an act changed, or because the national text beside a town's note did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mosty.core.models import Row
from mosty.directory.models import Town
from mosty.guide.enums import CheckSubject, CheckWord, TaskWord


class ActChange(Row):
    """Somebody said: this act has changed. Append-only."""

    act = models.ForeignKey("guide.LegalAct", on_delete=models.PROTECT, related_name="changes")
    changed_on = models.DateField(help_text="the day from which the change holds")
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-changed_on", "-created_at"]

    def __str__(self) -> str:
        return f"{self.act_id} {self.changed_on}"


_ARTICLE = Q(subject=CheckSubject.ARTICLE, step="", fact=None, note=None) & ~Q(article="")
_STEP = Q(subject=CheckSubject.STEP, fact=None, note=None) & ~Q(article="") & ~Q(step="")
_FACT = Q(subject=CheckSubject.FACT, article="", step="", fact__isnull=False, note=None)
_NOTE = Q(subject=CheckSubject.NOTE, article="", step="", fact=None, note__isnull=False)
_OPEN = Q(done_at=None)


class Check(Row):
    """An article, a step of one, a fact or a note cites an act that changed, and somebody has to look. Done once: the guard
    `guide_check_stays` refuses to change an answer."""

    act = models.ForeignKey("guide.LegalAct", on_delete=models.PROTECT, related_name="checks")
    change = models.ForeignKey(ActChange, on_delete=models.PROTECT, related_name="checks", help_text="the newest that it is about")
    subject = models.CharField(max_length=10, choices=CheckSubject.choices)
    article = models.SlugField(max_length=80, blank=True)
    step = models.CharField(max_length=80, blank=True, help_text="id of the step in the Polish text")
    fact = models.ForeignKey("guide.Fact", null=True, blank=True, on_delete=models.CASCADE, related_name="checks")
    note = models.ForeignKey("guide.LocalNote", null=True, blank=True, on_delete=models.CASCADE, related_name="checks")
    since = models.DateField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    word = models.CharField(max_length=10, choices=CheckWord.choices, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["since", "created_at"]
        constraints = [
            models.CheckConstraint(condition=_ARTICLE | _STEP | _FACT | _NOTE, name="check_of_one_subject"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, word="") | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(word="")),
                name="check_answered_whole",
            ),
            models.UniqueConstraint(fields=["act", "article", "step"], condition=_OPEN & ~Q(article=""), name="check_open_once_text"),
            models.UniqueConstraint(fields=["act", "fact"], condition=_OPEN & Q(fact__isnull=False), name="check_open_once_fact"),
            models.UniqueConstraint(fields=["act", "note"], condition=_OPEN & Q(note__isnull=False), name="check_open_once_note"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.article or self.fact_id or self.note_id}"


class PublishedText(models.Model):
    """The Polish text of an article as it was last published: what the next publication is compared with."""

    article = models.SlugField(max_length=80, unique=True)
    lines = models.JSONField(default=list, help_text="[slots that the line stands before, text] each; no slots: all of them")
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.article


class TownTask(Row):
    """The national text beside a town's notes changed: does what the town wrote still fit? One open task per town and article;
    further changes are added to it. `old` is what the town last knew."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
    article = models.SlugField(max_length=80)
    old = models.JSONField(default=list)
    new = models.JSONField(default=list)
    since = models.DateTimeField()
    changed_at = models.DateTimeField(help_text="of the newest change in it")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    word = models.CharField(max_length=10, choices=TaskWord.choices, blank=True)

    class Meta:
        ordering = ["since", "article"]
        constraints = [
            models.UniqueConstraint(fields=["town", "article"], condition=_OPEN, name="town_task_open_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, word="")
                | (Q(done_at__isnull=False, done_by__isnull=False) & Q(word__in=[TaskWord.FITS, TaskWord.CHANGED]))
                | Q(done_at__isnull=False, done_by=None, word=TaskWord.GONE),
                name="town_task_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.town_id} {self.article}"
