"""Requests about one's data: written down, given more time, answered. Every step stays in the history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.accounts.enums import Right
from mosty.clients.access.rights import manages
from mosty.clients.actions.asking import ask_workers
from mosty.clients.actions.numbering import save_numbered
from mosty.clients.enums.rights import (
    FOR_WORKERS,
    LONGEST_LINE,
    LONGEST_WORDS,
    Answered,
    Came,
    Identity,
    RefusalBasis,
    RequestFrom,
    RequestKind,
    RequestStep,
)
from mosty.clients.models import DataRequest, RequestEvent
from mosty.clients.queries.clocks import WITH_EXTENSION, months_end
from mosty.comms.actions import tell_staff
from mosty.comms.enums import MessageKind
from mosty.core import contacts, crypt, time
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.locks import lock
from mosty.directory.access import holders

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from mosty.accounts.models import User
    from mosty.clients.models import Client
    from mosty.directory.models import Organization

OLDEST_YEARS = 5
LONGEST_EXTENSION = 300
DAYS_BEFORE = 7  # a worker is to be done a week before the answer is due
CHOOSE = _("Please choose from the list.")
CLOSED = _("This request is answered already, or was withdrawn. Please write a new one down.")
TASKS: dict[str, _StrPromise] = {
    RequestKind.CORRECTION: _("The person asks to put data right. Please check the file and tell the data protection officer."),
    RequestKind.OBJECTION: _("The person objects to what we do with the data. Please tell the data protection officer why it is needed."),
}


@transaction.atomic
def open_request(
    *,
    organization: Organization,
    kind: str,
    received_on: date,
    came: str,
    asked_by: str = RequestFrom.PERSON,
    client: Client | None = None,
    who: str = "",
    what: str = "",
    identity: str = "",
    submission: UUID | None = None,
    by: User,
) -> DataRequest:
    """Write a request down with the next number of the year. It is due one month after `received_on` (`queries.clocks.months_end`).

    Whoever looks after data protection gets it, the writer if that is they; somebody else is told by e-mail. What the file's worker has to
    do becomes their task. Raises `Refusal`: bad-kind, bad-day, no-who (neither a file nor words about who asks), too-long,
    direction-marks, other-organisation, already-counted, busy.
    """
    for value, choices, field in (
        (kind, RequestKind.values, "kind"),
        (came, Came.values, "came"),
        (asked_by, RequestFrom.values, "asked_by"),
        (identity, ["", *Identity.values], "identity"),
    ):
        if value not in choices:
            raise Refusal("bad-kind", sentence=CHOOSE, field=field)
    _check_received(received_on)
    if client is not None and client.organization_id != organization.pk:
        raise Refusal("other-organisation", field="number")
    who = contacts.clean_line(who, LONGEST_LINE, field="who")
    what = contacts.clean_line(what, LONGEST_WORDS, field="what", keep_breaks=True)
    if client is None and not who:
        raise Refusal("no-who", sentence=_("Please give the number of the file, or say who asks."), field="who")
    officers = holders(Right.RIGHTS_MANAGE, organization=organization.pk)
    row = save_numbered(
        DataRequest(
            organization=organization,
            year=received_on.year,
            kind=kind,
            client=client,
            asked_by=asked_by,
            came=came,
            received_on=received_on,
            who_sealed=crypt.seal(who),
            what_sealed=crypt.seal(what),
            identity=identity,
            due_on=months_end(received_on),
            assignee=by if by in officers else next(iter(officers), None),
            taken_by=by,
            submission=submission,
        )
    )
    note_step(row, RequestStep.RECEIVED, by=by, kind=kind)
    if identity:
        note_step(row, RequestStep.IDENTIFIED, by=by, how=identity)
    if row.assignee is not None and row.assignee != by:
        _write_to(row)
    _follow(row, by=by)
    return row


@transaction.atomic
def find_file(request: DataRequest, client: Client, *, by: User) -> DataRequest:
    """Tie the request to a file; what the file's worker has to do becomes their task. Raises `Refusal`: closed, other-organisation."""
    row = lock_request(request, by)
    if client.organization_id != row.organization_id:
        raise Refusal("other-organisation", field="number")
    if row.client_id == client.pk:
        return row
    row.client = client
    row.save(update_fields=["client", "updated_at"])
    note_step(row, RequestStep.FOUND, by=by, file=client.number)
    _follow(row, by=by)
    return row


