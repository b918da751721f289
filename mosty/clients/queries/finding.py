"""One box finds people: a name in any script and order, a birth date, a phone, a document, the number of a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from mosty.clients.access import initials, outside, visible_clients
from mosty.clients.enums import folded
from mosty.clients.matching import Comparison, Query, Verdict, compare, query_keys
from mosty.clients.models import Client
from mosty.clients.queries.candidates import SHORTEST, Known, candidates, digests, file_numbers, known, phone_digits, phone_starts
from mosty.core.audit import looks
from mosty.core.audit.read import opened_by
from mosty.directory import access as directory

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

SHOWN = 50
EXACT = 100
BEGUN = 60  # of a file all whose typed words are beginnings of its names
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


@dataclass(frozen=True)
class Judged:
    """A file that was compared with what was typed, before its row is read."""

    known: Known
    score: int
    reasons: tuple[str, ...] = ()
    is_sure: bool = False


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
    files = _own_files(user)
    found = _judged(known(candidates(files, places, asked, words, moved)), asked, words, places, moved)
    is_partial = len(found) > SHOWN
    hits = _shown(files, found[:SHOWN]) + _masked(user, asked, places)
    shown = hits[:SHOWN]
    _note(shown)
    return Found(shown, is_partial or len(hits) > SHOWN)


def likely_files(user: AnyUser, asked: Query, *, without: Iterable[UUID] = ()) -> list[Hit]:
    """Files that may be the person `asked`, among those the user may see, the likeliest first. A look by search."""
    places = {membership.organization_id for membership in directory.memberships(user)}
    files = _own_files(user).exclude(pk__in=set(without))
    compared = [(one, compare(asked.person, one.person)) for one in known(candidates(files, places, asked))]
    likely = [
        Judged(one, found.score, _reasons(found), is_sure=found.verdict is Verdict.SAME) for one, found in compared if found.is_candidate
    ]
    hits = _shown(files, sorted(likely, key=_order)[:SHOWN])
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
    wanted = digests(places, asked)
    likely = []
    for one in known(candidates(elsewhere, places, asked)):
        found = compare(person, one.person)
        is_number = _has_document(one, wanted) or one.phone in person.phones - {""}
        if is_number or (found.is_candidate and person.names and one.person.born_year and (person.born_year or person.born)):
            likely.append(Judged(one, EXACT if is_number else found.score, is_sure=is_number))
    likely.sort(key=lambda judged: (-judged.score, str(judged.known.pk)))
    shown = _shown(elsewhere, likely[:MOST_MASKED])
    return [Hit(masked(hit.client), hit.score, is_sure=hit.is_sure, is_masked=True) for hit in shown]


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


def _moved(places: set[UUID], asked: Query) -> set[UUID]:
    """Files into which one of the asked number went. One query, only when a number was typed."""
    if not asked.numbers:
        return set()
    gone = Client.objects.filter(organization__in=places, number__in=file_numbers(asked)).exclude(merged_into=None)
    return {pk for pk in gone.order_by().values_list("merged_into", flat=True) if pk}


def _judged(files: Sequence[Known], asked: Query, words: list[str], places: Collection[UUID], moved: set[UUID]) -> list[Judged]:
    """Each file compared with what was typed, the likeliest first; those that are somebody else are left out."""
    wanted, starts, parts = digests(places, asked), tuple(phone_starts(asked)), tuple(phone_digits(asked))
    judged = []
    for one in files:
        found = compare(asked.person, one.person)
        is_called = bool(one.phone) and (one.phone.startswith(starts) or one.phone.endswith(parts))
        is_number = one.number in asked.numbers or one.pk in moved or is_called or _has_document(one, wanted)
        begins = bool(words) and all(any(name.startswith(word) for name in _folded_words(one)) for word in words)
        score = max(found.score if found.is_candidate or asked.is_lone_word else 0, EXACT * is_number, BEGUN * begins)
        if score:
            judged.append(Judged(one, score, _reasons(found), is_sure=is_number or found.verdict is Verdict.SAME))
    return sorted(judged, key=_order)


def _order(judged: Judged) -> tuple[int, str, int]:
    return -judged.score, judged.known.name, judged.known.number


def _shown(files: QuerySet[Client], judged: Sequence[Judged]) -> list[Hit]:
    """The rows of those that are shown, in their order. One query, none for nobody."""
    if not judged:
        return []
    rows = files.in_bulk([one.known.pk for one in judged])
    return [Hit(rows[one.known.pk], one.score, one.reasons, is_sure=one.is_sure) for one in judged if one.known.pk in rows]


def _reasons(found: Comparison) -> tuple[str, ...]:
    return tuple(str(reason.text) for reason in found.reasons) if found.is_candidate else ()


def _folded_words(one: Known) -> list[str]:
    return [word for text in one.texts for word in folded(text).split()] + one.search.split()


def _has_document(one: Known, wanted: set[tuple[str, str]]) -> bool:
    return any(document in wanted for document in one.person.documents)


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
    judged = _judged(known(candidates(files, places, asked, words, moved)), asked, words, places, moved)
    hits = _shown(files, judged[:MOST_MASKED])
    _note(hits)
    return [hit.client for hit in hits]
