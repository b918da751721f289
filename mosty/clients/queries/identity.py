"""How the number of a document is found again without being kept."""

from __future__ import annotations

import unicodedata
from uuid import UUID

from mosty.core.keys import keyed_hash


def canonical_number(text: str) -> str:
    """The number as it is compared: capitals and digits, nothing between."""
    letters = unicodedata.normalize("NFKC", text or "")[:200].upper()
    return "".join(letter for letter in letters if letter.isalnum())


def digest_of(organisation: UUID, kind: str, number: str) -> str:
    """The keyed hash under which an organisation finds the number again; those of two organisations never match."""
    return keyed_hash(f"identifier:{organisation}:{kind}", canonical_number(number))