@transaction.atomic
def confirm_identity(request: DataRequest, *, how: str, by: User) -> DataRequest:
    """Note how we know that it is this person who asks (Art. 12(6)). Raises `Refusal`: closed, bad-kind."""
    row = lock_request(request, by)
    if how not in Identity.values:
        raise Refusal("bad-kind", sentence=CHOOSE, field="how")
    row.identity = how
    row.save(update_fields=["identity", "updated_at"])
    note_step(row, RequestStep.IDENTIFIED, by=by, how=how)
    return row


@transaction.atomic
def give_to(request: DataRequest, user: User, *, by: User) -> DataRequest:
    """Make a colleague answer for it; they are told by e-mail. Raises `Refusal`: closed, not-officer."""
    row = lock_request(request, by)
    if user not in holders(Right.RIGHTS_MANAGE, organization=row.organization_id):
        raise Refusal("not-officer", sentence=_("Please choose somebody who looks after data protection."), field="to")
    if row.assignee_id == user.pk:
        return row
    row.assignee = user
    row.save(update_fields=["assignee", "updated_at"])
    note_step(row, RequestStep.GIVEN, by=by, to=str(user.pk))
    if user != by:
        _write_to(row)
    return row


@transaction.atomic
def extend(request: DataRequest, *, words: str, told_on: date, by: User) -> DataRequest:
    """Take up to two months more, once, because of complexity or number; the person was told so, with the reason, within the first month
    (Art. 12(3)). Raises `Refusal`: closed, extended (before), no-words, too-long, told-late, bad-day."""
    row = lock_request(request, by)
    if row.extended_on is not None:
        raise Refusal("extended", sentence=_("The time was made longer already; the law allows it once."))
    words = contacts.clean_line(words, LONGEST_EXTENSION, field="words")
    if not words:
        raise Refusal("no-words", sentence=_("Please say why it takes longer, as you told the person."), field="words")
    if not row.received_on <= told_on <= time.today():
        raise Refusal("bad-day", sentence=_("This day lies before the request, or in the future."), field="told_on")
    if told_on > row.due_on:
        sentence = _("The person must be told within the first month (Art. 12(3)). It is over, so the time cannot be made longer.")
        raise Refusal("told-late", sentence=sentence, field="told_on")
    row.extended_on, row.extension_words, row.reminded = told_on, words, []
    row.due_on = months_end(row.received_on, WITH_EXTENSION)
    row.save(update_fields=["extended_on", "extension_words", "due_on", "reminded", "updated_at"])
    note_step(row, RequestStep.EXTENDED, by=by, until=row.due_on.isoformat())
    return row


@transaction.atomic
def answer(request: DataRequest, *, decision: str, came: str, answered_on: date, basis: str = "", words: str = "", by: User) -> DataRequest:
    """Close the request with what was decided and sent. Raises `Refusal`: closed, bad-kind, bad-day, no-basis (refused without a law),
    no-words (basis "other"), no-identity, no-file (granted without a file), too-long."""
    row = lock_request(request, by)
    if decision not in Answered.values:
        raise Refusal("bad-kind", sentence=CHOOSE, field="decision")
    if came not in Came.values:
        raise Refusal("bad-kind", sentence=CHOOSE, field="came")
    if not row.received_on <= answered_on <= time.today():
        raise Refusal("bad-day", sentence=_("This day lies before the request, or in the future."), field="answered_on")
    words = contacts.clean_line(words, LONGEST_WORDS, field="words", keep_breaks=True)
    _check_decision(row, decision, basis, words)
    row.decision, row.basis = decision, basis if decision in {Answered.PARTLY, Answered.REFUSED} else ""
    row.decision_sealed, row.answered_on, row.answer_came = crypt.seal(words), answered_on, came
    row.save(update_fields=["decision", "basis", "decision_sealed", "answered_on", "answer_came", "updated_at"])
    note_step(row, RequestStep.ANSWERED, by=by, decision=decision, basis=row.basis)
    return row


