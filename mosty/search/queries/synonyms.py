"""What editors say people also say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from mosty.search.enums import Field, Kind, NewEntry, Passage
from mosty.search.models import Entry, Synonym
from mosty.search.texts.folding import fold

Words = dict[str, list[str]]  # by language


def with_synonyms(kind: Kind, key: str, entries: Iterable[NewEntry]) -> Iterator[NewEntry]:
    """The entries, those of one thing one after another, with what people also say for it. Words of a language in which the thing has
    no entry stand with its Polish one (else with its first). What explains official words is also called as they are."""
    words = _by_key(kind, key)
    terms = _by_key(Kind.TERM, "") if kind == Kind.ARTICLE else {}
    for name, group in groupby(entries, key=lambda entry: entry.key):
        mine = list(group)
        there = {entry.language for entry in mine}
        stand_in = "pl" if "pl" in there else mine[0].language
        for entry in mine:
            languages = [entry.language, *sorted(set(words.get(name, {})) - there if entry.language == stand_in else ())]
            added = [Passage(Field.KEYWORD, word, code) for code in languages for word in words.get(name, {}).get(code, [])]
            added += [Passage(Field.TERM, word) for term in entry.terms for word in terms.get(term, {}).get(entry.language, [])]
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


def things(language: str, *, words: str = "") -> list[tuple[Kind, str, str]]:
    """Everything that has an entry: kind, key and title in the language (else in Polish, else any), by kind and title; with `words`
    only what has them in title or key. One query."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for kind, key, code, title in Entry.objects.order_by("kind", "key", "language").values_list("kind", "key", "language", "title"):
        found[kind, key][code] = title
    titles = {name: mine.get(language) or mine.get("pl") or next(iter(mine.values())) for name, mine in found.items()}
    asked = fold(words.strip())
    rows = [(Kind(kind), key, title) for (kind, key), title in titles.items() if not asked or asked in fold(f"{title} {key}")]
    return sorted(rows, key=lambda row: (list(Kind).index(row[0]), row[2].casefold(), row[1]))


def title_of(kind: str, key: str, language: str) -> str:
    """The thing's title in the language, else in Polish, else any; empty if it has no entry. One query."""
    titles = dict(Entry.objects.filter(kind=kind, key=key[:120]).order_by("language").values_list("language", "title"))
    return titles.get(language) or titles.get("pl") or next(iter(titles.values()), "")


def _by_key(kind: Kind, key: str) -> dict[str, Words]:
    rows = Synonym.objects.filter(kind=kind).order_by("key", "language")
    if key:
        rows = rows.filter(key=key)
    found: dict[str, Words] = defaultdict(dict)
    for name, language, words in rows.values_list("key", "language", "words"):
        found[name][language] = words.splitlines()
    return found
