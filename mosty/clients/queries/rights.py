"""What the data-protection desk shows: what is open and how long there is left, the history, words unsealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from mosty.clients.access.rights import (
    visible_authorities,
    visible_breaches,
    visible_requests,
    visible_restrictions,
)
from mosty.clients.enums.rights import NEAR_DAYS, AuthorityStep, BreachRisk
from mosty.clients.models import AuthorityEvent, AuthorityRequest, Breach, BreachEvent, Client, DataRequest, RequestEvent, Restriction
from mosty.clients.queries.clocks import office_due_at
from mosty.clients.queries.finding import masked
from mosty.core import crypt, time
from mosty.core.audit import looks

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

MOST = 200


@dataclass(frozen=True)
class OpenRequest:
    """A request that waits for its answer; `days` are left, negative when it is overdue. `file`: see `file_mark`."""

    row: DataRequest
    days: int
    file: FileMark | None

    @property
    def is_late(self) -> bool:
        return self.days < 0

    @property
    def is_near(self) -> bool:
        return 0 <= self.days <= NEAR_DAYS[0]


@dataclass(frozen=True)
class FileMark:
    """All that the desk shows of a file: number, initials, year of birth, town."""

    pk: UUID
    number: int
    initials: str
    birth_year: int | None
    town: str
    is_restricted: bool


@dataclass(frozen=True)
class OpenBreach:
    """A breach with its clock; `hours` are left until UODO must know, negative after. `is_running`: nobody told it, or said why not."""

    row: Breach
    due_at: datetime
    hours: int
    is_running: bool

    @property
    def is_late(self) -> bool:
        return self.is_running and self.hours < 0


@dataclass(frozen=True)
class Question:
    """A question of an authority with its steps and what is sealed of it."""

    row: AuthorityRequest
    about: str
    asked: str
    events: tuple[tuple[AuthorityEvent, str], ...]

    @property
    def decided(self) -> AuthorityEvent | None:
        found = [event for event, _words in self.events if event.step == AuthorityStep.DECIDED]
        return found[-1] if found else None

    @property
    def told(self) -> AuthorityEvent | None:
        found = [event for event, _words in self.events if event.step == AuthorityStep.TOLD]
        return found[-1] if found else None


def open_requests(user: AnyUser) -> list[OpenRequest]:
    """Requests that wait, those that end first at the top."""
    rows = visible_requests(user).filter(answered_on=None, withdrawn_on=None).select_related("client__centre__town")
    return [open_request(row) for row in rows[:MOST]]


def open_request(row: DataRequest) -> OpenRequest:
    """The days that are left, and whose file. Poland's day."""
    return OpenRequest(row, (row.due_on - time.today()).days, file_mark(row.client) if row.client and not row.client.erased_at else None)


def file_mark(client: Client) -> FileMark:
    """What the desk may show of a file, also of a hidden one."""
    hint = masked(client)
    return FileMark(client.pk, client.number, hint.name, hint.birth_year, client.centre.town.name, client.restricted_on is not None)


def words_of_request(row: DataRequest) -> dict[str, str]:
    """What is sealed of a request: who, what, decision. The look was noted when it was opened."""
    return {"who": crypt.unseal(row.who_sealed), "what": crypt.unseal(row.what_sealed), "decision": crypt.unseal(row.decision_sealed)}


def history_of_request(row: DataRequest) -> list[RequestEvent]:
    return list(RequestEvent.objects.filter(request=row).select_related("by").order_by("pk"))


def restrictions(user: AnyUser) -> list[tuple[Restriction, FileMark]]:
    """Files that are only kept, the longest first."""
    return [(row, file_mark(row.client)) for row in visible_restrictions(user)[:MOST]]


def restriction_of(client: Client) -> Restriction | None:
    """The restriction that holds now."""
    return Restriction.objects.filter(client=client, lifted_on=None).select_related("set_by").first()


def open_breaches(user: AnyUser) -> list[OpenBreach]:
    """Breaches that are not closed, the oldest first."""
    return [open_breach(row) for row in visible_breaches(user).filter(closed_at=None).order_by("aware_at", "pk")[:MOST]]


def open_breach(row: Breach) -> OpenBreach:
    """Whole hours that are left, rounded down."""
    due_at = office_due_at(row.aware_at)
    hours = int((due_at - time.now()).total_seconds() // 3600)
    needs = row.closed_at is None and row.office_told_at is None and not row.office_words and row.risk != BreachRisk.UNLIKELY
    return OpenBreach(row, due_at, hours, needs)


def history_of_breach(row: Breach) -> list[BreachEvent]:
    return list(BreachEvent.objects.filter(breach=row).select_related("by").order_by("pk"))


def question(row: AuthorityRequest) -> Question:
    """One question with its steps. One query."""
    return next(iter(questions([row])))


def questions(rows: Iterable[AuthorityRequest]) -> list[Question]:
    """The same for many, in their order; one query. The register that is printed; a look by list."""
    rows = list(rows)
    events: dict[UUID, list[tuple[AuthorityEvent, str]]] = {row.pk: [] for row in rows}
    for event in AuthorityEvent.objects.filter(request__in=rows).select_related("by").order_by("at", "created_at", "pk"):
        events[event.request_id].append((event, crypt.unseal(event.words_sealed)))
    return [Question(row, crypt.unseal(row.about_sealed), crypt.unseal(row.asked_sealed), tuple(events[row.pk])) for row in rows]


def note_register(rows: Iterable[AuthorityRequest], how: str) -> None:
    """The register is about to be shown: `how` is "list", "export" or "print"."""
    shown: dict[UUID, list[UUID]] = {}
    for row in rows:
        shown.setdefault(row.organization_id, []).append(row.pk)
    for organization, ids in shown.items():
        looks.note(how, "clients.authorityrequest", ids, organisation=organization)


def undecided(user: AnyUser) -> list[AuthorityRequest]:
    """Questions about which nothing is decided, the oldest first."""
    decided = AuthorityEvent.objects.filter(step=AuthorityStep.DECIDED).order_by().values("request")
    return list(visible_authorities(user).exclude(pk__in=decided).order_by("received_on", "pk")[:MOST])


def counts(user: AnyUser) -> dict[str, Any]:
    """Numbers for the tabs: what is open."""
    return {
        "requests": visible_requests(user).filter(answered_on=None, withdrawn_on=None).count(),
        "breaches": visible_breaches(user).filter(closed_at=None).count(),
        "authorities": len(undecided(user)),
    }
