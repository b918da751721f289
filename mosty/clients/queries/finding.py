"""One box finds people: a name in any script and order, a birth date, a phone, a document, the number of a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mosty.clients.access import initials, outside, visible_clients
from mosty.clients.enums import IdentifierKind, folded
from mosty.clients.matching import Comparison, Query, Verdict, compare, query_keys
from mosty.clients.models import Client, ClientKey, Identifier
from mosty.clients.queries.identity import digest_of
from mosty.clients.queries.keys import beginning, ending, hashed
from mosty.clients.queries.persons import persons_of
from mosty.core.audit import looks
from mosty.core.audit.read import opened_by
from mosty.directory import access as directory

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

SHOWN = 50
COMPARED = 300  # files that share keys with what was typed: those that share most are compared
SHORTEST = 2  # letters
SHORTEST_PHONE = 6  # digits
EXACT = 100
MOST_MASKED = 10


@dataclass(frozen=True)
class Hit:
    """A file that may be meant: how sure (0 to 100), why (sentences in the reader's language).

    A masked one lies outside the reader's scope: `client` is a stand-in with the initials for a name and the year of birth, nothing else;
    it leads to the glass (`desk:glass:break`), not to the file.
    """

    client: Client
    score: int
    reasons: tuple[str, ...] = ()
    is_sure: bool = False
    is_masked: bool = False


@dataclass(frozen=True)
class Found:
    """What a search found: at most `SHOWN` files, the likeliest first, and whether there are more."""

    hits: Sequence[Hit] = field(default_factory=list)
    is_partial: bool = False
    is_too_short: bool = False

    @property
    def clients(self) -> list[Client]:
        """The files one may open."""
        return [hit.client for hit in self.hits if not hit.is_masked]

    @property
    def own(self) -> list[Hit]:
        """What was found in one's own scope."""
        return [hit for hit in self.hits if not hit.is_masked]

    @property
    def masked(self) -> list[Hit]:
        """Files outside one's scope: initials and year of birth."""
        return [hit for hit in self.hits if hit.is_masked]


def find_clients(user: AnyUser, text: str) -> Found:
    """Files that may be the person who was typed, among those the user may see, the likeliest first, with reasons.

    Names are compared across scripts and spellings (`clients.matching`); beginnings of words are enough. A look by search. A constant
    number of queries.
    """
    text = unicodedata.normalize("NFC", text or "").replace("\x00", "").strip()[:200]
    asked = query_keys(text)
    words = folded(text).split()
    if not any(len(word) >= SHORTEST for word in words) and not asked.numbers:
        return Found(is_too_short=True)
    places = {membership.organization_id for membership in directory.memberships(user)}
    moved = _moved(places, asked)
    hits = _judged(_candidates(_own_files(user), places, asked, words, moved), asked, words, places, moved)
    hits += _masked(user, asked, places)
    shown = hits[:SHOWN]
    _note(shown)
    return Found(shown, len(hits) > SHOWN)


def likely_files(user: AnyUser, asked: Query, *, without: Iterable[UUID] = ()) -> list[Hit]:
    """Files that may be the person `asked`, among those the user may see, the likeliest first. A look by search."""
    places = {membership.organization_id for membership in directory.memberships(user)}
    rows = _candidates(_own_files(user).exclude(pk__in=set(without)), places, asked, [])
    compared = [(row, compare(asked.person, person)) for row, person in zip(rows, persons_of(rows), strict=True)]
    hits = [Hit(row, found.score, _reasons(found), found.verdict is Verdict.SAME) for row, found in compared if found.is_candidate]
    hits.sort(key=lambda hit: (-hit.score, hit.client.name, hit.client.number))
    _note(hits)
    return hits


def _own_files(user: AnyUser) -> QuerySet[Client]:
    """Files that stand for themselves: not those that went into another one."""
    return visible_clients(user).filter(merged_into=None)


def _note(hits: Sequence[Hit]) -> None:
    for organization, centre in {(hit.client.organization_id, hit.client.centre_id) for hit in hits}:
        mine = [hit.client.pk for hit in hits if hit.client.centre_id == centre]
        looks.note("search", "clients.client", mine, organisation=organization, centre=centre)


def latest_clients(user: AnyUser, count: int = 10) -> list[Client]:
    """The files the user began or looked into last, newest first. A look at a list."""
    if user.pk is None:
        return []
    began = _own_files(user).filter(opened_by=user.pk).order_by("-created_at", "pk")[:count]
    moments = opened_by(user.pk, "clients.client")
    for pk, at in began.values_list("pk", "created_at"):
        moments.setdefault(pk, at)
    rows = sorted(_own_files(user).filter(pk__in=moments).order_by("pk"), key=lambda row: moments[row.pk], reverse=True)[:count]
    if rows:
        looks.note("list", "clients.client", [row.pk for row in rows], organisation=rows[0].organization_id, centre=rows[0].centre_id)
    return rows


def _masked(user: AnyUser, asked: Query, places: set[UUID]) -> list[Hit]:
    """Files of the own organisation outside the scope: only for an exact number, or a name with a birth date or year. Masked."""
    person = asked.person
    if not (person.phones or asked.documents or (person.names and (person.born or person.born_year))):
        return []
    elsewhere = outside(user).filter(merged_into=None)
    rows = _candidates(elsewhere, places, asked, [])
    hits = []
    for row, other in zip(rows, persons_of(rows), strict=True):
        found = compare(person, other)
        is_number = _has_document(row, asked, places) or row.phone in person.phones - {""}
        if is_number or (found.is_candidate and person.names and other.born_year and (person.born_year or person.born)):
            hits.append(Hit(masked(row), EXACT if is_number else found.score, is_sure=is_number, is_masked=True))
    return sorted(hits, key=lambda hit: (-hit.score, str(hit.client.pk)))[:MOST_MASKED]


def masked(client: Client) -> Client:
    """A stand-in for a file that the reader may not open: initials and year of birth, nothing else. Never saved."""
    return Client(
        pk=client.pk,
        organization=client.organization,
        centre=client.centre,
        name=initials(client.name),
        birth_year=client.birth_year,
        number=0,
    )


def _file_numbers(asked: Query) -> list[int]:
    return [number for number in asked.numbers if number < 2**31]


def _moved(places: set[UUID], asked: Query) -> set[UUID]:
    """Files into which one of the asked number went. One query, only when a number was typed."""
    if not asked.numbers:
        return set()
    gone = Client.objects.filter(organization__in=places, number__in=_file_numbers(asked)).exclude(merged_into=None)
    return {pk for pk in gone.order_by().values_list("merged_into", flat=True) if pk}


def _candidates(files: QuerySet[Client], places: set[UUID], asked: Query, words: list[str], moved: Iterable[UUID] = ()) -> list[Client]:
    """Files that share something with what was typed; those that share most first, `COMPARED` at most. One query."""
    sure = Q(pk__in=[])
    for place in places:
        digests = [digest_of(place, kind, number) for number in asked.documents for kind in IdentifierKind.values]
        if digests:
            held = Identifier.objects.filter(organization=place, digest__in=digests).order_by()
            sure |= Q(pk__in=held.values("client"))
    if asked.numbers:
        sure |= Q(number__in=_file_numbers(asked)) | Q(pk__in=moved)
    for start in _phone_starts(asked):
        sure |= Q(phone__gte=start, phone__lt=f"{start}:")
    ask = asked.lookup
    keys = (ask.exact | ask.wide | ask.slips) or ask.broad
    begun = [beginning(word) for word in words if len(word) >= SHORTEST] + [ending(digits) for digits in _digits(asked)]
    hashes = {hashed(place, key) for place in places for key in (*keys, *begun)}
    shared = ClientKey.objects.filter(key__in=hashes, client__in=files.order_by().values("pk")).order_by().values("client")
    likely = shared.annotate(count=Count("key")).order_by("-count", "client").values_list("client", "count")[:COMPARED]
    rank = dict(likely)
    rows = files.filter(Q(pk__in=rank) | sure).order_by("pk")[: COMPARED + SHOWN]
    return sorted(rows, key=lambda row: -rank.get(row.pk, EXACT))


def _judged(rows: list[Client], asked: Query, words: list[str], places: set[UUID], moved: set[UUID]) -> list[Hit]:
    """Each file compared with what was typed; those that are somebody else are left out."""
    hits = []
    for row, person in zip(rows, persons_of(rows), strict=True):
        found = compare(asked.person, person)
        is_number = row.number in asked.numbers or row.pk in moved or _has_phone(row, asked) or _has_document(row, asked, places)
        begins = bool(words) and all(any(name.startswith(word) for name in _folded_words(row)) for word in words)
        score = max(found.score if found.is_candidate or asked.is_lone_word else 0, EXACT * is_number, 60 * begins)
        if score:
            hits.append(Hit(row, score, _reasons(found), is_sure=is_number or found.verdict is Verdict.SAME))
    return sorted(hits, key=lambda hit: (-hit.score, hit.client.name, hit.client.number))


def _reasons(found: Comparison) -> tuple[str, ...]:
    return tuple(str(reason.text) for reason in found.reasons) if found.is_candidate else ()


def _folded_words(row: Client) -> list[str]:
    return [word for name in row.names.all() for word in folded(name.text).split()] + row.search.split()


def _digits(asked: Query) -> list[str]:
    """What may be a phone or a part of one."""
    return [number for number in asked.documents if number.isdecimal() and len(number) >= SHORTEST_PHONE]


def _phone_starts(asked: Query) -> set[str]:
    starts = set(asked.person.phones)
    for digits in _digits(asked):
        starts |= {f"+48{digits.removeprefix('0')}", f"+{digits.removeprefix('00')}"}
    return starts


def _has_phone(row: Client, asked: Query) -> bool:
    parts = (*(row.phone.startswith(start) for start in _phone_starts(asked)), *(row.phone.endswith(part) for part in _digits(asked)))
    return bool(row.phone) and any(parts)


def _has_document(row: Client, asked: Query, places: set[UUID]) -> bool:
    wanted = {digest_of(place, kind, number) for place in places for number in asked.documents for kind in IdentifierKind.values}
    return any(identifier.digest in wanted for identifier in row.identifiers.all())


def find_for_request(organization: UUID, text: str) -> list[Client]:
    """Files of one organisation that may be the person who was typed, hidden ones too, the likeliest first. A look by search.

    For the data-protection desk, which shows of each the number, initials and year only; who may ask there is decided by the caller.
    """
    text = unicodedata.normalize("NFC", text or "").replace("\x00", "").strip()[:200]
    asked, words, places = query_keys(text), folded(text).split(), {organization}
    if not any(len(word) >= SHORTEST for word in words) and not asked.numbers:
        return []
    moved = _moved(places, asked)
    files = Client.objects.filter(organization=organization, merged_into=None, erased_at=None).select_related(
        "centre__town", "organization"
    )
    hits = _judged(_candidates(files, places, asked, words, moved), asked, words, places, moved)[:MOST_MASKED]
    _note(hits)
    return [hit.client for hit in hits]
