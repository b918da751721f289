"""How the number of a document is found again without lying open; what it says when somebody asks."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from uuid import UUID

from mosty.clients.enums import BirthQuality, IdentifierKind
from mosty.clients.matching import pesel_warnings
from mosty.core import crypt
from mosty.core.audit import looks
from mosty.core.keys import keyed_hash

if TYPE_CHECKING:
    from mosty.clients.models import Identifier


def canonical_number(text: str) -> str:
    """The number as it is compared: capitals and digits, nothing between."""
    letters = unicodedata.normalize("NFKC", text or "")[:200].upper()
    return "".join(letter for letter in letters if letter.isalnum())


def digest_of(organisation: UUID, kind: str, number: str) -> str:
    """The keyed hash under which an organisation finds the number again; those of two organisations never match."""
    return keyed_hash(f"identifier:{organisation}:{kind}", canonical_number(number))


def number_of(row: Identifier) -> str:
    """The number itself, for the one screen that was asked to show it. A look at this document."""
    client = row.client
    looks.note("open", "clients.identifier", [row.pk], organisation=client.organization_id, centre=client.centre_id)
    return crypt.unseal(row.sealed)


def warnings_of(row: Identifier) -> list[str]:
    """What looks wrong with a PESEL number beside the birth date and sex of its file; sentences. Never a refusal."""
    if row.kind != IdentifierKind.PESEL or not row.sealed:
        return []
    client = row.client
    born = client.birth_on if client.birth_quality == BirthQuality.FULL else None
    found = pesel_warnings(crypt.unseal(row.sealed), born=born, sex={"woman": "f", "man": "m"}.get(client.sex, ""))
    return [str(warning.text) for warning in found]
