"""What editors say people also say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from mosty.search.enums import Field, Kind, NewEntry, Passage
from mosty.search.models import Synonym

Words = dict[str, list[str]]  # by language


def with_synonyms(kind: Kind, key: str, entries: Iterable[NewEntry]) -> Iterator[NewEntry]:
    """The entries, those of one thing one after another, with what people also say for it. Words of a language in which the thing has
    no entry stand with its Polish one (else with its first). An article is also called as the official word with the same key is."""
    words = _by_key(kind, key)
    terms = _by_key(Kind.TERM, key) if kind == Kind.ARTICLE else {}
    for name, group in groupby(entries, key=lambda entry: entry.key):
        mine = list(group)
        there = {entry.language for entry in mine}
        stand_in = "pl" if "pl" in there else mine[0].language
        for entry in mine:
            languages = [entry.language, *sorted(set(words.get(name, {})) - there if entry.language == stand_in else ())]
            added = [Passage(Field.KEYWORD, word, code) for code in languages for word in words.get(name, {}).get(code, [])]
            added += [Passage(Field.TERM, word) for word in terms.get(name, {}).get(entry.language, [])]
            yield replace(entry, passages=[*entry.passages, *added]) if added else entry


def synonyms_of(kind: Kind, key: str) -> Words:
    """What people also say for this thing, by language. One query."""
    return _by_key(kind, key).get(key, {})


def counted() -> dict[tuple[str, str], dict[str, int]]:
    """How many words every thing (kind, key) has, by language. One query."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for kind, key, language, words in Synonym.objects.order_by("kind", "key", "language").values_list("kind", "key", "language", "words"):
        found[kind, key][language] = len(words.splitlines())
    return found


def _by_key(kind: Kind, key: str) -> dict[str, Words]:
    rows = Synonym.objects.filter(kind=kind).order_by("key", "language")
    if key:
        rows = rows.filter(key=key)
    found: dict[str, Words] = defaultdict(dict)
    for name, language, words in rows.values_list("key", "language", "words"):
        found[name][language] = words.splitlines()
    return found
