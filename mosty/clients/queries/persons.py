"""A file as the matching sees it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

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


def person_as(
    texts: Iterable[str],
    born: date | None,
    quality: str,
    year: int | None,
    sex: str,
    phone: str,
    documents: Iterable[tuple[str, str]],
) -> Person:
    """The person that these columns of a file say; `documents` are pairs of kind and keyed hash."""
    return Person(
        names=tuple(Name(full=text) for text in texts if text),
        born=born if quality in EXACT else None,
        born_year=year,
        is_born_approximate=quality == BirthQuality.APPROXIMATE,
        sex=SEXES.get(sex, ""),
        phones=frozenset({phone} - {""}),
        documents=frozenset(documents),
    )


def _person(client: Client) -> Person:
    texts = dict.fromkeys([client.name, *(row.text for row in client.names.all())])
    documents = [(row.kind, row.digest) for row in client.identifiers.all() if row.digest]
    return person_as(texts, client.birth_on, client.birth_quality, client.birth_year, client.sex, client.phone, documents)
