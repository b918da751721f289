"""Keys under which an index finds the people worth comparing.

Two that `compare` would call "same" or "maybe" meet under a key, and a key is shared by few. Keys are plain text, so every database finds
the same; they hold traces of names and are as personal as the names themselves.

Kinds, by their first letter:

- d  birth date (the smaller of day and month first, so both orders meet) and a word of the name
- c  day and month and a family name: the year may be wrong
- p  phone, i  document
- n  two words of the name, f  a word and the father's name
- s  a word and a piece of another: the beginning of its consonants with one left out, so that one slip leaves a piece whole
- w  one word alone: shared by many
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, product

from mosty.clients.matching.people import FAMILY, GIVEN, Parsed, Person
from mosty.clients.matching.words import Word

MOST_CODES = 3  # readings of one word that are kept
LONGEST = 60
PIECE = 4  # consonants at the beginning of a word of which one may be wrong
EXACT = frozenset("dcpi")
WIDE = frozenset("nf")


@dataclass(frozen=True)
class Lookup:
    """What to ask the index for one person, in this order.

    `exact` keys have few people each: take all. `wide` and `slips` may have hundreds or thousands where names are common: where
    `years` are given, take only people born in one of them or with no year on file; without years ask `slips` only when the others
    found nobody, and put a limit on both. `broad` are single words, for a search by a name alone: a few hundred at most.
    """

    exact: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()
    slips: frozenset[str] = frozenset()
    broad: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()

    def finds(self, other: Person) -> bool:
        """Would the index bring this person, without limits? For tests and small sets."""
        theirs, year = keys(other), year_of(other)
        is_near = not self.years or year is None or year in self.years
        return bool(self.exact & theirs) or (is_near and bool((self.wide | self.slips) & theirs))

    def joined(self, other: Lookup) -> Lookup:
        """Both questions as one."""
        return Lookup(
            self.exact | other.exact, self.wide | other.wide, self.slips | other.slips, self.broad | other.broad, self.years | other.years
        )


def keys(person: Person) -> frozenset[str]:
    """All keys of a person, to be kept beside the year of birth (`year_of`). Some 10 to 40, at most 60 letters each."""
    found: set[str] = set()
    for name in person.parsed:
        words = [word for word in name.core if not word.is_initial]
        found |= _pairs(words) | _fathers(words, name)
        found |= {f"w:{code}" for word in (*words, *name.patronymics) for code in word.codes[:MOST_CODES]}
        born = person.born
        if born:
            day = f"{min(born.day, born.month):02}{max(born.day, born.month):02}"
            found |= {f"d:{born.year}{day}|{code}" for word in words for code in word.codes[:MOST_CODES]}
            found |= {f"c:{day}|{code}" for word in _heavy(name) for code in word.codes[:MOST_CODES]}
    found |= {f"p:{phone.lstrip('+')}" for phone in person.phones if phone}
    found |= {f"i:{kind}:{value}" for kind, value in person.documents if value}
    return frozenset(key[:LONGEST] if key[0] != "i" else key[:200] for key in found)


def lookup(person: Person) -> Lookup:
    """What to ask the index for whoever may be this person."""
    by_kind: dict[str, set[str]] = {}
    for key in keys(person):
        by_kind.setdefault(key[0], set()).add(key)
    year = year_of(person)
    return Lookup(
        exact=frozenset().union(*(by_kind.get(kind, ()) for kind in EXACT)),
        wide=frozenset().union(*(by_kind.get(kind, ()) for kind in WIDE)),
        slips=frozenset(by_kind.get("s", ())),
        broad=frozenset(by_kind.get("w", ())),
        years=frozenset({year - 1, year, year + 1}) if year else frozenset(),
    )


def year_of(person: Person) -> int | None:
    """The year of birth that the index keeps beside the keys."""
    return person.born.year if person.born else person.born_year


def numbered(found: Iterable[str], secret: bytes) -> frozenset[int]:
    """Keys as signed 64-bit numbers that only this installation can make: smaller rows, and no names in the index."""
    return frozenset(
        int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8, key=secret[:64]).digest(), "big", signed=True) for key in found
    )


def _pairs(words: list[Word]) -> set[str]:
    pairs = list(combinations(words, 2))
    if len(words) > 3:  # a long chain: with its first and its last word
        pairs = [(one, two) for one, two in pairs if one is words[0] or two is words[-1]]
    found = set()
    for one, two in pairs:
        for code, other in product(one.codes[:MOST_CODES], two.codes[:MOST_CODES]):
            found.add("n:" + "|".join(sorted((code, other))))
        for whole, cut in ((one, two), (two, one)):
            found |= {f"s:{code}|{piece}" for code in whole.codes[:2] for piece in _pieces(cut)}
    return found


def _pieces(word: Word) -> set[str]:
    """What one slip leaves whole: of a given name that we know its first sound, of others the first consonants but one."""
    if word.groups:
        return {f"^{reading[:1]}" for reading in word.softs[:1]}
    found = set()
    for frame in word.frames[:2]:
        head = frame[:PIECE]
        found.add(head[:3])
        if len(head) > 2:
            found |= {head[:place] + head[place + 1 :] for place in range(len(head))}
    return found | {f"^{reading[:1]}" for reading in word.softs[:1]}


def _fathers(words: list[Word], name: Parsed) -> set[str]:
    found = set()
    for word, father in product(words, name.patronymics):
        for code in word.codes[:MOST_CODES]:
            found |= {f"f:{code}|#{number}" for number in father.fathers} or {f"f:{code}|{frame}" for frame in father.father_bones}
    return found


def _heavy(name: Parsed) -> list[Word]:
    """Family names, or all words where nobody knows which they are."""
    family = [word for word, part in zip(name.core, name.parts, strict=True) if part == FAMILY and not word.is_initial]
    return family or [word for word, part in zip(name.core, name.parts, strict=True) if part != GIVEN and not word.is_initial]
