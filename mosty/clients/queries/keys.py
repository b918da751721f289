"""Keys of a file in the index: those of the matching, and the beginnings of words for whoever is still typing."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from uuid import UUID

from mosty.clients.enums import folded
from mosty.clients.matching import Person, keys

ENDING = 6  # digits of a phone
BEGINNING = 4  # letters of a word that are kept; two have to be typed at least
MOST_WORDS = 24


def hashed(organisation: UUID, key: str) -> int:
    """The key as the index holds it: 64 bits that belong to one organisation. Two keys that fall together only cost a comparison more."""
    return int.from_bytes(blake2b(key.encode(), key=organisation.bytes, digest_size=8).digest(), signed=True)


def index_keys(organisation: UUID, person: Person, names: Iterable[str]) -> set[int]:
    """Everything under which the file is found."""
    words = [word for name in names for word in folded(name).split()][:MOST_WORDS]
    starts = [beginning(word[:length]) for word in words for length in range(2, BEGINNING + 1)]
    ends = [ending(phone) for phone in person.phones]
    return {hashed(organisation, key) for key in (*keys(person), *starts, *ends)}


def beginning(word: str) -> str:
    """The key of a folded word's first letters."""
    return f"b:{word[:BEGINNING]}"


def ending(digits: str) -> str:
    """The key of a phone's last digits, as people say them."""
    return f"e:{digits[-ENDING:]}"
