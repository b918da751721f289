"""Keys under which an index finds the people worth comparing, and what one box of a search means.

Two that `compare` would call "same" or "maybe" share a key, and a key is shared by few: a pair of names, a name with a birth date or the
beginning of another name, a phone, a document. Keys are plain text, so every database finds the same; they hold traces of names
and are as personal as the names themselves.
"""

from __future__ import annotations

from itertools import combinations, product

from mosty.clients.matching.people import FAMILY, GIVEN, Parsed, Person
from mosty.clients.matching.words import Word

MOST_CODES = 3  # readings of one word that are tried
LONGEST = 60


def keys(person: Person) -> frozenset[str]:
    """The keys of a person, for the index and to look others up by. Some 10 to 40, at most 60 letters each."""
    found: set[str] = set()
    for name in person.parsed:
        found |= _name_keys(name)
        for word in _spoken(name):
            found |= {f"d:{day}|{code}" for day in _days(person) for code in word.codes[:MOST_CODES]}
        found |= {f"y:{year}|{code}" for year in _years(person) for word in _heavy(name) for code in word.codes[:MOST_CODES]}
    found |= {f"p:{phone.lstrip('+')}" for phone in person.phones if phone}
    found |= {f"i:{kind}:{value}"[:LONGEST] for kind, value in person.documents if value}
    return frozenset(key[:LONGEST] for key in found)


def word_keys(person: Person) -> frozenset[str]:
    """A key for every single word, for a search by one name alone. Many share such a key: ask for the first few hundred only."""
    return frozenset(f"w:{code}" for name in person.parsed for word in (*name.core, *name.patronymics) for code in word.codes)


def _name_keys(name: Parsed) -> set[str]:
    words = _spoken(name)
    pairs = list(combinations(words, 2))
    if len(words) > 3:  # a long chain: with its first and its last word
        pairs = [(one, two) for one, two in pairs if one is words[0] or two is words[-1]]
    found = set()
    for one, two in pairs:
        for code, other in product(one.codes[:MOST_CODES], two.codes[:MOST_CODES]):
            found.add("n:" + "|".join(sorted((code, other))))
        for whole, cut in ((one, two), (two, one)):
            found |= {f"s:{code}|{piece}" for code in whole.codes[:MOST_CODES] for piece in _pieces(cut)}
    for word, father in product(words, name.patronymics):
        for code in word.codes[:MOST_CODES]:
            found |= {f"f:{code}|#{number}" for number in father.fathers} or {f"f:{code}|{frame}" for frame in father.father_bones}
    return found


def _pieces(word: Word) -> set[str]:
    """Beginning and end of the word's consonants: one slip leaves one of them whole."""
    found = set()
    for frame in list(word.frames)[:2]:
        found |= {f"^{frame[:2]}", f"{frame[-2:]}$"}
        if len(frame) == 3:
            found.add(f"^{frame[0]}{frame[-1]}$")
    return found


def _spoken(name: Parsed) -> list[Word]:
    return [word for word in name.core if not word.is_initial]


def _heavy(name: Parsed) -> list[Word]:
    """Family names, or all words where nobody knows which they are."""
    family = [word for word, part in zip(name.core, name.parts, strict=True) if part == FAMILY and not word.is_initial]
    return family or [word for word, part in zip(name.core, name.parts, strict=True) if part != GIVEN and not word.is_initial]


def _days(person: Person) -> list[str]:
    """The birth date with the smaller of day and month first, so that both orders meet."""
    born = person.born
    return [f"{born.year}{min(born.day, born.month):02}{max(born.day, born.month):02}"] if born else []


def _years(person: Person) -> list[int]:
    year = person.born.year if person.born else person.born_year
    return [year] if year else []
