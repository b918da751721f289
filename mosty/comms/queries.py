"""Reads of the outbox. Addresses leave this module masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, QuerySet

from mosty.comms.access import visible_messages
from mosty.comms.enums import WAITING, Channel, Failure, MessageKind, MessageState
from mosty.comms.models import Message
from mosty.core import time
from mosty.core.audit import looks
from mosty.core.texts import told

if TYPE_CHECKING:
    from mosty.accounts.models import User

GROUPS: dict[str, frozenset[str]] = {
    "failed": frozenset({MessageState.FAILED}),
    "waiting": WAITING,
    "sent": frozenset({MessageState.SENT}),
    "cancelled": frozenset({MessageState.CANCELLED}),
}


@dataclass(frozen=True)
class Line:
    """A message as staff see it: who gets it is only hinted."""

    pk: UUID
    about: UUID
    kind: MessageKind
    channel: Channel
    state: MessageState
    address: str
    language: str
    centre: str
    meeting_at: datetime | None
    created_at: datetime
    next_at: datetime | None
    sent_at: datetime | None
    attempts: int
    error: Failure | None
    can_retry: bool


@dataclass(frozen=True)
class Told:
    """What became of one message about a row."""

    pk: UUID
    kind: MessageKind
    channel: Channel
    state: MessageState
    sent_at: datetime | None


def messages_of(
    user: User, *, centre: UUID | None = None, group: str = "", channel: str = "", about: UUID | None = None
) -> QuerySet[Message]:
    """Messages the user may see, newest first; `group` is a key of `GROUPS`, an unknown one means all."""
    rows = visible_messages(user)
    if centre is not None:
        rows = rows.filter(centre=centre)
    if group in GROUPS:
        rows = rows.filter(state__in=GROUPS[group])
    if channel in Channel.values:
        rows = rows.filter(channel=channel)
    if about is not None:
        rows = rows.filter(about=about)
    return rows


def message_lines(rows: Iterable[Message]) -> list[Line]:
    """The rows of one page as staff see them; notes the look."""
    shown = list(rows)
    for organization, centre in dict.fromkeys((row.organization_id, row.centre_id) for row in shown):
        ids = [row.pk for row in shown if (row.organization_id, row.centre_id) == (organization, centre)]
        looks.note("list", "comms.message", ids, organisation=organization, centre=centre)
    return [_line(row) for row in shown]


def message_counts(user: User, *, centre: UUID | None = None) -> dict[str, int]:
    """How many messages each of `GROUPS` holds."""
    rows = messages_of(user, centre=centre)
    by_state = dict(rows.order_by("state").values_list("state").annotate(Count("pk")))
    return {group: sum(by_state.get(state, 0) for state in states) for group, states in GROUPS.items()}


def states_about(ids: Iterable[UUID]) -> dict[UUID, list[Told]]:
    """For each row that messages are about: its messages, newest first. Ask only about rows the reader may see."""
    found: dict[UUID, list[Told]] = {}
    rows = Message.objects.filter(about__in=list(ids)).order_by("-created_at", "pk")
    for row in rows.only("pk", "about", "kind", "channel", "state", "sent_at"):
        told = Told(row.pk, MessageKind(row.kind), Channel(row.channel), MessageState(row.state), row.sent_at)
        found.setdefault(row.about, []).append(told)
    return found


def masked(address: str) -> str:
    """o…@example.org or +48 … 123: enough to recognise, too little to use."""
    if "@" in address:
        name, _, host = address.rpartition("@")
        return f"{name[:1]}…@{host}"
    return f"{address[:3]} … {address[-3:]}" if address else ""


def _line(row: Message) -> Line:
    is_waiting = row.state in WAITING
    return Line(
        pk=row.pk,
        about=row.about,
        kind=MessageKind(row.kind),
        channel=Channel(row.channel),
        state=MessageState(row.state),
        address=masked(row.address),
        language=row.language,
        centre=(str(told(row.centre.names)) or row.centre.name) if row.centre else "",
        meeting_at=datetime.fromisoformat(row.facts["starts_at"]) if row.facts.get("starts_at") else None,
        created_at=row.created_at,
        next_at=row.not_before if is_waiting else None,
        sent_at=row.sent_at,
        attempts=row.attempts,
        error=Failure(row.error) if row.error in Failure.values else None,
        can_retry=row.state == MessageState.FAILED and bool(row.address) and (row.expires_at is None or row.expires_at > time.now()),
    )
