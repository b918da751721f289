"""Legal stay and the days that hurt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.opened import lock_open
from mosty.clients.enums import DeadlineKind, StayBasis
from mosty.clients.models import Client, Deadline, Identifier, ResidenceStatus
from mosty.comms.actions import cancel_queued
from mosty.core import contacts, time, undo
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User

LONGEST_WORDS = 200
FARTHEST_YEAR = 2100


@transaction.atomic
def save_status(
    client: Client,
    *,
    basis: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    document: Identifier | None = None,
    is_seen: bool = False,
    row: ResidenceStatus | None = None,
    by: User,
) -> ResidenceStatus:
    """Write down on what ground the person stays, from when to when (last day included); with `row` put that entry right.

    A status that was open ends the day before a new one begins. The last day becomes a deadline. Raises `Refusal`: bad-kind,
    bad-period, far-date, overlap, foreign-document.
    """
    client = lock_open(client)
    if basis not in StayBasis.values:
        raise Refusal("bad-kind", sentence=_("Please choose from the list."), field="basis")
    if valid_from and valid_to and valid_to < valid_from:
        raise Refusal("bad-period", field="valid_to")
    for field, day in (("valid_from", valid_from), ("valid_to", valid_to)):
        if day and not 1900 <= day.year <= FARTHEST_YEAR:
            sentence = _("Please check the year of this date: it must lie between 1900 and %(last)d.") % {"last": FARTHEST_YEAR}
            raise Refusal("far-date", sentence=sentence, field=field)
    if document is not None and document.client_id != client.pk:
        raise Refusal("foreign-document", sentence=_("This document belongs to another file."), field="document")
    row = row or ResidenceStatus(organization_id=client.organization_id, client=client)
    for other in client.statuses.exclude(pk=row.pk).order_by("valid_from", "pk"):
        if valid_from and other.valid_from and other.valid_from < valid_from and other.valid_to is None:
            other.valid_to = date.fromordinal(valid_from.toordinal() - 1)
            other.save(update_fields=["valid_to", "updated_at"])
            _follow(client, kind=DeadlineKind.STAY_ENDS, on=None, status=other)  # it was followed by another: no deadline
        elif _meet(valid_from, valid_to, other.valid_from, other.valid_to):
            meets = _("The person has another status at that time. Please check the days of both.")
            raise Refusal("overlap", sentence=meets, field="valid_from")
    row.basis, row.valid_from, row.valid_to, row.document = basis, valid_from, valid_to, document
    if is_seen:
        row.checked_on, row.checked_by = time.today(), by
    row.save()
    _follow(client, kind=DeadlineKind.STAY_ENDS, on=valid_to, status=row)
    record("client.stay-kept", client, by=by, organisation=client.organization_id, seen=is_seen)
    return row


@transaction.atomic
def remove_status(row: ResidenceStatus, *, by: User) -> None:
    """Take a wrong entry away, with its deadline."""
    client = lock_open(row.client)
    rows = undo.packed(row, *Deadline.objects.filter(status=row).order_by("pk"))
    undo.offer("clients.put-back", row, by=by, organisation=client.organization_id, person=row.client_id, gone=True, rows=rows)
    row.delete()
    record("client.stay-removed", client, by=by, organisation=client.organization_id)


def follow_document(row: Identifier) -> None:
    """The document's last day is a deadline of the person; without one there is none."""
    _follow(row.client, kind=DeadlineKind.DOCUMENT_ENDS, on=row.valid_to, identifier=row)


def follow_source(client: Client, *, source: UUID, kind: str, on: date | None) -> None:
    """The last day of a row of an upper floor is a deadline of the person, the only one of this source; without a day there is none.

    `kind` says what the row is, in its floor's words.
    """
    _follow(client, kind=DeadlineKind.DOCUMENT_ENDS, on=on, source=source)
    Deadline.objects.filter(source=source).exclude(source_kind=kind).update(source_kind=kind, updated_at=time.now())


def let_stand(source: UUID) -> None:
    """The row that a deadline followed goes for another reason than a mistake: the day itself stays, and can be put right by hand."""
    Deadline.objects.filter(source=source).update(source=None, updated_at=time.now())


