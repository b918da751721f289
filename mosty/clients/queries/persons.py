"""A file as the matching sees it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from mosty.clients.enums import BirthQuality, Sex
from mosty.clients.matching import Name, Person
from mosty.clients.models import Client

SEXES = {Sex.WOMAN.value: "f", Sex.MAN.value: "m"}
EXACT = {BirthQuality.FULL, BirthQuality.APPROXIMATE}


def person_of(client: Client) -> Person:
    """What is known of one person. Two queries."""
    return next(iter(persons_of([client])))


def persons_of(clients: Iterable[Client]) -> list[Person]:
    """The same for many, in their order. Two queries, whatever their number."""
    clients = list(clients)
    prefetch_related_objects(clients, "names", "identifiers")
    return [_person(client) for client in clients]


def _person(client: Client) -> Person:
    texts = dict.fromkeys([client.name, *(row.text for row in client.names.all())])
    return Person(
        names=tuple(Name(full=text) for text in texts if text),
        born=client.birth_on if client.birth_quality in EXACT else None,
        born_year=client.birth_year,
        is_born_approximate=client.birth_quality == BirthQuality.APPROXIMATE,
        sex=SEXES.get(client.sex, ""),
        phones=frozenset({client.phone} - {""}),
        documents=frozenset((row.kind, row.digest) for row in client.identifiers.all() if row.digest),
    )