@transaction.atomic
def withdraw(request: DataRequest, *, by: User) -> DataRequest:
    """The person no longer asks. Raises `Refusal("closed")`."""
    row = lock_request(request, by)
    row.withdrawn_on = time.today()
    row.save(update_fields=["withdrawn_on", "updated_at"])
    note_step(row, RequestStep.WITHDRAWN, by=by)
    return row


@transaction.atomic
def hand_over(request: DataRequest, *, came: str, by: User) -> DataRequest:
    """Note that the export went to the person, and how. Raises `Refusal`: closed, bad-kind."""
    row = lock_request(request, by)
    if came not in Came.values:
        raise Refusal("bad-kind", sentence=CHOOSE, field="came")
    note_step(row, RequestStep.HANDED_OVER, by=by, how=came)
    return row


def lock_request(request: DataRequest, by: User) -> DataRequest:
    """The request as it is now, locked, and still open. Raises `Refusal("closed")`, `PermissionDenied`."""
    row = lock(request)
    if not manages(by, row.organization_id):
        raise PermissionDenied
    if not row.is_open:
        raise Refusal("closed", sentence=CLOSED)
    return row


def note_step(row: DataRequest, step: str, *, by: User | None, **details: Any) -> None:
    """One line more in the history that nobody can change; codes only."""
    RequestEvent.objects.create(request=row, step=step, at=time.now(), by=by, details=details)
    record(f"data-request.{step}", row, by=by, organisation=row.organization_id)


def _check_received(day: date) -> None:
    today = time.today()
    if day > today or day.year < today.year - OLDEST_YEARS:
        sentence = _("Please check the day: it lies in the future, or very long ago.")
        raise Refusal("bad-day", sentence=sentence, field="received_on")


def _check_decision(row: DataRequest, decision: str, basis: str, words: str) -> None:
    if decision in {Answered.PARTLY, Answered.REFUSED}:
        if basis not in RefusalBasis.values:
            sentence = _("Please choose the provision that allows it; the person must be told (Art. 12(4)).")
            raise Refusal("no-basis", sentence=sentence, field="basis")
        if basis == RefusalBasis.OTHER and not words:
            raise Refusal("no-words", sentence=_("Please name the provision in words."), field="words")
    if decision in {Answered.GRANTED, Answered.PARTLY}:
        if row.client_id is None and row.kind != RequestKind.ERASURE:  # an erased file is found no more
            raise Refusal("no-file", sentence=_("Please find the file first, or answer that we hold nothing."), field="decision")
        if not row.identity:
            sentence = _("Please note first how it was confirmed who asks (Art. 12(6)).")
            raise Refusal("no-identity", sentence=sentence, field="decision")


def _follow(row: DataRequest, *, by: User) -> None:
    """What the file's worker has to do."""
    if row.client is None or row.kind not in FOR_WORKERS:
        return
    due_on = max(row.due_on - timedelta(days=DAYS_BEFORE), time.today())
    asked = ask_workers(row.client, TASKS[row.kind], due_on=due_on, by=by)
    note_step(row, RequestStep.ASKED, by=by, people=asked)


def _write_to(row: DataRequest) -> None:
    if row.assignee is not None:
        tell_staff(
            [row.assignee],
            kind=MessageKind.STAFF_REQUEST,
            organization=row.organization_id,
            about=row.pk,
            path=f"/desk/rights/requests/{row.pk}/",
        )