@transaction.atomic
def add_deadline(client: Client, *, kind: str, on: date, words: str = "", by: User) -> Deadline:
    """Note a day by which something must be done. Raises `Refusal`: bad-kind, in-past, far-date, too-long."""
    client = lock_open(client)
    row = Deadline(organization_id=client.organization_id, client=client)
    _fill(row, client, kind=kind, on=on, words=words)
    record("client.deadline-added", client, by=by, organisation=client.organization_id, kind=kind)
    return row


@transaction.atomic
def change_deadline(row: Deadline, *, kind: str, on: date, words: str = "", by: User) -> Deadline:
    """Put a day right that somebody noted; a new day is reminded of anew. Raises `Refusal` as `add_deadline`; also follows."""
    client = lock_open(row.client)
    row = _own(row)
    if row.on != on:
        row.reminded = []
    _fill(row, client, kind=kind, on=on, words=words)
    record("client.deadline-changed", client, by=by, organisation=client.organization_id, kind=kind)
    return row


@transaction.atomic
def remove_deadline(row: Deadline, *, by: User) -> None:
    """Take a wrong day away. Raises `Refusal`: follows (it is the end of a document or a stay, and goes with that)."""
    client = lock_open(row.client)
    row = _own(row)
    kind = row.kind
    undo.offer("clients.put-back", row, by=by, organisation=client.organization_id, person=row.client_id, gone=True, rows=undo.packed(row))
    row.delete()
    record("client.deadline-removed", client, by=by, organisation=client.organization_id, kind=kind)


@transaction.atomic
def finish_deadline(row: Deadline, *, by: User) -> Deadline:
    """It is done; or, a second time, open again."""
    lock_open(row.client)
    row = lock(row)
    was: dict[str, Any] = {"done_on": row.done_on, "done_by": row.done_by_id}
    row.done_on, row.done_by = (None, None) if row.done_on else (time.today(), by)
    row.save(update_fields=["done_on", "done_by", "updated_at"])
    cancel_queued(row.pk)
    undo.offer("clients.deadline", row, by=by, organisation=row.organization_id, person=row.client_id, **was)
    record("client.deadline-done" if row.done_on else "client.deadline-open", row.client, by=by, organisation=row.organization_id)
    return row


def _own(row: Deadline) -> Deadline:
    row = lock(row)
    if row.follows:
        sentence = _("This day comes from a document or from the legal stay. Please put it right there.")
        raise Refusal("follows", sentence=sentence)
    return row


def _fill(row: Deadline, client: Client, *, kind: str, on: date, words: str) -> None:
    if kind not in DeadlineKind.values:
        raise Refusal("bad-kind", sentence=_("Please choose from the list."), field="kind")
    if on < time.today(client.centre.time_zone) and on != row.on:
        raise Refusal("in-past", field="on")
    if on.year > FARTHEST_YEAR:
        sentence = _("Please check the year of this date: it must lie between 1900 and %(last)d.") % {"last": FARTHEST_YEAR}
        raise Refusal("far-date", sentence=sentence, field="on")
    row.kind, row.on, row.words = kind, on, contacts.clean_line(words, LONGEST_WORDS, field="words")
    row.save()


def _follow(client: Client, *, kind: str, on: date | None, **source: ResidenceStatus | Identifier | UUID) -> None:
    if on is None:
        Deadline.objects.filter(**source).delete()
        return
    row, made = Deadline.objects.get_or_create(
        **source, defaults={"organization_id": client.organization_id, "client": client, "kind": kind, "on": on}
    )
    if not made and row.on != on:  # a longer card: the old day is no worry any more
        row.on, row.done_on, row.done_by, row.reminded = on, None, None, []
        row.save(update_fields=["on", "done_on", "done_by", "reminded", "updated_at"])


def _meet(first_from: date | None, first_to: date | None, second_from: date | None, second_to: date | None) -> bool:
    """Do two stretches share a day? A missing first day is long ago, a missing last day is open."""
    early, late = date.min, date.max
    return (first_from or early) <= (second_to or late) and (second_from or early) <= (first_to or late)
