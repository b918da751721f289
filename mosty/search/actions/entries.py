"""Put entries into the index, and drop them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mosty.search.actions.rows import insert, one_at_a_time
from mosty.search.enums import WEIGHTS, Field, Kind, NewEntry
from mosty.search.enums import Passage as NewPassage
from mosty.search.models import Entry, Form, Gram, Passage, Posting, Word
from mosty.search.texts.folding import clean, is_small, pairs_of
from mosty.search.texts.sounds import grams
from mosty.search.texts.stems import forms_to_keep, gram_text

BATCH = 4_000  # entries at a time: all of a guide of 400 articles in ten languages
MOST_VALUES = 5_000  # in one statement
VERSION = "6"  # of how words are kept; another one puts everything anew
LONGEST_PASSAGE = 4_000
SHORTEST_FUZZY = 4  # letters of a sound

Name = tuple[str, str]  # a word: folded, language
Item = TypeVar("Item")


def put(entries: Iterable[NewEntry]) -> int:
    """Let these be found as they are now; the same again changes nothing. Says how many changed.

    An entry is known by kind, key and language; what an owner no longer has it drops itself.
    """
    return sum(_put(part) for part in _parts(entries, BATCH))


@transaction.atomic
def drop(kind: Kind, key: str, *, language: str = "") -> int:
    """Nobody finds it any more, in this language or (without one) in any. Says how many entries went."""
    found = Entry.objects.filter(kind=kind, key=key)
    if language:
        found = found.filter(language=language)
    return _remove(found.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def keep_only(kind: Kind, wanted: Iterable[tuple[str, str]], *, key: str = "") -> int:
    """Of this kind (and this key, if one is given) only these (key, language) stay. Says how many entries went."""
    names = set(wanted)
    found = Entry.objects.filter(kind=kind).order_by("pk")
    if key:
        found = found.filter(key=key)
    return _remove(pk for pk, *name in found.values_list("pk", "key", "language") if tuple(name) not in names)


@transaction.atomic
def tidy() -> int:
    """Throw away words that no entry has any more, with their forms. Says how many words went."""
    one_at_a_time()
    gone = Word.objects.filter(entries=0).order_by("pk").values_list("pk", flat=True)
    count = 0
    for keys in _parts(gone, MOST_VALUES):
        Form.objects.filter(word__in=keys).delete()
        count += Word.objects.filter(pk__in=keys).delete()[0]
    if count:
        Gram.objects.filter(~Exists(Word.objects.filter(sound=OuterRef("sound")))).delete()
    return count


def _parts(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    part: list[Item] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


@transaction.atomic
def _put(entries: Sequence[NewEntry]) -> int:
    wanted = {(entry.kind.value, entry.key, entry.language): entry for entry in entries}
    digests = {name: _digest(entry) for name, entry in wanted.items()}
    there = _there({key for _, key, _ in wanted})
    changed = [name for name in wanted if there.get(name, (0, ""))[1] != digests[name]]
    if not changed:
        return 0
    one_at_a_time()
    _remove([there[name][0] for name in changed if name in there])
    rows = Entry.objects.bulk_create(
        Entry(
            kind=entry.kind,
            key=entry.key,
            language=entry.language,
            title=entry.title[:250],
            summary=entry.summary,
            address=entry.address,
            is_sensitive=entry.is_sensitive,
            digest=digests[name],
        )
        for name, entry in ((name, wanted[name]) for name in changed)
    )
    _write_passages([(row.pk, wanted[name]) for row, name in zip(rows, changed, strict=True)])
    return len(rows)


def _there(keys: set[str]) -> dict[tuple[str, str, str], tuple[int, str]]:
    """Key and digest of every entry with one of these keys."""
    found = {}
    for part in _parts(sorted(keys), MOST_VALUES):
        rows = Entry.objects.filter(key__in=part).order_by("pk").values_list("kind", "key", "language", "pk", "digest")
        found.update({(kind, key, language): (pk, digest) for kind, key, language, pk, digest in rows})
    return found


def _digest(entry: NewEntry) -> str:
    return hashlib.sha256(f"{VERSION}{entry!r}".encode()).hexdigest()


def _remove(entries: Iterable[int]) -> int:
    count = 0
    for keys in _parts(entries, MOST_VALUES):
        # by their keys: over two joined tables that it does not know yet, PostgreSQL reads every posting (ten seconds)
        words: set[int] = set()
        for passages in _parts(Passage.objects.filter(entry__in=keys).order_by("pk").values_list("pk", flat=True), MOST_VALUES):
            postings = Posting.objects.filter(passage__in=passages)
            words |= set(postings.order_by().values_list("word_id", flat=True))
            postings.delete()
            Passage.objects.filter(pk__in=passages).delete()
        Entry.objects.filter(pk__in=keys).delete()
        _recount(words)
        count += len(keys)
    return count


def _write_passages(pairs: Sequence[tuple[int, NewEntry]]) -> None:
    rows: list[tuple[int, str, str, str, int]] = []
    contents: list[list[str]] = []  # folded words of each passage
    raws: dict[Name, set[str]] = defaultdict(set)
    having: dict[Name, set[int]] = defaultdict(set)
    for pk, entry in pairs:
        for passage in _passages(entry):
            found = pairs_of(passage.text)
            telling = dict.fromkeys(pair for pair in found if not is_small(pair[1])) or dict.fromkeys(found)
            if not telling:
                continue
            language = passage.language or entry.language
            rows.append((pk, passage.field.value, language, passage.text, len(telling)))
            contents.append(list(dict.fromkeys(folded for _, folded in telling)))
            for raw, folded in telling:
                raws[folded, language].add(raw)
                having[folded, language].add(pk)
    insert(Passage, ("entry_id", "field", "language", "text", "size"), rows)
    keys = _keys_of_passages([pk for pk, _ in pairs])
    known = _known(raws)
    _write_forms({(form, known[name]) for name in known for form in _forms(name, raws[name])})
    words = known | _write_words({name: sorted(mine) for name, mine in raws.items() if name not in known}, having)
    postings = [
        (words[folded, row[2]], key, WEIGHTS[Field(row[1])])
        for key, row, content in zip(keys, rows, contents, strict=True)
        for folded in content
    ]
    insert(Posting, ("word_id", "passage_id", "weight"), sorted(postings))
    _recount(known.values())


def _keys_of_passages(entries: Sequence[int]) -> list[int]:
    """As they were written: entry by entry (their keys rise), and within each in the order of the rows."""
    found: list[int] = []
    for part in _parts(entries, MOST_VALUES):
        found += Passage.objects.filter(entry__in=part).order_by("entry", "pk").values_list("pk", flat=True)
    return found


def _passages(entry: NewEntry) -> list[NewPassage]:
    """Title and summary first; the same words in the same place once."""
    given = [NewPassage(Field.TITLE, entry.title), NewPassage(Field.SUMMARY, entry.summary), *entry.passages]
    found: dict[tuple[str, str], NewPassage] = {}
    for passage in given:
        text = " ".join(passage.text.split())[:LONGEST_PASSAGE] if passage.field != Field.KEYWORD else clean(passage.text)
        text = text.replace("\x00", "")
        if text:
            found.setdefault((passage.field, text.casefold()), NewPassage(passage.field, text, passage.language))
    return list(found.values())


def _known(names: Iterable[Name]) -> dict[Name, int]:
    """Keys of those of the words that the index has."""
    wanted = set(names)
    found = {}
    for part in _parts(sorted({text for text, _ in wanted}), MOST_VALUES):
        rows = Word.objects.filter(text__in=part).order_by("pk").values_list("text", "language", "pk")
        found.update({(text, language): pk for text, language, pk in rows if (text, language) in wanted})
    return found


def _write_words(fresh: dict[Name, list[str]], having: dict[Name, set[int]]) -> dict[Name, int]:
    """New words with their forms and the pieces of their sounds; their keys."""
    sounds = {name: gram_text(raws[0], name[0]) for name, raws in fresh.items()}
    heard = _heard(sounds.values())
    rows = [
        (text, language, sounds[text, language], text[:2], sounds[text, language][:2], len(having[text, language]))
        for text, language in sorted(fresh)
    ]
    insert(Word, ("text", "language", "sound", "start", "sound_start", "entries"), rows)
    keys = _known(fresh)
    insert(Form, ("form", "word_id"), sorted((form, keys[name]) for name, mine in fresh.items() for form in _forms(name, mine)))
    new = {sound for name, sound in sounds.items() if len(sound) >= SHORTEST_FUZZY and not name[0].isdigit()} - heard
    insert(Gram, ("gram", "length", "sound"), sorted((gram, len(sound), sound) for sound in new for gram in grams(sound)))
    return keys


def _forms(name: Name, raws: Iterable[str]) -> set[str]:
    """Of the word in all the ways it is written; the word itself ("=") is found without one."""
    folded, language = name
    return {form for raw in raws for form in forms_to_keep(raw, folded, language) if not form.startswith("=")}


def _write_forms(wanted: set[tuple[str, int]]) -> None:
    """Forms of words that the index has already: those of a new way of writing."""
    for part in _parts(sorted({word for _, word in wanted}), MOST_VALUES):
        wanted.difference_update(Form.objects.filter(word__in=part).order_by().values_list("form", "word_id"))
    insert(Form, ("form", "word_id"), sorted(wanted))


def _heard(sounds: Iterable[str]) -> set[str]:
    """Those of the sounds that words of the index have."""
    found: set[str] = set()
    for part in _parts(sorted(set(sounds)), MOST_VALUES):
        found.update(Word.objects.filter(sound__in=part).order_by().values_list("sound", flat=True))
    return found


def _recount(words: Iterable[int]) -> None:
    """How many entries have each of the words."""
    mine = Posting.objects.filter(word=OuterRef("pk")).order_by().values("word")
    counted = Coalesce(Subquery(mine.annotate(count=Count("passage__entry", distinct=True)).values("count")), 0)
    for part in _parts(sorted(words), MOST_VALUES):
        Word.objects.filter(pk__in=part).update(entries=counted)
