"""Keys of a file in the index: those of the matching, and the beginnings of words for whoever is still typing."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from itertools import combinations
from uuid import UUID

from mosty.clients.enums import folded
from mosty.clients.matching import Person, keys

ENDING = 6  # digits of a phone
BEGINNING = 4  # letters of a word that are kept; two have to be typed at least
MOST_WORDS = 24
MOST_IN_A_NAME = 6
PAIR = 3  # letters of each of two words that are kept together


def hashed(organisation: UUID, key: str) -> int:
    """The key as the index holds it: 64 bits that belong to one organisation. Two keys that fall together only cost a comparison more."""
    return int.from_bytes(blake2b(key.encode(), key=organisation.bytes, digest_size=8).digest(), signed=True)


def index_keys(organisation: UUID, person: Person, names: Iterable[str]) -> set[int]:
    """Everything under which the file is found."""
    texts = [folded(name).split()[:MOST_IN_A_NAME] for name in names]
    words = [word for text in texts for word in text][:MOST_WORDS]
    starts = [beginning(word[:length]) for word in words for length in range(2, BEGINNING + 1)]
    pairs = [key for text in texts for one, two in combinations(text, 2) for key in all_beginnings(one, two)]
    ends = [ending(phone) for phone in person.phones]
    return {hashed(organisation, key) for key in (*keys(person), *starts, *pairs, *ends)}


def beginnings(one: str, two: str) -> set[str]:
    """What to ask for two folded words of one name of which only beginnings are typed; two letters of each are needed at least."""
    return {_together(one, two, PAIR if min(len(one), len(two)) >= PAIR else 2)}


def all_beginnings(one: str, two: str) -> set[str]:
    """The keys of both beginnings of two folded words of a name. Far fewer share them than one beginning alone."""
    return {_together(one, two, length) for length in (2, PAIR)}


def document(kind: str, digest: str) -> str:
    """The key of a document's number, as the matching makes it of the keyed hash."""
    return f"i:{kind}:{digest}"


def beginning(word: str) -> str:
    """The key of a folded word's first letters."""
    return f"b:{word[:BEGINNING]}"


def ending(digits: str) -> str:
    """The key of a phone's last digits, as people say them."""
    return f"e:{digits[-ENDING:]}"


def _together(one: str, two: str, length: int) -> str:
    first, second = sorted((one[:length], two[:length]))
    return f"bb:{first}|{second}"
