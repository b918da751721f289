"""Which files share something with what somebody typed: by the index of keys, the likeliest first, never more than can be compared.

Each question here takes rows by an index and stops at a limit, so that it is as quick among a million files as among a thousand. What is
rare is asked first; what is common (one word, two beginnings of words) only for a handful, or in a few years of birth.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mosty.clients.enums import IdentifierKind
from mosty.clients.matching import Person, Query
from mosty.clients.models import Client, ClientName, Identifier
from mosty.clients.queries.identity import digest_of
from mosty.clients.queries.keys import beginning, beginnings, document, ending, hashed
from mosty.clients.queries.persons import person_as

COMPARED = 150  # files of which the names are compared: those that share most
NAMESAKES = 60  # files that share one common word only, and beginnings of words
SHORTEST = 2  # letters
SHORTEST_PHONE = 6  # digits


@dataclass(frozen=True)
class Known:
    """A file as far as it is compared."""

    pk: UUID
    person: Person
    name: str
    search: str
    number: int
    phone: str
    texts: tuple[str, ...]  # every name, as provided


def candidates(
    files: QuerySet[Client], places: Collection[UUID], asked: Query, words: Sequence[str] = (), moved: Iterable[UUID] = ()
) -> list[UUID]:
    """Ids of files that share something with what was typed, those that share most first. A query for each kind of thing that was typed.

    `words` are the folded words of a box, which may be beginnings; `moved` files into which an asked one went.
    """
    found = dict.fromkeys(_by_number(files, places, asked, moved))
    ask = asked.lookup
    papers = {document(kind, digest) for kind, digest in digests(places, asked)}
    rare = ask.exact | papers | {ending(digits) for digits in phone_digits(asked)}
    near = Q(birth_year__in=ask.years) | Q(birth_year=None) if ask.years else Q()
    shared = _sharing(files, places, rare, ask.wide | ask.slips if ask.years else ask.wide, near)
    if not shared and not ask.years:
        shared = _sharing(files, places, set(), ask.slips, near)
    found.update(dict.fromkeys(shared))
    for keys in () if rare else (ask.broad if asked.is_lone_word else (), _begun(words)):
        if len(found) < NAMESAKES:  # more are not shown anyway
            found.update(dict.fromkeys(_holding(files, places, keys, near)))
    return list(found)


def known(pks: Collection[UUID]) -> list[Known]:
    """What is compared of these files, in their order. Three queries, and no rows of models: there may be hundreds, shown are a few."""
    columns = ("pk", "name", "search", "number", "phone", "birth_on", "birth_quality", "birth_year", "sex")
    rows = {row[0]: row for row in Client.objects.filter(pk__in=pks).order_by().values_list(*columns)}
    texts: dict[UUID, dict[str, None]] = {pk: {row[1]: None} for pk, row in rows.items()}
    for pk, text in ClientName.objects.filter(client__in=pks).order_by("-is_main", "created_at", "pk").values_list("client", "text"):
        texts[pk][text] = None
    papers: dict[UUID, set[tuple[str, str]]] = {pk: set() for pk in rows}
    for pk, kind, digest in Identifier.objects.filter(client__in=pks).exclude(digest="").order_by().values_list("client", "kind", "digest"):
        papers[pk].add((kind, digest))
    return [
        Known(
            pk=pk,
            person=person_as(texts[pk], rows[pk][5], rows[pk][6], rows[pk][7], rows[pk][8], rows[pk][4], papers[pk]),
            name=rows[pk][1],
            search=rows[pk][2],
            number=rows[pk][3],
            phone=rows[pk][4],
            texts=tuple(texts[pk]),
        )
        for pk in pks
        if pk in rows
    ]


def digests(places: Collection[UUID], asked: Query) -> set[tuple[str, str]]:
    """Kind and keyed hash of every document that the typed numbers may be, at each of these organisations."""
    return {
        (kind, digest_of(place, kind, number)) for place in places for number in asked.documents for kind in IdentifierKind.values
    } | set(asked.person.documents)


def phone_digits(asked: Query) -> list[str]:
    """What may be a phone or a part of one."""
    return [number for number in asked.documents if number.isdecimal() and len(number) >= SHORTEST_PHONE]


def phone_starts(asked: Query) -> set[str]:
    """What a phone may begin with."""
    starts = set(asked.person.phones)
    for digits in phone_digits(asked):
        starts |= {f"+48{digits.removeprefix('0')}", f"+{digits.removeprefix('00')}"}
    return starts


def file_numbers(asked: Query) -> list[int]:
    """What may be the number of a file."""
    return [number for number in asked.numbers if number < 2**31]


def _by_number(files: QuerySet[Client], places: Collection[UUID], asked: Query, moved: Iterable[UUID]) -> list[UUID]:
    """By the number of the file, and by the beginning of a phone."""
    found: list[UUID] = []
    if asked.numbers:
        mine = Q(organization__in=places, number__in=file_numbers(asked)) | Q(pk__in=moved)
        found += files.filter(mine).order_by("pk").values_list("pk", flat=True)
    for start in sorted(phone_starts(asked)):
        called = files.filter(organization__in=places, phone__gte=start, phone__lt=f"{start}:").exclude(phone="")  # as the index says
        found += called.order_by("phone", "pk").values_list("pk", flat=True)[:NAMESAKES]
    return found


def _sharing(files: QuerySet[Client], places: Collection[UUID], rare: Collection[str], wide: Collection[str], near: Q) -> list[UUID]:
    """Files that share any of the keys, those that share most first; of the wide ones only those near in time."""
    few, many = _hashed(places, rare), _hashed(places, wide)
    if not few and not many:
        return []
    shared = files.filter(Q(keys__key__in=few) | (Q(keys__key__in=many) & near)).order_by().values("pk")
    return list(shared.annotate(count=Count("keys__key")).order_by("-count", "pk").values_list("pk", flat=True)[:COMPARED])


def _holding(files: QuerySet[Client], places: Collection[UUID], keys: Collection[str], near: Q) -> list[UUID]:
    """Some files that hold a key which very many have: whichever come first."""
    if not keys:
        return []
    rows = files.filter(Q(keys__key__in=_hashed(places, keys)) & near).order_by().values_list("pk", flat=True)[: 2 * NAMESAKES]
    return list(islice(dict.fromkeys(rows), NAMESAKES))


def _begun(words: Sequence[str]) -> set[str]:
    """The key of one beginning, or of the two longest."""
    long = sorted((word for word in words if len(word) >= SHORTEST), key=len, reverse=True)
    return set() if not long else {beginning(long[0])} if len(long) == 1 else beginnings(long[0], long[1])


def _hashed(places: Collection[UUID], keys: Collection[str]) -> set[int]:
    return {hashed(place, key) for place in places for key in keys}
