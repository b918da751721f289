"""The index. Every look-up is by an exact value or a beginning, so that SQLite and PostgreSQL give the same answers."""

from __future__ import annotations

from django.db import models

from mosty.search.enums import Field, Kind

LONGEST_WORD = 40
LONGEST_SOUND = 80  # a letter may sound as two


class Entry(models.Model):
    """One thing that can be found, in one language."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=250)
    summary = models.TextField(blank=True)
    address = models.CharField(max_length=250, blank=True, help_text="path behind the language")
    is_sensitive = models.BooleanField(default=False, help_text="who looks for it leaves no trace")
    digest = models.CharField(max_length=64, help_text="of what was put; the same again changes nothing")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "language"], name="search_entry_once_a_language")]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}:{self.language}"


class Passage(models.Model):
    """A title, a keyword, a paragraph."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="passages")
    field = models.CharField(max_length=8, choices=Field.choices)
    language = models.CharField(max_length=8)
    text = models.TextField()
    size = models.PositiveSmallIntegerField(help_text="words that carry meaning")

    def __str__(self) -> str:
        return self.text[:60]


class Word(models.Model):
    """A word as it stands somewhere, folded (no capitals, no accents), in the language of its passage.

    A word that no entry has any more stays with `entries` 0 until the index is tidied: it often comes back the same minute.
    """

    text = models.CharField(max_length=LONGEST_WORD)
    language = models.CharField(max_length=8)
    sound = models.CharField(max_length=LONGEST_SOUND, help_text="in plain Latin letters; Arabic letters stay")
    start = models.CharField(max_length=2, db_index=True, help_text="the first two letters")
    sound_start = models.CharField(max_length=2, db_index=True, help_text="the first two of the sound")
    entries = models.PositiveIntegerField(default=0, help_text="how many entries have it")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "language"], name="search_word_once_a_language")]
        indexes = [models.Index(fields=["sound"], name="search_word_sound")]

    def __str__(self) -> str:
        return self.text


class Form(models.Model):
    """A shape under which a word is found besides itself: its stem, the stem of its sound."""

    form = models.CharField(max_length=LONGEST_SOUND + 4)
    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="forms")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "word"], name="search_form_once_a_word")]

    def __str__(self) -> str:
        return self.form


class Gram(models.Model):
    """Three letters in a row of a sound that words have, for typing errors."""

    gram = models.CharField(max_length=3)
    length = models.PositiveSmallIntegerField(help_text="letters of the whole sound")
    sound = models.CharField(max_length=LONGEST_SOUND)

    class Meta:
        indexes = [models.Index(fields=["gram", "length"], name="search_gram_length")]

    def __str__(self) -> str:
        return self.gram


class Posting(models.Model):
    """A word stands in a passage."""

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="+", db_index=False)
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="postings")
    weight = models.PositiveSmallIntegerField(help_text="of the passage's place")

    class Meta:
        indexes = [models.Index(fields=["word", "-weight", "passage"], name="search_posting_word")]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.passage_id}"


class Renewal(models.Model):
    """Something has changed, so that its entries are to be made anew; the worker does it. One row however often it changed."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=120, blank=True, help_text="empty: all of the kind")
    turn = models.PositiveIntegerField(default=0, help_text="counts changes, so that one that comes meanwhile is not lost")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_renewal_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class Synonym(models.Model):
    """What people also say for a thing, in a language; kept by editors. Words may be phrases."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    words = models.TextField(help_text="one a line")
    loaded = models.CharField(max_length=64, blank=True, editable=False, help_text="digest of its file; empty once a person changed it")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "language"], name="search_synonym_once_a_language")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}:{self.language}"


class MissedWord(models.Model):
    """A word of the index that stood in a search without result, counted by day. Nothing else of the search is kept."""

    day = models.DateField()
    language = models.CharField(max_length=8, help_text="of the page")
    word = models.CharField(max_length=40, blank=True, help_text="empty: none of the words was known")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "language", "word"], name="search_missed_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.word} {self.count}"
