"""The ledger of translations: what a machine made, what a person checked, what is older than its Polish paragraph.

The texts themselves stand in wagtail-localize's tables. A paragraph is named by the article's family (`translation_key`), its
language and the hash of its Polish words: new Polish words are a new paragraph that nobody has translated or checked yet.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mosty.core.models import Row
from mosty.guide.enums import Origin


class _Paragraph(models.Model):
    article = models.UUIDField(help_text="translation_key of the pages")
    language = models.CharField(max_length=8)
    source = models.UUIDField(help_text="hash of the Polish words")
    text = models.CharField(max_length=64, help_text="hash of the translation")
    tool = models.CharField(max_length=255, blank=True, help_text="the engine")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class MachineText(_Paragraph):
    """A machine translated these Polish words. Append-only: a person's correction does not make it a person's text."""

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["article", "language", "source"], name="machine_text_paragraph")]

    def __str__(self) -> str:
        return f"{self.language} {self.tool}"


class SegmentCheck(_Paragraph):
    """A person compared exactly this translation with exactly these Polish words. Append-only; of another text it says nothing."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["article", "language", "source"], name="segment_check_paragraph")]

    def __str__(self) -> str:
        return f"{self.language} {self.at:%Y-%m-%d}"


class OlderText(models.Model):
    """The translation that stands for a changed Polish paragraph is still that of the previous one. Ends when somebody translates."""

    language = models.CharField(max_length=8)
    context = models.ForeignKey("wagtail_localize.TranslationContext", on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey("wagtail_localize.String", on_delete=models.CASCADE, related_name="+", help_text="the Polish words now")
    previous = models.ForeignKey("wagtail_localize.String", on_delete=models.CASCADE, related_name="+", help_text="those translated")
    since = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["language", "context", "string"], name="older_text_once")]

    def __str__(self) -> str:
        return f"{self.language} {self.context_id}"


class SegmentComment(Row):
    """A word of one translator or reviewer to another about a paragraph."""

    article = models.UUIDField()
    language = models.CharField(max_length=8)
    source = models.UUIDField(help_text="hash of the Polish words")
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at"]
        indexes = [models.Index(fields=["article", "language"], name="segment_comment_article")]

    def __str__(self) -> str:
        return f"{self.language} {self.created_at:%Y-%m-%d}"


class TextState(models.Model):
    """An article in a language, summed up from the ledger whenever something in it changes, so that pages and lists read one row.

    The counts are of paragraphs as the translator finds them; `origin`, `checked_on` and `marks` are of the published text.
    """

    article = models.UUIDField(help_text="translation_key of the pages")
    language = models.CharField(max_length=8)
    is_live = models.BooleanField(default=False, help_text="readers can open it")
    is_started = models.BooleanField(default=False, help_text="there is a page, perhaps a draft")
    has_news = models.BooleanField(default=False, help_text="a translation is ready that readers do not see yet")
    total = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    stale = models.PositiveIntegerField(default=0)
    broken = models.PositiveIntegerField(default=0)
    machine = models.PositiveIntegerField(default=0, help_text="not checked")
    since = models.DateTimeField(null=True, help_text="how long the oldest open paragraph has waited")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.HUMAN)
    tools = models.JSONField(default=list, help_text="engines whose text is shown")
    checked_on = models.DateField(null=True, help_text="the last check of machine text that is shown")
    marks = models.JSONField(default=list, help_text='[{"path", "kind": "stale"|"polish"|"machine", "text"}] of shown paragraphs')

    class Meta:
        ordering = ["article", "language"]
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="text_state_once")]

    def __str__(self) -> str:
        return f"{self.article} {self.language} {self.origin}"
