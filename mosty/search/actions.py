"""Writes of the index: put entries in, drop them, count words that found nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mosty.search.enums import WEIGHTS, Field, Kind, NewEntry
from mosty.search.enums import Passage as NewPassage
from mosty.search.models import Entry, Form, Gram, MissedWord, Passage, Posting, Word
from mosty.search.texts.folding import clean, is_small, pairs_of
from mosty.search.texts.sounds import grams
from mosty.search.texts.stems import beginnings, forms_to_keep, gram_text

BATCH = 200  # entries at a time
VERSION = "2"  # of how words are kept; another one puts everything anew
LONGEST_PASSAGE = 4_000
MOST_MISSED = 8  # words of one search

Pair = tuple[str, str]  # raw, folded


def put(entries: Iterable[NewEntry]) -> int:
    """Let these be found as they are now; the same again changes nothing. Says how many changed.

    An entry is known by kind, key and language; what an owner no longer has it drops itself.
    """
    changed = 0
    for part in _parts(entries):
        changed += _put(part)
    return changed


@transaction.atomic
def drop(kind: Kind, key: str, *, language: str = "") -> int:
    """Nobody finds it any more, in this language or (without one) in any. Says how many entries went."""
    found = Entry.objects.filter(kind=kind, key=key)
    if language:
        found = found.filter(language=language)
    return _remove(list(found))


@transaction.atomic
def keep_only(kind: Kind, wanted: Iterable[tuple[str, str]]) -> int:
    """Of this kind only these (key, language) stay."""
    names = set(wanted)
    return _remove([entry for entry in Entry.objects.filter(kind=kind) if (entry.key, entry.language) not in names])


@transaction.atomic
def count_missed(words: Iterable[str], *, language: str, day: date) -> None:
    """One more search found nothing. Of what was typed only words that the index itself knows are kept, so that no name, number
    or address can be; and those without tie to each other or to a time of day. No known word: an empty one is counted."""
    asked = [word for word in words if not any(sign.isdigit() for sign in word)]
    known = sorted(set(Word.objects.filter(text__in=asked).values_list("text", flat=True)))[:MOST_MISSED]
    for word in known or [""]:
        row, _ = MissedWord.objects.get_or_create(day=day, language=language, word=word)
        MissedWord.objects.filter(pk=row.pk).update(count=F("count") + 1)


def _parts(entries: Iterable[NewEntry]) -> Iterator[list[NewEntry]]:
    part: list[NewEntry] = []
    for entry in entries:
        part.append(entry)
        if len(part) == BATCH:
            yield part
            part = []
    if part:
        yield part


@transaction.atomic
def _put(entries: list[NewEntry]) -> int:
    wanted = {(entry.kind.value, entry.key, entry.language): entry for entry in entries}
    there = {(row.kind, row.key, row.language): row for row in Entry.objects.filter(key__in={key for _, key, _ in wanted}).order_by("pk")}
    digests = {name: _digest(entry) for name, entry in wanted.items()}
    changed = {name: entry for name, entry in wanted.items() if name not in there or there[name].digest != digests[name]}
    if not changed:
        return 0
    _remove([there[name] for name in changed if name in there])
    rows = Entry.objects.bulk_create(
        Entry(
            kind=entry.kind,
            key=entry.key,
            language=entry.language,
            title=entry.title[:250],
            summary=entry.summary,
            address=entry.address,
            digest=digests[name],
        )
        for name, entry in changed.items()
    )
    _write_passages(list(zip(rows, changed.values(), strict=True)))
    return len(rows)


def _digest(entry: NewEntry) -> str:
    return hashlib.sha256(f"{VERSION}{entry!r}".encode()).hexdigest()


def _remove(entries: list[Entry]) -> int:
    keys = [entry.pk for entry in entries]
    words = set(Posting.objects.filter(passage__entry__in=keys).values_list("word_id", flat=True))
    Posting.objects.filter(passage__entry__in=keys).delete()
    Passage.objects.filter(entry__in=keys).delete()
    Entry.objects.filter(pk__in=keys).delete()
    _recount(words)
    return len(keys)


def _write_passages(pairs: list[tuple[Entry, NewEntry]]) -> None:
    rows: list[Passage] = []
    contents: list[list[Pair]] = []
    for row, entry in pairs:
        for passage in _passages(entry):
            found = pairs_of(passage.text)
            telling = [pair for pair in found if not is_small(pair[1])] or found
            if telling:
                language = passage.language or entry.language
                rows.append(Passage(entry=row, field=passage.field, language=language, text=passage.text, size=len(set(telling))))
                contents.append(telling)
    Passage.objects.bulk_create(rows, batch_size=500)
    words = _words({(raw, folded, row.language) for row, content in zip(rows, contents, strict=True) for raw, folded in content})
    postings = [
        (words[folded, row.language], row.pk, WEIGHTS[Field(row.field)])
        for row, content in zip(rows, contents, strict=True)
        for folded in dict.fromkeys(folded for _, folded in content)
    ]
    _insert(Posting, ("word_id", "passage_id", "weight"), postings)
    _recount({word for word, _, _ in postings})


def _passages(entry: NewEntry) -> list[NewPassage]:
    """Title and summary first; the same words in the same place once."""
    given = [NewPassage(Field.TITLE, entry.title), NewPassage(Field.SUMMARY, entry.summary), *entry.passages]
    found: dict[tuple[str, str], NewPassage] = {}
    for passage in given:
        text = " ".join(passage.text.split())[:LONGEST_PASSAGE] if passage.field != Field.KEYWORD else clean(passage.text)
        if text:
            found.setdefault((passage.field, text.casefold()), NewPassage(passage.field, text, passage.language))
    return list(found.values())


def _words(wanted: set[tuple[str, str, str]]) -> dict[tuple[str, str], int]:
    """Keys of the words, new ones made with their forms."""
    texts = {folded for _, folded, _ in wanted}
    known = {(word.text, word.language): word.pk for word in Word.objects.filter(text__in=texts)}
    raws: dict[tuple[str, str], list[str]] = {}
    for raw, folded, language in sorted(wanted):
        raws.setdefault((folded, language), []).append(raw)
    fresh = Word.objects.bulk_create(Word(text=text, language=language) for text, language in raws if (text, language) not in known)
    forms: list[tuple[str, int]] = []
    pieces: list[tuple[str, int, int]] = []
    for word in fresh:
        mine = raws[word.text, word.language]
        names = {form for raw in mine for form in (*forms_to_keep(raw, word.text, word.language), *beginnings(raw, word.text))}
        forms += [(name, word.pk) for name in sorted(names)]
        text = gram_text(mine[0], word.text)
        if len(text) > 3 and not word.text.isdigit():
            pieces += [(gram, len(text), word.pk) for gram in grams(text)]
    _insert(Form, ("form", "word_id"), forms)
    _insert(Gram, ("gram", "length", "word_id"), pieces)
    return known | {(word.text, word.language): word.pk for word in fresh}


def _insert(model: type[models.Model], columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """Many rows without an object for each: an index has hundreds of thousands, and objects cost ten times as much."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})", rows)  # noqa: S608 - names of our models


def _recount(words: set[int]) -> None:
    """How many entries have each of the words; a word that none has goes."""
    keys = sorted(words)
    mine = Posting.objects.filter(word=OuterRef("pk")).order_by().values("word")
    counted = Coalesce(Subquery(mine.annotate(count=Count("passage__entry", distinct=True)).values("count")), 0)
    for at in range(0, len(keys), 500):
        some = Word.objects.filter(pk__in=keys[at : at + 500])
        some.update(entries=counted)
        some.filter(entries=0).delete()
